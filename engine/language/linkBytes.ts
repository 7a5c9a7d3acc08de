/** Deflated text in URL-safe base64. */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { MAX_TEXT_BYTES } from './limits.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUE_OF = new Map([...DIGITS].map((digit, value) => [digit, value]));

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const some = bytes.subarray(i, i + 3);
    const word = (some[0]! << 16) | ((some[1] ?? 0) << 8) | (some[2] ?? 0);
    for (let digit = 0; digit <= some.length; digit++) text += DIGITS[(word >> (18 - 6 * digit)) & 63];
  }
  return text;
}

/** null: not base64. */
function fromBase64(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let at = 0;
  let word = 0;
  let bits = 0;
  for (const digit of text) {
    const value = VALUE_OF.get(digit);
    if (value === undefined) return null;
    word = ((word << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (word >> bits) & 0xff;
  }
  return bytes;
}

/** Whether `unpack(pack(text))` is `text`: UTF-8 has no lone surrogates, and decoders drop a byte order mark. */
export const canPack = (text: string): boolean => !/[\ud800-\udfff]/u.test(text) && !text.startsWith('\ufeff');

/**
 * Two digits that change with any one digit of the payload, and with almost any two: deflated text that was changed
 * often inflates to another text.
 */
function checkOf(payload: string): string {
  // The largest prime that two digits can hold, so that no digit's weight is lost.
  const sum = [...payload].reduce((sum, digit) => (sum * 67 + (VALUE_OF.get(digit) ?? 0) + 1) % 4093, 0);
  return DIGITS[sum >> 6]! + DIGITS[sum & 63]!;
}

/** Deflated, in base64, then `.` and a check. */
export function pack(text: string): string {
  const payload = toBase64(deflateSync(strToU8(text), { level: 9 }));
  return `${payload}.${checkOf(payload)}`;
}

/** Input bytes unpacked at once: damage loses at most the output of one piece. */
const PIECE = 16;

/**
 * `whole` is false if the payload ends early, is damaged, or exceeds the limit of a text. Older links have no check.
 */
export function unpack(packed: string): { readonly text: string; readonly whole: boolean } {
  const [payload = '', check] = packed.split('.');
  const { text, whole } = unpackPayload(payload);
  return { text, whole: whole && (check === undefined || check === checkOf(payload)) };
}

function unpackPayload(payload: string): { readonly text: string; readonly whole: boolean } {
  const bytes = fromBase64(payload);
  if (bytes === null) return { text: '', whole: false };
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((chunk, final) => {
    chunks.push(chunk);
    size += chunk.length;
    ended ||= final;
  });
  try {
    // In small pieces, so that a few bytes cannot inflate to gigabytes before they are counted.
    for (let i = 0; i < bytes.length && size <= MAX_TEXT_BYTES; i += PIECE) {
      inflate.push(bytes.subarray(i, i + PIECE), i + PIECE >= bytes.length);
    }
  } catch {
    ended = false;
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return { text: strFromU8(all), whole: ended && size <= MAX_TEXT_BYTES };
}
