import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'zero-page',
  title: 'The zero page',
  minutes: 5,
  aim: 'predict the frames and the counters of private anonymous memory after any sequence of reads and writes.',
  before: ['page-fault'],
  texts: {
    'three-zeroes': `
title Three pages of zeroes
machines x86_64 arm

A mmap m 3 private rw anon
A read m+0
A read m+1
A read m+2
A status
A smaps m
A pagemap m*
A mincore m*
A write m+1 "mine"
A read m+0
A status
`,
  },
  parts: [
    {
      at: 'three-zeroes~2',
      text: 'A has mapped private anonymous memory and reads its first page. The read faults, and {ran do_anonymous_page} fills the entry. But look where the line goes: not to a fresh frame, but to a frame of zeroes that was there before A existed. There is one such frame, the zero page, and everybody reads it.',
    },
    {
      at: 'three-zeroes~3',
      ask: 'm+1 in A: frame',
      theories: [
        {
          answer: 'anon#1',
          if: 'if A had written. A read needs nothing but zeroes, and those are there already.',
          in: 'do_anonymous_page',
        },
        {
          answer: 'nothing is mapped',
          if: 'if a read of an empty entry left it empty. Then every further read would fault again.',
          in: 'handle_pte_fault',
        },
      ],
      because: 'Every first read of private anonymous memory finds the same frame.',
    },
    {
      at: 'three-zeroes~4',
      beside: 'folio',
      pick: 'm+0 in A',
      text: 'Now all entries of A’s mapping lead to one frame. The kernel keeps a record for every frame of RAM, and in it counts who uses the frame. For the zero page it counts no entry at all: the refcount is {m+0 in A: refcount} and the mapcount {m+0 in A: mapcount}, under all those lines. It is never freed, so nothing would be gained by counting who maps it.',
    },
    {
      at: 'three-zeroes~6',
      ask: 'm in A: rss',
      prompt: 'smaps adds up the pages of a mapping that are resident in memory. What does it show as `Rss`?',
      theories: [
        {
          answer: '12 kB',
          on: ['x86_64'],
          if: 'if each entry of the zero page counted as a page of A. The kernel’s test for the zero page says that there is no page behind it to count.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: '12 kB',
          on: ['arm'],
          if: 'if each entry of the zero page counted as a page of A. The kernel’s test for the zero page says that there is no page behind it to count.',
          at: 'vm_normal_page: is_zero_pfn(pfn)?',
        },
        {
          answer: '4 kB',
          on: ['x86_64'],
          if: 'if the one frame were counted once. smaps goes from entry to entry, and does not ask whether it has met a frame before.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: '4 kB',
          on: ['arm'],
          if: 'if the one frame were counted once. smaps goes from entry to entry, and does not ask whether it has met a frame before.',
          at: 'vm_normal_page: is_zero_pfn(pfn)?',
        },
      ],
      because: 'No entry of the zero page is counted, so nothing is resident.',
    },
    {
      at: 'three-zeroes~8',
      text: 'So mapped and counted are different things. The counters say that A has nothing: `anon` is {~5 A: anon}, and `Rss` is {~6 smaps Rss}. Those who look at the entries see that something is there: pagemap answers {~7 outcome}, and mincore {outcome}. Keep this apart from now on, for the rest of the course lives on the difference.',
    },
    {
      at: 'zero-page~3',
      ask: 'm+0 in A: frame',
      prompt: 'A has read `m+0` and now writes to it. Which frame does `m+0` map afterwards?',
      theories: [
        {
          answer: 'zero',
          if: 'if A could make the frame its own. Nobody can: a write there would change what everybody else reads.',
          in: 'do_wp_page',
        },
      ],
      because: 'The zero page is read-only for all, so the write gets a fresh frame.',
    },
    {
      at: 'three-zeroes~9',
      text: 'A write never reaches the zero page. The entry is read-only, so the processor faults, and the chain goes through {ran do_wp_page} to {ran wp_page_copy}: a fresh frame, filled with zeroes, then the new text. The other entries still lead to the old frame, and the count of anonymous pages rises to {A: anon}.',
    },
    {
      at: 'zero-page~4',
      beside: 'chart',
      text: 'And a page that is written first never sees the zero page. Its entry is empty, so {ran do_anonymous_page} is called as before; but now the access is a write, and it allocates a frame at once. {not wp_page_copy} has nothing to do.',
    },
    {
      at: 'shared-memory~2',
      ask: 's in A: frame',
      prompt:
        'This mapping is anonymous, too, but shared. A reads its first page. Which frame does it find? (`s+0` stands for the first page of what `s` maps.)',
      theories: [
        {
          answer: 'zero',
          if: 'if the mapping had no operations. Shared anonymous memory belongs to a nameless file, so the fault goes to do_fault and asks that file for its page.',
          in: 'handle_pte_fault',
        },
        {
          answer: 'anon#1',
          if: 'if the page belonged to A alone. Shared memory must be the same for all who map it, so Linux keeps it in a file without a name, and the page belongs to that file.',
          in: 'do_fault',
        },
      ],
      because:
        'Shared memory is kept in a file, even if the program named none. `s+0` is the first page of that file, and is counted.',
    },
  ],
  known:
    'Some architectures, s390x and mips among them, keep several zero pages. And a careless handler that returns the zero page as if it were a page has it counted: {zero-as-page~3 A: file} page of a file, with {zero-as-page~2 log}.',
  finish: {
    start: 'Pages that were only read take no frame of their own, because …; the first write …',
    ours: 'Pages that were only read take no frame of their own, because they all map the zero page, and no entry of it is counted; the first write gets a fresh frame, which is.',
  },
  onward:
    'After a fork both processes map one frame, and each was promised memory of its own. Which of them has to copy?',
  read: ['do_anonymous_page', 'do_wp_page', 'wp_page_copy'],
  thread: ['anonPages'],
  dare: {
    at: 'three-zeroes~11',
    text: 'Make `status` count every page of the mapping without a single page holding text of yours.',
  },
});
