import { expect, test } from 'vitest';
import { parse } from '../../engine/text.ts';
import { lineStyles } from './lineStyles.ts';

const stylesOf = (text: string) => lineStyles(parse(text).machines.map((name) => ({ name })));

test('rule 16: each of the machines that a text can have gets a line of its own (design: never colour alone)', () => {
  const styles = stylesOf('machines arm x86_64 arm_lpae_nobit arm_lpae\nA status\n');
  expect(new Set(['x86_64', 'arm', 'arm_lpae', 'arm_lpae_nobit'].map((name) => styles.get(name))).size).toBe(4);
  expect(stylesOf('machines arm\nA status\n').get('arm')).toBe('solid');
});
