import { ERROR_TEXTS, SIGNAL_TEXTS } from './errorTexts.ts';
import type { GlossaryTerm } from './terms.ts';

const TEXTS = { ...ERROR_TEXTS, ...SIGNAL_TEXTS };
const ALSO: Readonly<Record<string, readonly string[]>> = {
  EAGAIN: ['EWOULDBLOCK'],
  SIGSEGV: ['segfault', 'SEGV_MAPERR', 'SEGV_ACCERR', 'VM_FAULT_SIGSEGV', 'general protection fault'],
  SIGBUS: ['BUS_ADRERR', 'BUS_ADRALN', 'VM_FAULT_SIGBUS'],
  RO_FAULT: ['KVM_PFN_ERR_RO_FAULT'],
};

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
  also: [...(TEXTS[word] === undefined ? [] : [TEXTS[word]]), ...(ALSO[word] ?? [])],
  meaning,
  rules: [],
}));
