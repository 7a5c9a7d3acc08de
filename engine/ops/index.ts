/** The operations, one line each. */
import type { Origin, Outcome } from '../facts.ts';
import type { OpName, Statement } from '../language/program.ts';
import type { Cx } from '../mm/cx.ts';
import type { Rules } from '../types.ts';
import { deviceRead, deviceWrite } from './device.ts';
import { exit } from './exit.ts';
import { fork } from './fork.ts';
import { kvmFault, vfioPin } from './guest.ts';
import { gup, pin } from './gup.ts';
import {
  kernelFaultOk,
  kernelFaultSigbus,
  kernelFree,
  kernelNextFrame,
  kernelUnmapMapping,
  kernelZap,
} from './kernel.ts';
import { folioWalk, followPfnmapOp } from './kernelWalkers.ts';
import { madvise } from './madvise.ts';
import { mlock, munlock } from './mlock.ts';
import { mmap } from './mmap.ts';
import { mprotect } from './mprotect.ts';
import { mremap } from './mremap.ts';
import { munmap } from './munmap.ts';
import { mincore, pagemap, smaps, status } from './observers.ts';
import type { Op } from './op.ts';
import { outcomeOf } from './outcome.ts';
import { read } from './read.ts';
import { processVmRead, processVmWrite, ptraceRead, ptraceWrite } from './remoteAccess.ts';
import { unpin } from './unpin.ts';
import { write } from './write.ts';

/** A missing operation does not compile. */
export const OPS: { readonly [O in OpName]: Op<O> } = {
  mmap,
  read,
  write,
  fork,
  exit,
  munmap,
  mremap,
  mprotect,
  madvise,
  mlock,
  munlock,
  gup,
  pin,
  unpin,
  device_read: deviceRead,
  device_write: deviceWrite,
  kvm_fault: kvmFault,
  vfio_pin: vfioPin,
  folio_walk: folioWalk,
  follow_pfnmap: followPfnmapOp,
  pagemap,
  smaps,
  mincore,
  status,
  process_vm_read: processVmRead,
  process_vm_write: processVmWrite,
  ptrace_read: ptraceRead,
  ptrace_write: ptraceWrite,
  kernel_free: kernelFree,
  kernel_next_frame: kernelNextFrame,
  kernel_zap: kernelZap,
  kernel_unmap_mapping: kernelUnmapMapping,
  kernel_fault_sigbus: kernelFaultSigbus,
  kernel_fault_ok: kernelFaultOk,
};

/** Whether the statement follows the source, or the proposal of a switch, or what kernels were recorded doing. */
export function originOf(statement: Statement, rules: Rules): Origin {
  const op: Op = OPS[statement.op];
  const devmem = statement.op === 'mmap' && statement.source.kind === 'devmem';
  if (op.byReading || (devmem && rules.strict_devmem !== undefined)) return 'reading';
  return rules.private_pfnmap === undefined ? 'recorded' : 'what-if';
}

export function playStatement(cx: Cx, statement: Statement): Outcome {
  const op: Op = OPS[statement.op];
  return outcomeOf(op.play(cx, statement));
}
