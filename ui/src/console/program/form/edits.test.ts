import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { type Json, mapOf } from '../../segment/tree';
import { read, same, valueOf } from '../text/read';
import { tight } from './condition';
import { problemsAt, strayAt } from './desk';
import { add, change, copyRule, drop, move } from './edits';
import { keyOf, rulesOf, sentencesOf } from './rules';
import { SECTIONS } from './sections';
import { ids } from './template';

const FOLDER = join(import.meta.dirname, '../../../../../programs');
const PROGRAMS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml') && !name.endsWith('.scenarios.yaml'))
  .map((name): [string, string] => [name, readFileSync(join(FOLDER, name), 'utf8')]);

const section = (name: string) => SECTIONS.find((one) => one.name === name) as (typeof SECTIONS)[0];
const said = (text: string) => {
  const file = read(text);
  expect(file.fault, text).toBeNull();
  return mapOf(valueOf(file.root));
};

test.each(PROGRAMS)('%s: every section takes another rule, with an id nobody has', (_, text) => {
  for (const own of SECTIONS.filter(({ holds }) => holds !== 'one')) {
    const file = read(text);
    const before = rulesOf(file, own);
    const { text: after, open } = add(file, own);
    const rules = rulesOf(read(after), own);
    expect(rules.length, after).toBe(before.length + 1);
    expect(rules.map(keyOf), after).toContain(open);
    const others = Object.entries(said(after)).filter(([name]) => name !== own.name);
    expect(same(Object.fromEntries(others), without(said(text), own.name))).toBe(true);
    for (const { section: of, path } of before)
      expect(
        same(partOf(said(after), of.name, path.at(-1)), partOf(said(text), of.name, path.at(-1))),
      ).toBe(true);
  }
});

function without(map: { [name: string]: Json }, name: string): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(map).filter(([own]) => own !== name));
}

function partOf(map: { [name: string]: Json }, name: string, step: string | number | undefined) {
  const own = map[name];
  return Array.isArray(own) ? own[Number(step)] : mapOf(own)[String(step)];
}

test.each(PROGRAMS)('%s: a rule is copied, moved and deleted', (_, text) => {
  for (const own of SECTIONS.filter(({ holds }) => holds !== 'one')) {
    const [rule] = rulesOf(read(text), own);
    if (!rule) continue;
    const copied = copyRule(read(text), rule).text;
    const rules = rulesOf(read(copied), own);
    expect(new Set(rules.map(({ id }) => id)).size, copied).toBe(rules.length);
    const moved = move(read(copied), rule, 0).text;
    expect(rulesOf(read(moved), own)[1]?.id, moved).toBe(rule.id);
    const back = rulesOf(read(moved), own)[0];
    if (back) expect(said(drop(read(moved), back).text), moved).toEqual(said(text));
  }
});

test('a new field stands where the form has it', () => {
  const text = 'earn:\n  - { id: base, rate: 5% } # ours\n';
  const [rule] = rulesOf(read(text), section('earn'));
  if (!rule) throw new Error('there is a rule');
  const when = { 'basket.total': { gte: '1000' } };
  expect(change(read(text), rule, 'when', when).text).toBe(
    'earn:\n  - { id: base, when: { basket.total: { gte: 1000 } }, rate: 5% } # ours\n',
  );
  expect(change(read(text), rule, 'id', 'all')).toMatchObject({ open: 'earn all' });
  expect(add(read('program: { id: a }\n'), section('earn')).text).toBe(
    'program: { id: a }\n\nearn:\n  - { id: earn, rate: 1% }\n',
  );
});

test('ids are all that can be named', () => {
  expect(ids({ units: { points: {} }, earn: [{ id: 'base', when: {} }] })).toEqual(
    expect.arrayContaining(['points', 'base']),
  );
});

test('sentences find their rules by their lines', () => {
  const file = read(
    'units:\n  points: {}\nearn:\n  - { id: base, rate: 5% }\n  - id: more\n    rate: 1%\n',
  );
  const of = (id: string, subject: string, line: number | null) =>
    ({ id, subject, line, group: 'earn', text: id }) as never;
  const found = sentencesOf(file, [
    of('more', 'earn', 5),
    of('points', 'unit', 2),
    of('base', 'earn', null),
  ]);
  expect([...found.keys()]).toEqual(['earn more', 'units points', 'earn base']);
});

test('problems are told where they belong', () => {
  const at = (path: string) => ({ path, message: path });
  const all = [
    'earn[1]',
    'earn[1].rate',
    'earn[1].limit.per',
    'earn[1].color',
    'earn[10].rate',
  ].map(at);
  const paths = (found: { path: string }[]) => found.map(({ path }) => path);
  expect(paths(problemsAt(all, ['earn', 1], true))).toHaveLength(4);
  expect(paths(problemsAt(all, ['earn', 1, 'rate'], true))).toEqual(['earn[1].rate']);
  expect(paths(strayAt(all, ['earn', 1], ['rate', 'limit']))).toEqual(['earn[1]', 'earn[1].color']);
});

test('a condition is written as by hand', () => {
  const both = { all: [{ tier: 'gold' }, { 'basket.total': { gte: '5' } }] };
  expect(tight(both, undefined)).toEqual({ tier: 'gold', 'basket.total': { gte: '5' } });
  expect(tight(both, { all: [{ tier: 'gold' }] })).toEqual(both);
  const twice = { all: [{ purchases: { count: '1' } }, { purchases: { count: '2' } }] };
  expect(tight(twice, undefined)).toEqual(twice);
  expect(tight(null, both)).toBeUndefined();
});
