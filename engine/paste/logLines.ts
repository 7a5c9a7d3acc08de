/** The lines of a log without what stands before each message. */

/** From the outside in: quotes of a mail, a time and a host, `kernel:`, a level, `[   12.345678]` and `[ T1234]`. */
const PREFIXES = [
  /^[>|]+ ?/,
  /^\s*\w{3} +\d{1,2} \d\d:\d\d:\d\d \S+ /,
  /^\s*\d{4}-\d\d-\d\dT[\d:.,+\-Z]+ \S+ /,
  /^\s*\[[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ [\d:]+ \d{4}\] ?/,
  /^\s*kernel(?:\[\d+\])?: ?/,
  /^\s*(?:KERN\s+)?<\d{1,3}>/,
  /^\s*\[ *\d+\.\d+\](?:\[ *[TC]\d+\])? ?/,
  /^\s*\[ *[TC]\d+\] ?/,
];

function withoutPrefixes(line: string): string {
  let rest = line;
  for (let before = ''; before !== rest;) {
    before = rest;
    for (const prefix of PREFIXES) rest = rest.replace(prefix, '');
  }
  return rest.trimEnd();
}

export const logLines = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map(withoutPrefixes)
    .filter((line) => line.trim() !== '');
