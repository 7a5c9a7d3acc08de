import { expect, test } from 'vitest';
import { slideCss } from './slide-css.mjs';

// By the meaning of media queries in a window of 960 × 540, and of rem where the root's text has 14 pixels.
test.each([
  ['@media (max-width:760px){a{b:c}}d{e:f}', 'd{e:f}'],
  ['@media (max-height:640px) and (min-width:761px){a{b:c}}', 'a{b:c}'],
  ['@media (max-width:760px),print{a{b:c}}', '@media print{a{b:c}}'],
  ['@media (pointer:coarse),(max-height:600px){a{b:c}}', 'a{b:c}'],
  ['@media (pointer:coarse) and (min-width:900px){a{b:c}d{e:f}}g{h:i}', '@media (pointer:coarse){a{b:c}d{e:f}}g{h:i}'],
  ['@media (prefers-reduced-motion:reduce){a{b:c}}', '@media (prefers-reduced-motion:reduce){a{b:c}}'],
  ['a{b:1rem;c:.5rem calc(1.25rem + 2px)}', 'a{b:14px;c:7px calc(17.5px + 2px)}'],
  ['a{b:-.5rem 0 -1rem}', 'a{b:-7px 0 -14px}'],
  ['@container (width<=24rem){a{--size-1rem:1}}', '@container (width<=336px){a{--size-1rem:1}}'],
])('%s', (css, settled) => {
  expect(slideCss(css)).toBe(settled);
});

test('a feature of the window that cannot be settled is an error, not left to the window', () => {
  expect(() => slideCss('@media (width<=760px){a{b:c}}')).toThrow('(width<=760px)');
});
