import { fill } from './fill.ts';
import type { Lesson } from './lesson.ts';

export const LESSON: Lesson = fill({
  name: 'reuse',
  title: 'Who may keep a page',
  minutes: 5,
  aim: 'say whether a write copies or reuses a page, from its exclusive mark and its reference count.',
  before: ['fork'],
  texts: {
    'alone-yet-copies': `
title Alone, and yet it copies
machines x86_64 arm

A mmap m 1 private rw anon
A write m "ours"
A fork B
B gup m as g
B exit
A write m "mine"
unpin g
`,
    'mark-comes-back': `
title The mark comes back with a write
machines x86_64 arm

A mmap m 1 private rw anon
A write m "a"
A fork B
B exit
A mprotect m r
A mprotect m rw
A write m "b"
`,
  },
  parts: [
    {
      at: 'alone-yet-copies~5',
      beside: 'folio',
      pick: 'm in A',
      text: 'A forked B, and B has exited. A is alone again: the mapcount is {m in A: mapcount}. But while B lived, some part of the kernel took a reference to the page through it and has kept it, so the refcount is {m in A: refcount}. A’s entry is still read-only from the fork. Now A is about to write.',
    },
    {
      at: 'alone-yet-copies~6',
      ask: 'm in A: frame',
      theories: [
        {
          answer: 'anon#1',
          if: 'if mappings were counted. A is alone as far as entries go, but the kernel counts references, and somebody still holds one.',
          at: 'do_wp_page: refcount == 1?',
        },
      ],
      because: 'Whoever holds the reference expects the page not to change under its hands.',
    },
    {
      at: 'alone-yet-copies~6',
      beside: 'why',
      text: 'This is the chart of {fn do_wp_page}, which decides about a write to a read-only entry. The question that decided is whether the refcount is exactly one: {no do_wp_page: refcount == 1?}, answered no. A holder of a reference counts like a reader, although no entry of any process leads to it.',
    },
    {
      at: 'fork-reuse~5',
      beside: 'why',
      text: 'In the family of the last lesson, B has its own copy by now, and nobody else holds the old page. A writes, and {ran do_wp_page} finds that it is alone: {yes do_wp_page: refcount == 1?} is answered yes. So {ran wp_page_reuse} only gives the entry its permission back. Nothing is copied.',
    },
    {
      at: 'fork-reuse~2',
      beside: 'folio',
      pick: 'm+0 in A',
      text: 'There is a faster answer that is asked first. An anonymous page can be marked exclusive: the kernel knows for certain that one process alone owns it, as after the first write here. Fork takes the mark away, because afterwards nobody can be certain.',
    },
    {
      at: 'mark-comes-back~6',
      ask: 'm in A: writable',
      prompt:
        'A’s child has exited, and A has made the mapping read-only and then writable again. Could A now write without a fault?',
      theories: [
        {
          answer: 'yes',
          if: 'if the child’s exit had given the mark back. Nobody looks at the page at that moment, and mprotect trusts the mark alone: it does not count references.',
          at: 'can_change_pte_writable: anonymous and exclusive?',
        },
        {
          answer: 'nothing is mapped',
          if: 'if mprotect emptied the entries. It changes their permissions and leaves their frames.',
          in: 'change_pte_range',
        },
      ],
      because: 'The fork took the mark away, and only a fault that finds the page unshared gives it back.',
    },
    {
      at: 'mark-comes-back~7',
      ask: 'm in A: frame',
      prompt: 'So A’s write faults. Which frame does `m` map afterwards?',
      theories: [
        {
          answer: 'anon#2',
          if: 'if a missing mark meant a copy. It only means that the second question is asked, and that one finds A alone.',
          at: 'do_wp_page: refcount == 1?',
        },
      ],
      because: 'The mark is missing, but the count says that nobody else is there.',
    },
    {
      at: 'mark-comes-back~7',
      beside: 'why',
      text: 'Both questions stand in the chart. {no do_wp_page: PageAnonExclusive?} was answered no, and {yes do_wp_page: refcount == 1?} yes; so the page is reused, and it gets its mark back on the way. The next mprotect would find it.',
    },
    {
      at: 'fork-reuse~8',
      ask: 'm+0 in A: frame',
      prompt: 'A forked C, and C has exited without touching anything. A writes once more. Which frame does `m+0` map?',
      theories: [
        {
          answer: 'anon#3',
          if: 'if C’s reference had outlived C. An exit clears every entry, and with each goes its reference.',
          at: 'do_wp_page: refcount == 1?',
        },
        {
          answer: 'nothing is mapped',
          if: 'if C’s exit had taken A’s entry, too. Each process has a table of its own.',
          in: '~7 zap_present_ptes',
        },
      ],
      because: 'C left nothing behind: one reference, so the page is A’s to keep.',
      from: 'fork',
    },
  ],
  known:
    'An unshare fault can give the mark back without a copy and without permission to write: {pin-unshares~12 path} is where it ends in `pin-unshares`. And {fn wp_can_reuse_anon_folio} gives up early on a large refcount, before it tries to lock the folio.',
  finish: {
    start: 'A write reuses the page if …, and otherwise if …; the mapcount …',
    ours: 'A write reuses the page if it is marked exclusive, and otherwise if exactly one reference is left; the mapcount is not asked.',
  },
  onward: 'An entry holds a number, and any number fits. What can be counted where there is no record to count in?',
  read: ['do_wp_page', 'wp_can_reuse_anon_folio', 'wp_page_reuse', 'can_change_pte_writable'],
  thread: ['freshFolio'],
  dare: { at: 'alone-yet-copies~6', text: 'Move one line up so that A’s write keeps its frame.' },
});
