import { expect, test } from 'vitest';

import { stepped } from './past';

type Past = ReturnType<typeof stepped<number>>;
const begin: Past = { before: [], now: 0, after: [], field: null };
const change = (past: Past, to: number, field: string | null = null) =>
  stepped(past, { is: 'change', to, field });

test('what was done is undone step by step, and done again', () => {
  const two = change(change(begin, 1), 2);
  const one = stepped(two, { is: 'undo' });
  expect([one.now, stepped(one, { is: 'undo' }).now]).toEqual([1, 0]);
  expect(stepped(one, { is: 'redo' }).now).toBe(2);
  expect(stepped(two, { is: 'redo' })).toBe(two);
  expect(stepped(begin, { is: 'undo' })).toBe(begin);
});

test('typing in one field is one step', () => {
  const typed = change(change(change(begin, 1, 'age'), 12, 'age'), 125, 'age');
  expect(stepped(typed, { is: 'undo' }).now).toBe(0);
  expect(stepped(change(typed, 7, 'city'), { is: 'undo' }).now).toBe(125);
});
