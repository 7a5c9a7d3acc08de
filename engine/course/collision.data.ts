import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'collision',
  title: 'Copying what has no page, and the collision',
  minutes: 6,
  aim: 'say how a raw frame is copied, which copies fool the linear rule, and what is wrong afterwards and what is not.',
  before: ['fork', 'reuse', 'linear-rule'],
  texts: {
    'copied-through': `
title Copied through the user's address
machines x86_64 arm

A mmap x 1 private rw vmf_insert_mixed mmio+0
A read x
A gup x write
A read x
`,
    'lands-beside': `
title A copy lands beside its own place
machines x86_64 arm

A mmap io 2 private rw remap_pfn_range driver+8
kernel free driver+9
kernel next_frame driver+9
A write io+0 "boom"
A read io+1
`,
  },
  parts: [
    {
      at: 'collision~2',
      text: 'Two pages of a driver’s RAM, mapped privately and raw. The linear rule has told every copy from every raw entry so far, because a copy lay wherever the kernel had found a free frame. Watch where the frames come from now, one statement at a time.',
    },
    {
      at: 'collision~4',
      text: 'The driver frees its second page, and the kernel lets it: nobody counted the raw entry, as in {lesson no-struct-page}. The frame is still mapped at `io+1`. And by bad luck it is the very frame that the kernel will hand out next. Such a frame is usually long gone; but nothing forbids it.',
    },
    {
      at: 'collision~5',
      ask: 'io+1 in A: vm_normal_page',
      prompt:
        'A writes to `io+1`. The kernel copies, and the copy gets the frame that was handed out next. What does `vm_normal_page()` give for `io+1`?',
      theories: [
        {
          answer: 'a page',
          on: ['arm'],
          if: 'if it were remembered anywhere that this is a copy. Nothing is: arm has only the frame number, and it is the one that the rule predicts for a raw entry.',
          at: 'vm_normal_page: pfn == linear?',
        },
        {
          answer: 'NULL',
          on: ['x86_64'],
          if: 'if the bit belonged to the frame. It belongs to the entry, and the copy got a new one, without the bit.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
      ],
      because:
        'The entry on x86_64 says that it is a page. On arm the copy lies on its own dashed line, and the rule is fooled.',
    },
    {
      at: 'collision~5',
      beside: 'why',
      pick: 'io+1 in A',
      text: 'The machines disagree, and arm is wrong. The frame is the same on both, with refcount {io+1 in A: refcount} and mapcount {io+1 in A: mapcount}; both have counted {A: anon} anonymous page for A. But arm’s {yes vm_normal_page: pfn == linear? @arm} is answered yes. Such a page is called lost: it is there, and the kernel cannot see it.',
    },
    {
      at: 'collision~6',
      text: 'From now on every caller repeats the mistake. smaps, which asks each entry, finds {smaps Anonymous @x86_64} on x86_64 and {smaps Anonymous @arm} on arm, while the counter of the process still says {A: anon} on both. To ask the entry is right; the answer is just not better than the rule.',
    },
    {
      at: 'collision~7',
      ask: 'io+1 in A: refcount',
      prompt: 'A forks, and B inherits the entry. How many references has the frame at `io+1` now?',
      theories: [
        {
          answer: '2',
          on: ['arm'],
          if: 'if fork counted frames. It asks the entry, gets NULL on arm, and copies it as if it were raw.',
          at: 'copy_present_ptes: vm_normal_page?',
        },
        {
          answer: '1',
          on: ['x86_64'],
          if: 'if nothing in a PFN mapping were ever counted. Fork asks the entry, and this one has a page behind it.',
          at: 'copy_present_ptes: vm_normal_page?',
        },
      ],
      because: 'Fork counts where there is a page. Arm does not see it.',
      from: 'fork',
    },
    {
      at: 'collision~8',
      ask: 'outcome',
      prompt: 'B reads `io+1`. What does it find?',
      theories: [
        {
          answer: 'ok: "driver+9"',
          if: 'if the kernel’s mistake reached the processor. It reads what the entry maps, and asks nobody whether that is a page.',
          in: 'the processor',
        },
        {
          answer: 'EFAULT',
          if: 'if a page that the kernel cannot see could not be read. The entry is present and allows reading.',
          in: 'the processor',
        },
      ],
      because: 'The data are right on both machines. It is the books that are wrong.',
    },
    {
      at: 'collision~13',
      beside: 'log',
      text: 'The lost page is never given back: when its entry goes, {fn zap_present_ptes} takes it for raw and only clears it. On arm nobody frees it, and the counter of the process is not brought back to zero. When A exits, the kernel notices that much and prints {log @arm}. No data were damaged; memory is gone.',
    },
    {
      at: 'lands-beside~4',
      ask: 'io+0 in A: vm_normal_page',
      prompt:
        'The same mapping, and the same frame comes back. But this time A writes to `io+0`, so `driver+9` becomes the copy of the first page. What does `vm_normal_page()` give for `io+0`?',
      theories: [
        {
          answer: 'NULL',
          on: ['arm'],
          if: 'if any frame of the mapping would do. The rule predicts one frame for each page, and for this page another.',
          at: 'vm_normal_page: pfn == linear?',
        },
        {
          answer: 'NULL',
          on: ['x86_64'],
          if: 'if the frame remembered that it was mapped raw. The entry is asked, and it is a new one.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
      ],
      because:
        'Only a copy that lands on its own line is lost. Beside it, all is well, although two entries now lead to one frame.',
    },
    {
      at: 'copied-through~3',
      text: 'Here the kernel itself writes to A’s memory, on behalf of A: that is what `gup x write` stands for, and it copies as A’s own write would. But how can something be copied that has no struct page? Not as a page: without a record, the kernel has no address of its own to read it from. {ran wp_page_copy} reads it through the address under which the process sees it, like a program would. And since there was no page, none is given back: one more anonymous page is counted, {A: anon}, and nothing less of anything else.',
    },
    {
      at: 'lost-twice~7',
      text: 'Here are two arm machines, one of them with longer entries, which have the bit. A copy was lost on the other as before. Then A made the mapping read-only and writable again, and wrote once more. The machine with the bit finds the page that A owns, and writes to it. The other cannot see that page: it takes the entry for raw, copies it into a second page, and never gives the first one back.',
    },
    {
      at: 'lost-twice~9',
      ask: 'A: anon',
      prompt: 'smaps finds one page on both machines now. What does the counter of A say? How many anonymous pages?',
      theories: [
        {
          answer: '1',
          on: ['arm'],
          if: 'if the counter were worked out from the entries. It is kept: raised with every copy, lowered when a page is given back, and the first copy never was.',
          in: '~7 wp_page_copy',
        },
        {
          answer: '2',
          on: ['arm_lpae'],
          if: 'if the second write had copied here as well. The page was A’s own, and was reused.',
          at: '~6 can_change_pte_writable: anonymous and exclusive?',
        },
      ],
      because: 'What is not recognised as a page is not given back, and stays counted.',
    },
  ],
  known:
    'Linux reads a raw frame at its address in the process that is running. In a private mapping that may hold both kinds, a fault can be caused by another process, in which that address means something else. If that process has memory there, its bytes end up in the copy; if it has none, the copy is filled with zeroes, and the kernel warns. In the collision itself source and copy are the same frame.',
  finish: {
    start: 'The rule is fooled when …; the process notices …; at exit …',
    ours: 'The rule is fooled when a copy lands on the very frame that its own place predicts; the process notices nothing, for it reads what it wrote; at exit a counter is not zero, and a page is gone.',
  },
  onward: 'One function takes a page that another refuses, at the same moment. What does the fast one not look at?',
  read: ['wp_page_copy', '__wp_page_copy_user', 'zap_present_ptes', 'check_mm'],
  thread: ['weirdRules'],
  dare: { at: 'collision~5', text: 'Move the lost page with mremap to a place of its own. Is it still lost there?' },
});
