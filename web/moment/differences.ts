/** In what the machines differ, in words: for the panel beside them, and for those who listen. */
import { placeText, type Difference } from '../../engine/facts.ts';

/** All that differs about one process, mapping, page or count. */
export interface DifferenceWords {
  /** `io+1 of A`. */
  readonly about: string;
  /** What each machine has there, the most telling first; one list a machine, all of the same length. */
  readonly values: readonly (readonly string[])[];
}

/** What is about a page comes first: it is seen, and the rest mostly follows from it. */
const ORDER: readonly Difference['kind'][] = ['entry', 'vma', 'rss'];

const count = (n: string, one: string): string => `${n} ${one}${n === '1' ? '' : 's'}`;

/** A value of a difference, so that it can stand without the name of its field. */
function valueText({ kind, field }: Difference, value: string): string {
  if (kind === 'rss') return `${value} ${field}`;
  const yes = value === 'true';
  switch (field) {
    case 'present':
      return yes ? 'mapped' : 'not mapped';
    case 'frame':
      return `it maps ${value}`;
    case 'write':
      return yes ? 'writable' : 'read-only';
    case 'normal':
      return yes ? 'a page' : 'no page';
    case 'exclusive':
      return yes ? 'exclusive' : 'not exclusive';
    case 'pinned':
      return yes ? 'pinned' : 'not pinned';
    case 'refcount':
      return count(value, 'reference');
    case 'mapcount':
      return count(value, 'mapping');
    default:
      return value;
  }
}

/** What each machine says of a mapping, as short as it can be told: of its flags those that not all have. */
function mappingTexts(values: readonly string[]): readonly string[] {
  if (values.includes('not mapped')) return values.map((value) => (value === 'not mapped' ? value : 'mapped'));
  const words = values.map((value) => value.split(' '));
  return words.map((own) => own.filter((word) => words.some((other) => !other.includes(word))).join(' ') || 'neither');
}

function aboutText({ kind, process, place }: Difference): string {
  if (kind === 'rss') return `the page counters of ${process ?? ''}`;
  return `${kind === 'vma' ? 'the mapping at ' : ''}${place ? placeText(place) : ''} of ${process ?? ''}`;
}

/**
 * Differences with what each machine has there, one a process, mapping or page. Of a process that a machine does not have
 * nothing else is told. Outcomes and logs are left out: they are told by themselves.
 */
export function differenceWords(differences: readonly Difference[]): DifferenceWords[] {
  const told = differences.filter(({ kind }) => ORDER.includes(kind));
  const lacking = new Map(
    told.flatMap(({ process, values }) => (values.includes('no process') ? [[process, values] as const] : [])),
  );
  const groups = new Map<string, Difference[]>();
  for (const kind of ORDER) {
    for (const difference of told) {
      if (difference.kind !== kind || lacking.has(difference.process)) continue;
      const about = aboutText(difference);
      groups.set(about, [...(groups.get(about) ?? []), difference]);
    }
  }
  return [
    ...[...lacking].map(([process, values]) => ({
      about: `process ${process ?? ''}`,
      values: values.map((value) => [value === 'no process' ? 'not there' : 'there']),
    })),
    ...[...groups].map(([about, found]) => {
      const each = found.map((d) =>
        d.kind === 'vma' ? mappingTexts(d.values) : d.values.map((value) => valueText(d, value)),
      );
      const machines = found[0]?.values ?? [];
      return { about, values: machines.map((_, machine) => each.map((values) => values[machine] ?? '')) };
    }),
  ];
}

/** A line for what differs: `io+1 of A: x86-64 a page, arm no page`. `brief`: of all that differs there the most telling. */
export function differenceLine({ about, values }: DifferenceWords, names: readonly string[], brief = false): string {
  const texts = values.map((own) => (brief ? own.slice(0, 1) : own).join(', '));
  // Machines of the same value are told together.
  const said = [...new Set(texts)].map((text) => {
    const who = names.filter((_, machine) => texts[machine] === text).join(' and ');
    return text.includes(',') ? `${who} (${text})` : `${who} ${text}`;
  });
  return `${about}: ${said.join(', ')}`;
}
