/** What stands below a figure: loaded with the first question or drawing of a lesson, not with its first words. */
import { Lazy } from '../../kit/lazy.ts';

export const drawings = new Lazy(async () => {
  const [chart, panel] = await Promise.all([import('./LitChart.svelte'), import('../../panels/why/WhyPanel.svelte')]);
  return { LitChart: chart.default, WhyPanel: panel.default };
});
