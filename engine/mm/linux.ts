/**
 * A kernel as a value: its decision tables and functions, by the names under which `cx.linux` reaches them. Whoever calls
 * one goes through the context, so that a kernel with one of them replaced needs no other change. Each file adds what
 * it defines to this interface, which imports nothing; a kernel that lacks a member does not compile.
 */
export interface Linux {
  readonly version: string;
}
