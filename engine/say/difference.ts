/** In what machines differ. */
import { placeText, type Difference, type VmaShape } from '../facts.ts';
import { frameText } from './frame.ts';

export interface DifferenceWords {
  readonly about: string;
  /** What each machine has there, the most telling first; one list per machine, all of the same length. */
  readonly values: readonly (readonly string[])[];
}

type Lasting = Exclude<Difference, { readonly kind: 'outcome' | 'log' }>;

/** What is about a page comes first: it is seen, and the rest mostly follows from it. */
const ORDER: readonly Lasting['kind'][] = ['entry', 'vma', 'rss'];

const count = (n: number | null, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** What each machine says of a mapping, as short as possible: of its flags those that not all have. */
function mappingTexts(values: readonly (VmaShape | null)[]): readonly string[] {
  if (values.includes(null)) return values.map((value) => (value === null ? 'not mapped' : 'mapped'));
  const words = values.map((value) => (value === null ? [] : [String(value.pages), 'pages', ...value.flags]));
  return words.map((own) => own.filter((word) => words.some((other) => !other.includes(word))).join(' ') || 'neither');
}

/** What each machine has, so that it can stand without the name of its field. */
function valueTexts(d: Lasting): readonly string[] {
  if (d.kind === 'vma') return mappingTexts(d.values);
  if (d.kind === 'rss') return d.values.map((value) => `${value} ${d.counter}`);
  const yesOrNo = (yes: string, no: string): string[] => d.values.map((value) => (value === true ? yes : no));
  switch (d.field) {
    case 'present':
      return yesOrNo('mapped', 'not mapped');
    case 'write':
      return yesOrNo('writable', 'read-only');
    case 'normal':
      return yesOrNo('a page', 'no page');
    case 'exclusive':
      return yesOrNo('exclusive', 'not exclusive');
    case 'pinned':
      return yesOrNo('pinned', 'not pinned');
    case 'frame':
      return d.values.map((frame) => `it maps ${frameText(frame)}`);
    case 'refcount':
      return d.values.map((n) => count(n, 'reference'));
    case 'mapcount':
      return d.values.map((n) => count(n, 'mapping'));
  }
}

const aboutText = (d: Lasting): string =>
  d.kind === 'rss'
    ? `the page counters of ${d.process}`
    : `${d.kind === 'vma' ? 'the mapping at ' : ''}${placeText(d.place)} of ${d.process}`;

/**
 * Differences with what each machine has there, one per process, mapping or page. Of a process that a machine does not
 * have nothing else is said. Outcomes and logs are left out: they stand by themselves.
 */
export function differenceWords(differences: readonly Difference[]): DifferenceWords[] {
  const told = differences.filter((d): d is Lasting => d.kind !== 'outcome' && d.kind !== 'log');
  const lacking = new Map(
    told.flatMap((d) => (d.kind === 'rss' && d.values.includes(null) ? [[d.process, d.values] as const] : [])),
  );
  const groups = new Map<string, Lasting[]>();
  for (const kind of ORDER) {
    for (const difference of told) {
      if (difference.kind !== kind || lacking.has(difference.process)) continue;
      const about = aboutText(difference);
      groups.set(about, [...(groups.get(about) ?? []), difference]);
    }
  }
  return [
    ...[...lacking].map(([process, values]) => ({
      about: `process ${process}`,
      values: values.map((value) => [value === null ? 'not there' : 'there']),
    })),
    ...[...groups].map(([about, found]) => {
      const each = found.map(valueTexts);
      const machines = found[0]?.values ?? [];
      return { about, values: machines.map((_, machine) => each.map((values) => values[machine] ?? '')) };
    }),
  ];
}

export function differenceLine({ about, values }: DifferenceWords, names: readonly string[], brief = false): string {
  const texts = values.map((own) => (brief ? own.slice(0, 1) : own).join(', '));
  const said = [...new Set(texts)].map((text) => {
    const who = names.filter((_, machine) => texts[machine] === text).join(' and ');
    return text.includes(',') ? `${who} (${text})` : `${who} ${text}`;
  });
  return `${about}: ${said.join(', ')}`;
}
