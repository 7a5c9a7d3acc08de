import { evaluate } from '../../mm/decisionTable.ts';
import { vmNormalPageTable } from '../../mm/vmNormalPage.ts';
import { vmNormalPagePmdTable } from '../../mm/vmNormalPagePmd.ts';
import { REFERENCE_MACHINE, type Answer, type NormalPageRow } from './normalPage.ts';

export function answerOf(row: NormalPageRow, column: 'S' | 'N'): Answer {
  const hasBit = column === 'S';
  const { flags, pfn, linear } = row;
  const input = { special: row.special && hasBit, flags, pfn, linear, map: REFERENCE_MACHINE };
  const verdict =
    row.level === 'pmd'
      ? evaluate(vmNormalPagePmdTable, input)
      : evaluate(vmNormalPageTable, { ...input, hasBit, noPrivatePfnmap: false });
  if (verdict === 'page') return 'page';
  return verdict.startsWith('bad_') ? 'NULL+BAD' : 'NULL';
}
