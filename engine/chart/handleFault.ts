/** Drives the fault chart with xstate's pure functions: no timers, no actors, one bead per micro-step. */
import { getMicrosteps, initialTransition } from 'xstate';
import { asPte } from '../types.ts';
import type { Cx, FaultRequest } from '../mm/cx.ts';
import type { Fault } from '../mm/fault/fault.ts';
import { faultChart, type FaultEnd } from './faultChart.ts';

declare module '../mm/linux.ts' {
  interface Linux {
    readonly handleFault: typeof handleFault;
  }
}

const [RUNNING] = initialTransition(faultChart);

/** A fault before the kernel has looked at anything. */
export const newFault = (request: FaultRequest): Fault => ({
  process: request.process,
  vpn: request.vpn,
  write: request.access === 'write',
  unshare: request.access === 'unshare',
  remote: request.remote ?? false,
  vmaLock: request.vmaLock ?? false,
  runs: 1,
  shared: false,
  vmShared: false,
  anonymous: false,
  refused: null,
  pmd: 'none',
  pmdWritable: false,
  hugeAllowed: false,
  hugeMapped: false,
  entry: 'none',
  pte: asPte(0n),
  writable: false,
  hasHandler: false,
  pfnMkwrite: false,
  pageMkwrite: false,
  faultAround: false,
  mapped: false,
  handled: null,
  page: null,
  anon: false,
  reusable: false,
  cowPage: null,
});

/**
 * Runs one fault from `handle_mm_fault` to its end. There must be a VMA at the address. Throws `KernelBug` and
 * `OutOfFrames`, which are caught where the statement is played.
 */
export function handleFault(cx: Cx, request: FaultRequest): FaultEnd {
  const fault = newFault(request);
  const depth = cx.chain.length;
  const from = cx.path.length;
  let end: FaultEnd | null = null;
  let runs = 1;
  try {
    const [last] = getMicrosteps(faultChart, RUNNING, { type: 'FAULT', cx, fault }).at(-1)!;
    end = last.value as FaultEnd;
    runs = last.context.running?.fault.runs ?? 1;
    return end;
  } finally {
    cx.chain.length = depth;
    const { process, vpn, access } = request;
    cx.faults.push({
      process,
      vpn,
      access,
      states: cx.path.slice(from),
      entered: cx.entered.slice(from),
      told: cx.told.slice(from),
      runs,
      left: cx.beads.length,
      end,
    });
  }
}
