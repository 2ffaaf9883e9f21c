import { expect, test } from 'vitest';

import { english, russian } from './plural';
import type { Entry, Words } from './words';

const files = import.meta.glob<Record<string, unknown>>('../**/words.ts', { eager: true });

/** Every text of every screen: its path, its English, its Russian. */
function texts(): [string, Entry, Entry][] {
  const found: [string, Entry, Entry][] = [];
  for (const [file, module] of Object.entries(files)) {
    for (const [name, value] of Object.entries(module)) {
      if (isWords(value)) collect(`${file} ${name}`, value.en, value.ru, found);
    }
  }
  return found;
}

function isWords(value: unknown): value is Words<Record<string, Entry>> {
  return typeof value === 'object' && value !== null && 'en' in value && 'ru' in value;
}

function collect(path: string, en: Entry, ru: Entry, found: [string, Entry, Entry][]): void {
  if (typeof en !== 'object' || typeof ru !== 'object') {
    found.push([path, en, ru]);
    return;
  }
  expect(Object.keys(ru).sort(), path).toEqual(Object.keys(en).sort());
  for (const key of Object.keys(en)) {
    collect(`${path}.${key}`, en[key] as Entry, ru[key] as Entry, found);
  }
}

test('every text is there in both languages and is of the same kind', () => {
  const all = texts();
  expect(all.length).toBeGreaterThan(10);
  for (const [path, en, ru] of all) {
    expect(typeof ru, path).toBe(typeof en);
    if (typeof en === 'string' && typeof ru === 'string') {
      expect(en.trim(), path).not.toBe('');
      expect(ru.trim(), path).not.toBe('');
      expect(/[а-яё]/i.test(en), `${path} has Russian letters in English`).toBe(false);
    }
  }
});

test('nouns follow their numbers', () => {
  const points = { one: 'балл', few: 'балла', many: 'баллов' };
  const written = [1, 2, 5, 11, 21, 22, 25, 111, '1.5'].map((n) => `${n} ${russian(n, points)}`);
  expect(written).toEqual([
    '1 балл',
    '2 балла',
    '5 баллов',
    '11 баллов',
    '21 балл',
    '22 балла',
    '25 баллов',
    '111 баллов',
    '1.5 балла',
  ]);
  expect(english(1, { one: 'point', other: 'points' })).toBe('point');
  expect(english('0', { one: 'point', other: 'points' })).toBe('points');
});
