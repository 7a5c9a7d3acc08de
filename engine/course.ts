/** Door: the lessons. Their texts come one by one, when they are opened. */
export { LESSON_INDEX, type LessonInfo } from './atlas/course.data.ts';
export { COURSE_INDEX, lessonNamed, loadLesson } from './atlas/course.ts';
export type {
  Beside,
  Choice,
  Figure,
  Lesson,
  Lit,
  ReadParagraph,
  ReadQuestion,
  ReadTheory,
  Scene,
  Way,
} from './course/lesson.ts';
