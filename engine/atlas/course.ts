/** The lessons: what lists say of each is at hand, the lesson is loaded when it is opened. */
import { LESSONS } from '../course/index.ts';
import type { Lesson } from '../course/lesson.ts';
import { LESSON_INDEX, type LessonInfo } from './course.data.ts';

export const COURSE_INDEX: readonly LessonInfo[] = LESSON_INDEX.filter(({ number }) => number !== null);

export const lessonNamed = (name: string): LessonInfo | null =>
  LESSON_INDEX.find((lesson) => lesson.name === name) ?? null;

/** Rejected where it cannot be loaded. */
export async function loadLesson(lesson: LessonInfo): Promise<Lesson> {
  const load = LESSONS[LESSON_INDEX.indexOf(lesson)];
  if (load === undefined) throw new Error(`There is no lesson ${lesson.name}.`);
  return (await load()).LESSON;
}
