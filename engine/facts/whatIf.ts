/** What can be changed by hand of what `vm_normal_page` decides about. */
import type { VmFlagName } from '../types.ts';

export const WHAT_IF_FLAGS = ['PFNMAP', 'MIXEDMAP', 'SHARED', 'MAYWRITE'] as const satisfies readonly VmFlagName[];
export type WhatIfFlag = (typeof WHAT_IF_FLAGS)[number];

export type OtherFrame = 'linear' | 'page' | 'zero' | 'device';

export type EntryChange =
  | { readonly what: 'special'; readonly set: boolean }
  | { readonly what: 'flag'; readonly flag: WhatIfFlag; readonly set: boolean }
  | { readonly what: 'frame'; readonly frame: OtherFrame; readonly pfn: number };
