/** A word as somebody typed it: hexadecimal digits, with or without `0x` and spaces. */
export type TypedWord = { readonly ok: true; readonly word: bigint } | { readonly ok: false; readonly message: string };

export function parseWord(text: string, bits: number): TypedWord {
  const digits = text.replaceAll(/[\s_]/g, '').replace(/^0x/i, '');
  if (!/^[0-9a-f]+$/i.test(digits)) return { ok: false, message: 'Write the word in hexadecimal digits.' };
  const word = BigInt(`0x${digits}`);
  if (word >> BigInt(bits) !== 0n) return { ok: false, message: `It does not fit: entries have ${bits} bits here.` };
  return { ok: true, word };
}
