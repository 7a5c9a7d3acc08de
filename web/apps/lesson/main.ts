/** One lesson: prose on one side, and a figure that stands where the paragraph needs it on the other. */
import { mount, unmount } from 'svelte';
import { lessonNamed, loadLesson } from '../../../engine/course.ts';
import { App } from '../../playground/app.svelte.ts';
import { stillBar } from '../../playground/still.ts';
import { Stage } from '../../stage/stage.svelte.ts';
import { courseWithout, partOf } from '../../lesson/address.ts';
import { Progress } from '../../lesson/progress.svelte.ts';
import { Reading } from '../../lesson/reading.svelte.ts';
import LessonPage from './LessonPage.svelte';

export async function start(target: HTMLElement): Promise<() => Promise<void>> {
  const name = new URLSearchParams(location.search).get('lesson') ?? '';
  const info = lessonNamed(name);
  if (!info) {
    location.replace(courseWithout(name));
    return () => Promise.resolve();
  }
  const lesson = await loadLesson(info);
  const stage = new Stage();
  const app = new App(
    'page',
    { target, bar: stillBar },
    { dialogs: [], editor: null, opening: () => stage.gaps.close() },
  );
  const progress = new Progress();
  const kept = progress.of(lesson.name);
  const reading = new Reading(lesson, progress, app.playground, partOf(location.hash) ?? (kept.done ? 0 : kept.at));
  const mounted = mount(LessonPage, { target, props: { app, stage, info, progress, reading } });
  return () => unmount(mounted);
}
