import { expect, test } from 'vitest';

import { isDouble, NO_BURST, take } from './burst';

/** Plays keys with a pause between each; what was scanned. */
function play(keys: string[], pause: number): (string | null)[] {
  let burst = NO_BURST;
  return keys.map((key, at) => {
    const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
    const taken = take(burst, { key, code, shift: false, at: 1000 + at * pause });
    burst = taken.burst;
    return taken.scanned;
  });
}

test('fast keys ended by Enter are a scan, slow ones are a person', () => {
  expect(play([...'2900000000018', 'Enter'], 5).at(-1)).toBe('2900000000018');
  expect(play([...'2900000000018', 'Tab'], 30).at(-1)).toBe('2900000000018');
  expect(play([...'2900000000018', 'Enter'], 60).at(-1)).toBe(null);
  expect(play([...'12', 'Enter'], 5).at(-1)).toBe(null);
  expect(play([...'anna', 'Enter'], 70).at(-1)).toBe(null);
  expect(play(['Enter'], 5)).toEqual([null]);
  expect(play([...'burger'], 5)).toEqual([null, null, null, null, null, null]);
});

test('what a person typed before a scan does not belong to it', () => {
  let burst = take(NO_BURST, { key: '7', code: 'Digit7', shift: false, at: 0 }).burst;
  for (const [at, key] of [...'cola'].entries()) {
    burst = take(burst, { key, code: '', shift: false, at: 500 + at * 5 }).burst;
  }
  expect(take(burst, { key: 'Enter', code: 'Enter', shift: false, at: 525 }).scanned).toBe('cola');
});

test('a scanner presses Latin keys, whatever the layout writes', () => {
  const keys: [string, string, boolean][] = [
    ['и', 'KeyB', false],
    ['Shift', 'ShiftLeft', true],
    ['Р', 'KeyH', true],
    ['-', 'Minus', false],
    ['ю', 'Period', false],
    ['1', 'Digit1', false],
  ];
  let burst = NO_BURST;
  for (const [at, [key, code, shift]] of keys.entries()) {
    burst = take(burst, { key, code, shift, at: at * 8 }).burst;
  }
  const end = take(burst, { key: 'Enter', code: 'Enter', shift: false, at: 50 });
  expect(end.scanned).toBe('bH-.1');
});

test('the first key of a scan may be slow to be heard', () => {
  let burst = NO_BURST;
  for (const [at, key] of [...'burger'].entries()) {
    const stroke = { key, code: '', shift: false, at: at === 0 ? 0 : 200 + at * 5 };
    burst = take(burst, stroke).burst;
  }
  const end = take(burst, { key: 'Enter', code: 'Enter', shift: false, at: 235 });
  expect(end.scanned).toBe('burger');
});

test('another key breaks a burst off', () => {
  expect(play(['2', '9', '0', 'Escape', '0', '1', 'Enter'], 5).at(-1)).toBe(null);
});

test('the same code at once is a double, a moment later a second piece', () => {
  const before = { code: 'cola', at: 1000 };
  expect(isDouble('cola', 1200, before)).toBe(true);
  expect(isDouble('cola', 1500, before)).toBe(false);
  expect(isDouble('fries', 1100, before)).toBe(false);
});
