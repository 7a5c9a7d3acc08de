/**
 * Texts as the kernel and crash print them: the forms are those of print_bad_pte() and bad_page() (mm/memory.c, mm/page_alloc.c),
 * check_mm() (kernel/fork.c), show_map_vma() and show_smap() (fs/proc/task_mmu.c) in 3.10, 4.19, 5.15 and 6.12, with values made up.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carryAll } from '../arch/index.ts';
import { LONG, seed } from '../proof/effort.ts';
import { parse } from '../language/parse.ts';
import { createRun } from '../run/run.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { explain } from './explain.ts';
import type { Found } from './found.ts';

carryAll();

const titles = (text: string) => explain(text).map(({ title }) => title);
const first = (text: string): Found => explain(text)[0]!;
const value = (one: Found, name: string) => one.items.find((item) => item.name === name)?.value;

const BAD_MAP_6 = `[  123.456789] BUG: Bad page map in process qemu-kvm  pte:800000012345f225 pmd:104d8067
[  123.456790] page: refcount:1 mapcount:-1 mapping:0000000000000000 index:0x0 pfn:0x12345f
[  123.456791] flags: 0x17ffffc0000000(node=0|zone=2|lastcpupid=0x1fffff)
[  123.456793] page dumped because: bad pte
[  123.456794] addr:00007f1234567000 vm_flags:040444fb anon_vma:0000000000000000 mapping:ffff8881045d5a40 index:2f
[  123.456795] file:mem fault:0x0 mmap:mmap_mem read_folio:0x0
[  123.456796] CPU: 1 UID: 0 PID: 4242 Comm: qemu-kvm Not tainted 6.12.0 #1`;

const BAD_MAP_3 = `Nov 30 14:04:28 lab kernel: BUG: Bad page map in process Xorg  pte:80000000d0000235 pmd:3647d067
Nov 30 14:04:28 lab kernel: addr:00007f1234567000 vm_flags:00100073 anon_vma:ffff880036a0a5a0 mapping:          (null) index:7f1234567
Nov 30 14:04:28 lab kernel: vma->vm_ops->fault: drm_fault+0x0/0x10 [drm]`;

describe('a Bad page map', () => {
  test('of 6.12, with the prefixes of dmesg: fields, flags, the deciding question', () => {
    const one = first(BAD_MAP_6);
    expect(one.title).toBe('Bad page map');
    expect(value(one, 'pte')).toBe('800000012345f225');
    expect(value(one, 'mapcount')).toBe('-1');
    expect(one.says.join(' ')).toContain('qemu-kvm');
    expect(one.says.join(' ')).toContain('nobody had counted it');
    // 0x40444fb has 0x400, VM_PFNMAP, and 0x8, VM_SHARED.
    expect(one.items.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['VM_PFNMAP', 'VM_SHARED', 'VM_DONTDUMP']),
    );
    expect(one.decides).toContain('is_cow_mapping()?');
    expect(one.unknown.join(' ')).toContain('in front of the text');
  });

  test('of 3.10, with the prefixes of syslog: no page was found', () => {
    const one = first(BAD_MAP_3);
    expect(one.says.join(' ')).toContain('vm_normal_page() found none');
    expect(one.decides).toContain('Neither VM_PFNMAP nor VM_MIXEDMAP');
    expect(value(one, 'anon_vma')).toBe('ffff880036a0a5a0');
  });

  /** Origin: print_bad_pte() and vm_normal_page() of 6.12; bit 9 of an entry of x86 is _PAGE_SPECIAL. */
  describe('without a page, in a shared mapping with VM_PFNMAP', () => {
    const text = (pte: string) => `BUG: Bad page map in process foo  pte:${pte} pmd:12345067
addr:00007f1234560000 vm_flags:040444fb anon_vma:0000000000000000 mapping:ffff888003c1a2b8 index:0`;
    const says = (pasted: string) => first(pasted).says.join(' ');

    test('a special entry is not the cause', () => {
      const pasted = text('80000000fee00235');
      expect(says(pasted)).toContain('it may hold special entries. What is left is a frame number beyond');
      expect(says(`x86_64\n${pasted}`)).toContain('vm_normal_page() does not complain about it');
      expect(says(`x86_64\n${text('80000000fee00035')}`)).toContain('this entry is not special');
      expect(says(`arm\n${text('fee00a3f')}`)).toContain('vm_normal_page() does not complain about it');
    });

    test('mapping and index are those of the file and the address', () => {
      const means = (name: string) => first(text('80000000fee00235')).items.find((item) => item.name === name)?.means;
      expect(means('mapping')).toContain('file');
      expect(means('index')).toContain('vm_pgoff');
    });

    test('what is offered to watch is not about a private mapping without flags', () => {
      expect(first(text('80000000fee00235')).shown).toBeNull();
    });
  });

  test('cut after its first line says that the flags are missing', () => {
    const one = first(BAD_MAP_6.split('\n')[0]!);
    expect(one.decides).toBeNull();
    expect(one.unknown.join(' ')).toContain('The flags of the mapping');
  });

  test('with the name of a machine also names the bits of the entry', () => {
    const [, entry] = explain(`x86_64\n${BAD_MAP_6}`);
    expect(entry!.title).toContain('a pte entry of x86_64');
    expect(entry!.items.find(({ name }) => name === '9 SPECIAL')?.value).toBe('1');
    expect(entry!.says[0]).toContain('0x12345f');
  });
});

