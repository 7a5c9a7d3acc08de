/** Door: what a pasted text says. It brings all architectures, so it is loaded when something is pasted. */
export { explain } from './paste/explain.ts';
export type { Found, Shown } from './paste/found.ts';
