/** Attaches narration and questions to their statements. */
import type { DocumentLine } from './documentLine.ts';
import type { Head } from './head.ts';
import type { Ask, Diagnostic, Program, ProgramStep } from './program.ts';
import type { Scope } from './scope.ts';

/** `diagnostics` is in text order. The program's steps end before the first line that has one. */
export function buildProgram(
  lines: readonly DocumentLine[],
  head: Head,
  scope: Scope,
  diagnostics: readonly Diagnostic[],
): Program {
  const end = diagnostics[0]?.line ?? Infinity;
  const opening: string[] = [];
  const steps: ProgramStep[] = [];
  let says = opening;
  let asks: Ask[] = [];
  for (const { line, text, meaning } of lines) {
    if (line >= end) break;
    if (meaning?.kind === 'say') says.push(meaning.text);
    if (meaning?.kind === 'ask') asks.push({ line, ...meaning.ask, text });
    if (meaning?.kind === 'statement') {
      says = [];
      steps.push({ step: steps.length + 1, line, text, statement: meaning.statement, says, asks });
      asks = [];
    }
  }
  return { ...head, names: [...scope.names.keys()], files: [...scope.files], opening, steps, diagnostics };
}