describe('other complaints', () => {
  test.each([
    ['6.12', 'BUG: Bad rss-counter state mm:00000000deadbeef type:MM_ANONPAGES val:1'],
    ['4.19', '[   12.3] BUG: Bad rss-counter state mm:00000000deadbeef idx:1 val:1'],
  ])('a rss-counter of %s leads to a lost page', (_, text) => {
    const one = first(text);
    expect(value(one, 'MM_ANONPAGES')).toBe('1');
    expect(one.shown).toEqual({ scenario: 'collision', step: 13 });
  });

  test('a page freed while it was mapped, and damage that has nothing to do with special entries', () => {
    const bad = (why: string) =>
      `BUG: Bad page state in process sh  pfn:1a2b3\npage: refcount:0 mapcount:1\npage dumped because: ${why}`;
    expect(first(bad('nonzero mapcount')).says.join(' ')).toContain('while entries still counted as mapping it');
    expect(first(bad('PAGE_FLAGS_CHECK_AT_FREE flag(s) set')).says.join(' ')).toContain('nothing to do with special');
    expect(first('BUG: non-zero pgtables_bytes on freeing mm: 4096').says.join(' ')).toContain('nothing to do with');
  });

  test('the walk of an oops: the form names the machine, or nobody does (dump_pagetable(), show_pte())', () => {
    expect(titles('PGD 1f4c3a067 P4D 1f4c3a067 PUD 1f4c3b067 PMD 1f4c3c067 PTE 8000000000412867')).toEqual([
      'A walk through page tables, printed by the kernel',
      '0x8000000000412867: a pte entry of x86_64',
    ]);
    const arm64 = `Mem abort info:
  ESR = 0x96000006
swapper pgtable: 4k pages, 48-bit VAs, pgdp=0000000041e4d000
[ffff000012345678] pgd=10000000bffff003, p4d=10000000bffff003, pud=10000000bfffe003, pmd=0000000000000000`;
    expect(titles(arm64)).toEqual(['A walk through page tables, printed by the kernel']);
    expect(first(arm64).says.join(' ')).toContain('ends at the pmd, which is empty');
    expect(first('[bf000000] *pgd=6f411811, *pte=00000000, *ppte=00000000').unknown).toEqual([]);
    expect(first('*pdpt = 0000000034c2d001 *pde = 0000000034c2e067 *pte = 80000000d0000235').unknown).toHaveLength(1);
  });

  test('a trace with its first line says why it was printed (__warn(), kernel/panic.c)', () => {
    const warning = `WARNING: CPU: 3 PID: 2201 at arch/x86/mm/pat/memtype.c:1059 untrack_pfn+0xb8/0xd0
RIP: 0010:untrack_pfn+0xb8/0xd0
 unmap_single_vma+0xa6/0xf0`;
    expect(first(warning).says[0]).toContain('memtype.c:1059');
    expect(first(warning).unknown).toEqual([]);
  });

  test('a call trace alone names the functions that are known', () => {
    const one = first(
      ' Call Trace:\n <TASK>\n ? zap_pte_range+0x1b2/0x8a0\n [<ffffffff8118f3c1>] exit_mmap.isra.0+0x51/0x130\n foo_bar+0x1/0x2',
    );
    expect(one.items.map(({ name }) => name)).toEqual(['zap_pte_range()', 'exit_mmap()']);
  });
});

describe('mappings', () => {
  const LINE = '7f1234567000-7f1234569000 rw-p fd000000 00:05 1057                       /dev/mem';

  test('a line of maps has no flags, and it says where they are', () => {
    const one = first(LINE);
    expect(value(one, 'addresses')).toBe('7f1234567000-7f1234569000');
    expect(one.unknown.join(' ')).toContain('VmFlags');
  });

  test('a block of smaps: private and PFN mapped, so it may hold copies', () => {
    const one = first(
      `${LINE}\nSize:                  8 kB\nRss:                   4 kB\nVmFlags: rd wr mr mw me pf io de dd`,
    );
    expect(one.items.map(({ name }) => name)).toEqual(expect.arrayContaining(['VM_PFNMAP', 'VM_IO', 'Rss']));
    expect(one.decides).toContain('pfn == linear?');
    expect(one.shown).toMatchObject({ scenario: 'private-pfn-cow' });
  });

  test('of 32 bits', () => {
    expect(titles('b6f00000-b6f01000 rw-s 10000000 00:05 12 /dev/uio0')).toEqual(['A mapping of /dev/uio0']);
  });
});

