/**
 * The physical memory map in frames. The same on every machine, so that the same data has the same pfn everywhere. (The
 * reference's tests use a smaller one, R-V-23.)
 */
import { asPfn, type Pfn } from '../types.ts';

export interface Range {
  readonly from: number;
  readonly count: number;
}

export interface MemMap {
  readonly ram: readonly Range[];
  /** R-V-16. */
  readonly highestMemmapPfn: number;
  /** The first zero page; most kernels have no other. */
  readonly zero: Pfn;
  readonly zeroPages: number;
  /** `driver+0` … `driver+63`: single pages of RAM that a driver allocated. */
  readonly driver: Range;
  /** `driver+512` … `driver+1023`: a PMD-aligned block of a driver's pages. */
  readonly driverBlock: Range;
  /** `mmio+0` …: device memory without struct pages, PMD-aligned. */
  readonly mmio: Range;
  /** For the allocator: data from the bottom, page tables from the top. */
  readonly free: Range;
}

export const DRIVER_BLOCK_FIRST = 512;

export const MEMMAP: MemMap = {
  ram: [{ from: 0, count: 0x10000 }],
  highestMemmapPfn: 0xffff,
  zero: asPfn(0x10),
  zeroPages: 1,
  driver: { from: 0x100, count: 64 },
  driverBlock: { from: 0x200, count: 512 },
  mmio: { from: 0x9f000, count: 1024 },
  free: { from: 0x400, count: 0x10000 - 0x400 },
};

/** The map of a machine whose kernel has this many zero pages. */
export const memmapWith = (zeroPages: number): MemMap => (zeroPages === 1 ? MEMMAP : { ...MEMMAP, zeroPages });

/** `is_zero_pfn()` */
export const isZeroPfn = (map: MemMap, pfn: number): boolean => pfn >= map.zero && pfn < map.zero + map.zeroPages;

/** `my_zero_pfn()`: by address. */
export const zeroPfnAt = (map: MemMap, vpn: number): Pfn => asPfn(map.zero + (vpn % map.zeroPages));

export const inRange = (range: Range, pfn: number): boolean => pfn >= range.from && pfn < range.from + range.count;

/** Whether there is a struct page (R-V-2). */
export const pfnValid = (map: MemMap, pfn: number): boolean => map.ram.some((r) => inRange(r, pfn));

/** N of `driver+N`, for a frame that the driver owns or owned; otherwise null. */
export function driverIndex(map: MemMap, pfn: number): number | null {
  if (inRange(map.driver, pfn)) return pfn - map.driver.from;
  if (inRange(map.driverBlock, pfn)) return DRIVER_BLOCK_FIRST + pfn - map.driverBlock.from;
  return null;
}

/** Null past the end. */
export function driverPfn(map: MemMap, n: number): Pfn | null {
  if (n >= 0 && n < map.driver.count) return asPfn(map.driver.from + n);
  const block = n - DRIVER_BLOCK_FIRST;
  return block >= 0 && block < map.driverBlock.count ? asPfn(map.driverBlock.from + block) : null;
}

/** Null past the end. */
export const mmioPfn = (map: MemMap, n: number): Pfn | null =>
  n >= 0 && n < map.mmio.count ? asPfn(map.mmio.from + n) : null;
