/** What the address of a slide chooses. docs/embed.md has a row for each option, and for `theme` (web/kit). */

interface Options {
  /** Names of machines, as in the scenario; null: the first ones. */
  machines: readonly string[] | null;
  trees: boolean;
  caption: boolean;
  chain: boolean;
  questions: boolean;
  controls: 'auto' | 'on' | 'off';
  /** In percent. */
  text: number;
  first: number;
  /** Infinity: the last step. */
  last: number;
  still: boolean;
}

interface Option<T> {
  readonly normally: T;
  /** Undefined: it is none of `values`. */
  readonly read: (value: string) => T | undefined;
  readonly values: string;
}

const oneOf = <T>(values: Readonly<Record<string, T>>, normally: T): Option<T> => ({
  normally,
  read: (value) => (Object.hasOwn(values, value) ? values[value] : undefined),
  values: Object.keys(values).join(' or '),
});
const onOff = (normally: boolean): Option<boolean> => oneOf({ on: true, off: false }, normally);
const number = (normally: number, least: number, most: number, values: string): Option<number> => ({
  normally,
  read: (value) => (/^\d{1,6}$/.test(value) && +value >= least && +value <= most ? +value : undefined),
  values,
});

export const OPTIONS: { readonly [Name in keyof Options]: Option<Options[Name]> } = {
  machines: {
    normally: null,
    read: (value) => (/^[\w@]+(,[\w@]+)*$/.test(value) ? value.split(',') : undefined),
    values: 'names of machines with commas between them',
  },
  trees: onOff(false),
  caption: onOff(true),
  chain: onOff(true),
  questions: onOff(true),
  controls: oneOf<Options['controls']>({ auto: 'auto', on: 'on', off: 'off' }, 'auto'),
  text: number(100, 75, 150, 'a percentage from 75 to 150'),
  first: number(0, 0, 999_999, 'the number of a step'),
  last: number(Infinity, 0, 999_999, 'the number of a step'),
  still: onOff(false),
};

export type SlideOptions = Readonly<Options>;

/** `faults`: a sentence about each value that was not understood. */
export function readOptions(query: string): { readonly options: SlideOptions; readonly faults: readonly string[] } {
  const asked = new URLSearchParams(query);
  const faults: string[] = [];
  const options: Record<string, unknown> = {};
  for (const [name, { normally, read, values }] of Object.entries(OPTIONS)) {
    const value = asked.get(name);
    const found: unknown = value === null ? normally : read(value);
    options[name] = found ?? normally;
    if (found === undefined) faults.push(`\`${name}=${value}\` in the address is not understood: use ${values}.`);
  }
  const read = options as unknown as SlideOptions;
  if (read.first > read.last)
    faults.push(`\`first=${read.first}\` is after \`last=${read.last}\`: only step ${read.last} is shown.`);
  return { options: read, faults };
}
