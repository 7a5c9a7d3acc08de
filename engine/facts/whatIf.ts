/** What can be changed by hand of what `vm_normal_page` decides about. */
import type { VmFlagName } from '../types.ts';

/** Flags of a mapping that `vm_normal_page` looks at. */
export const WHAT_IF_FLAGS = ['PFNMAP', 'MIXEDMAP', 'SHARED', 'MAYWRITE'] as const satisfies readonly VmFlagName[];
export type WhatIfFlag = (typeof WHAT_IF_FLAGS)[number];

/** A frame by what it is: the one that the linear rule expects, an ordinary page, the zero page, device memory. */
export type OtherFrame = 'linear' | 'page' | 'zero' | 'device';

/** One change to what `vm_normal_page` decides about, and what it changes to. */
export type EntryChange =
  | { readonly what: 'special'; readonly set: boolean }
  | { readonly what: 'flag'; readonly flag: WhatIfFlag; readonly set: boolean }
  | { readonly what: 'frame'; readonly frame: OtherFrame; readonly pfn: number };
