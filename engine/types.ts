/**
 * The vocabulary of the engine. Every closed set is one constant array, and its type is derived from the array, so that
 * loops and types cannot disagree. This file imports nothing.
 */

/** A page frame number: the physical address without its offset in the page (R-V-1). Any number may stand in an entry; it need not be RAM. */
export type Pfn = number & { readonly __brand: 'Pfn' };
export type Vpn = number & { readonly __brand: 'Vpn' };
/** The word of one page-table entry, as Linux reads and writes it on its architecture. */
export type PteVal = bigint & { readonly __brand: 'PteVal' };

export const asPfn = (n: number): Pfn => n as Pfn;
export const asVpn = (n: number): Vpn => n as Vpn;
export const asPte = (n: bigint): PteVal => n as PteVal;

/** A process is one capital letter; `A` exists at the start. */
export type ProcessName = string;

/**
 * The architectures of real kernels, one line each: what is known of them before any is loaded. `row` is the number of its
 * configuration (R-AR-1 to R-AR-36); `specialBit`: entries have one; `strictDevmem`: its kernels can be built with
 * CONFIG_STRICT_DEVMEM (R-IN-65).
 */
export const LISTED = {
  x86_64: { row: 1, specialBit: true, strictDevmem: true },
  x86_64_la57: { row: 2, specialBit: true, strictDevmem: true },
  i386: { row: 3, specialBit: true, strictDevmem: true },
  i386_pae: { row: 4, specialBit: true, strictDevmem: true },
  arm_lpae: { row: 8, specialBit: true, strictDevmem: true },
  arm64: { row: 5, specialBit: true, strictDevmem: true },
  arm64_hwaf: { row: 5, specialBit: true, strictDevmem: true },
  arm64_16k: { row: 6, specialBit: true, strictDevmem: true },
  arm64_64k: { row: 7, specialBit: true, strictDevmem: true },
  riscv_sv32: { row: 11, specialBit: true, strictDevmem: true },
  riscv_sv39: { row: 10, specialBit: true, strictDevmem: true },
  riscv_sv48: { row: 10, specialBit: true, strictDevmem: true },
  riscv_sv57: { row: 10, specialBit: true, strictDevmem: true },
  s390x: { row: 12, specialBit: true, strictDevmem: true },
  ppc64: { row: 13, specialBit: true, strictDevmem: true },
  ppc64_64k: { row: 14, specialBit: true, strictDevmem: true },
  loongarch64: { row: 18, specialBit: true, strictDevmem: true },
  mips32_r1: { row: 19, specialBit: true, strictDevmem: false },
  sparc64: { row: 23, specialBit: true, strictDevmem: false },
  arm: { row: 9, specialBit: false, strictDevmem: true },
  mips32: { row: 20, specialBit: false, strictDevmem: false },
  mips32_rixi: { row: 20, specialBit: false, strictDevmem: false },
  alpha: { row: 27, specialBit: false, strictDevmem: false },
  m68k: { row: 28, specialBit: false, strictDevmem: false },
} as const;
export type ArchName = keyof typeof LISTED;
export const ARCH_NAMES = Object.keys(LISTED) as ArchName[];

type NameWithBit = { [Name in ArchName]: (typeof LISTED)[Name]['specialBit'] extends true ? Name : never }[ArchName];
export const ARCHES_WITH_BIT = ARCH_NAMES.filter((name): name is NameWithBit => LISTED[name].specialBit);
type NobitName = `${NameWithBit}@nobit` | 'arm_lpae_nobit';
/**
 * What identifies a machine, in texts, on the page, in links and traces: the name of its architecture, or `ARCH@VARIANT` for a
 * variant of it.
 */
export type MachineName = ArchName | 'arm_lpae_nobit' | `${ArchName}@${string}`;
export const NOBIT_NAMES: readonly NobitName[] = [
  'arm_lpae_nobit',
  ...ARCHES_WITH_BIT.map((name) => `${name}@nobit` as const),
];
export const MACHINE_NAMES: readonly MachineName[] = [...ARCH_NAMES, ...NOBIT_NAMES];

export const LEVELS = ['pte', 'pmd'] as const;
export type Level = (typeof LEVELS)[number];

/** VMA flags by their kernel values (R-F-1). Names are printed without `VM_`. */
export const VM = {
  READ: 0x1,
  WRITE: 0x2,
  EXEC: 0x4,
  SHARED: 0x8,
  MAYREAD: 0x10,
  MAYWRITE: 0x20,
  MAYEXEC: 0x40,
  MAYSHARE: 0x80,
  PFNMAP: 0x400,
  LOCKED: 0x2000,
  IO: 0x4000,
  SEQ_READ: 0x8000,
  RAND_READ: 0x10000,
  DONTCOPY: 0x20000,
  DONTEXPAND: 0x40000,
  LOCKONFAULT: 0x80000,
  ACCOUNT: 0x100000,
  NORESERVE: 0x200000,
  PAT: 0x1000000,
  WIPEONFORK: 0x2000000,
  DONTDUMP: 0x4000000,
  MIXEDMAP: 0x10000000,
  HUGEPAGE: 0x20000000,
  NOHUGEPAGE: 0x40000000,
} as const;
export type VmFlagName = keyof typeof VM;
export const VM_FLAG_NAMES = (Object.keys(VM) as VmFlagName[]).sort();
export const vmFlagNames = (flags: number): VmFlagName[] => VM_FLAG_NAMES.filter((n) => (flags & VM[n]) !== 0);

/** What an installer meant an entry to be. Kept beside the entries; only invariants and drawing may read it (R-0-1). */
export const MEANINGS = ['page', 'raw', 'zero'] as const;
export type Meaning = (typeof MEANINGS)[number];

export const RSS_KINDS = ['file', 'anon', 'shmem'] as const;
export type RssKind = (typeof RSS_KINDS)[number];
export type Rss = Readonly<Record<RssKind, number>>;

/** What-if switches of the kernel model; without them it is Linux 6.12 as it is. */
export const RULE_SWITCHES = { private_pfnmap: ['warn', 'refuse'], strict_devmem: ['on', 'io'] } as const;
export type Rules = { readonly [Name in keyof typeof RULE_SWITCHES]?: (typeof RULE_SWITCHES)[Name][number] };

/** Errors, signals and the other refusals that can be an outcome. */
export const REFUSALS = [
  'EACCES',
  'EAGAIN',
  'EBADF',
  'EBUSY',
  'EEXIST',
  'EFAULT',
  'EINVAL',
  'EIO',
  'ENODEV',
  'ENOMEM',
  'EPERM',
  'ESRCH',
  'RO_FAULT',
  'SIGSEGV',
  'SIGBUS',
  'BUG',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** How many changes one micro-step remembers; beyond them the state tells the rest. */
export const CHANGES_KEPT = 512;
