import type { Page } from '@playwright/test';

/** Emulates print. Firefox cannot do so in tests: there the print rules are applied to all media. */
export async function onPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => {
    if (matchMedia('print').matches) return;
    const turn = (rules: CSSRuleList) => {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule) rule.media.mediaText = rule.media.mediaText.replace(/\bprint\b/g, 'all');
        if (rule instanceof CSSGroupingRule) turn(rule.cssRules);
      }
    };
    for (const { cssRules } of [...document.styleSheets, ...document.adoptedStyleSheets]) turn(cssRules);
  });
}
