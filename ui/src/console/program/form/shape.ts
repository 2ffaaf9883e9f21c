import type { Schema } from '../editor/completion';
import type { Section } from './sections';

/** A field of a part of the file. */
export interface Field {
  name: string;
  /** The part of the schema it belongs to: `Earn`. */
  part: string;
  schema: Schema;
  required: boolean;
  /** What it is about, in English. */
  about: string;
}

/** One of several forms a field can have. */
export interface Form {
  /** Names the form in the words: `Keep.for`, `Limit`. */
  key: string;
  about: string;
  /** The word that stands for it, where it is one. */
  word?: string;
  /** The only field of it, where it is a map with one. */
  field?: string;
  shape: Shape;
}

/** What inputs a part of the file has. */
export type Shape =
  | { is: 'flag' }
  /** A word, an amount, a date: one line of text. */
  | { is: 'text' }
  | { is: 'whole' }
  | { is: 'choice'; key: string; of: { word: string; about: string }[] }
  /** A name, in one language or both. */
  | { is: 'name' }
  /** Words, one or many. */
  | { is: 'texts'; words: { word: string; about: string }[]; key: string; alone: boolean }
  /** A number, or a comparison with one, and what else is said of it. */
  | { is: 'number'; part: string; fields: Field[] }
  /** A test of a value of any type. */
  | { is: 'test' }
  /** A word or words, or which they must not be. */
  | { is: 'words' }
  | { is: 'record'; part: string; fields: Field[] }
  | { is: 'condition' }
  | { is: 'list'; of: Schema; alone: boolean }
  /** Parts by names of their own. */
  | { is: 'table'; of: Schema }
  | { is: 'forms'; of: Form[] };

const nameOf = (schema: Schema) => schema.$ref?.replace('#/$defs/', '') ?? '';

/** A schema without its references, and what the last of them is called. */
function followed(root: Schema, schema: Schema): { part: string; schema: Schema } {
  let here = schema;
  let part = '';
  for (let depth = 0; here.$ref !== undefined && depth < 8; depth++) {
    part = nameOf(here);
    here = root.$defs?.[part] ?? {};
  }
  return { part, schema: here };
}

/** The inputs of what a schema allows. */
export function shapeOf(root: Schema, given: Schema): Shape {
  const { part, schema } = followed(root, given);
  if (part === 'Condition') return { is: 'condition' };
  const several = alternatives(schema);
  if (several.length === 1 && several[0] && !('const' in several[0]))
    return shapeOf(root, several[0]);
  if (several.length > 0) return shapeOfSeveral(root, part, several);
  if (schema.properties) return shapeOfFields(part, fieldsOf(root, part, schema));
  if (schema.enum)
    return {
      is: 'choice',
      key: part,
      of: schema.enum.map((word) => ({ word: String(word), about: '' })),
    };
  if (typeof schema.additionalProperties === 'object')
    return { is: 'table', of: schema.additionalProperties };
  if (typesOf(schema).includes('array')) return listOf(root, schema.items ?? {});
  return scalar(typesOf(schema));
}

/** Fields that compare; of such a part the others are beside the comparison. */
export const COMPARATORS = ['eq', 'gt', 'gte', 'lt', 'lte', 'between'];

function shapeOfFields(part: string, fields: Field[]): Shape {
  const names = fields.map(({ name }) => name);
  if (names.includes('in') && names.includes('gte')) return { is: 'test' };
  if (!COMPARATORS.every((name) => names.includes(name))) return { is: 'record', part, fields };
  const others = fields.filter(({ name }) => !COMPARATORS.includes(name));
  return { is: 'number', part, fields: others };
}

function typesOf({ type }: Schema): string[] {
  return type === undefined ? [] : [type].flat();
}

function scalar(types: string[]): Shape {
  if (types.includes('boolean') && !types.includes('string')) return { is: 'flag' };
  if (types.includes('integer')) return { is: 'whole' };
  return { is: 'text' };
}

function listOf(root: Schema, items: Schema): Shape {
  const item = shapeOf(root, items);
  if (item.is === 'text') return { is: 'texts', words: [], key: '', alone: false };
  if (item.is === 'choice') return { is: 'texts', words: item.of, key: item.key, alone: false };
  return { is: 'list', of: items, alone: false };
}

/** The fields of a part, as the schema has them. */
function fieldsOf(root: Schema, part: string, { properties, required }: Schema): Field[] {
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    part,
    schema,
    required: required?.includes(name) ?? false,
    about: (schema.description ?? followed(root, schema).schema.description ?? '').replaceAll(
      '\n',
      ' ',
    ),
  }));
}

function alternatives({ anyOf, oneOf }: Schema): Schema[] {
  return (anyOf ?? oneOf ?? []).filter((one) => !(one.type === 'null'));
}

function shapeOfSeveral(root: Schema, part: string, several: Schema[]): Shape {
  if (several.every((one) => 'const' in one))
    return {
      is: 'choice',
      key: part,
      of: several.map(({ const: word, description }) => ({
        word: String(word),
        about: description ?? '',
      })),
    };
  const parts = several.map((one) => followed(root, one).part);
  if (parts.includes('Bilingual')) return { is: 'name' };
  if (parts.includes('Words')) return { is: 'words' };
  const shapes = several.map((one) => shapeOf(root, one));
  // The short form of a comparison or a test is one of its long one.
  const long = shapes.find(({ is }) => is === 'number' || is === 'test');
  if (long) return long;
  const list = shapes.find((shape) => shape.is === 'list' || shape.is === 'texts');
  if (list && shapes.length === 2) return { ...list, alone: true };
  return {
    is: 'forms',
    of: several.flatMap((one, i) => formsOf(part, one, parts[i] ?? '', shapes[i] as Shape)),
  };
}

/** The forms an alternative stands for: each of its words, its only field, or itself. */
function formsOf(part: string, schema: Schema, own: string, shape: Shape): Form[] {
  const about = (schema.description ?? '').replaceAll('\n', ' ');
  if ('const' in schema) {
    const word = String(schema.const);
    return [{ key: `${part}.${word}`, about, word, shape: { is: 'text' } }];
  }
  if (shape.is === 'choice')
    return shape.of.map(({ word, about: told }) => ({
      key: `${own || part}.${word}`,
      about: told,
      word,
      shape: { is: 'text' },
    }));
  if (own === '' && shape.is === 'record' && shape.fields.length === 1 && shape.fields[0]) {
    const [field] = shape.fields;
    return [
      { key: `${part}.${field.name}`, about: about || field.about, field: field.name, shape },
    ];
  }
  return [{ key: own || part, about, shape }];
}

/** The inputs of a word of conditions. */
export function conditionShape(root: Schema, key: string): Shape | null {
  const { properties, patternProperties } = root.$defs?.Condition ?? {};
  const pattern = Object.entries(patternProperties ?? {}).find(([like]) =>
    new RegExp(like, 'u').test(key),
  );
  const schema = properties?.[key] ?? pattern?.[1];
  return schema ? shapeOf(root, schema) : null;
}

/** The inputs of one rule of a section. */
export function ruleShape(root: Schema, { name, holds }: Section): Shape {
  const whole = shapeOf(root, root.properties?.[name] ?? {});
  if (holds === 'one' || (whole.is !== 'list' && whole.is !== 'table')) return whole;
  return shapeOf(root, whole.of);
}
