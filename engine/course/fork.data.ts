import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'fork',
  title: 'Fork and copy on write',
  minutes: 5,
  aim: 'say, after a fork and any writes, who copies, which frame each process maps, and what both counts of it are.',
  before: ['page-fault', 'zero-page'],
  texts: {
    'parent-first': `
title The parent writes first
machines x86_64 arm

A mmap m 1 private rw anon
A write m "ours"
A fork B
A write m "of A"
B read m
B write m "of B"
`,
    'fork-after-reads': `
title Fork after reads
machines x86_64 arm

A mmap m 2 private rw anon
A read m+1
A fork B
B read m+1
`,
    'fork-after-a-write': `
title Fork after one write
machines x86_64 arm

A mmap m 2 private rw anon
A read m+1
A write m+0 "w"
A fork B
B read m+1
`,
  },
  parts: [
    {
      at: 'fork-reuse~3',
      text: 'A has written a page and forked. B has a table of its own, with an entry of its own, but follow the lines: both lead to one frame. Fork copies entries, not pages. That is why it is fast, and why what it promises, that each process has its own memory, must still be kept later.',
    },
    {
      at: 'fork-reuse~3:copy_present_ptes',
      pick: 'm+0 in A',
      text: 'The price is paid in permissions. While {ran copy_present_ptes} copies the entry, it takes the right to write away from it, for the child and for the parent. The mapping may still be written; the entry may not. Whoever writes next will fault, and the kernel gets its chance to copy.',
    },
    {
      at: 'fork-reuse~3',
      beside: 'folio',
      pick: 'm+0 in A',
      text: 'The record of the frame, in Linux a folio, keeps two counts. The mapcount says how many entries map it: {m+0 in A: mapcount}. The refcount says how many users keep it from being freed: {m+0 in A: refcount}. Here each entry is a user. They often agree, but they are counted for different reasons, and later they will part.',
    },
    {
      at: 'parent-first~4',
      ask: 'm in A: frame',
      prompt:
        'This time the parent writes first, while the child still maps the page. Which frame does `m` of A map afterwards?',
      theories: [
        {
          answer: 'anon#1',
          if: 'if the parent were favoured, or alone. The question is only whether anybody else may be using the page, and B is.',
          at: 'do_wp_page: refcount == 1?',
        },
      ],
      because: 'Whoever writes first copies. The kernel does not ask which of the two was there before.',
    },
    {
      at: 'parent-first~5',
      ask: 'outcome',
      prompt: 'B reads `m`. What does it find?',
      theories: [
        {
          answer: 'ok: "of A"',
          if: 'if A had written in place. A wrote into a copy, and the page that B maps did not change.',
          at: '~4 do_wp_page: refcount == 1?',
        },
        {
          answer: 'ok: ""',
          if: 'if fork had given B no entry, so that B started with zeroes. It gives B an entry for every page that A had written.',
          in: '~3 vma_needs_copy',
        },
      ],
      because: 'B still maps the page as it was when it was forked.',
    },
    {
      at: 'fork-reuse~4',
      ask: 'm+0 in A: mapcount',
      prompt:
        'Back to the first family. B writes, and gets a copy. How many entries are now counted as mapping the old page, which A maps?',
      theories: [
        {
          answer: '2',
          if: 'if a copy left the count of the old page alone. Its last step is to give up B’s share of it.',
          in: 'wp_page_copy',
        },
        {
          answer: '0',
          if: 'if B’s write had taken A’s entry, too. Each process has a table of its own.',
          in: 'wp_page_copy',
        },
      ],
      because: 'B’s entry has left for the copy, and A’s is still there.',
    },
    {
      at: 'fork-reuse~4',
      beside: 'folio',
      pick: 'm+0 in A',
      text: 'The first to write copies, parent or child: {ran wp_page_copy}. Afterwards the old page has a refcount of {m+0 in A: refcount} and a mapcount of {m+0 in A: mapcount}, as before the fork. A’s entry is still read-only, though. The kernel does not go looking for entries that could have their permission back.',
    },
    {
      at: 'shared-memory~4',
      text: 'A shared mapping needs none of this. Whatever one process writes, the others are meant to see, so there is nothing to protect. For memory like this, which belongs to a file without a name, fork does not even copy the entries: B starts without any, and the first access will find the page in the file. Fork leaves out only what a fault can fill in again; there are shared mappings of another kind, and you will meet them later.',
    },
    {
      at: 'shared-memory~5',
      ask: 's in B: same_frame_as s in A',
      prompt: 'B reads `s`, where it has no entry yet. Does it then map the same frame as A?',
      theories: [
        {
          answer: 'no',
          if: 'if B’s fault made a page. The file has one already, and the fault asks the file.',
          in: 'do_read_fault',
        },
        {
          answer: 'nothing is mapped',
          if: 'if only fork could give B an entry. A fault can, wherever the mapping knows where its pages come from.',
          in: 'do_read_fault',
        },
      ],
      because: 'The page belongs to the file, and whoever maps the file finds it there.',
    },
  ],
  known:
    'A private anonymous mapping that was only read has no anon_vma, so fork copies none of its entries: {fork-after-reads~4 ran do_anonymous_page} gives the child its zero page. One write anywhere in it, and the zero-page entries are copied, too: then the same read ends in {fork-after-a-write~5 path @x86_64} on x86_64.',
  finish: {
    start: 'After a fork a page belongs to …, and the first to write …',
    ours: 'After a fork a page belongs to both, read-only for both, and the first to write gets a copy; the other keeps the old page.',
  },
  onward: 'A process is alone with its page again, and yet its next write copies it. Who is still looking?',
  read: ['copy_page_range', 'vma_needs_copy', 'copy_present_ptes', 'wp_page_copy'],
  thread: ['devMem'],
  dare: {
    at: 'parent-first~6',
    text: 'Let B exit before A writes. Which function does the write end in now, and does A’s frame change?',
  },
});
