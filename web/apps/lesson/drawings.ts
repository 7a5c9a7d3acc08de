/** What stands below a figure: loaded with the first question or drawing of a lesson, not with its first words. */
import { Lazy } from '../../kit/lazy.ts';

export const drawings = new Lazy(async () => {
  const [departure, panel] = await Promise.all([
    import('./Departure.svelte'),
    import('../../panels/why/WhyPanel.svelte'),
  ]);
  return { Departure: departure.default, WhyPanel: panel.default };
});
