import { expect, test } from 'vitest';

import { periods } from './periods';

test('periods are written as they are read', () => {
  const [en, ru] = [periods('en'), periods('ru')];
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  expect(en('2026-03')).toBe('Mar 2026');
  expect(plain(ru('2026-03'))).toBe('март 2026');
  expect([en('2026-Q1'), ru('2026-Q1')]).toEqual(['Q1 2026', '1 кв. 2026']);
  expect(en('2026-03-09')).toBe('9 Mar 26');
  expect(plain(ru('2026-03-09'))).toBe('9 мар. 26');
  expect(en('2026')).toBe('2026');
});
