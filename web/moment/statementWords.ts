/** Statements and questions in the words of the page. */
import type { Outcome } from '../../engine/facts.ts';
import type { Ask, ProgramStep } from '../../engine/text.ts';

/** A process, `kernel` or `device`; null if none of them. */
export function actorOf({ statement }: Pick<ProgramStep, 'statement'>): string | null {
  if ('actor' in statement) return statement.actor;
  return /^(kernel|device)_/.exec(statement.op)?.[1] ?? null;
}

export function linesOf(step: Pick<ProgramStep, 'statement' | 'text'>): readonly string[] {
  const actor = actorOf(step);
  const text = actor ? step.text.slice(actor.length).trimStart() : step.text;
  if (step.statement.op !== 'mmap') return [text];
  const words = text.split(/\s+/);
  return [words.slice(0, 5).join(' '), words.slice(5).join(' ')];
}

export function questionOf({ question, place, process, other }: Ask): string {
  const where = place ? `${place.text} of ${process ?? 'A'}` : '';
  switch (question) {
    case 'vm_normal_page':
      return `After this statement, what does vm_normal_page() give for ${where}?`;
    case 'outcome':
      return 'What will the outcome of this statement be?';
    case 'path':
      return 'In which function will the fault of this statement end?';
    case 'log':
      return 'Will the kernel print anything?';
    case 'anon':
    case 'file':
    case 'shmem':
      return `After this statement, how many pages will ${process ?? 'A'} have counted as ${question}?`;
    case 'rss':
      return `After this statement, what Rss will smaps show for the mapping at ${where}?`;
    case 'writable':
      return `After this statement, could ${process ?? 'A'} write to ${place?.text ?? ''} without a fault?`;
    case 'decided_by':
      return `After this statement, which question decides what vm_normal_page() gives for ${where}?`;
    case 'refcount':
      return `After this statement, how many references does the frame at ${where} have?`;
    case 'mapcount':
      return `After this statement, how many entries map the frame at ${where}?`;
    case 'frame':
      return `After this statement, which frame does ${where} map?`;
    case 'same_frame_as':
      return `After this statement, does ${where} map the same frame as ${other?.place.text ?? ''} of ${other?.process ?? ''}?`;
  }
}

/** What becomes of a process that got a signal; null where none did. */
export const signalText = (outcomes: readonly (Outcome | null)[]): string | null =>
  outcomes.some((outcome) => outcome?.kind === 'signal')
    ? 'The process catches the signal and goes on; one that does not would be killed.'
    : null;
