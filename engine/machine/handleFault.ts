/** Drives the fault chart as a pure function: no actor, no timer, every micro-step a bead. */
import { createActor, createMachine } from 'xstate';
import { asPte, type ProcessName, type Vpn } from '../types.ts';
import type { Cx } from '../mm/cx.ts';
import type { Fault } from '../mm/fault/fault.ts';
import { faultChart, type FaultEnd } from './faultChart.ts';

export interface FaultRequest {
  readonly process: ProcessName;
  readonly vpn: Vpn;
  readonly access: 'read' | 'write' | 'unshare';
}

const idle = createActor(createMachine({}));
/**
 * Whom the chart runs for: nobody. It sends, spawns and waits for nothing. xstate's own `getInitialMicrosteps` makes an
 * actor for this at every call, which runs the whole chart once without input; that would be most of the time of a fault.
 */
const NOBODY = {
  self: idle,
  system: idle.system,
  id: '',
  sessionId: '',
  logger: () => {},
  defer: () => {},
  emit: () => {},
  stopChild: () => {},
  actionExecutor: () => {},
} as unknown as Parameters<typeof faultChart.getInitialSnapshot>[0];

/** A fault before the kernel has looked at anything. */
export const newFault = (request: FaultRequest): Fault => ({
  process: request.process,
  vpn: request.vpn,
  write: request.access === 'write',
  unshare: request.access === 'unshare',
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
  faultAround: false,
  mapped: false,
  handled: null,
  page: null,
  anon: false,
  reusable: false,
  cowPage: null,
});

/**
 * One fault from `handle_mm_fault` to its end. The VMA at the address must exist. A BUG or the end of memory is thrown
 * on: the caller of the statement catches it.
 */
export function handleFault(cx: Cx, request: FaultRequest): FaultEnd {
  const fault = newFault(request);
  const depth = cx.chain.length;
  try {
    const last = faultChart.getInitialSnapshot(NOBODY, { cx, fault });
    if (last.status === 'error') throw last.error;
    return last.value as FaultEnd;
  } finally {
    cx.chain.length = depth;
  }
}
