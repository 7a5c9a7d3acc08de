import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'no-struct-page',
  title: 'Memory without a struct page',
  minutes: 5,
  aim: 'tell two facts about an entry apart: whether its frame has a struct page, and whether this entry is counted in it.',
  before: ['page-fault', 'zero-page', 'fork'],
  texts: {
    'nobody-counts': `
title Mapped, used and inherited, and nobody counts
machines x86_64 arm

A mmap dev 2 shared rw remap_pfn_range mmio+0
A mmap ram 2 shared rw remap_pfn_range driver+8
A write dev "to the device"
A read dev
A read ram
A status
A smaps dev
A smaps ram
A fork B
B read dev
A munmap dev*
A exit
`,
  },
  parts: [
    {
      at: 'nobody-counts~1',
      text: 'The record that the kernel keeps for a frame is its struct page; what {lesson fork} called a folio is one of these, or several that belong together. Only RAM has them. But an entry holds just a number, and any number fits: here a driver has mapped the registers of its device, in the part of the strip that has no records. Nothing is there that could be counted.',
    },
    {
      at: 'nobody-counts~1',
      pick: 'dev+0 in A',
      beside: 'vma',
      text: 'The driver did it with {fn remap_pfn_range} when A called mmap. There was no fault; the entries were filled at once. They are drawn hatched and are called raw, and the mapping is flagged VM_PFNMAP: what it maps are frame numbers, with no promise that there are pages behind them.',
    },
    {
      at: 'nobody-counts~2',
      ask: 'ram+0 in A: refcount',
      prompt:
        'Now the driver maps two pages of RAM that it has allocated for itself, with the same call. How many references has the frame at `ram+0`?',
      theories: [
        {
          answer: '2',
          if: 'if the new entry held a reference beside the driver’s own. remap_pfn_range writes numbers into entries and does not touch the records.',
          in: 'remap_pfn_range',
        },
        {
          answer: 'no struct page',
          if: 'if only ordinary memory had a record. This is RAM, so it has one, whether or not anybody uses it.',
          in: 'remap_pfn_range',
        },
        {
          answer: '0',
          if: 'if nobody used the page. The driver allocated it, and holds the reference that an allocation gives.',
          in: 'remap_pfn_range',
        },
      ],
      because: 'There is a record, and the driver’s own reference is all that is in it.',
    },
    {
      at: 'nobody-counts~6',
      text: 'A writes to the device and reads from both. All of it works, because the processor asks entries, not records. Yet `status` says {outcome}, and smaps will find an `Rss` of {~7 smaps Rss} for one mapping and {~8 smaps Rss} for the other. As far as the kernel’s books go, A uses no memory here.',
    },
    {
      at: 'nobody-counts~9',
      ask: 'ram+0 in A: refcount',
      prompt: 'A forks, and B inherits the entries. How many references has the frame at `ram+0` now?',
      theories: [
        {
          answer: '3',
          if: 'if raw entries held references: the driver’s, A’s and B’s.',
          at: 'copy_present_ptes: vm_normal_page?',
        },
        {
          answer: '2',
          if: 'if only what fork copies were counted. Fork asks of each entry whether there is a page to count, and this one says no.',
          at: 'copy_present_ptes: vm_normal_page?',
        },
      ],
      because:
        'Fork copies a raw entry as it stands, and counts nothing: neither refcount nor mapcount of the frame changes, and B’s own counters are `anon` {B: anon} and `file` {B: file}.',
    },
    {
      at: 'nobody-counts~9',
      text: 'B has entries from the start, although the mappings are shared. In {lesson fork} it had none, because a fault could find the pages in their file. Here nothing could: the driver wrote its frame numbers when A called mmap, and will not be asked again. So {ran vma_needs_copy} looks for VM_PFNMAP, and fork copies the entries at once.',
    },
    {
      at: 'insert-page~1',
      ask: 'x+0 in A: refcount',
      prompt:
        'A driver has another way: vm_insert_page, which hands in a page instead of a number. How many references has the frame at `x+0`?',
      theories: [
        {
          answer: '1',
          if: 'if everything that a driver maps were raw. This call takes a page, and counts the entry that it makes.',
          at: 'insert_page: entry empty?',
        },
        {
          answer: '0',
          if: 'if the driver handed its reference over and nobody counted the entry.',
          at: 'insert_page: entry empty?',
        },
      ],
      because: 'The driver’s reference, and one for the entry.',
    },
    {
      at: 'insert-page~1',
      beside: 'folio',
      pick: 'x+0 in A',
      text: 'Here the entry is counted like that of any file’s page: refcount {x+0 in A: refcount}, mapcount {x+0 in A: mapcount}, and `status` would count {A: file} pages of files. The frame is of the same kind as before, a page of the driver. What differs is the entry.',
    },
    {
      at: 'use-after-free~2',
      text: 'Now for the danger. A driver has mapped two of its pages into A with remap_pfn_range; below, A has some ordinary memory, still untouched. The driver decides that it no longer needs its second page, `driver+9`, and gives it back to the kernel. But `io+1` still maps it.',
    },
    {
      at: 'use-after-free~3',
      ask: 'outcome',
      prompt:
        'The driver frees the frame that A still maps. How does it end? (`EBUSY` is our test driver’s way of refusing.)',
      theories: [
        {
          answer: 'EBUSY',
          if: 'if the entry held a reference. That is how it would be for a counted page.',
          in: 'the refcount, which is one',
        },
        {
          answer: 'EINVAL',
          if: 'if the kernel knew that the frame is mapped. Nothing in the record says so.',
          in: 'the refcount, which is one',
        },
      ],
      because: 'The driver’s reference was the only one. Nobody counted the entry, so nobody is asked.',
    },
    {
      at: 'use-after-free~6',
      text: 'The freed frame was handed out again, and A’s ordinary memory got it. When A reads `io+1` it finds {outcome}: what was written through `m`. Had the memory gone to another program, A would be reading that. The frame is still drawn as `driver+9`: such a name is a place in memory, not an owner.',
    },
  ],
  known:
    '{fn vma_needs_copy} also says yes to VM_MIXEDMAP, to a mapping with an anon_vma, whose copies no file could give back, and where userfaultfd guards writes in the child.',
  finish: {
    start: 'A raw entry holds … reference, whether or not its frame has …',
    ours: 'A raw entry holds no reference, whether or not its frame has a struct page; so nothing keeps the frame from being freed under it.',
  },
  onward:
    'Two entries of one process lead to one frame, and only one of them may be counted. How does the kernel know which?',
  read: ['remap_pfn_range', 'vm_insert_page'],
  thread: ['notUseful'],
  dare: {
    at: 'use-after-free~3',
    text: 'Change the first line so that the driver’s attempt to free the page ends in `EBUSY`.',
  },
});
