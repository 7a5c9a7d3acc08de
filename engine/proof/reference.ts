/**
 * Rules and test cases that no row checks: checked by another test, or not reachable by any statement, with the reason.
 */

/** Numbers as `1-3 5 7a`. */
const numbers = (text: string): string[] =>
  text
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [, first, last] = /^(\d+)-(\d+)$/.exec(part) ?? [];
      if (first === undefined) return [part];
      return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => String(Number(first) + i));
    });

/** Checked, but not by a row. */
export const ELSEWHERE: readonly { readonly file: string; readonly ids: readonly string[] }[] = [
  {
    file: 'engine/arch/arch.test.ts',
    ids: [
      ...numbers('169 170 173 178 179').map((id) => `T-${id}`),
      ...numbers('1 8 9 37 40 50 53 54').map((id) => `R-AR-${id}`),
    ],
  },
  { file: 'engine/mm/vmNormalPage.test.ts', ids: ['R-NP-19', 'R-V-23', 'R-V-2', 'R-V-16'] },
  { file: 'engine/run/invariants.test.ts', ids: ['T-291', ...numbers('1-4 6 9 12-14').map((id) => `R-IV-${id}`)] },
  { file: 'engine/run/properties.test.ts', ids: ['R-IV-7', 'R-IV-11', 'R-V-3', 'R-V-4', 'R-V-5'] },
  { file: 'engine/proof/reference.test.ts', ids: ['T-242', 'T-256', 'T-269', 'R-GU-3', 'R-MA-13', 'R-AR-59'] },
  { file: 'engine/mm/readers.test.ts', ids: [...numbers('1-61').map((id) => `R-RD-${id}`)] },
];

export interface Unreached {
  readonly family: string;
  readonly why: string;
  readonly rules: readonly string[];
  readonly tests: readonly string[];
}

const unreached = (familyName: string, why: string, rules: string, tests: string): Unreached => ({
  family: familyName,
  why,
  rules: rules.split(' ').filter((id) => id !== ''),
  tests: numbers(tests).map((id) => `T-${id}`),
});

const range = (code: string, ids: string): string =>
  numbers(ids)
    .map((id) => `R-${code}-${id}`)
    .join(' ');

export const UNREACHED: readonly Unreached[] = [
  unreached(
    'words',
    'definitions, marks and history: nothing that a machine does',
    `${range('V', '1 6-8 12 15 17 21 22')} ${range('F', '1-3')} R-NP-35 ${range('PR', '1 2 11 17 18')} ${range('FT', '66')} R-0-1`,
    '166 167',
  ),
  unreached(
    'swap and migration entries',
    'the machines have no swap and move no pages',
    `${range('FT', '15 36 37 39')} R-FK-9 ${range('ZP', '4 5')} R-WK-26 R-AG-8 R-GU-24 R-PR-8`,
    '86 146 155 234 246 248',
  ),
  unreached('hwpoison', 'no memory failure', 'R-FT-38 R-WK-31', '235 240 255 282'),
  unreached('NUMA', 'one node', `${range('FT', '16 40')} ${range('WK', '15 17-21 34 42')}`, '140 141 226 276 277 299'),
  unreached(
    'KSM, khugepaged, MGLRU, DAMON, OOM reaper',
    'nothing scans memory by itself',
    `${range('WK', '11 14 22-25 27 35')}`,
    '145 274 278',
  ),
  unreached('userfaultfd', 'not in the language', 'R-FT-41 R-WK-29', ''),
  unreached(
    'core dump, HMM, device memory, futex, splice, numa_maps and other observers',
    'the language has pagemap, smaps, mincore, status, process_vm and ptrace',
    `${range('WK', '6 28 32 33 37 39 43 45-47')}`,
    '129 279 280 300 310',
  ),
  unreached('Xen', 'find_special_page and hypervisor entries exist in a PV guest only', 'R-NP-3 R-ST-7 R-ST-8', '28'),
  unreached('devmap and DAX', 'no statement makes ZONE_DEVICE memory', 'R-NP-6 R-NP-29 R-AR-41 R-GU-5b', '8 9'),
  unreached(
    'PUD leaves, huge zero page, huge MIXEDMAP leaves',
    "the language's driver maps PMD blocks of a shared PFN mapping, and anonymous memory is one page at a time",
    'R-NP-30 R-NP-34 R-FT-10 R-HP-11 R-HP-13 R-HP-17 R-HP-18 R-HP-19',
    '203 207 216 218 221 301',
  ),
  unreached(
    'failed allocations and races',
    'memory suffices up to the bound of the language, and one CPU plays one statement at a time',
    `${range('IN', '14 16 27 41 56')} ${range('FT', '8 17 21 25 26 34 51 52 56')} R-FK-11 R-ZP-8 R-GU-4 R-GU-5e R-GU-5i`,
    '43 73 74 87 131 189 193 209 228 229 231 238 241 247 250',
  ),
  unreached(
    'hooks and calls of drivers that the language has not',
    'no page_mkwrite, pfn_mkwrite, mkwrite variant, vm_insert_pages, vm_map_pages, vm_iomap_memory, io_mapping, PFN_SPECIAL',
    `${range('IN', '19 32 33 40')} R-IN-21 R-IN-22`,
    '50 51 59 61 76 77 184 185 186 188 191 264',
  ),
  unreached(
    'addresses and lengths that a driver or program of the language cannot ask for',
    'whole pages inside the mapping, MREMAP_FIXED, no MAP_LOCKED, no UNSHARE together with WRITE, no FOLL_NOFAULT or FOLL_TOUCH by hand, one page a call',
    `${range('IN', '5 10 20 38 46 55')} R-FT-3 R-MR-4 R-ML-3 R-ML-4 R-GU-19`,
    '41 56 83 112 182 187 195 262 265 266 268 270 273',
  ),
  unreached(
    'CPU and kernel options',
    'L1TF, STRICT_DEVMEM, protection keys, conflicting cache modes, ranges that wrap',
    `${range('IN', '12 39 47 62-64 69 70')} R-FT-7 R-MP-2 R-PR-24`,
    '63 181 183 198 237 257 290',
  ),
  unreached(
    'architectures that are not modelled',
    'four machines are',
    range('AR', '2-7 10-36 38 39 51 52 55-58'),
    '171 172 174 175 176 177 180 267',
  ),
  unreached(
    'the report of a bad page map',
    'the model logs each; taint, rate limit and stack dump are not drawn',
    'R-NP-21 R-NP-22 R-NP-23',
    '32',
  ),
  unreached('single drivers, and KVM beyond a fault', 'not in the language', range('ST', '1 2 4-6 9-14'), '137'),
  unreached('memory hotplug', 'the map of a machine does not change (D-9)', '', '163'),
];
