/** What must hold after every statement, in words. */
export { INVARIANT_SUBJECTS, INVARIANTS, type InvariantRule } from '../mm/invariants.ts';
