import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'drivers-duty',
  title: 'What a driver owes',
  after: 'collision',
  minutes: 4,
  aim: 'list what a driver must refuse, what it must map whole, and what it must take back.',
  before: ['no-struct-page', 'linear-rule', 'collision'],
  parts: [
    {
      at: 'fault-pfn-bug~1',
      text: 'A driver lets a program map its memory and will fill the entries when they are touched. The mapping is private, and the driver did not look: mmap says {outcome}. So far nothing has gone wrong, on either machine.',
    },
    {
      at: 'fault-pfn-bug~2',
      ask: 'outcome',
      prompt: 'A reads the first page, and the driver’s handler inserts a frame number. How does it end?',
      theories: [
        {
          answer: 'ok: "driver+512"',
          on: ['x86_64'],
          if: 'if the special bit were enough on x86_64, or the linear rule on arm. A handler that inserts numbers one by one cannot keep the rule, so the kernel insists that such a mapping is never private: on every architecture, and with a BUG.',
          at: 'vmf_insert_pfn_pmd: VM_PFNMAP and is_cow_mapping?',
        },
        {
          answer: 'ok: "driver+512"',
          on: ['arm'],
          if: 'if the special bit were enough on x86_64, or the linear rule on arm. A handler that inserts numbers one by one cannot keep the rule, so the kernel insists that such a mapping is never private: on every architecture, and with a BUG.',
          at: 'vmf_insert_pfn: VM_PFNMAP and is_cow_mapping?',
        },
        {
          answer: 'SIGBUS',
          on: ['x86_64'],
          if: 'if the driver’s mistake were the program’s problem. It is a mistake in the kernel, and the kernel stops.',
          at: 'vmf_insert_pfn_pmd: VM_PFNMAP and is_cow_mapping?',
        },
        {
          answer: 'SIGBUS',
          on: ['arm'],
          if: 'if the driver’s mistake were the program’s problem. It is a mistake in the kernel, and the kernel stops.',
          at: 'vmf_insert_pfn: VM_PFNMAP and is_cow_mapping?',
        },
      ],
      because:
        'The check is the same everywhere, so that a driver that was tested on one machine does no harm on another.',
    },
    {
      at: 'must-share~1',
      text: 'The first duty, then: refuse what you cannot support. This driver checks in its mmap handler, and a private mapping is {outcome}. One line, and the program learns at once that it asked for the wrong thing.',
    },
    {
      at: 'use-after-free~6',
      text: 'The second: take back before you free. Raw entries hold no reference, so the kernel frees the frame without a word, and A goes on reading whoever has it now: {outcome}. A driver has to remember where its memory is mapped, and clear those entries first.',
    },
    {
      at: 'revoke~6',
      ask: 'v+0 in A: vm_normal_page',
      prompt:
        'A careful driver revokes the first page of its file with unmap_mapping_pages. `v` maps that file from its start. What does `vm_normal_page()` give for `v+0` now?',
      theories: [
        {
          answer: 'NULL',
          if: 'if the entry were still there. It was cleared, and the next access will ask the driver again.',
          in: 'unmap_mapping_pages',
        },
        {
          answer: 'a page',
          if: 'if revoking left a page behind. There never was one: the entry was raw.',
          in: 'unmap_mapping_pages',
        },
      ],
      because: 'The mapping was found through its file and its offset, and the entry is gone.',
    },
    {
      at: 'revoke~8',
      ask: 'io+0 in A: frame',
      prompt:
        '`io` maps the same kind of file, but privately, filled by remap_pfn_range. The driver revokes all its pages, from the start of the file. Which frame does `io+0` map?',
      theories: [
        {
          answer: 'nothing is mapped',
          if: 'if `vm_pgoff` still were an offset in the file. It is the number of a frame, so the mapping is not found where the driver looks.',
          in: 'unmap_mapping_pages',
        },
        {
          answer: 'driver+9',
          if: 'if something had moved. Nothing has happened at all.',
          in: 'unmap_mapping_pages',
        },
      ],
      because: 'The linear rule has its price here as well: the mapping is filed under a frame number.',
      from: 'linear-rule',
    },
    {
      at: 'revoke~9',
      ask: 'io+1 in A: vm_normal_page',
      prompt:
        'So the driver clears the mapping directly, with zap_vma_ptes. `io+1` was a copy of A’s own. What does `vm_normal_page()` give for it?',
      theories: [
        {
          answer: 'a page',
          if: 'if copies were kept. That is what unmap_mapping_pages does unless it is told otherwise; a zap clears everything.',
          in: 'zap_vma_ptes',
        },
        {
          answer: 'NULL',
          if: 'if an entry were left. There is none.',
          in: 'zap_vma_ptes',
        },
      ],
      because: 'The zap does not tell copies from raw entries: A’s text is gone, too.',
    },
  ],
  known: 'On x86, a zap of a part of a mapping drops the reservation of its cache mode for the whole of it.',
  finish: {
    start: 'A driver must refuse …, must map … whole, and must take back … before …',
    ours: 'A driver must refuse private mappings that it cannot support, must map what it remaps privately whole, and must take back what it mapped before it frees it.',
  },
  read: ['vmf_insert_pfn_prot', 'zap_vma_ptes', 'unmap_mapping_pages'],
  thread: ['crept'],
  dare: { at: 'revoke~8', text: 'Make the same revocation work by changing the mapping, not the driver.' },
});
