import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'private-mappings',
  title: 'Should private PFN mappings exist?',
  minutes: 7,
  aim: 'argue both sides with what you have seen, say who would break, and place the proposed warning.',
  before: ['linear-rule', 'collision', 'pins', 'observers'],
  texts: {
    'mixed-private': `
title A private mixed mapping copies, too
machines x86_64 arm
rules private_pfnmap=refuse

A mmap x 1 private rw vmf_insert_mixed mmio+0
A read x
A write x "copy"
`,
  },
  parts: [
    {
      at: 'fork-refused~2',
      text: 'Three machines this time: x86_64, arm with long entries, which have the bit, and the arm that you know. A private PFN mapping, and one write to its first page. Whatever goes wrong now is part of the price of such mappings. You have met most of the bill already; here is one more item.',
    },
    {
      at: 'fork-refused~3',
      ask: 'outcome',
      prompt: 'A forks. How does it end?',
      theories: [
        {
          answer: 'ok',
          on: ['x86_64'],
          if: 'if the first entry were raw. x86_64 keeps track of how such memory is cached, and to do the same for the child it looks at the first entry. That is a copy now, so it finds nothing to track, and fork fails.',
          in: 'track_pfn_copy',
        },
        {
          answer: 'ENOMEM',
          on: ['arm_lpae', 'arm'],
          if: 'if the special bit, or its absence, were the reason. It is the tracking of cache modes, that is, of how the processor may cache the memory, and only x86 has that.',
          in: 'track_pfn_copy',
        },
        {
          answer: 'EINVAL',
          on: ['x86_64'],
          if: 'if fork handed on the error from within. Whatever goes wrong while it copies a process’s memory, it reports as a lack of memory.',
          in: 'dup_mm',
        },
        {
          answer: 'EINVAL',
          on: ['arm_lpae', 'arm'],
          if: 'if there were an error within for fork to hand on. There is none: the mapping is copied entry by entry, the copy as a page and the rest as they stand.',
          in: 'dup_mm',
        },
      ],
      because:
        'Both kinds of arm copy the entries as ever. On x86_64 fork stops before that, and not for lack of memory: one more piece of code did not expect a copy in a PFN mapping, the one that tracks how memory is cached.',
    },
    {
      at: 'fork-refused~3',
      text: 'The bill so far: a mapping must be filled whole and by one run; `vm_pgoff` is taken over; frames are copied by address; on machines without the bit a copy can be lost; observers contradict each other; and a fork can fail with {outcome @x86_64}. All of it for mappings in which somebody writes to a private copy of device memory.',
    },
    {
      at: 'dev-mem~3',
      text: 'Does anybody? The known user is /dev/mem, which maps physical memory for whoever may open it. Some programs map it privately, and may even write. Here A has: a copy stands between raw entries of a device. What A wrote never reaches the device, which is hardly what one opens /dev/mem for. But it works, and has for decades.',
    },
    {
      at: 'must-share~1',
      text: 'A driver can refuse today. This one answers {outcome} to a private mapping, and {~3 outcome} to a shared one. Most drivers do not ask, because nobody thought of it, and so programs have gained the wrong flag without noticing: private where shared was meant. It makes no difference until the first write.',
    },
    {
      at: 'warn-once~4',
      text: 'In the discussion of which you read parts, one maintainer asks whether anybody needs private PFN mappings. Another recalls that removing them was considered before, and that /dev/mem has users who might mind. A third would print a warning that the feature is obsolete, and see where things go from there. That would find everybody who maps in this way, also those who only got a flag wrong.',
    },
    {
      at: 'warn-once~4',
      text: 'That led to a sharper proposal: to warn once, at the moment when a fault replaces a raw frame by a fresh page: not when somebody maps, but when somebody actually gets a copy. That would find those who rely on it. In this scenario the rule is switched on. Mapping and reading print nothing.',
    },
    {
      at: 'warn-once~5',
      ask: 'log',
      prompt: 'A writes to `io+1`, which is raw. Does the kernel print something?',
      theories: [
        {
          answer: 'nothing',
          if: 'if only the mmap were worth a warning. It is the copy that shows that somebody relies on such mappings, and this is the first.',
          in: 'wp_page_copy',
        },
      ],
      because: 'A raw frame is replaced by a page: this is what the warning is for.',
    },
    {
      at: 'warn-once~8',
      ask: 'log',
      prompt: 'A has forked, and B writes to `io+1`, the page that A had copied. Does the kernel print something?',
      theories: [
        {
          answer: 'something',
          if: 'if each copy counted. The old frame was a page, not raw; and once is once, as A’s second copy showed.',
          in: 'wp_page_copy',
        },
      ],
      because: 'This is an ordinary copy of an ordinary page, and the warning has been given anyway.',
    },
    {
      at: 'refuse-private~1',
      text: 'And after the warning? If it never appears where people use such kernels, hardly anybody can need the copies, and private PFN mappings could be refused. Suppose they are, as in this scenario: {outcome} here, and {~4 outcome} from /dev/mem, for that is the error its driver turns it into. What is left are shared mappings, in which nothing is ever copied. Then flag and entry say the same, and arm needs no linear rule.',
    },
    {
      at: 'refuse-private~2',
      ask: 'outcome',
      prompt: 'A private mapping that may only be read. How does it end?',
      theories: [
        {
          answer: 'ok',
          if: 'if it mattered that nobody can write now. mprotect could allow it later.',
          at: 'remap_pfn_range: is_cow_mapping()?',
        },
        {
          answer: 'EACCES',
          if: 'if it were a matter of permission. It is a matter of what the kernel can support.',
          at: 'remap_pfn_range: is_cow_mapping()?',
        },
      ],
      because: 'What may be written one day can be copied one day.',
      from: 'linear-rule',
    },
    {
      at: 'refuse-private~9',
      ask: 'outcome',
      prompt: 'A shared PFN mapping remains, and A asks for its first page by the fast way of GUP. How does it end?',
      theories: [
        {
          answer: 'ok: driver+10',
          on: ['x86_64'],
          if: 'if the fast way took any frame that has a record. It takes what has no special bit, and every entry here has one.',
          at: 'gup_fast_pte_range: pte_special(pte)?',
        },
        {
          answer: 'ok: driver+10',
          on: ['arm'],
          if: 'if there were a fast way on arm. There is none, so the slow one decides, and refuses.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
      ],
      because: 'Fast and slow now refuse the same things, and for once both are right.',
      from: 'pins',
    },
    {
      at: 'mixed-private~3',
      ask: 'x in A: frame',
      prompt:
        'The rule is still on. But this mapping, flagged VM_MIXEDMAP, may hold raw entries and counted ones, and is private. A has read `x`, and now writes to it. Which frame does it map?',
      theories: [
        {
          answer: 'mmio+0',
          if: 'if nothing were copied any more. In a mixed mapping a raw frame still is, when the mapping is private.',
          in: 'do_wp_page',
        },
        {
          answer: 'nothing is mapped',
          if: 'if mixed mappings were refused as well. They have another way in, which does not ask.',
          in: 'remap_pfn_range',
        },
      ],
      because: 'So the copy through the user’s address would have to stay, even if private PFN mappings went.',
    },
  ],
  known:
    'Newer kernels decide about entries of every level in one function. A proposal to replace the linear rule by asking whether a page is anonymous fell over /dev/mem, which maps such pages raw.',
  finish: {
    start:
      'Write the mail, in five sentences: what makes an entry normal; what the flags stand in for; who may read them; who uses private PFN mappings; what to do first.',
    ours: 'An entry is normal if the kernel may touch the page behind it, and only the entry can say so. The flags of the mapping stand in for a bit that some architectures lack, and mean nothing without the rules around them. They belong into vm_normal_page and to those who install or must not lose raw entries; whoever else reads them is suspect. Almost nobody uses private PFN mappings, and those who do may not know it. So warn once, where a fault gives somebody a page in one, and see who answers.',
  },
  read: ['wp_page_copy', 'track_pfn_copy', 'vfio_pci_core_mmap'],
  thread: ['removal', 'crept', 'warnOnce'],
  dare: { at: 'warn-once~5', text: 'Make the warning appear for B instead of A.' },
});
