/** Where an outcome comes from, in a few words; null for what kernels were recorded doing. */
import type { Origin } from '../facts.ts';

export const ORIGINS: Readonly<Record<Origin, { readonly word: string; readonly hint: string } | null>> = {
  recorded: null,
  reading: {
    word: 'by reading',
    hint: 'No kernel was recorded doing this: the outcome follows the source of Linux 6.12.',
  },
  'what-if': {
    word: 'what if',
    hint: 'The rules line of this scenario changes the kernel: no kernel does exactly this.',
  },
};