describe('numbers', () => {
  test('alone: every machine reads it in its own way, and it asks which', () => {
    const one = first('0x8000000012345225');
    expect(one.unknown.join(' ')).toContain('Which machine');
    expect(one.items.find(({ name }) => name.includes('x86_64'))?.means).toContain('special');
  });

  test('with a machine and a level', () => {
    expect(titles('arm64 pmd 0x0160000080000f41')).toEqual(['0x0160000080000f41: a pmd entry of arm64']);
    expect(titles('x86_64 pud 0x800002a5')).toEqual(['0x00000000800002a5: a pud entry of x86_64']);
    expect(titles('arm: 1234567f')).toEqual(['0x1234567f: a pte entry of arm']);
    expect(first('arm 0x123456789').says[0]).toContain('does not fit');
  });

  test('a word of pagemap: bits 63, 61 and 56 of Documentation/admin-guide/mm/pagemap.rst', () => {
    const one = first('pagemap 0xa100000000012345');
    expect(one.says[0]).toContain('0x12345');
    expect(one.items.filter(({ value: set }) => set === '1').map(({ name }) => name)).toEqual([
      '63 present',
      '61 file or shared',
      '56 exclusive',
    ]);
    expect(first('pagemap 0x0').says[0]).toContain('VM_PFNMAP');
  });
});

test('a walk by crash names its levels and flags', () => {
  const text = `crash> vtop 7f1234567000
VIRTUAL     PHYSICAL
7f1234567000  12345000

   PGD: 1a2b37f0 => 80000000364ac067
   PUD: 364ac240 => 3647d067
   PMD: 3647d488 => 36423067
   PTE: 36423b38 => 8000000012345225
  PAGE: 12345000

      PTE         PHYSICAL   FLAGS
8000000012345225  12345000  (PRESENT|USER|ACCESSED|NX)`;
  expect(first(text).items.map(({ name }) => name)).toEqual([
    'PGD',
    'PUD',
    'PMD',
    'PTE',
    'PRESENT',
    'USER',
    'ACCESSED',
    'NX',
  ]);
  expect(titles(`x86_64\n${text}`)[1]).toBe('0x8000000012345225: a pte entry of x86_64');
});

test('unknown text gets one sentence, however long it is', () => {
  expect(explain('dear list,\nmy laptop is slow\nbye')).toHaveLength(1);
  expect(first('hello').title).toBe('Not recognised');
  expect(explain('')).toHaveLength(1);
});

test('every scenario that is offered exists, and every text can be played and brings its complaint about', () => {
  const offered = [
    BAD_MAP_3,
    'BUG: Bad rss-counter state mm:0 type:MM_ANONPAGES val:1',
    'BUG: Bad rss-counter state mm:0 type:MM_FILEPAGES val:1',
  ];
  for (const text of offered) {
    const { shown } = first(text);
    const played =
      shown && ('text' in shown ? shown.text : SCENARIOS.find(({ name }) => name === shown.scenario)?.text);
    const program = parse(played ?? '');
    expect(program.diagnostics).toEqual([]);
    const kinds = [...createRun(program).play()].flatMap(({ log }) => log.flat().map(({ kind }) => kind));
    expect(kinds).toContain(text.includes('page map') ? 'bad_page_map' : 'bad_rss_counter');
  }
});

test('whatever is pasted, there is a sentence and never an exception', () => {
  const dumps = [
    BAD_MAP_6,
    BAD_MAP_3,
    '7f1234567000-7f1234569000 rw-p fd000000 00:05 1057 /dev/mem',
    'arm64 pmd 0x0160000080000f41',
  ];
  const mutated = fc
    .tuple(
      fc.constantFrom(...dumps),
      fc.array(fc.tuple(fc.nat(800), fc.nat(40), fc.string({ maxLength: 12 })), { maxLength: 6 }),
    )
    .map(([dump, cuts]) =>
      cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), dump),
    );
  fc.assert(
    fc.property(
      fc.oneof(mutated, fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 100 })),
      (text) => {
        const all = explain(text);
        expect(all.length).toBeGreaterThan(0);
        for (const one of all) expect(one.title + one.says.join('')).not.toMatch(/undefined|NaN|\[object/);
      },
    ),
    { numRuns: LONG ? 100_000 : 1_000, seed: seed(19) },
  );
});
