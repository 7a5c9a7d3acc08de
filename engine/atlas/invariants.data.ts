/** What must hold after every statement, in words. */
export { INVARIANT_SUBJECTS, INVARIANTS } from '../mm/invariants.ts';
