import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import type { Json } from '../../segment/tree';
import { copy, dropSection, insert, put, rename, swap } from './edit';
import { at, isMap, isSeq, type Node, pathText, plain, read, same, valueOf } from './read';

const FOLDER = join(import.meta.dirname, '../../../../../programs');

/** Every program and every scenario file of the repository. */
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name): [string, string] => [name, readFileSync(join(FOLDER, name), 'utf8')]);

const PROGRAMS = FILES.filter(([name]) => !name.endsWith('.scenarios.yaml'));

type Step = string | number;

/** All paths of a value, parents before their parts. */
function paths(value: Json, path: Step[] = []): Step[][] {
  const inner = Array.isArray(value)
    ? value.map((item, i): [Step, Json] => [i, item])
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [path, ...inner.flatMap(([step, part]) => paths(part, [...path, step]))];
}

const said = (text: string) => {
  const file = read(text);
  expect(file.fault, text).toBeNull();
  return valueOf(file.root);
};

/** Every section and every rule of a program, and of what is in them every seventh part: other ones in every program. */
function some(whole: Json, salt: string): Step[][] {
  const shift = [...salt].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return paths(whole).filter(({ length }, i) => length <= 2 || (i + shift) % 7 === 0);
}

/** The value with a part of it put otherwise. */
function withPart(value: Json, path: Step[], part: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return part ?? null;
  if (Array.isArray(value)) {
    const place = Number(step);
    if (rest.length === 0 && part === undefined) return value.toSpliced(place, 1);
    return value.with(place, withPart(value[place] ?? null, rest, part));
  }
  const map = value as { [name: string]: Json };
  if (rest.length === 0 && part === undefined) {
    const { [step]: _, ...others } = map;
    return others;
  }
  return { ...map, [step]: withPart(map[String(step)] ?? null, rest, part) };
}

/** Lines of one text that are not in the other. */
function differing(a: string, b: string): string[] {
  const others = new Set(b.split('\n'));
  return a.split('\n').filter((line) => !others.has(line));
}

test.each(PROGRAMS)('%s: what is written back unchanged changes nothing', (name, text) => {
  const { root } = read(text);
  for (const path of some(said(text), name)) {
    const value = valueOf(at(root, path));
    expect(put(text, path, value), pathText(path)).toBe(text);
  }
});

const OTHERS: Json[] = ['7.50', 'Другое: «слово», #1', 'plain-word', true];

test.each(PROGRAMS)('%s: another word stands in the place of the old one', (name, text) => {
  const whole = said(text);
  const { root } = read(text);
  const leaves = some(whole, name).filter(
    (path) => !isMap(at(root, path)) && !isSeq(at(root, path)),
  );
  for (const [turn, path] of leaves.entries()) {
    const value = OTHERS[turn % OTHERS.length] as Json;
    const after = put(text, path, value);
    expect(same(said(after), withPart(whole, path, value)), `${pathText(path)}\n${after}`).toBe(
      true,
    );
    const [from, to] = (at(root, path) as Node).range;
    expect(after.slice(0, from), pathText(path)).toBe(text.slice(0, from));
    expect(after.endsWith(text.slice(to)), pathText(path)).toBe(true);
  }
});

test.each(PROGRAMS)('%s: what is taken away leaves everything else as it was', (name, text) => {
  const whole = said(text);
  for (const path of some(whole, name).filter(({ length }) => length > 1)) {
    const after = put(text, path, undefined);
    expect(same(said(after), withPart(whole, path, undefined)), `${pathText(path)}\n${after}`).toBe(
      true,
    );
    // Only lines of the part itself are others now, and the one it began in.
    expect(differing(after, text).length, `${pathText(path)}\n${after}`).toBeLessThanOrEqual(1);
  }
});

const NESTED: Json = { all: [{ tier: 'gold' }, { 'basket.total': { gte: '20.00' } }] };

test.each(PROGRAMS)('%s: a field more in every map', (name, text) => {
  const whole = said(text);
  const order = ['id', 'fresh'];
  for (const path of some(whole, name)) {
    if (path.length === 0 || !isMap(at(read(text).root, path))) continue;
    const value = path.length % 2 === 0 ? '5%' : NESTED;
    const after = put(text, [...path, 'fresh'], value, () => order);
    const expected = withPart(whole, [...path, 'fresh'], value);
    expect(sorted(said(after)), `${pathText(path)}\n${after}`).toEqual(sorted(expected));
    expect(put(after, [...path, 'fresh'], undefined), pathText(path)).toBe(text);
  }
});

