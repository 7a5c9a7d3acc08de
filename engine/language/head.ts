/** The head lines, before the first statement. */
import type { MachineName, Rules } from '../types.ts';
import { ARCH_NAMES, LISTED, MACHINE_NAMES, RULE_SWITCHES } from '../types.ts';
import type { Cursor } from './cursor.ts';
import { quote } from './cursor.ts';
import { MAX_MACHINES } from './limits.ts';
import { nearest } from './spelling.ts';

export interface Head {
  readonly title: string | null;
  readonly machines: readonly MachineName[];
  readonly rules: Rules;
}

export const DEFAULT_HEAD: Head = { title: null, machines: ['x86_64', 'arm'], rules: {} };
const VERSION = 1;

const MACHINE = 'a machine';
const RULE = 'a rule like `private_pfnmap=warn`';

const lacksStrictDevmem = (machine: MachineName): boolean =>
  ARCH_NAMES.some((name) => name === machine.split('@')[0] && !LISTED[name].strictDevmem);
/** Why no kernel for a machine could have these rules; null: one could. */
export const refusedOn = (machine: MachineName, rules: Rules): string | null =>
  rules.strict_devmem !== undefined && lacksStrictDevmem(machine) ? noStrictDevmem(machine) : null;
const noStrictDevmem = (machine: MachineName): string =>
  `No kernel for ${quote(machine)} has STRICT_DEVMEM, which \`rules strict_devmem\` would switch on: there is no \`devmem_is_allowed()\`.`;

const READERS: Readonly<Record<string, (c: Cursor, soFar: Head) => Partial<Head>>> = {
  folioscope(c: Cursor) {
    const token = c.word('the version of the language (`1`)');
    if (token.text !== String(VERSION)) {
      const message = `This text needs version ${quote(token.text)} of the language; this Folioscope reads version ${VERSION}.`;
      c.fail(token, message, String(VERSION));
    }
    return {};
  },
  title: (c) => ({ title: c.word('a title').text }),
  machines(c: Cursor, { rules }: Head) {
    const machines: MachineName[] = [];
    do {
      const token = c.peek();
      const [arch, variant] = token?.text.split('@') ?? [];
      if (
        token !== undefined &&
        variant === 'nobit' &&
        ARCH_NAMES.some((name) => name === arch && !LISTED[name].specialBit)
      ) {
        c.fail(token, `${quote(arch!)} has no special bit, in any kernel.`, arch);
      }
      const machine = c.oneOf(MACHINE, MACHINE_NAMES, ARCH_NAMES);
      if (machines.includes(machine)) c.fail(token!, `Machine ${quote(machine)} is named twice.`);
      if (machines.length === MAX_MACHINES) c.fail(token!, `A text can run on at most ${MAX_MACHINES} machines.`);
      const refused = refusedOn(machine, rules);
      if (refused !== null) c.fail(token!, refused);
      machines.push(machine);
    } while (c.peek() !== undefined);
    return { machines };
  },
  rules(c: Cursor, { machines }: Head) {
    const rules: Record<string, string> = {};
    do {
      const token = c.word(RULE);
      const [name = '', value = ''] = token.text.split(/=(.*)/s);
      const values: readonly string[] | undefined = Object.hasOwn(RULE_SWITCHES, name)
        ? RULE_SWITCHES[name as keyof typeof RULE_SWITCHES]
        : undefined;
      if (values === undefined) {
        const near = nearest(name, Object.keys(RULE_SWITCHES));
        c.fail(token, `${quote(name)} is not a rule of the kernel model.`, near && `${near}=${value}`);
      }
      if (!values.includes(value)) {
        const choices = values.map((v) => quote(`${name}=${v}`)).join(' or ');
        const near = nearest(value, values);
        c.fail(token, `Write the rule as ${choices}.`, near === undefined ? undefined : `${name}=${near}`);
      }
      if (name in rules) c.fail(token, `Rule ${quote(name)} is given twice.`);
      const without = name === 'strict_devmem' ? machines.find(lacksStrictDevmem) : undefined;
      if (without !== undefined) c.fail(token, noStrictDevmem(without));
      rules[name] = value;
    } while (c.peek() !== undefined);
    return { rules: rules };
  },
};

export const HEAD_WORDS: readonly string[] = Object.keys(READERS);

export function readHead(c: Cursor, soFar: Head = DEFAULT_HEAD): Partial<Head> {
  const head = READERS[c.take('a head line').text]!(c, soFar);
  c.end();
  return head;
}

/** Without an absent title and empty rules. */
export function writeHead(head: Head): string[] {
  const rules = Object.entries(head.rules).map(([name, value]) => ` ${name}=${value}`);
  return [
    `folioscope ${VERSION}`,
    ...(head.title === null ? [] : [`title ${head.title}`]),
    `machines ${head.machines.join(' ')}`,
    ...(rules.length === 0 ? [] : [`rules${rules.join('')}`]),
  ];
}
