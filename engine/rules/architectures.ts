import { elsewhere, inKernel, type Rules } from './rule.ts';

const layout = (file: string, fn: string, id: string, says: string): Rules => inKernel(file, fn, { [id]: says });

const X86 = 'arch/x86/include/asm/pgtable_types.h';
const ARM64 = 'arch/arm64/include/asm/pgtable-prot.h';
const RISCV = 'arch/riscv/include/asm/pgtable-bits.h';
const POWERPC = 'arch/powerpc/include/asm/book3s/64/pgtable.h';
const MIPS = 'arch/mips/include/asm/pgtable-bits.h';
const M68K = 'arch/m68k/include/asm/motorola_pgtable.h';

export const ARCHITECTURES = {
  ...layout(
    X86,
    '_PAGE_BIT_SPECIAL',
    'R-AR-1',
    'x86-64 with four levels of 9 bits has the special bit at bit 9, in huge entries too.',
  ),
  ...layout(X86, '_PAGE_BIT_SPECIAL', 'R-AR-2', 'x86-64 with five levels of 9 bits has the same entries as with four.'),
  ...layout(
    X86,
    '_PAGE_BIT_SPECIAL',
    'R-AR-3',
    '32-bit x86 without PAE has two levels of 10 bits, and the special bit at bit 9.',
  ),
  ...layout(
    X86,
    '_PAGE_BIT_SPECIAL',
    'R-AR-4',
    '32-bit x86 with PAE has three levels, entries of 64 bits, and the special bit at bit 9.',
  ),
  ...layout(
    ARM64,
    'PTE_SPECIAL',
    'R-AR-5',
    'arm64 with 4 KiB pages has the special bit at bit 56, and in PMD leaves too.',
  ),
  ...layout(
    ARM64,
    'PTE_SPECIAL',
    'R-AR-6',
    'arm64 with 16 KiB pages has levels of 11 bits and the special bit at bit 56.',
  ),
  ...layout(
    ARM64,
    'PTE_SPECIAL',
    'R-AR-7',
    'arm64 with 64 KiB pages has levels of 13 bits and the special bit at bit 56.',
  ),
  ...layout(
    'arch/arm/include/asm/pgtable-3level.h',
    'L_PTE_SPECIAL',
    'R-AR-8',
    '32-bit ARM with LPAE has three levels, entries of 64 bits, and the special bit at bit 56.',
  ),
  ...layout(
    'arch/arm/include/asm/pgtable-2level.h',
    'L_PTE_SHARED',
    'R-AR-9',
    '32-bit ARM without LPAE has two levels and no special bit: all twelve low bits of an entry are taken.',
  ),
  ...layout(
    RISCV,
    '_PAGE_SPECIAL',
    'R-AR-10',
    '64-bit RISC-V has three to five levels of 9 bits and the special bit at bit 8.',
  ),
  ...layout(RISCV, '_PAGE_SPECIAL', 'R-AR-11', '32-bit RISC-V has two levels of 10 bits and the special bit at bit 8.'),
  ...layout(
    'arch/s390/include/asm/pgtable.h',
    '_PAGE_SPECIAL',
    'R-AR-12',
    's390 has up to five levels and the special bit at bit 6.',
  ),
  ...layout(
    POWERPC,
    '_PAGE_SPECIAL',
    'R-AR-13',
    '64-bit PowerPC with radix tables and 4 KiB pages has the special bit at bit 10.',
  ),
  ...layout(
    POWERPC,
    '_PAGE_SPECIAL',
    'R-AR-14',
    '64-bit PowerPC with radix tables and 64 KiB pages has the special bit at bit 10.',
  ),
  ...layout(
    POWERPC,
    '_PAGE_SPECIAL',
    'R-AR-15',
    '64-bit PowerPC with hashed tables and 4 KiB pages has the special bit at bit 10.',
  ),
  ...layout(
    POWERPC,
    '_PAGE_SPECIAL',
    'R-AR-16',
    '64-bit PowerPC with hashed tables and 64 KiB pages has the special bit at bit 10.',
  ),
  ...layout(
    'arch/powerpc/include/asm/book3s/32/pgtable.h',
    '_PAGE_SPECIAL',
    'R-AR-17',
    '32-bit PowerPC has two levels and a special bit whose place depends on the processor.',
  ),
  ...layout(
    'arch/loongarch/include/asm/pgtable-bits.h',
    '_PAGE_SPECIAL',
    'R-AR-18',
    'LoongArch has two to four levels and the special bit at bit 11.',
  ),
  ...layout(
    MIPS,
    '_PAGE_SPECIAL',
    'R-AR-19',
    '32-bit MIPS without RIXI has a special bit, at bit 5 in the plainest layout.',
  ),
  ...layout(
    MIPS,
    '_PAGE_NO_READ',
    'R-AR-20',
    '32-bit MIPS with RIXI has no special bit: the two bits that forbid reading and executing took its room.',
  ),
  ...layout(MIPS, '_PAGE_SPECIAL', 'R-AR-21', '64-bit MIPS has three or four levels and a special bit.'),
  ...layout(
    'arch/parisc/include/asm/pgtable.h',
    '_PAGE_SPECIAL',
    'R-AR-22',
    'PA-RISC has a special bit, and no fast walk.',
  ),
  ...layout(
    'arch/sparc/include/asm/pgtable_64.h',
    '_PAGE_SPECIAL',
    'R-AR-23',
    '64-bit SPARC has four levels, 8 KiB pages, the special bit at bit 57, and no fast walk.',
  ),
  ...layout(
    'arch/sparc/include/asm/pgtsrmmu.h',
    'SRMMU_VALID',
    'R-AR-24',
    '32-bit SPARC has three levels and no special bit.',
  ),
  ...layout(
    'arch/sh/include/asm/pgtable_32.h',
    '_PAGE_SPECIAL',
    'R-AR-25',
    'SuperH has two or three levels and the special bit at bit 11.',
  ),
  ...layout(
    'arch/arc/include/asm/pgtable-bits-arcv2.h',
    '_PAGE_SPECIAL',
    'R-AR-26',
    'ARC has two levels, the special bit at bit 6, and no fast walk.',
  ),
  ...layout(
    'arch/alpha/include/asm/pgtable.h',
    '_PAGE_VALID',
    'R-AR-27',
    'Alpha has three levels, 8 KiB pages and no special bit.',
  ),
  ...layout(M68K, '_PAGE_PRESENT', 'R-AR-28', 'm68k with a Motorola MMU has three levels and no special bit.'),
  ...layout(
    'arch/m68k/include/asm/sun3_pgtable.h, arch/m68k/include/asm/mcf_pgtable.h',
    'SUN3_PAGE_VALID, CF_PAGE_VALID',
    'R-AR-29',
    'm68k on Sun 3 and ColdFire has two levels, 8 KiB pages and no special bit.',
  ),
  ...layout(
    'arch/csky/abiv2/inc/abi/pgtable-bits.h',
    '_PAGE_VALID',
    'R-AR-30',
    'C-SKY has two levels and no special bit.',
  ),
  ...layout(
    'arch/hexagon/include/asm/pgtable.h',
    '_PAGE_PRESENT',
    'R-AR-31',
    'Hexagon has two levels and no special bit.',
  ),
  ...layout(
    'arch/microblaze/include/asm/pgtable.h',
    '_PAGE_PRESENT',
    'R-AR-32',
    'MicroBlaze has two levels and no special bit.',
  ),
  ...layout(
    'arch/nios2/include/asm/pgtable-bits.h',
    '_PAGE_PRESENT',
    'R-AR-33',
    'Nios II has two levels and no special bit.',
  ),
  ...layout(
    'arch/openrisc/include/asm/pgtable.h',
    '_PAGE_PRESENT',
    'R-AR-34',
    'OpenRISC has two levels, 8 KiB pages and no special bit.',
  ),
  ...layout('arch/um/include/asm/pgtable.h', '_PAGE_PRESENT', 'R-AR-35', 'User-mode Linux has no special bit.'),
  ...layout(
    'arch/xtensa/include/asm/pgtable.h',
    '_PAGE_HW_VALID',
    'R-AR-36',
    'Xtensa has two levels and no special bit.',
  ),
  ...layout(
    'mm/Kconfig',
    'ARCH_HAS_PTE_SPECIAL',
    'R-AR-37',
    'Twelve configurations with an MMU have no special bit in 6.12, among them 32-bit ARM without LPAE and 32-bit MIPS with RIXI.',
  ),
  ...layout(
    'mm/Kconfig',
    'ARCH_HAS_PTE_SPECIAL',
    'R-AR-38',
    'They lack the bit because their entries of 32 bits are full, or because nobody has done the work.',
  ),
  ...layout(
    'include/linux/swapops.h',
    'swp_entry_to_pte',
    'R-AR-39',
    'The special bit means something only in an entry that is present; in a swap entry the same bit may belong to something else.',
  ),
  ...layout(
    'arch/x86/include/asm/pgtable_types.h',
    '_PAGE_CHG_MASK',
    'R-AR-40',
    'On every architecture that has it, the special bit survives a change of protection.',
  ),
  ...layout(
    'arch/riscv/include/asm/pgtable.h',
    'pte_mkdevmap',
    'R-AR-41',
    'x86-64, arm64 and PowerPC set the special bit together with devmap; RISC-V and LoongArch set devmap alone.',
  ),
  ...layout(
    X86,
    '_PAGE_BIT_PRESENT',
    'R-AR-50',
    'x86: present 0, writable 1, user 2, accessed 5, dirty 6, special 9, no-execute 63; an entry without access rights clears present, sets bit 8 and stores its frame number inverted.',
  ),
  ...layout(
    ARM64,
    'PTE_DIRTY, PTE_WRITE',
    'R-AR-51',
    'arm64: valid 0, user 6, read-only 7, accessed 10, writable 51, dirty 55, special 56, devmap 57.',
  ),
  ...layout(
    RISCV,
    '_PAGE_ACCESSED, _PAGE_DIRTY',
    'R-AR-52',
    'RISC-V: present 0, read 1, write 2, execute 3, user 4, accessed 6, dirty 7, special 8, devmap 9.',
  ),
  ...layout(
    'arch/arm/include/asm/pgtable-3level.h',
    'L_PTE_DIRTY, L_PTE_RDONLY',
    'R-AR-53',
    'ARM with LPAE: present 1:0, user 6, accessed 10, no-execute 54, dirty 55, special 56, no access 57, read-only 58; the hardware sees a clean entry as read-only.',
  ),
  ...layout(
    'arch/arm/include/asm/pgtable-2level.h',
    'L_PTE_PRESENT',
    'R-AR-54',
    'ARM with two levels: present 0, young 1, memory type 5:2, dirty 6, read-only 7, user 8, no-execute 9, shared 10, no access 11; the hardware reads a second table 2,048 bytes higher, where an entry is invalid until it is young and read-only until it is dirty.',
  ),
  ...layout(
    M68K,
    '_PAGE_RONLY, _PAGE_DIRTY',
    'R-AR-55',
    'm68k: present 0, read-only 2, accessed 3, dirty 4, cache mode 6:5, supervisor 7.',
  ),
  ...layout(
    'arch/alpha/include/asm/pgtable.h',
    '_PAGE_FOW',
    'R-AR-56',
    'Alpha: valid 0, fault on write 2, dirty 17, accessed 18; the enable bits of a clean or old entry are clear, so that the next access traps.',
  ),
  ...elsewhere({
    'R-AR-57': 'The other architectures each have a layout of their own, which Folioscope does not draw.',
  }),
  ...layout(
    'include/linux/pgtable.h',
    'pte_sw_mkyoung',
    'R-AR-58',
    'Only MIPS must mark a fresh entry young by software; elsewhere the protection of the mapping brings the mark.',
  ),
  ...layout(
    'include/linux/pgtable.h',
    'arch_has_hw_pte_young',
    'R-AR-59',
    'x86 sets the accessed bit in hardware, and arm64 if the processor can; everywhere else in 6.12 an access to an old entry may trap.',
  ),
};
