// Compares the list of readers with the engine: cited rows and named functions must exist.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DECISION_TABLES } from '../linux/linux.ts';
import { READERS, READERS_BY_FUNCTION, readersOf } from './readers.ts';

const ENGINE = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(ENGINE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^(arch|language|machine|mm|ops|run)\/.*\.ts$/.test(file))
  .filter((file) => !file.endsWith('.test.ts') && file !== 'mm/readers.ts')
  .map((file) => ({ file, text: readFileSync(`${ENGINE}/${file}`, 'utf8') }));

const cited = new Set(sources.flatMap(({ text }) => [...text.matchAll(/R-RD-(\d+)/g)].map(([, row]) => Number(row))));
const linked = new Set(Object.values(READERS_BY_FUNCTION).flat());
const named = new Set([
  ...DECISION_TABLES.map(({ name }) => name),
  ...sources.flatMap(({ text }) => [...text.matchAll(/'([a-z_]+)'/g)].map(([, word]) => word!)),
]);

describe('readers of the flags and the bit', () => {
  test('has every row of the reference once, in order (R-RD-1 to R-RD-61), and then those of VM_IO alone', () => {
    expect(READERS.map(({ row }) => row)).toEqual(READERS.map((_, i) => i + 1));
    expect(READERS.filter(({ row }) => row > 61).every(({ looksAt }) => looksAt.join() === 'VM_IO')).toBe(true);
  });

  test('names every line of 6.12.117 that tests VM_IO (origin: its sources, searched for the word)', () => {
    const told = READERS.filter(({ looksAt }) => looksAt.includes('VM_IO')).flatMap(({ places }) => places);
    const lines = [
      ...['mm/mlock.c:451', 'mm/mempolicy.c:1773', 'mm/hmm.c:527', 'mm/memory.c:2021', 'mm/memory.c:6452'],
      ...['mm/madvise.c:1081', 'mm/huge_memory.c:3994', 'mm/gup.c:1277', 'mm/gup.c:2029', 'mm/gup.c:2091'],
      ...['mm/userfaultfd.c:1471', 'virt/kvm/kvm_main.c:3010', 'arch/s390/pci/pci_mmio.c:165', 'mm/ksm.c:684'],
      ...['arch/s390/pci/pci_mmio.c:310', 'arch/x86/xen/mmu_pv.c:2508', 'arch/powerpc/kvm/book3s_hv.c:5477'],
      ...['fs/coredump.c:1168', 'fs/proc/task_mmu.c:952', 'drivers/xen/xlate_mmu.c:156', 'drivers/vhost/vdpa.c:1114'],
      ...['drivers/gpu/drm/amd/amdkfd/kfd_svm.c:3419', 'include/trace/events/mmflags.h:240'],
    ];
    const holds = (place: string, line: string): boolean => {
      const [file, at] = line.split(':');
      const [ofFile, numbers = ''] = place.split(':');
      return (
        file === ofFile &&
        numbers.split(', ').some((range) => {
          const [from, to = from] = range.split('-').map(Number);
          return Number(at) >= from! && Number(at) <= to!;
        })
      );
    };
    expect(lines.filter((line) => !told.some((place) => holds(place, line)))).toEqual([]);
  });

  test('every row that the engine cites exists', () => {
    expect([...cited].filter((row) => !READERS.some((reader) => reader.row === row))).toEqual([]);
    expect(cited.size).toBeGreaterThan(10);
  });

  test('every row that the engine cites is linked from a function', () => {
    expect([...cited].filter((row) => !linked.has(row))).toEqual([]);
  });

  test('every link leads from a function that the engine names to a row that exists', () => {
    expect(Object.keys(READERS_BY_FUNCTION).filter((fn) => !named.has(fn))).toEqual([]);
    expect([...linked].filter((row) => !READERS.some((reader) => reader.row === row))).toEqual([]);
  });

  test('readersOf answers for the functions of the thread, and with nothing for others', () => {
    expect(readersOf('check_vma_flags').map(({ row, kind }) => [row, kind])).toEqual([[2, 'suspect']]);
    expect(readersOf('pagemap_pmd_range').map(({ kind }) => kind)).toEqual(['suspect', 'suspect']);
    expect(readersOf('gup_fast_pte_range').map(({ kind, reads }) => [kind, reads])).toEqual([['legitimate', 'bit']]);
    expect(readersOf('smaps_pte_range')).toEqual([]);
    expect(readersOf('toString')).toEqual([]);
  });

  test('each is said to be in one of its files, and a suspect misses a page or says why not (origin: 6.12.117)', () => {
    for (const { row, file, places, kind, copied, looksAt } of READERS) {
      for (const place of places) {
        expect(place, `R-RD-${row}`).toMatch(/^[\w/.-]+\.[ch]:\d[\d, -]*$/);
        const folder = place.split(':')[0]!;
        expect(
          file.split(', ').some((one) => folder === one || folder.startsWith(`${one}/`)),
          place,
        ).toBe(true);
      }
      expect(places.length, `R-RD-${row}`).toBeGreaterThan(0);
      if (looksAt.length === 0) expect(row).toBe(49);
      if (copied === 'missed') expect(['suspect', 'policy'], `R-RD-${row}`).toContain(kind);
    }
    expect(READERS.filter(({ kind, copied }) => kind === 'suspect' && copied === null).map(({ row }) => row)).toEqual([
      16, 49,
    ]);
  });

  test('each is described in one sentence', () => {
    for (const { what, fn, file } of READERS) {
      expect(what).toMatch(/^[A-Z].*[^.]\.$/);
      expect(fn).not.toBe('');
      expect(file).not.toBe('');
    }
  });
});
