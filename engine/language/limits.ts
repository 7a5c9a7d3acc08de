/**
 * The limits of a text. Source: docs/language.md, Limits.
 */

/** Bytes of UTF-8. */
export const MAX_TEXT_BYTES = 64 * 1024;
export const MAX_STATEMENTS = 2000;
export const MAX_MACHINES = 4;
/** Also the distance between the address ranges of two names, 16 MiB. */
export const MAX_PAGES = 4096;
export const MAX_NAMES = 64;
/** In pages: a 32-bit kernel's vm_pgoff holds no more. */
export const MAX_PGOFF = 0xffffffff;

/** These name physical pages. */
export const RESERVED_NAMES: readonly string[] = ['driver', 'mmio', 'zero'];

/** In UTF-8; a lone surrogate counts three, as its replacement character does. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
