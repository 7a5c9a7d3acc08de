/** What is thought of a reader, in words. */
import type { Reader } from '../mm/readers.ts';

export const READER_VERDICTS: Readonly<Record<Reader['kind'], { readonly name: string; readonly why: string }>> = {
  suspect: { name: 'Suspect', why: 'It takes the flag of the mapping for an answer about its pages.' },
  legitimate: { name: 'Legitimate', why: 'It needs the flag or the bit itself.' },
  policy: { name: 'Policy', why: 'A refusal that can be defended, and is coarser than necessary.' },
  contract: { name: 'Contract', why: 'What installers and drivers have to respect.' },
  'arch or driver': { name: 'Outside mm', why: 'The concern of one architecture or driver.' },
  comment: { name: 'Comment', why: 'Named, and not read.' },
  debug: { name: 'Debugging', why: 'A check of the kernel on itself.' },
  definition: { name: 'Definition', why: 'This is where the others should ask.' },
};

export const COPIED: Readonly<Record<NonNullable<Reader['copied']>, string>> = {
  missed: 'a copied page is missed',
  'by frame': 'a copied page is taken by its frame number',
};
