import { expect, test } from 'vitest';

import { INITIAL, isDone, kindOf, OFFERED, span, spanOf } from './grammar';
import { line } from './tree';

test('what the inputs cannot show stays as it is written', () => {
  const kind = (key: string, value: Parameters<typeof line>[1]) => kindOf(line(key, value));
  expect(kind('member.city', { in: 'Kazan' })).toBe('words');
  expect(kind('purchases', { where: { category: { in: 'rings' } } })).toBe('purchases');
  expect(kind('purchases', { where: { category: { not: 'rings' } } })).toBe('other');
  expect(kind('purchases', { from: '2026-01-01' })).toBe('other');
  expect(kind('balance.points', { gte: '5' })).toBe('number');
  expect(kind('rfm', { recency: '5' })).toBe('marks');
  expect(kind('rfm', { name: 'at_risk' })).toBe('other');
  expect(kind('alive', { lt: '30%' })).toBe('chance');
  expect(kind('alive', { lt: '0.3' })).toBe('other');
  expect(kind('clv', { top: '20%' })).toBe('worth');
  expect(kind('clv', { value: { gte: '1000' } })).toBe('worth');
  expect(kind('expected_purchases', { gte: '2' })).toBe('number');
  expect(kind('next_purchase', { within: { before: '7d' } })).toBe('next');
  expect(kind('next_purchase', { within: { before: '7d', after: '3d' } })).toBe('other');
  expect(kind('next_purchase', { days_ago: { gt: '14' } })).toBe('next');
  expect(kind('next_purchase', { days_ago: { lte: '14' } })).toBe('other');
});

test('whatever is offered begins with inputs', () => {
  for (const key of Object.values(OFFERED).flat()) {
    const kind = kindOf(line(key, null));
    expect(kind, key).not.toBe('other');
    expect(kindOf(line(key, INITIAL[kind])), key).toBe(kind);
  }
});

test('a line asks nothing before it is filled in', () => {
  const done = (key: string, value: Parameters<typeof line>[1]) => isDone(line(key, value));
  expect(done('member.city', INITIAL.words)).toBe(false);
  expect(done('member.age', { between: ['25', ''] })).toBe(false);
  expect(done('member.age', { between: ['25', '40'] })).toBe(true);
  expect(done('event.', INITIAL.event)).toBe(false);
  expect(done('next_purchase', { within: { before: '' } })).toBe(false);
  expect(done('last_purchase', { never: false })).toBe(true);
  expect(done('alive', { lt: '' })).toBe(false);
  expect(done('rfm', {})).toBe(false);
});

test('lengths of time are written as the grammar has them', () => {
  for (const text of ['60d', '1 month', '12 months', '1 year', '2 years']) {
    const { count, unit } = spanOf(text);
    expect(span(count, unit)).toBe(text);
  }
});
