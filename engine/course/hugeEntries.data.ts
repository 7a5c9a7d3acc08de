import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'huge-entries',
  title: 'Huge entries',
  after: 'pins',
  minutes: 4,
  aim: 'say when one raw entry maps a whole block of pages, and who decides at that level.',
  before: ['special-bit', 'pins'],
  parts: [
    {
      at: 'huge-pfn~2:handle_mm_fault',
      text: 'A driver has a block of RAM, aligned so that one entry of the level above could map all of it. A reads one page. Before any entry of the last level is looked at, the fault asks whether the driver maps whole blocks: {ran create_huge_pmd @x86_64} on x86_64. The arm machine here, with long entries, does not have such entries for frame numbers.',
    },
    {
      at: 'huge-pfn~2',
      text: 'So one read made one huge raw entry on x86_64, and one small raw entry on the other machine. Huge does not mean that the kernel put pages together; nobody allocated anything. It is one number, with one special bit, for a whole block.',
    },
    {
      at: 'huge-pfn~3',
      ask: 'outcome',
      prompt: 'A walker follows the page table to `h+5`, which nobody has touched yet. What does it find?',
      theories: [
        {
          answer: 'EINVAL',
          on: ['x86_64'],
          if: 'if only the page that was touched were mapped. The huge entry maps its neighbours, too.',
          in: 'follow_pfnmap_start',
        },
        {
          answer: 'ok: driver+517 writable special',
          on: ['arm_lpae'],
          if: 'if the neighbours had come along. On this machine each page has an entry of its own, and this one is empty.',
          in: 'follow_pfnmap_start',
        },
      ],
      because: 'A huge entry maps every page of its block; small ones come one by one.',
    },
    {
      at: 'huge-pfn~4',
      ask: 'outcome',
      prompt: 'A takes `h+5` by the fast way of GUP. How does it end?',
      theories: [
        {
          answer: 'ok: driver+517',
          if: 'if the bit of the huge entry were not asked, or if the empty entry were simply filled. The fast way stops, and the slow one refuses the mapping.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
        {
          answer: 'EINVAL',
          if: 'if the address were wrong. It is mapped, or could be.',
          at: 'check_vma_flags: VM_IO or VM_PFNMAP?',
        },
      ],
      because: 'Raw is raw at every level.',
    },
    {
      at: 'huge-pfn~15',
      ask: 'h+5 in A: frame',
      prompt:
        'A makes one page, `h+4`, read-only. The huge entry cannot say that of one page. Which frame does `h+5` map afterwards?',
      theories: [
        {
          answer: 'driver+517',
          on: ['x86_64'],
          if: 'if the huge entry were taken apart into small ones. For pages that is done; a raw entry is only cleared, for the driver can be asked again.',
          in: '__split_huge_pmd: vma_is_special_huge?',
        },
        {
          answer: 'driver+517',
          on: ['arm_lpae'],
          if: 'if one read had mapped the whole block. Here only the page that was read got an entry, and a later write made one for another.',
          in: 'create_huge_pmd',
        },
        {
          answer: 'driver+516',
          if: 'if the split had moved something. Nothing is left there at all.',
          in: '__split_huge_pmd: vma_is_special_huge?',
        },
      ],
      because: 'Splitting a huge raw entry empties it, and the next access brings back what is needed.',
    },
    {
      at: 'huge-pfn~16',
      text: 'And so it does: A reads `h+5` and gets {outcome}, from {ran __do_fault}, this time with a small entry on both machines. Nothing was lost, because nothing was kept: the driver owns the memory, and the entry is only a way to it.',
    },
  ],
  known:
    'For huge entries {fn vm_normal_page_pmd} goes by the flags of the mapping on every architecture, with or without a bit.',
  finish: {
    start: 'One read maps a whole block if …; to change one page of it …',
    ours: 'One read maps a whole block if the machine has such entries and the driver offers one; to change one page of it the huge entry is cleared, and the driver is asked again.',
  },
  read: ['vmf_insert_pfn_pmd', 'vm_normal_page_pmd'],
  thread: ['identify'],
  dare: {
    at: 'huge-pfn~15',
    text: 'Find an operation that keeps the huge entry whole although it names a single page.',
  },
});
