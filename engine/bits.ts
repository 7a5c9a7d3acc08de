/** Door: raw words on any machine. It brings all architectures, so it is loaded when somebody asks. */
export { readWord, type WordRead } from './arch/readWord.ts';
export { decodedText, digitsText, inMemoryText, unnamedText } from './say/decoded.ts';
