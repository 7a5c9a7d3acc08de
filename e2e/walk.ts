/** Walks through lessons and checks the text at every stop. */
import type { Page } from '@playwright/test';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { engineRun, expectedTwins, linkTo, playText, type EngineRun } from './playground.ts';
import { textFaults } from './textFaults.ts';

export const SIZES = {
  desk: { width: 1440, height: 900 },
  low: { width: 960, height: 540 },
  phone: { width: 390, height: 844 },
  wall: { width: 2560, height: 1440 },
} as const;

const CROWD = [
  'machines arm arm_lpae x86_64 arm_lpae_nobit',
  'A mmap io 8 private rw remap_pfn_range mmio+0',
  'A mmap heap 4 private rw anon',
  'A write heap+0',
  'A write io+2',
  ...[...'BCDEFGH'].map((name, i) => `${'ABCDEFG'[i]} fork ${name}`),
  'H write heap+1',
  'C write io+4',
].join('\n');

export interface Walked {
  readonly title: string;
  readonly made: () => EngineRun;
  readonly at: (step: number) => string;
}

export const WALKED: readonly Walked[] = [
  ...SCENARIOS.map(({ name, title }) => ({
    title,
    made: () => engineRun(name),
    at: (step: number) => `#1n${name}~${step}`,
  })),
  {
    title: 'Four machines, eight processes',
    made: () => playText(CROWD),
    at: (step) => linkTo(CROWD, step),
  },
];

export interface Stop {
  readonly where: string;
  /** Null: one statement forward. */
  readonly address: string | null;
  readonly twins: readonly string[];
  readonly asks: boolean;
}

export function stopsOf({ title, made, at }: Walked, from: number, to: number): Stop[] {
  const { run, steps } = made();
  return steps.slice(from, to + 1).map(({ step, beads, asks }, i) => ({
    where: `${title}, step ${step}`,
    address: i === 0 ? at(step) : null,
    twins: expectedTwins(run, { step, bead: Math.max(1, beads.length) - 1 }),
    asks: i > 0 && asks.length > 0,
  }));
}

export async function walk(page: Page, stops: readonly Stop[]): Promise<string[]> {
  await page.evaluate(`window.textFaults = ${textFaults.toString()}`);
  return page.evaluate(async (stops) => {
    // Measured, not looked at: painting is a third of the work.
    document.documentElement.style.clipPath = 'inset(100%)';
    const { textFaults } = window as unknown as { textFaults: () => string[] };
    const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
    const forward = () => {
      const key = { key: 'PageDown', bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', key));
    };
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const found: string[] = [];
    /** Panels follow the machines, and sizes are observed once per frame: waits for frames without changes. */
    const settled = async () => {
      let quiet = 0;
      const observer = new MutationObserver(() => (quiet = 0));
      observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      while (quiet++ < 3) await frame();
      observer.disconnect();
    };
    const look = async (where: string) => {
      await settled();
      found.push(...textFaults().map((fault) => `${where}: ${fault}`));
      // A slide cannot be scrolled.
      for (const { scrollHeight, clientHeight } of document.querySelectorAll('.slide .scroll')) {
        if (scrollHeight > clientHeight + 1)
          found.push(`${where}: a picture is cut by ${scrollHeight - clientHeight} px`);
      }
    };
    const until = async (holds: () => boolean, what: string) => {
      const deadline = performance.now() + 60_000;
      while (!holds()) {
        if (performance.now() > deadline) throw new Error(`${what} never came`);
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
    };
    const asked = () => document.querySelector('section.predict') !== null;
    const shown = () => [...document.querySelectorAll('[data-twin]')].map((twin) => plain(twin.textContent)).join('\n');
    for (const { where, address, twins, asks } of stops) {
      if (address !== null) location.hash = address;
      else forward();
      if (asks) {
        await until(asked, `the question before ${where}`);
        await look(`the question before ${where}`);
        forward();
      }
      const wanted = twins.join('\n');
      await until(() => !asked() && shown() === wanted, where);
      await look(where);
    }
    return found;
  }, stops);
}
