import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'dirty-cow',
    theme: 'Questions from the field',
    promise: 'A forced write into a private mapping of a file that may only be read: it never reaches the file.',
    witness: { recorded: 'hand2/force-file', machines: KERNELS },
    words: [
      'Dirty COW',
      'Dirty CoW',
      'CVE-2016-5195',
      'FOLL_FORCE',
      '/proc/self/mem',
      '/proc/PID/mem',
      'ptrace',
      'FOLL_COW',
      'can_follow_write_pte',
      'read-only file',
      'privilege escalation',
    ],
  },
  `
folioscope 1
title Dirty COW: a forced write and a read-only file
machines x86_64 arm

say In CVE-2016-5195 two threads raced: one forced writes into a private mapping of a file, the other threw the copy away in between. The write then hit the file.
A mmap f 4 private r file notes+0
A read f
ask outcome
A gup f write force
say What /proc/self/mem does. 6.12 accepts a forced write only into an anonymous page that belongs to this process alone. There is none yet, so one is made.
A read f
ask f+1 in A: frame
A pin f+1 write force fast as a
say Again a copy of its own, mapped read-only.
A mmap g 2 private r file notes+0 ro
say The same file, opened for reading.
ask outcome
A gup g write force
A read g
say Private memory again. The descriptor's mode does not matter, since the file is never written.
A read f+1
A fork B
B gup f write force
say The page is shared after a fork, so it is not exclusive: B gets one of its own.
A gup f+1 write force
A pagemap f*
say Two anonymous pages, two of the file, which still says what it said.
unpin a
A exit
`,
);
