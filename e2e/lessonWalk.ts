/** Walks a lesson to its end by keyboard. The engine answers its questions in this process, too. */
import { expect, type Page } from '@playwright/test';
import { LESSONS } from '../engine/course/index.ts';
import { choiceKeys } from '../web/moment/choiceKeys.ts';
import { plain } from './playground.ts';

export const NUMBERS = LESSONS.map((_, i) => i);

const shown = (text: string): string => plain(text.replace(/`/g, '')).split('{lesson')[0]!.trim();

export async function walkLesson(page: Page, number: number, manner: 'right' | 'wrong'): Promise<void> {
  const load = LESSONS[number];
  if (!load) throw new Error(`There is no lesson ${number}.`);
  const { LESSON: lesson } = await load();
  await page.goto(`./?lesson=${lesson.name}#1`);
  await expect(page.getByRole('heading', { level: 1, name: lesson.title })).toBeVisible();
  const current = page.locator('[data-current]');
  const statement = page.getByRole('status', { name: 'Statement' });
  for (const part of lesson.parts) {
    const stands = (step: number) => expect(statement).toContainText(`step ${step} of`);
    if (part.kind === 'text') {
      await expect(current).toContainText(shown(part.text));
      await stands(part.scene.step);
      await page.keyboard.press(' ');
      continue;
    }
    await expect(current).toContainText(shown(part.prompt));
    await stands(part.before.step);
    // The figure cannot be stepped to the answer, and no key but an answer leads on.
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await stands(part.before.step);
    const answers = part.choices.map(({ answer }) => answer);
    const keys = choiceKeys(answers);
    for (const right of part.answers) {
      const given = manner === 'right' ? right : answers.find((answer) => answer !== right);
      const key = keys[answers.indexOf(given ?? right)];
      if (!key) throw new Error(`${part.id}: “${given}” has no key.`);
      await page.keyboard.press(key);
    }
    const reply = current.getByRole('region', { name: 'Reply' });
    await expect(reply.locator('li.right')).toHaveCount(manner === 'right' ? part.answers.length : 0);
    if (manner === 'wrong') {
      await expect(reply).toContainText('The kernel decides otherwise in');
      const departure = page.getByRole('region', { name: 'Where the answer leaves the kernel’s way' });
      if (!part.ofLinux) await expect(departure.locator('.lit:visible').first()).toBeVisible();
    }
    await stands(part.scene.step);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('heading', { name: 'From memory' })).toBeVisible();
  await page.goto('./?course');
  await expect(page.getByRole('listitem').filter({ hasText: lesson.title })).toContainText('✓ done');
}
