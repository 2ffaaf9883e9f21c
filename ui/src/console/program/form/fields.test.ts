import { expect, test } from 'vitest';

import type { Schema } from '../editor/completion';
import published from '../editor/program.schema.json';
import { SECTION_NAMES } from './sections';
import { type Form, ruleShape, type Shape, shapeOf } from './shape';
import { choices } from './words/choices';
import { fieldWords } from './words/fields';
import { SECTIONS } from './sections';

const schema = published as Schema;
const parts = Object.entries(schema.$defs ?? {});

test('every section of the schema has forms, in an order of its own', () => {
  expect([...SECTION_NAMES].sort()).toEqual(Object.keys(schema.properties ?? {}).sort());
  for (const section of SECTIONS) {
    const { is } = ruleShape(schema, section);
    expect(is === 'record' || is === 'condition', section.name).toBe(true);
  }
});

test('every field of every part has a name in both languages, and help in Russian where there is some', () => {
  const nameless: string[] = [];
  const all: [string, Schema][] = [...parts, ['Program', schema]];
  for (const [part, { properties }] of all) {
    for (const [name, { description }] of Object.entries(properties ?? {})) {
      const [en, ru, about] = fieldWords(part, name) ?? [];
      if (!en || !ru || !/[а-яё]|^(RFM|CLV)$/i.test(ru) || (description && !about))
        nameless.push(`${part}.${name}`);
    }
  }
  expect(nameless, 'add them to form/words').toEqual([]);
});

/** Shapes of every field there is, and of what is in their forms. */
function shapes(): [string, Shape][] {
  const inner = (where: string, shape: Shape): [string, Shape][] => [
    [where, shape],
    ...(shape.is === 'forms'
      ? shape.of.flatMap((form): [string, Shape][] => inner(form.key, form.shape))
      : []),
  ];
  return parts.flatMap(([part, { properties }]) =>
    Object.entries(properties ?? {}).flatMap(([name, own]) =>
      inner(`${part}.${name}`, shapeOf(schema, own)),
    ),
  );
}

test('every word of a few and every form of a field is told in Russian', () => {
  const missing = new Set<string>();
  const need = (key: string) => {
    if (!(key in choices)) missing.add(key);
  };
  for (const [where, shape] of shapes()) {
    // Short forms of conditions stand in the builder's own inputs.
    if (where.startsWith('Condition.')) continue;
    if (shape.is === 'choice') shape.of.forEach(({ word }) => need(`${shape.key}.${word}`));
    if (shape.is === 'texts') shape.words.forEach(({ word }) => need(`${shape.key}.${word}`));
    if (shape.is === 'forms') shape.of.forEach(({ key }: Form) => need(key));
  }
  expect([...missing], 'add them to form/words/choices.ts').toEqual([]);
});

test('inputs are those of what the schema allows', () => {
  const input = (part: string, field: string) =>
    shapeOf(schema, schema.$defs?.[part]?.properties?.[field] ?? {}).is;
  expect(input('Earn', 'rate')).toBe('text');
  expect(input('Earn', 'stop')).toBe('flag');
  expect(input('Earn', 'priority')).toBe('whole');
  expect(input('Earn', 'combine')).toBe('choice');
  expect(input('Earn', 'when')).toBe('condition');
  expect(input('Earn', 'lines')).toBe('record');
  expect(input('Earn', 'per')).toBe('forms');
  expect(input('Unit', 'name')).toBe('name');
  expect(input('Activity', 'award')).toBe('list');
  expect(input('Partner', 'stores')).toBe('texts');
  expect(input('LineWhere', 'category')).toBe('words');
  expect(input('LineWhere', 'amount')).toBe('number');
  expect(input('Limits', 'groups')).toBe('table');
});
