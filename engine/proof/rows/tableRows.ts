/**
 * Tests about an installer or a walker in states that no driver reaches, as inputs of its decision table. The verdicts
 * are the reference's.
 */
import { evaluate, type DecisionTable } from '../../mm/decisionTable.ts';
import { DECISION_TABLES } from '../../linux/linux.ts';
import { VM, type VmFlagName } from '../../types.ts';

export interface TableRow {
  readonly id: string;
  readonly rules: readonly string[];
  readonly table: string;
  readonly input: object;
  readonly verdict: string;
}

const row = (id: string, rules: string, table: string, input: object, verdict: string): TableRow => ({
  id,
  rules: rules.split(' '),
  table,
  input,
  verdict,
});

const flags = (names: string): number => names.split(' ').reduce((all, name) => all | VM[name as VmFlagName], 0);
const PRIVATE = 'READ WRITE MAYREAD MAYWRITE';
const SHARED = `${PRIVATE} SHARED MAYSHARE`;
const NEITHER = flags(SHARED);
const PFNMAP = flags(`${SHARED} PFNMAP IO`);
const PRIVATE_PFNMAP = flags(`${PRIVATE} PFNMAP IO`);
const MIXED = flags(`${SHARED} MIXEDMAP`);
const BOTH = flags(`${SHARED} PFNMAP MIXEDMAP`);

/** The driver's own page into an empty entry. */
const page = { valid: true, refcount: 1, zero: false, zeroAllowed: false, anon: false, occupied: false };
/** The driver's own page into an empty entry, with the bit. */
const mixed = { zero: false, zeroAllowed: false, mixed: true, hasBit: true, valid: true, occupied: false };
const walk = { present: true, huge: true, page: true, zeropage: false, zero: false };
const guest = {
  fast: false,
  gup: false,
  mapped: true,
  flags: flags('WRITE MAYREAD MAYWRITE'),
  found: false,
  write: false,
  writable: false,
  refcount: null,
};

export const TABLE_ROWS: readonly TableRow[] = [
  row('T-45', 'R-IN-28', 'insert_page', { ...page, occupied: true }, 'EBUSY'),
  row('T-45 zero', 'R-IN-28', 'insert_page', { ...page, zero: true, zeroAllowed: true, occupied: true }, 'EBUSY'),
  row('T-46', 'R-IN-24', 'insert_page', { ...page, refcount: 0 }, 'EINVAL'),
  row('T-46 no struct page', 'R-IN-24', 'insert_page', { ...page, valid: false }, 'EINVAL'),
  row('T-47', 'R-IN-26', 'insert_page', { ...page, anon: true }, 'EINVAL'),
  row('T-52', 'R-IN-36', 'vmf_insert_pfn', { flags: PRIVATE_PFNMAP, valid: false, occupied: false }, 'bug_cow'),
  row('T-53', 'R-IN-37', 'vmf_insert_pfn', { flags: MIXED, valid: true, occupied: false }, 'bug_mixed_valid'),
  row('T-54', 'R-IN-43', 'vmf_insert_pfn', { flags: MIXED, valid: false, occupied: false }, 'insert'),
  row('T-55', 'R-IN-42', 'vmf_insert_pfn', { flags: PFNMAP, valid: false, occupied: true }, 'stays'),
  row('T-60', 'R-IN-45', 'vmf_insert_mixed', { ...mixed, mixed: false }, 'SIGBUS'),
  row('T-60 N', 'R-IN-45', 'vmf_insert_mixed', { ...mixed, mixed: false, hasBit: false }, 'SIGBUS'),
  row('R-IN-49 page', 'R-IN-49', 'vmf_insert_mixed', { ...mixed, hasBit: false }, 'page'),
  row(
    'R-IN-29 by the detour',
    'R-IN-29 R-IN-49',
    'vmf_insert_mixed',
    { ...mixed, hasBit: false, zero: true, zeroAllowed: true },
    'zero_page',
  ),
  row('R-IN-48 occupied', 'R-IN-48', 'vmf_insert_mixed', { ...mixed, occupied: true }, 'stays'),
  row('T-65', 'R-IN-35', 'vmf_insert_pfn', { flags: BOTH, valid: false, occupied: false }, 'bug_both'),
  row('T-192', 'R-IN-34', 'vmf_insert_pfn', { flags: NEITHER, valid: false, occupied: false }, 'bug_neither'),
  row('T-202', 'R-IN-58', 'vmf_insert_pfn_pmd', { flags: PFNMAP, occupied: true, write: true }, 'touch'),
  row('T-204', 'R-IN-59', 'vmf_insert_pfn_pmd', { flags: PFNMAP, occupied: true, write: false }, 'stays'),
  row('T-205', 'R-IN-52', 'vmf_insert_pfn_pmd', { flags: NEITHER, occupied: false, write: false }, 'bug_neither'),
  row('T-206', 'R-IN-53', 'vmf_insert_pfn_pmd', { flags: BOTH, occupied: false, write: false }, 'bug_both'),
  row('T-208', 'R-IN-60 D-17', 'vmf_insert_pfn_pmd', { flags: MIXED, occupied: false, write: false }, 'insert'),
  // A mapping that may be written and not read: GUP-fast does not look at its flags.
  row('R-GU-3 of a guest', 'R-GU-3 R-GU-21', 'hva_to_pfn', { ...guest, fast: true }, 'page'),
  row('R-GU-3 of a guest, slow', 'R-GU-3 R-GU-21', 'hva_to_pfn', guest, 'EFAULT'),
  row('R-RD-35', 'R-RD-35 R-GU-21', 'hva_to_pfn', { ...guest, flags: MIXED, found: true }, 'EFAULT'),
  row('R-GU-21 no entry', 'R-GU-21', 'vaddr_get_pfns', { ...guest, flags: PFNMAP, reserved: true }, 'EFAULT'),
  row('R-WK-3 b', 'R-WK-3', 'folio_walk_start', walk, 'page'),
  row(
    'R-FK-7d',
    'R-FK-7d',
    'copy_present_ptes',
    { page: true, anon: true, exclusive: false, maybePinned: true },
    'share',
  ),
];

export function verdictOf({ table, input }: TableRow): string {
  const found = DECISION_TABLES.find(({ name }) => name === table);
  if (found === undefined) throw new Error(`no table ${table}`);
  return evaluate(found as DecisionTable<object, string>, input);
}
