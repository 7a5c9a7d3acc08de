import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'special-bit',
  title: 'The special bit',
  minutes: 6,
  aim: 'read the answer of vm_normal_page off an x86_64 entry, and name who carries the bit and who does not.',
  before: ['no-struct-page', 'normal-page'],
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
      at: 'private-pfn-cow~1',
      text: 'A driver maps device memory with remap_pfn_range, and this time the mapping is private. Private means that what A writes must stay A’s own. Reading is no problem. But what should happen when A writes to `io+1`? The device must not see it, so the kernel will have to copy, out of memory that has no struct page.',
    },
    {
      at: 'private-pfn-cow~3',
      ask: 'io+1 in A: vm_normal_page',
      prompt:
        'A writes to `io+1`, and the kernel copies. The mapping is still flagged VM_PFNMAP. What does `vm_normal_page()` give for `io+1` now?',
      theories: [
        {
          answer: 'NULL',
          on: ['x86_64'],
          if: 'if the flag of the mapping decided. On x86_64 the entry is asked first, and the entry of the copy is an ordinary one.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: 'NULL',
          on: ['arm'],
          if: 'if the flag of the mapping decided alone. On arm it only leads to one more question, which comes later; the copy passes it.',
          at: 'vm_normal_page: pfn == linear?',
        },
      ],
      because: 'The copy is an ordinary anonymous page, wherever it stands, and both machines know.',
    },
    {
      at: 'private-pfn-cow~3',
      text: 'There it stands: a page among raw entries, in one mapping. The flags of the mapping have not changed, and cannot tell one entry from the next. And what A reads at `io+1` is its copy from now on: when the device changes a register in that page, whichever it is, A does not see it. The discussion quoted at the end of these lessons turns on this. Whoever believes that a VM_PFNMAP mapping holds no pages has not thought of this one.',
    },
    {
      at: 'private-pfn-cow~3',
      beside: 'bits',
      pick: 'io+0 in A',
      text: 'x86_64 solves it with one bit. An entry is a word, and beside the frame number it has room for bits that the processor ignores. Linux calls one of them special: do not look for a page behind this entry. In the raw entry at `io+0` it is set. Pick `io+1` in the picture, and look for it there.',
    },
    {
      at: 'private-pfn-cow~3',
      beside: 'why',
      pick: 'io+1 in A',
      text: 'Follow x86_64 through the chart for `io+1`. The bit is clear: {no vm_normal_page: pte_special(pte)? @x86_64} is answered no, and after a check that the number is not absurd, the answer is a page. Not one flag of the mapping was read. The entry answers for itself.',
    },
    {
      at: 'private-pfn-cow~2',
      beside: 'why',
      pick: 'io+0 in A',
      text: 'For a raw entry the bit is set, and the answer is NULL. The flags are read only now, after the answer is known, and only to notice damage: a special entry in a mapping that has no business with one is reported as a bad page map.',
    },
    {
      at: 'private-pfn-cow~3',
      ask: 'io+1 in A: vm_normal_page',
      whatIf: { flags: { PFNMAP: false } },
      prompt:
        'A thought experiment. Take VM_PFNMAP off the mapping, by hand, and leave its entries as they are. What would `vm_normal_page()` find out about `io+1`, the copy?',
      theories: [
        {
          answer: 'NULL, bad page map',
          on: ['x86_64'],
          if: 'if the flags were asked first. The bit is, and it is clear: nobody gets as far as the flags.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: 'NULL, bad page map',
          on: ['arm'],
          if: 'if a page needed the flag. Without it the mapping is an ordinary one, and what it holds are pages.',
          at: 'vm_normal_page: VM_PFNMAP?',
        },
      ],
      because: 'A page is a page with the flag and without it.',
    },
    {
      at: 'private-pfn-cow~3',
      ask: 'io+0 in A: vm_normal_page',
      whatIf: { flags: { PFNMAP: false } },
      prompt: 'And about `io+0`, which is raw, in the same mapping without its flag?',
      theories: [
        {
          answer: 'normal page',
          on: ['x86_64'],
          if: 'if the flag had made the entry raw. The bit does, and it is still set.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: 'normal page',
          on: ['arm'],
          if: 'if nothing else could give it away. Taken for ordinary, it points at a frame number beyond all struct pages.',
          at: 'vm_normal_page: pfn > highest_memmap_pfn?',
        },
        {
          answer: 'NULL: special',
          on: ['x86_64'],
          if: 'if nobody asked why the bit is there. The answer is NULL all the same, but a raw entry in an ordinary mapping is a sign of damage, and is reported.',
          at: 'vm_normal_page: VM_PFNMAP or VM_MIXEDMAP?',
        },
        {
          answer: 'NULL: special',
          on: ['arm'],
          if: 'if entries of arm had the bit.',
          at: 'vm_normal_page: ARCH_HAS_PTE_SPECIAL?',
        },
      ],
      because:
        'NULL on both machines, but found in two ways. x86_64 knows from the bit, and reads the flag only afterwards, to tell what is raw from what is broken. Arm asks the flag first, takes the entry for an ordinary one, and then finds that its frame number is too large for any page. Under “What if”, put VM_PFNMAP back and compare.',
    },
    {
      at: 'insert-page~1',
      ask: 'x+0 in A: vm_normal_page',
      prompt: 'This driver maps its pages with vm_insert_page. What does `vm_normal_page()` give for `x+0`?',
      theories: [
        {
          answer: 'NULL',
          on: ['x86_64'],
          if: 'if whatever belongs to a driver were special. vm_insert_page makes ordinary, counted entries.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: 'NULL',
          on: ['arm'],
          if: 'if whatever belongs to a driver were raw. In a mapping that may hold both kinds, arm asks whether there is a record for the frame, and there is.',
          at: 'vm_normal_page: pfn_valid(pfn)?',
        },
      ],
      because: 'Special is what an entry was made as, not whom the memory belongs to.',
      from: 'no-struct-page',
    },
    {
      at: 'three-zeroes~2',
      ask: 'm+0 in A: vm_normal_page',
      prompt: 'An ordinary anonymous mapping. A has read its first page. What does `vm_normal_page()` give for `m+0`?',
      theories: [
        {
          answer: 'a page',
          on: ['x86_64'],
          if: 'if a struct page were enough. The zero page has one, but its entries carry the bit, so that nobody counts them.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: 'a page',
          on: ['arm'],
          if: 'if a struct page were enough. Without a bit the frame number itself is compared with that of the zero page.',
          at: 'vm_normal_page: is_zero_pfn(pfn)?',
        },
      ],
      because:
        'The zero page is not to be counted or changed. x86_64 knows it by the special bit of the entry, arm by its frame number. So the bit does not say that there is no struct page, for the zero page has one; it says that nobody is to look for it here. So nobody counts it either: how long the frame lives is the business of whoever put its number into the entry.',
      from: 'zero-page',
    },
    {
      at: 'protect-round-trip~10',
      beside: 'bits',
      pick: 'io+2 in A',
      text: 'The bit lives as long as the entry does. Here A took all permissions from the mapping and gave them back. The entry at `io+2` lost its permission to be read on the way and has it again; the special bit and the frame number stayed. Fork and mremap carry it along in the same way.',
    },
    {
      at: 'protect-round-trip~12',
      ask: 'io+2 in A: frame',
      prompt:
        'The mapping is private and writable again. A writes to `io+2`, which is still raw. Which frame does it map afterwards?',
      theories: [
        {
          answer: 'driver+10',
          if: 'if mprotect had made the raw entry writable. It does so only for an entry with a page behind it that is A’s alone.',
          at: '~10 can_change_pte_writable: vm_normal_page?',
        },
        {
          answer: 'nothing is mapped',
          if: 'if the write were refused. The mapping allows it, so there is a fault and a copy.',
          in: 'do_wp_page',
        },
      ],
      because: 'In a private mapping a raw entry never becomes writable: the first write copies.',
    },
  ],
  known:
    'With the bit clear nothing else is checked on x86_64 but the largest frame number: an entry that points into a hole of the memory map would give a pointer to no struct page at all.',
  finish: {
    start: 'A special entry tells the kernel …; an entry without the bit in a PFN mapping is …',
    ours: 'A special entry tells the kernel not to look for a page behind it; an entry without the bit in a PFN mapping is a page like any other, for example a copy.',
  },
  onward: 'Every low bit of an entry is taken. What can tell a copied page from the raw entries around it?',
  archs: true,
  read: ['vm_normal_page', 'pte_special', 'pte_mkspecial'],
  thread: ['rely', 'neverChecked'],
  dare: {
    at: 'private-pfn-cow~3',
    text: 'Make the mapping shared. What has become of the copy, and why is there none?',
  },
});
