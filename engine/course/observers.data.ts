import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'observers',
  title: 'Who looks, and what they miss',
  minutes: 6,
  aim: 'say of any observer whether it asks the flag, the entry or a counter, and judge a reader of VM_PFNMAP: legitimate, policy or suspect.',
  before: ['normal-page', 'collision', 'pins'],
  parts: [
    {
      at: 'observers~2',
      text: 'One process, one moment. A driver’s RAM is mapped privately, A has written to `io+1`, and so there is one ordinary page among raw entries. Now we let the observers look: those that programs and people use to find out what a process has in memory. They will not agree.',
    },
    {
      at: 'observers~3',
      ask: 'outcome',
      prompt: 'First pagemap, which shows for each page what it maps. What does it show?',
      theories: [
        {
          answer: 'ok: - anon#1/exclusive - -',
          if: 'if it asked the entries. The walk asks the mapping first, and skips a VM_PFNMAP mapping whole, copy and all.',
          in: 'walk_page_test: VM_PFNMAP?',
        },
        {
          answer: 'ok: driver+8 anon#1/exclusive driver+10 driver+11',
          if: 'if it showed every frame, counted or not. It never sees the entries, because the walk skips the mapping.',
          in: 'walk_page_test: VM_PFNMAP?',
        },
      ],
      because: 'The walk behind pagemap asks the flag, and the flag speaks for the whole mapping.',
    },
    {
      at: 'observers~4',
      ask: 'io in A: rss',
      prompt: 'Next smaps, for the same mapping. What does it show as `Rss`?',
      theories: [
        {
          answer: '0 kB',
          if: 'if smaps came in by the walk that pagemap uses. It has a mapping in hand already, and comes in by another door, which does not ask the flag.',
          in: 'show_smap',
        },
        {
          answer: '16 kB',
          on: ['x86_64'],
          if: 'if raw entries counted. smaps asks vm_normal_page about each entry, and three of them say no.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: '16 kB',
          on: ['arm'],
          if: 'if raw entries counted. smaps asks vm_normal_page about each entry, and three of them lie on their line.',
          at: 'vm_normal_page: pfn == linear?',
        },
      ],
      because: 'smaps asks each entry, and one of them maps a page.',
      from: 'normal-page',
    },
    {
      at: 'observers~4',
      text: 'So three things can be asked. pagemap asked the flag: {~3 outcome}. smaps asked the entries: {smaps Anonymous} of anonymous memory. And `status` asks a counter that was kept all along: {~14 A: anon} page. Two of them are right, and one of them repeats what the flag says, in the middle of the kernel’s own books.',
    },
    {
      at: 'observers~4',
      text: 'Why was it written so? {fn walk_page_test} takes it that a mapping of frame numbers holds no pages, so that there is nothing in it to walk over. For a shared one this is true; the copies in a private one are overlooked. But the skip also protects: some paths for huge entries take the page behind one without asking, which is safe only while such mappings are skipped.',
    },
    {
      at: 'observers~7',
      text: 'Others ask the entry, too. A walker that looks for a folio at `io+1` finds {outcome}, and at `io`, which is raw, {~6 outcome}. Both are right, and need no flag. On most days this is all that a caller ever wants to know: is there a page here that I may touch?',
    },
    {
      at: 'observers~11',
      ask: 'outcome',
      prompt: 'Another process reads A’s copy at `io+1` with process_vm_read. How does it end?',
      theories: [
        {
          answer: 'ok: "mine"',
          if: 'if it asked the entry. It uses GUP, the slow way, and inherits its refusal.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
        {
          answer: 'ok: "driver+9"',
          if: 'if it looked at what the driver mapped. There is a copy now, and neither can be read in this way.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
      ],
      because:
        'Whoever uses GUP asks the flag, knowingly or not. So two kinds of readers miss the anonymous page that A’s write has put there: those that walk as pagemap does, and those that come by the slow way of GUP.',
      from: 'pins',
    },
    {
      at: 'collision~6',
      ask: 'io in A: rss',
      prompt:
        'Back to the collision: on one machine the copy lies on its own dashed line. What does smaps show as `Rss` of the mapping?',
      theories: [
        {
          answer: '4 kB',
          on: ['arm'],
          if: 'if asking the entry were enough. It is the right thing to ask, but the answer is only as good as the rule, and here the rule is fooled.',
          at: 'vm_normal_page: pfn == linear?',
        },
        {
          answer: '0 kB',
          on: ['x86_64'],
          if: 'if smaps asked the flag. It asks the entry, and the entry of the copy has no special bit.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
      ],
      because: 'The observer does the same on both machines. The answers that it gets are different.',
      from: 'collision',
    },
    {
      at: 'private-pfn-cow~4',
      ask: 'outcome',
      reader: {
        kind: 'suspect',
        among: ['vma_needs_copy', 'unmap_single_vma', 'gup_fast_pte_range', 'walk_page_test'],
      },
      prompt:
        'Four functions of Linux. Fork asks the flag, to copy raw entries at once. Unmapping asks it, to give back the cache mode that x86 has reserved for the memory, that is, how the processor may cache it. Fast GUP asks the bit. The walk asks the flag, to skip the mapping. Which of them is suspect?',
      theories: [
        {
          answer: 'vma_needs_copy',
          if: 'if a fault could bring raw entries back, so that fork could leave them out. None can, and no entry tells that.',
          in: 'vma_needs_copy',
        },
        {
          answer: 'unmap_single_vma',
          if: 'if an entry could tell whether x86 reserved a cache mode for the mapping. Only the mapping knows.',
          in: 'unmap_single_vma',
        },
        {
          answer: 'gup_fast_pte_range',
          if: 'if it had anything else to ask. It has no mapping at hand, and the bit belongs to the entry.',
          in: 'gup_fast_pte_range',
        },
      ],
      because:
        'It takes the flag for an answer about every page inside. The others ask for what only flag or bit can tell.',
    },
    {
      at: 'private-pfn-cow~4',
      text: 'So not every reader of the flag is suspect. That of fork, {fn vma_needs_copy}, is {reader vma_needs_copy}: no fault could bring raw entries back, and no entry tells that. Refusing to fill such a mapping in advance, in {fn __mm_populate}, is a {reader __mm_populate}: coarse, but defensible. And {fn gup_fast_pte_range} is {reader gup_fast_pte_range}, because it has nothing else to ask.',
    },
    {
      at: 'mixed-mapping~7',
      ask: 'outcome',
      prompt:
        'A mapping that is flagged VM_MIXEDMAP may hold raw entries and counted ones side by side. In this one the first page is the driver’s, the second is device memory, and the last two were copied. What does pagemap show?',
      theories: [
        {
          answer: 'ok: - - - -',
          if: 'if the walk skipped mixed mappings as well. It asks for VM_PFNMAP only, so here each entry is asked.',
          in: 'walk_page_test: VM_PFNMAP?',
        },
        {
          answer: 'ok: driver+0 mmio+1 anon#1/exclusive anon#2/exclusive',
          on: ['arm'],
          if: 'if the driver’s page were raw there. In such a mapping arm asks whether the frame has a record, and counts the page: so pagemap calls it a page of a file.',
          at: 'vm_normal_page: pfn_valid(pfn)?',
        },
        {
          answer: 'ok: driver+0/file/exclusive mmio+1 anon#1/exclusive anon#2/exclusive',
          on: ['x86_64'],
          if: 'if the driver’s page were counted there. The driver asked for a raw entry, and with the bit it gets one.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
      ],
      because: 'Entry by entry, as each machine answers for itself.',
    },
    {
      at: 'huge-pfn~2',
      text: 'All of this exists one level up as well. Here one read made one raw entry for a whole block, in {ran create_huge_pmd @x86_64}, with one special bit. About such an entry {fn vm_normal_page_pmd} is asked, and if the bit is clear it goes by the flags, on every architecture. And to change one page of the block the kernel does not split the entry, but clears it: {~15 h+5 in A: frame @x86_64} until the driver is asked again.',
    },
  ],
  known:
    'To remove the test from {fn walk_page_test} is not a one-line patch: pagemap, MADV_COLD and MADV_PAGEOUT each have such a path for huge entries, which would have to learn to ask first.',
  finish: {
    start: 'pagemap asks …, smaps asks …; of the two … is wrong, because …',
    ours: 'pagemap asks the flag of the mapping, smaps asks each entry; of the two pagemap is wrong, because the flag says nothing about the copies inside.',
  },
  onward: 'You know by now what private PFN mappings cost. Does anybody need them?',
  read: ['walk_page_test', 'walk_page_vma', 'folio_walk_start', 'check_vma_flags'],
  thread: ['hardCoded', 'suspect', 'walkPageTest'],
  dare: { at: 'observers~3', text: 'Change the source of the mapping so that pagemap shows the copy.' },
});
