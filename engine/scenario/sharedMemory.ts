import { KERNELS, scenario } from './scenario.ts';

export default scenario(
  {
    name: 'shared-memory',
    theme: 'Everyday memory',
    promise: 'Shared anonymous memory is a file without a name, and both processes find its pages there.',
    witness: { recorded: 'builtin/shared-memory', machines: KERNELS },
  },
  `
folioscope 1
title Shared anonymous memory is a file without a name
machines x86_64 arm

say Memory that a process means to share with its children.
A mmap s 2 shared rw anon
say Shared anonymous memory has a file behind it that nobody can open. The kernel calls it shmem.
A read s
say A page of that file, and not the zero page: everyone who maps it must see the same page.
A write s "one"
say Written in place: no other page replaces it.
A fork B
say fork copied no entry here: B can find the pages in the file.
ask s+0 in B: same_frame_as s+0 in A
B read s
say A fault finds the page in the file: the same one.
B write s+1 "two"
say B is the first to touch the second page, so it is allocated now.
ask outcome
A read s+1
say A sees what B wrote.
B exit
say B's entries are gone. The pages belong to the file and stay.
A read s
say A still sees them.
A madvise s* dontneed
say The entries are gone, the pages stay in the file.
ask outcome
A read s+1
say Dropped from the tables only. Nothing was lost.
A munmap s*
say Private memory lives as long as an entry maps it. Shared memory lives as long as its file.
`,
);
