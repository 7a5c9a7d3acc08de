/** For instructors: every lesson's aim, its questions with their answers, and what to put into slides; on paper, too. */
import { mount, unmount } from 'svelte';
import { LESSON_INDEX, loadLesson } from '../../../engine/course.ts';
import { Theme } from '../../kit/theme.svelte.ts';
import Teach from './Teach.svelte';

export async function start(target: HTMLElement): Promise<() => Promise<void>> {
  const lessons = await Promise.all(LESSON_INDEX.map(async (info) => ({ info, lesson: await loadLesson(info) })));
  const mounted = mount(Teach, { target, props: { theme: new Theme(null), lessons } });
  return () => unmount(mounted);
}
