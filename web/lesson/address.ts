/** Where the parts of the site are. What a link opened before these existed, it opens still: it has a fragment. */
import type { Figure, Scene } from '../../engine/course.ts';
import { encodeLink, START_VIEW } from '../../engine/text.ts';

export const START = './';
export const COURSE = './?course';
export const PLAY = './?play';

/** `part` counts from 0. */
export const lessonAddress = (name: string, part = 0): string => `./?lesson=${name}${part > 0 ? `#${part + 1}` : ''}`;

/** The part that an address names. */
export const partOf = (fragment: string): number | null => {
  const [, number] = /^#(\d{1,3})$/.exec(fragment) ?? [];
  return number === undefined ? null : Math.max(0, Number(number) - 1);
};

/** What a figure shows, in the playground. */
export function playAddress(
  { open }: Figure,
  { step, micro, selection }: Pick<Scene, 'step' | 'micro' | 'selection'>,
): string {
  const link = encodeLink(
    { text: open.text, builtin: open.builtIn ?? undefined },
    { ...START_VIEW, step, micro, selection },
  );
  return link.ok ? PLAY + link.fragment : PLAY;
}

/** The same on a slide. */
export const slideAddress = (figure: Figure, scene: Pick<Scene, 'step' | 'micro' | 'selection'>): string =>
  playAddress(figure, scene).replace(PLAY, './?view=slide');
