/** What an address asks for, if it is one of the choices; or else the first of them. */
export const oneOf = <T extends string>(asked: string | null, choices: readonly [T, ...T[]]): T =>
  choices.find((choice) => choice === asked) ?? choices[0];
