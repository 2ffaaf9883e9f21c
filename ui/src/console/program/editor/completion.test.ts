import { expect, test } from 'vitest';

import { optionsAt, type Schema } from './completion';
import { placeAt } from './place';
import schema from './program.schema.json';

const at = (text: string) => {
  const { path, typing } = placeAt(text);
  return `${path.join('/')} ${typing}`;
};

test('a place is told by columns and by braces', () => {
  expect(at('')).toBe(' name');
  expect(at('program: { id: x, cur')).toBe('program name');
  expect(at('program: { id: x, currency: R')).toBe('program/currency value');
  expect(at('program: { name: { en: A }, ')).toBe('program name');
  expect(at('program:\n  id: x\n  ti')).toBe('program name');
  expect(at('earn:\n  - { id: base, rate: 5% } # why\n  - { id: b, com')).toBe('earn/[] name');
  expect(at('earn:\n  - id: base\n    combine: m')).toBe('earn/[]/combine value');
  expect(at('earn:\n  - id: base\n  - ')).toBe('earn/[] name');
  expect(at('tiers:\n  level:\n    levels:\n      - { id: a }\n    me')).toBe('tiers/level name');
  expect(at('a: { b: [x, y')).toBe('a/b/[] value');
  expect(at('a: { b: [x, y], ')).toBe('a name');
  expect(at('a: {\n  b: { c: 1 },\n  ')).toBe('a name');
  expect(at('units:\n  points: {}\nea')).toBe(' name');
});

test('the schema of program files says what may stand there', () => {
  const labels = (text: string) => {
    const { path, typing } = placeAt(text);
    return optionsAt(schema as Schema, path, typing).map(({ label }) => label);
  };
  expect(labels('')).toContain('earn');
  expect(labels('program: { ')).toContain('time_zone');
  expect(labels('earn:\n  - { ')).toContain('rate');
  expect(labels('earn:\n  - { id: base, combine: ')).toContain('max');
  expect(labels('redeem:\n  points: { ')).toContain('max_share');
  expect(labels('tiers:\n  level:\n    ')).toContain('metric');
});
