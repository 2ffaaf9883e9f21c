import { expect, test } from 'vitest';

import { changed, conditionOf, group, isGroup, type Json, line, lines, treeOf } from './tree';

const all = () => true;

test('a condition comes back from its tree as it went in', () => {
  const conditions: Json[] = [
    { 'member.city': { in: 'Kazan' } },
    { all: [{ 'member.age': { between: ['25', '40'] } }, { not: { 'consent.sms': 'granted' } }] },
    { any: [{ segment: 'a' }, { not: { any: [{ segment: 'b' }, { segment: 'c' }] } }] },
    { not: { all: [{ segment: 'b' }, { segment: 'c' }] } },
  ];
  for (const condition of conditions)
    expect(conditionOf(treeOf(condition), all)).toEqual(condition);
});

test('keys beside one another all have to hold', () => {
  expect(conditionOf(treeOf({ a: 1, b: 2 }), all)).toEqual({ all: [{ a: 1 }, { b: 2 }] });
});

test('lines that are not filled in are left out, and groups of nothing with them', () => {
  const tree = group('all', [line('a', 1), group('none', [line('b', null)])]);
  const done = ({ value }: { value: Json }) => value !== null;
  expect(conditionOf(tree, done)).toEqual({ a: 1 });
  expect(conditionOf(group('any', []), done)).toBeNull();
});

test('a node is changed where it stands, and taken out', () => {
  const inner = line('b', 1);
  const tree = group('all', [line('a', 1), group('any', [inner])]);
  const other = changed(tree, inner.id, (node) => (isGroup(node) ? node : { ...node, value: 2 }));
  expect(lines(other).map(({ value }) => value)).toEqual([1, 2]);
  expect(lines(changed(tree, inner.id, () => null)).map(({ key }) => key)).toEqual(['a']);
});
