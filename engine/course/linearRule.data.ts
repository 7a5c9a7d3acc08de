import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'linear-rule',
  title: 'No bit to spare: the linear rule',
  minutes: 6,
  aim: 'work out what arm answers for any entry of a PFN mapping, and say why x86_64 obeys rules that it does not need.',
  before: ['special-bit'],
  parts: [
    {
      at: 'private-pfn-cow~1',
      beside: 'bits',
      pick: 'io+0 in A',
      text: 'An entry of two-level arm is a short word. Frame number and the bits that processor and kernel need fill it completely; every one of the low bits has a name. There is none to spare for “this is raw”. And yet arm, too, must tell a copied page from the raw entries around it.',
    },
    {
      at: 'private-pfn-cow~1',
      beside: 'vma',
      pick: 'io+0 in A',
      text: 'So, instead of one bit per entry, the kernel keeps one number for the whole mapping. It does so on every machine, although only those without the bit need it. When a private mapping is filled, {ran remap_pfn_range} overwrites `vm_pgoff`, which otherwise says where in its file a mapping begins, with the number of the first frame: here {pgoff io+0 in A}. The same call in a shared mapping leaves it alone.',
    },
    {
      at: 'private-pfn-cow~2',
      text: 'This is the linear rule: the entry of page `n` of the mapping, counted from its start, is raw if `pfn == vm_pgoff + n`. The dashed lines on arm draw what the rule predicts. As long as solid and dashed lines run side by side, everything is raw. Only a copy can leave its line, because it lies wherever the kernel found a free frame.',
    },
    {
      at: 'private-pfn-cow~5',
      beside: 'why',
      pick: 'io+2 in B',
      text: 'B has written to `io+2`, and its line leaves the dashed one. Follow arm through the chart: {no vm_normal_page: pfn == linear? @arm} is answered no. There is one more question: could there be copies in this mapping at all? The mapping is private, and it may be written now or at some later time (VM_MAYWRITE), so {yes vm_normal_page: is_cow_mapping()? @arm}, yes: a page.',
    },
    {
      at: 'swapped-halves~1',
      ask: 'outcome',
      prompt: 'A driver maps two runs of its frames, the later run first, into a private mapping. How does it end?',
      theories: [
        {
          answer: 'ok',
          if: 'if the special bit freed x86_64 from the rule, or if arm could remember two runs. There is one `vm_pgoff`, so a private mapping must be filled by one run of frames, and this is asked on every architecture.',
          at: 'remap_pfn_range: whole VMA?',
        },
      ],
      because:
        'One `vm_pgoff` can describe one run. Drivers are written once for all machines, so all machines refuse.',
    },
    {
      at: 'swapped-halves~2',
      ask: 'b+2 in A: vm_normal_page',
      prompt:
        'The same frames in a shared mapping: that is allowed, and nothing is written to `vm_pgoff`. What does `vm_normal_page()` give for `b+2`?',
      theories: [
        {
          answer: 'a page',
          on: ['arm'],
          if: 'if leaving the line were enough. In a shared mapping nothing is ever copied, so whatever is there is raw.',
          at: 'vm_normal_page: is_cow_mapping()?',
        },
        {
          answer: 'a page',
          on: ['x86_64'],
          if: 'if a shared mapping held pages. The entries were made by remap_pfn_range, and carry the bit.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
      ],
      because: 'Where nothing can be copied, nothing can be a page.',
    },
    {
      at: 'swapped-halves~2',
      beside: 'why',
      pick: 'b+2 in A',
      text: 'On arm this took two questions: {no vm_normal_page: pfn == linear? @arm} is answered no, for the frame is not the one that the rule predicts; and {no vm_normal_page: is_cow_mapping()? @arm} is answered no as well, for the mapping is shared. In such a mapping the frames may lie in any order.',
    },
    {
      at: 'partial-remap~2',
      ask: 'outcome',
      prompt: 'A private mapping that may only be read, and a driver that fills one half of it. How does it end?',
      theories: [
        {
          answer: 'ok',
          if: 'if it mattered that nobody can write now. mprotect could allow it later, so the kernel asks whether the mapping may ever be written.',
          at: 'remap_pfn_range: is_cow_mapping()?',
        },
      ],
      because: 'Private and possibly writable is what counts (VM_MAYWRITE), not writable now (VM_WRITE).',
    },
    {
      at: 'split-linear~3',
      ask: 'io+2 in A: vm_normal_page',
      prompt:
        'A unmaps `io+1`, so that what comes after it becomes a mapping of its own. What does `vm_normal_page()` give for `io+2`, its first page?',
      theories: [
        {
          answer: 'a page',
          on: ['arm'],
          if: 'if the new piece had kept the old `vm_pgoff`. A piece that begins later gets a later one, so the prediction for each page stays the same.',
          at: 'vm_normal_page: pfn == linear?',
        },
        {
          answer: 'a page',
          on: ['x86_64'],
          if: 'if cutting a mapping changed its entries. They stay as they are, bit and all.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
      ],
      because: 'Cutting and moving mappings keeps the rule intact: `vm_pgoff` moves along.',
    },
    {
      at: 'move-linear~8',
      text: 'Moving works as well. The whole mapping went from `io` to `io2`, and `vm_pgoff` of {pgoff io2+0 in A} went with it, although the addresses are others. The rule knows nothing of addresses, only of pages counted from the start of the mapping.',
    },
    {
      at: 'move-linear~9',
      ask: 'one+0 in A: vm_normal_page',
      prompt:
        '`io2+1` is a copy. A moves it alone to a place of its own, `one`. What does `vm_normal_page()` give for it there, where it is the first page of a mapping?',
      theories: [
        {
          answer: 'NULL',
          on: ['arm'],
          if: 'if the first page of a mapping were always raw. The rule predicts the frame that lay there before the copy, and the copy lies elsewhere.',
          at: 'vm_normal_page: pfn == linear?',
        },
        {
          answer: 'NULL',
          on: ['x86_64'],
          if: 'if moving an entry set its bit. The entry moves as it is, and that of a copy has no special bit.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
      ],
      because: 'A copy stays off its line wherever it is moved.',
      from: 'special-bit',
    },
  ],
  known:
    'The rewritten `vm_pgoff` shows in the offset column of /proc/PID/maps. It also misleads a driver that wants its pages back: {revoke~8 ran unmap_mapping_pages} looks for mappings by their offset in the file, and no longer finds this one at the start. In `revoke`, `io+0` still maps {revoke~8 io+0 in A: frame} afterwards.',
  finish: {
    start: 'Where there is no bit, an entry of a private PFN mapping is raw if …; that is why remap_pfn_range …',
    ours: 'Where there is no bit, an entry of a private PFN mapping is raw if it maps the frame that its distance from the start predicts; that is why remap_pfn_range insists, everywhere, that a private mapping is filled whole and by one run.',
  },
  onward:
    'The rule has been right so far because of where free frames lay. What if a copy lands on the one frame that the rule expects?',
  archs: true,
  read: ['remap_pfn_range', 'vm_normal_page', 'is_cow_mapping'],
  thread: ['emulation', 'weirdRules'],
  dare: {
    at: 'split-linear~4',
    text: 'Punch a second hole, and check with `folio_walk` that arm still tells every copy from every raw entry.',
  },
});
