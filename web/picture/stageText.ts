/** A picture in words, for those who do not see it. */
import { twinOf, type TwinNode } from '../stage/words.ts';
import type { Pictured } from './sheet.ts';

const flat = ({ text, items }: TwinNode): string[] => [text, ...items.flatMap(flat)];

export function stageText({ machines, snapshot }: Pictured, only: readonly string[] | null): string {
  return machines
    .flatMap((info, i) => {
      const view = snapshot.machines[i];
      if (!view || (only !== null && !only.includes(info.name))) return [];
      return [`${info.title}.`, ...twinOf(view, info).flatMap(flat)];
    })
    .join('\n');
}
