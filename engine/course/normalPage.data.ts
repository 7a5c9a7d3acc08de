import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'normal-page',
  title: 'What is a normal page?',
  minutes: 6,
  aim: 'explain that the kernel asks an entry, not a frame, and what zap, fork, faults and walkers do with either answer.',
  before: ['zero-page', 'fork', 'no-struct-page'],
  texts: {
    'one-frame-two-entries': `
title One frame, two entries, two answers
machines x86_64 arm

A mmap ram 1 shared rw remap_pfn_range driver+8
A mmap cnt 1 shared rw vm_insert_page driver+8
A write cnt "one frame"
A read ram
A folio_walk cnt
A folio_walk ram
A smaps cnt
A fork B
A munmap cnt
kernel free driver+8
B exit
kernel free driver+8
`,
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
      at: 'one-frame-two-entries~1',
      text: 'A driver has mapped a page of its RAM with remap_pfn_range: a raw entry, as in {lesson no-struct-page}. Next it will map the same page a second time, now with vm_insert_page. Then two entries of one process lead to one frame, and only the second is counted.',
    },
    {
      at: 'one-frame-two-entries~2',
      ask: 'ram+0 in A: vm_normal_page',
      prompt:
        'The kernel has one function to ask whether there is a page behind an entry that it may touch: `vm_normal_page()`. It gives the page, or NULL. What does it give for `ram`, the raw entry?',
      theories: [
        {
          answer: 'a page',
          on: ['x86_64'],
          if: 'if the record of the frame decided. It is the entry that is asked, and this one was marked when it was made.',
          at: 'vm_normal_page: pte_special(pte)?',
        },
        {
          answer: 'a page',
          on: ['arm'],
          if: 'if the record of the frame decided. The mapping is asked, too, and it says that it holds frame numbers.',
          at: 'vm_normal_page: is_cow_mapping()?',
        },
        {
          answer: 'nothing is mapped',
          if: 'if the second mapping had replaced the first. They are two ranges of addresses.',
          in: 'insert_page',
        },
      ],
      because: 'The entry is raw, and it does not matter what else maps the frame.',
    },
    {
      at: 'one-frame-two-entries~6',
      text: 'The text written through one mapping is read through the other: {~4 outcome}. It is one frame. Still a walker that looks for the folio finds {~5 outcome} at `cnt` and {outcome} at `ram`. Both answers are right. A frame is not normal or special; an entry is.',
    },
    {
      at: 'one-frame-two-entries~7',
      beside: 'why',
      pick: 'cnt in A',
      text: 'Nothing asks this question for its own sake. Here it is smaps, walking over `cnt`: it asks {ran vm_normal_page}, gets a page, and adds {smaps Rss}. Whenever you see the question, look who is asking, at the head of the chart. The caller decides what an answer is good for.',
    },
    {
      at: 'one-frame-two-entries~8',
      ask: 'ram+0 in A: refcount',
      prompt: 'A forks. B inherits both entries. How many references has the one frame now?',
      theories: [
        {
          answer: '5',
          if: 'if every entry were counted: the driver’s reference, two entries of A and two of B.',
          at: 'copy_present_ptes: vm_normal_page?',
        },
        {
          answer: '2',
          if: 'if fork counted nothing in shared mappings. It counts every entry that has a page behind it, and `cnt` has one.',
          at: 'copy_present_ptes: vm_normal_page?',
        },
      ],
      because: 'The driver’s reference, and one for `cnt` in each process. The raw entries were copied as they stand.',
      from: 'no-struct-page',
    },
    {
      at: 'one-frame-two-entries~9',
      beside: 'folio',
      pick: 'ram+0 in A',
      text: 'Fork counts pages and copies the rest as they stand. Unmapping is its mirror image: {ran zap_pte_range} goes through the entries, and within it {ran zap_present_ptes} gives back what is a page, and only clears what is not. A has unmapped `cnt`, so the refcount is down to {ram+0 in A: refcount}; unmapping `ram` would not change it.',
    },
    {
      at: 'one-frame-two-entries~10',
      ask: 'outcome',
      prompt: 'A’s counted mapping is gone. The driver tries to free its page. How does it end?',
      theories: [
        {
          answer: 'ok',
          if: 'if A’s were the only counted entry. B has inherited one.',
          in: 'the refcount',
        },
        {
          answer: 'EINVAL',
          if: 'if it were forbidden to free a page that is mapped raw. Nobody would notice that.',
          in: 'the refcount',
        },
      ],
      because: 'B’s entry at `cnt` still holds a reference.',
    },
    {
      at: 'one-frame-two-entries~12',
      ask: 'outcome',
      prompt: 'B has exited. A still maps the page at `ram`, raw. The driver tries again. How does it end?',
      theories: [
        {
          answer: 'EBUSY',
          if: 'if a raw entry kept its frame. It holds no reference.',
          in: 'the refcount',
        },
        {
          answer: 'EINVAL',
          if: 'if it were forbidden to free a page that is mapped raw. Nobody would notice that.',
          in: 'the refcount',
        },
      ],
      because: 'All counted entries are gone, and the raw one does not matter.',
    },
    {
      at: 'use-after-free~8',
      ask: 'outcome',
      prompt:
        'In this story `driver+9` was freed and became A’s own anonymous memory, at `m`. A walker looks for a folio at `io+1`, the raw entry that still maps it. What does it find?',
      theories: [
        {
          answer: 'ok: driver+9',
          if: 'if the owner of the frame decided. By now it is an ordinary page of A, but the entry at `io+1` is as raw as it was.',
          at: 'folio_walk_start: vm_normal_page?',
        },
        {
          answer: 'EFAULT',
          if: 'if the walk refused such mappings. This one asks the entry, and gets an answer.',
          at: 'folio_walk_start: present?',
        },
      ],
      because: 'The entry says that there is no page to touch, whatever has become of the frame.',
    },
    {
      at: 'three-zeroes~2',
      beside: 'why',
      pick: 'm+0 in A',
      text: 'NULL has more than one meaning. The entry may be raw. It may map the zero page, as here: {m+0 in A: vm_normal_page}, because nobody should count or change it. Or it may be damaged; then the kernel complains as well. A caller that wants to know which must look again.',
    },
  ],
  known:
    'Some callers do look again: {fn follow_page_pte} asks whether the frame is the zero page after `vm_normal_page()` has said NULL, and gives an error only then.',
  finish: {
    start: '`vm_normal_page()` is asked about …, by …, and NULL means …',
    ours: '`vm_normal_page()` is asked about an entry, by whoever is about to count, copy, free or show what it maps, and NULL means that there is no page behind it to touch.',
  },
  onward: 'A program writes to its private mapping of a device. Where does the written word go?',
  read: ['vm_normal_page', 'zap_present_ptes', 'copy_present_ptes'],
  thread: ['identify'],
  dare: {
    at: 'one-frame-two-entries~8',
    text: 'Add a third mapping of the same page so that the refcount after the fork becomes larger by two.',
  },
});
