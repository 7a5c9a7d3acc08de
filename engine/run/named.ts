/**
 * The frames that a text names, in drivers' lists and as `driver+N`: they are shown from start to end, mapped or not.
 */
import type { PfnSpec, Program, Source, StatementOf } from '../language/program.ts';
import { driverFrame } from '../mm/driver.ts';
import { driverPfn, mmioPfn, type MemMap } from '../mm/memmap.ts';
import type { DriverFrames } from '../mm/world.ts';
import type { Pfn } from '../types.ts';

/** For names that always mean the same frame; `@io+1` does not. */
function fixedPfn(map: MemMap, spec: PfnSpec): Pfn | null {
  if (spec.kind === 'driver') return driverPfn(map, spec.n);
  if (spec.kind === 'mmio') return mmioPfn(map, spec.n);
  return spec.kind === 'zero' ? map.zero : null;
}

interface Stretch {
  readonly pfns: readonly PfnSpec[];
  readonly pages: number;
}

function stretches(source: Source, pages: number): Stretch[] {
  switch (source.kind) {
    case 'anon':
    case 'file':
      return [];
    case 'remap_pfn_range': {
      let at = 0;
      return source.segments.map((segment) => {
        const start = segment.to ?? at;
        const length = segment.pages ?? pages - start;
        at = start + length;
        return { pfns: [segment.pfn], pages: length };
      });
    }
    case 'vmf_insert_mixed':
      return [{ pfns: source.pfns, pages }];
    default:
      return [{ pfns: [source.pfn], pages }];
  }
}

export function* framesOfMmap(map: MemMap, { source, pages }: StatementOf<'mmap'>): Generator<Pfn> {
  for (const stretch of stretches(source, pages)) {
    const list = stretch.pfns.map((spec) => fixedPfn(map, spec)).filter((pfn) => pfn !== null);
    if (list.length < stretch.pfns.length) continue;
    const frames: DriverFrames = { list, same: stretch.pfns.length === 1 && stretch.pfns[0]?.kind === 'zero' };
    for (let i = 0; i < stretch.pages; i++) {
      const pfn = driverFrame(map, frames, i);
      if (pfn === null) break;
      yield pfn;
    }
  }
}

export function namedFrames(program: Program, map: MemMap): readonly Pfn[] {
  const named = new Set<Pfn>();
  for (const { statement } of program.steps) {
    if (statement.op === 'mmap') for (const pfn of framesOfMmap(map, statement)) named.add(pfn);
    if (statement.op === 'kernel_free' || statement.op === 'kernel_next_frame') {
      const pfn = driverPfn(map, statement.driver);
      if (pfn !== null) named.add(pfn);
    }
  }
  return [...named];
}