test.each(PROGRAMS)('%s: neighbours change places and back', (name, text) => {
  const whole = said(text);
  for (const path of some(whole, name)) {
    const node = at(read(text).root, path);
    if (!isMap(node) && !isSeq(node)) continue;
    for (let first = 0; first + 1 < node.items.length; first++) {
      const after = swap(text, path, first);
      expect(sorted(said(after)), `${pathText(path)}\n${after}`).toEqual(
        sorted(withPart(whole, path, turned(valueOf(node), first))),
      );
      expect(swap(after, path, first), pathText(path)).toBe(text);
    }
  }
});

test.each(PROGRAMS)('%s: every rule has a copy and goes again', (_, text) => {
  const whole = said(text) as { [name: string]: Json };
  for (const [section, rules] of Object.entries(whole)) {
    const names = Array.isArray(rules) ? rules.map((_, i) => i) : Object.keys(rules as object);
    for (const name of names) {
      const path = [section, name];
      const rule = valueOf(at(read(text).root, path));
      const after = copy(text, path, 'a-copy');
      const place = typeof name === 'number' ? name + 1 : 'a-copy';
      const copied = valueOf(at(read(after).root, [section, place]));
      const expected = typeof name === 'number' ? { ...(rule as object), id: 'a-copy' } : rule;
      expect(sorted(copied), `${pathText(path)}\n${after}`).toEqual(sorted(expected as Json));
      expect(same(valueOf(at(read(after).root, path)), rule)).toBe(true);
      expect(put(after, [section, place], undefined), pathText(path)).toBe(text);
    }
  }
});

test.each(PROGRAMS)('%s: a section goes and the others stay', (_, text) => {
  const whole = said(text) as { [name: string]: Json };
  for (const section of Object.keys(whole)) {
    const after = dropSection(text, section);
    if (Object.keys(whole).length > 1)
      expect(same(said(after), withPart(whole, [section], undefined)), after).toBe(true);
  }
});

function turned(value: Json, first: number): Json {
  if (!Array.isArray(value)) return value;
  const [a, b] = [value[first] ?? null, value[first + 1] ?? null];
  return value.with(first, b).with(first + 1, a);
}

/** Fields by name: what a map says does not depend on their order. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return plain(value) ?? null;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, inner]) => [name, sorted(inner)]));
}

test('a change is written the way its neighbours are', () => {
  const order = () => ['id', 'when', 'rate', 'limit'];
  const base = 'earn:\n  - { id: base, limit: { per: day } } # ours\n';
  expect(put(base, ['earn', 0, 'rate'], '5%', order)).toBe(
    'earn:\n  - { id: base, rate: 5%, limit: { per: day } } # ours\n',
  );
  const lines = 'earn:\n  # Of all.\n  - id: base # first\n    limit: { per: day }\n\nredeem: {}\n';
  expect(put(lines, ['earn', 0, 'rate'], '5%', order)).toBe(
    'earn:\n  # Of all.\n  - id: base # first\n    rate: 5%\n    limit: { per: day }\n\nredeem: {}\n',
  );
  expect(put(lines, ['earn', 0], undefined)).toBe('earn: []\n\nredeem: {}\n');
  expect(insert(base, ['earn'], 1, { id: 'more', rate: '1%' })).toBe(
    'earn:\n  - { id: base, limit: { per: day } } # ours\n  - { id: more, rate: 1% }\n',
  );
  expect(insert('earn: []\n', ['earn'], 0, { id: 'more' })).toBe('earn: [{ id: more }]\n');
  expect(rename('units:\n  points: {} # what\n', ['units', 'points'], 'miles')).toBe(
    'units:\n  miles: {} # what\n',
  );
  const json = '{\n  "earn": [\n    { "id": "base" }\n  ]\n}\n';
  expect(put(json, ['earn', 0, 'rate'], '5%')).toBe(
    '{\n  "earn": [\n    { "id": "base", "rate": "5%" }\n  ]\n}\n',
  );
  expect(put('a:\nb: 1\n', ['a'], 'x')).toBe('a: x\nb: 1\n');
  expect(put('a: "x" # note\n', ['a'], '007')).toBe('a: "007" # note\n');
});

test('a text that cannot be read says where', () => {
  expect(read('a: 1\nb: [1, 2\nc: 3\n').fault?.line).toBeGreaterThan(1);
  expect(put('a: [1\n', ['a'], 'x')).toBe('a: [1\n');
});
