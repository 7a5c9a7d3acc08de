import type { GlossaryTerm } from './terms.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  SIGBUS:
    'A signal: the address belongs to a mapping, but there is nothing behind it. Here a process catches it and goes on.',
  SIGSEGV:
    'A signal: no mapping, or one that does not allow this access. Here a process catches it and goes on; one that does not is killed.',
  EACCES: 'An error: this is not allowed for this file.',
  EAGAIN: 'An error: not now, try again.',
  EBADF: 'An error: the file cannot do this.',
  EBUSY: 'An error: it is in use, or the address is taken.',
  EEXIST: 'An error: something is already there.',
  EFAULT: 'An error: the address cannot be used for this.',
  EINVAL: 'An error: the request makes no sense here.',
  EIO: 'An error: not a single byte could be transferred.',
  ENODEV: 'An error: there is no such device.',
  ENOMEM: 'An error: no memory, or no mapping at this address.',
  EPERM: 'An error: not permitted.',
  RO_FAULT: 'An error of KVM: the entry is there and read-only, so the guest cannot write through it.',
  ESRCH: 'An error: there is no such process.',
};

export const OUTCOME_TERMS: readonly GlossaryTerm[] = Object.entries(MEANINGS).map(([word, meaning]) => ({
  id: word.toLowerCase(),
  group: 'Outcomes',
  name: word,
  words: [word],
  meaning,
  rules: [],
}));
