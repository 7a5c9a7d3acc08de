/** Any architecture as if its entries had no special bit: no such kernel exists, so the bit causes every difference. */
import type { Arch, Codec } from './arch.ts';

const without = (codec: Codec): Codec => ({
  ...codec,
  fields: codec.fields.filter(({ kind }) => kind !== 'special'),
  special: () => false,
  mkspecial: (pte) => pte,
});

/** Huge raw entries need the bit (CONFIG_ARCH_SUPPORTS_PMD_PFNMAP), so there are none. */
export const nobit = ({ pud: _pud, ...arch }: Arch): Arch => ({
  ...arch,
  title: `${arch.title} without the bit`,
  subtitle: `${arch.subtitle.replace(/ · .*/, '')} · a kernel that does not exist`,
  origin: 'what-if',
  specialBit: null,
  pte: without(arch.pte),
  pmd: null,
  hasPmdPfnmap: false,
});
