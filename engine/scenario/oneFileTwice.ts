import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'one-file-twice',
    theme: 'Everyday memory',
    promise: 'A shared and a private mapping of one file: one writes the file, the other writes a copy.',
    witness: { recorded: 'builtin/one-file-twice', machines: KERNELS },
  },
  `
folioscope 1
title One file, mapped twice: shared and private
machines x86_64 arm

say A file of eight pages, which are already in memory. Whoever maps it sees these pages, or copies of them.
A mmap s 3 shared rw file notes
A mmap p 3 private rw file notes
say The same file twice: once shared, once private. No entry is filled yet.
A write s "one"
say A shared write goes to the page of the file itself.
A read p
say The private mapping shows the same page. The kernel mapped the next two pages as well, since they were in memory.
ask p+0 in A: same_frame_as s+0 in A
A write p "two"
say A private write copies the page first. The copy belongs to A alone, and the file stays as it was.
A read s
say The shared mapping did not see the private write.
A write s "three"
say And now the file changes again.
ask outcome
A read p
say The private page no longer follows the file.
A madvise p dontneed
say MADV_DONTNEED drops the copy, and what was written there is lost.
ask outcome
A read p
say The file is read again, with its latest text.
say A shared write changes the file. A private write changes a copy, and the file never hears of it.
`,
);
