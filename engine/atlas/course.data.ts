/** What lists say of the lessons before they are opened: everything but their contents. */
import { LESSONS } from '../course/index.ts';
import type { Lesson } from '../course/lesson.ts';

export interface LessonInfo extends Pick<Lesson, 'name' | 'title' | 'minutes' | 'after'> {
  /** Its place in the course; null: beside it. */
  readonly number: number | null;
  readonly parts: number;
  readonly questions: readonly number[];
  readonly shows: readonly string[];
}

const lessons = (await Promise.all(LESSONS.map((load) => load()))).map(({ LESSON }) => LESSON);
const course = lessons.filter(({ after }) => after === null);

export const LESSON_INDEX: readonly LessonInfo[] = lessons.map((lesson) => ({
  name: lesson.name,
  title: lesson.title,
  minutes: lesson.minutes,
  after: lesson.after,
  number: lesson.after === null ? course.indexOf(lesson) + 1 : null,
  parts: lesson.parts.length,
  questions: lesson.parts.flatMap((part, i) => (part.kind === 'ask' ? [i] : [])),
  shows: Object.values(lesson.figures).flatMap(({ builtIn }) => builtIn ?? []),
}));
