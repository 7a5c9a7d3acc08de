import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'mixed-maps',
  title: 'Mixed maps',
  after: 'linear-rule',
  minutes: 4,
  aim: 'say what each machine answers and counts for RAM and for device memory in a VM_MIXEDMAP mapping.',
  before: ['normal-page', 'special-bit', 'linear-rule'],
  parts: [
    {
      at: 'mixed-mapping~1',
      text: 'Some drivers map both kinds in one mapping: pages of RAM here, device memory there. VM_MIXEDMAP says that both may occur. Entries are made when they are touched, by {fn vmf_insert_mixed}, which is given a frame number and decides what kind of entry it becomes. The first page is RAM, and A is about to read it.',
    },
    {
      at: 'mixed-mapping~2',
      ask: 'mix+0 in A: vm_normal_page',
      prompt: 'What does `vm_normal_page()` give for `mix+0`, a page of the driver’s RAM?',
      theories: [
        {
          answer: 'a page',
          on: ['x86_64'],
          if: 'if the struct page decided. With the bit the entry is made special, whatever lies behind it, so nobody looks.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: 'NULL',
          on: ['arm'],
          if: 'if the linear rule were asked. In a mixed mapping it is not: arm asks whether there is a struct page, and there is.',
          at: 'vm_normal_page: VM_MIXEDMAP?',
        },
      ],
      because: 'x86_64 has made a raw entry of it, arm a counted one. Each will go on treating it as what it made.',
    },
    {
      at: 'mixed-mapping~3',
      beside: 'why',
      pick: 'mix+1 in A',
      text: 'For device memory both machines agree: NULL. On arm that is the answer of {no vm_normal_page: pfn_valid(pfn)? @arm}, for there is no struct page. Neither machine is wrong about anything here. One driver, one call, and two consistent ways to keep the books; only what is counted differs, and what follows from it.',
    },
    {
      at: 'mixed-refused~5',
      ask: 'outcome',
      prompt:
        'Two arm machines, one with the bit. A has read the driver’s `driver+8` in a mixed mapping, and the driver tries to free it. How does it end?',
      theories: [
        {
          answer: 'EBUSY',
          on: ['arm_lpae'],
          if: 'if a raw entry counted. With the bit the entry is raw, and holds nothing.',
          in: 'the refcount',
        },
        {
          answer: 'ok',
          on: ['arm'],
          if: 'if nothing counted. Without the bit this entry is an ordinary one, with a reference.',
          in: 'the refcount',
        },
      ],
      because: 'What is counted cannot be freed; what is not counted can.',
    },
    {
      at: 'mixed-refused~9',
      text: 'What must be counted can also be refused. Here a driver inserts a page of A’s own anonymous memory. With the bit it becomes a raw entry, and the read succeeds: {outcome @arm_lpae}. Without it the page would have to be counted as a page of a file, which an anonymous page cannot be: {outcome @arm}.',
    },
    {
      at: 'mixed-seen~10',
      ask: 'outcome',
      prompt: 'Another process reads A’s `x`, the driver’s page, through GUP. How does it end?',
      theories: [
        {
          answer: 'EFAULT',
          on: ['arm'],
          if: 'if GUP refused mixed mappings as it does PFN mappings. It asks for VM_IO and VM_PFNMAP only; then the entry decides, and here it is an ordinary page.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
        {
          answer: 'ok: "driver+8"',
          on: ['arm_lpae'],
          if: 'if the struct page decided. The mapping is let through, but the entry is special.',
          at: 'follow_page_pte: vm_normal_page?',
        },
      ],
      because: 'In a mixed mapping even GUP asks the entry, and each machine answers for the entry that it made.',
    },
  ],
  known:
    'A driver that wants to hear of the first write is called differently for the same store: by pfn_mkwrite where the entry is raw, by page_mkwrite where it is a page.',
  finish: {
    start: 'In a mixed mapping a page of RAM is … with the bit and … without it; the linear rule …',
    ours: 'In a mixed mapping a page of RAM is raw with the bit and counted without it; the linear rule is not asked, for there the struct page decides.',
  },
  read: ['vmf_insert_mixed', 'vm_mixed_ok'],
  thread: ['emulation'],
  dare: { at: 'mixed-refused~5', text: 'Let A unmap the page first. Does it still make a difference who frees what?' },
});
