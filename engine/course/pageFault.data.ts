import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'page-fault',
  title: 'A page fault',
  minutes: 5,
  aim: 'say, for a mapping, an entry and an access, whether the processor faults, and whether the kernel then fills the entry or sends a signal.',
  before: [],
  texts: {
    'first-touch': `
title The first touch of a page
machines x86_64 arm

A mmap m 3 private rw anon
A status
A write m+1 "hello"
A read m+1
A write m+1 "again"
A mprotect m* r
A write m+1
A munmap m+1
A read m+1
`,
  },
  parts: [
    {
      at: 'first-touch~1',
      text: 'Process A has just mapped memory, and mmap said {outcome}. The memory is anonymous, `anon` in the program: no file is behind it. Look at the two machines: there is a mapping, drawn as a dashed box, and nothing in it. Even A’s top table, the PGD, is unused. (What pgoff says does not matter yet.) A mapping is a promise about addresses, and so far nobody has asked A’s kernel to keep it.',
    },
    {
      at: 'first-touch~2',
      ask: 'A: anon',
      theories: [
        {
          answer: '3',
          if: 'if mmap had filled the entries. No fault has run yet, so nothing was allocated.',
          in: '~1 mmap_region',
        },
        {
          answer: '1',
          if: 'if the kernel prepared the first page in advance. It waits until an access needs a page.',
          in: '~1 mmap_region',
        },
      ],
      because: 'mmap only notes that the addresses are valid. Pages are allocated when they are touched.',
    },
    {
      at: 'first-touch~3',
      pick: 'm+1 in A',
      text: 'Now A writes to `m+1`. The processor looks the address up in the page table, level by level: {levels @x86_64} levels on x86_64, {levels @arm} on this arm, the classic kind with short entries. At the end of the path is one word, the entry. It was empty, and an empty entry stops the processor with a page fault.',
    },
    {
      at: 'first-touch~3:handle_pte_fault',
      beside: 'chart',
      text: 'A fault is a chain of kernel functions, and the chart shows it. {ran handle_mm_fault} finds the table; {ran handle_pte_fault} reads the entry and decides how to go on. A few small functions between them are left out here.',
    },
    {
      at: 'first-touch~3:do_anonymous_page',
      beside: 'chart',
      text: 'This mapping has no file and no driver behind it: its memory is anonymous. So the chain ends in {ran do_anonymous_page}, which takes a free frame, a page-sized piece of RAM, fills it with zeroes and writes its number into the entry. Then the processor tries the write again, and this time it succeeds.',
    },
    {
      at: 'first-touch~4',
      text: 'Reading `m+1` gives {outcome}, and the chain of functions is empty. The entry is filled and allows the access, so the kernel does not run at all. One page is counted for A now: `status` would say {A: anon}. The other pages of the mapping still have no entry.',
    },
    {
      at: 'first-touch~5',
      ask: 'path',
      prompt: 'A writes to `m+1` for the second time. In which function does the fault end?',
      theories: [
        {
          answer: 'do_anonymous_page',
          if: 'if the entry were empty. The first write filled it, and nothing has emptied it since.',
          in: 'handle_pte_fault',
        },
        {
          answer: 'wp_page_copy',
          if: 'if the entry were read-only and the page shared with somebody, for this function gives the writer a copy. Here the entry allows writing.',
          in: 'handle_pte_fault',
        },
      ],
      because: 'An entry that is present and allows the access is the processor’s business alone.',
    },
    {
      at: 'first-touch~6',
      text: 'A makes the mapping read-only with mprotect. The mapping changes, and so does the entry that exists: it loses its permission to write. The page stays where it is, with its text.',
    },
    {
      at: 'first-touch~7',
      ask: 'outcome',
      prompt: 'A writes to `m+1` again. How does it end?',
      theories: [
        {
          answer: 'ok',
          if: 'if only the entry were read-only. But the mapping itself forbids writing, and that is checked first: the entry is never asked.',
          in: 'the check of VM_WRITE, before handle_mm_fault',
        },
        {
          answer: 'SIGBUS',
          if: 'if the mapping allowed the write but no page could be found for it. Here permission is what is missing.',
          in: '__do_fault',
        },
      ],
      because:
        'The kernel finds the mapping, sees that it may not be written, and sends a signal before the chain of functions begins.',
    },
    {
      at: 'end-of-file~3',
      beside: 'chart',
      text: 'There are two ways of saying no. {first-touch~7 outcome} comes before the chain begins: the mapping does not allow the access, or there is no mapping. {outcome} comes at its end: the mapping allows the access, and its handler has no page to give. Here a file is shorter than the mapping, and {ran __do_fault} finds nothing past its end.',
    },
    {
      at: 'first-touch~9',
      ask: 'outcome',
      prompt: 'A has unmapped `m+1`. Now it reads there. How does it end?',
      theories: [
        {
          answer: 'ok: ""',
          if: 'if only the entry were gone. That is what MADV_DONTNEED does: the next read finds zeroes. munmap takes the mapping away as well.',
          in: 'the search for the mapping, before handle_mm_fault',
        },
        {
          answer: 'ok: "again"',
          if: 'if munmap left the entries in place. It clears them, and gives the page back.',
          in: '~8 zap_present_ptes',
        },
        {
          answer: 'SIGBUS',
          if: 'if a mapping were there and its handler had no page. There is no mapping left to have a handler.',
          in: 'do_fault',
        },
      ],
      because: 'Without a mapping there is no promise to keep.',
    },
  ],
  known:
    'On classic arm the marks “young” and “dirty” are kept by software: a store through a writable raw entry ends in {shared-pfn~3 ran ptep_set_access_flags @arm} there, and needs no fault on x86_64 (`shared-pfn`).',
  finish: {
    start: 'mmap promises …; the first access …; SIGSEGV means …, and SIGBUS …',
    ours: 'mmap promises that addresses are valid; the first access to each page faults, and the kernel fills its entry; SIGSEGV means that the mapping does not allow the access, and SIGBUS that it does but there is no page.',
  },
  onward: 'A program reads pages that nobody has ever written. Whose frames does it see?',
  read: ['handle_mm_fault', 'handle_pte_fault', 'do_anonymous_page'],
  thread: ['whoMaps'],
  dare: {
    at: 'first-touch~9',
    text: 'Change one line so that the last read gives {zero-page~9 outcome} instead of a signal.',
  },
});
