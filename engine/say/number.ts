/** Numbers as people read them. */

export const hex = (n: number | bigint): string => `0x${n.toString(16)}`;
