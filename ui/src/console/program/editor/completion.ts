import type { Completion, CompletionSource } from '@codemirror/autocomplete';

import { placeAt } from './place';

/** The parts of a JSON Schema that say names, values and what they are about. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  required?: string[];
  type?: string | string[];
}

/** A schema, and the part of the file it is of: `Earn`; empty where it has no name. */
export interface Part {
  part: string;
  schema: Schema;
}

/** What a field or a word of a few is about, in the language of who reads it. */
export type Say = (key: { part: string; name: string }, description: string) => string;

const inEnglish: Say = (_, description) => description;

/** What a program file may say at the cursor: fields with what they are about, and values where there are few. */
export function completeProgram(say: Say): CompletionSource {
  return async (context) => {
    const place = placeAt(context.state.sliceDoc(0, context.pos));
    if (!context.explicit && place.typed === 0) return null;
    const { default: schema } = await import('./program.schema.json');
    const options = optionsAt(schema as Schema, place.path, place.typing, say);
    if (options.length === 0) return null;
    // A name that is being changed has its colon already.
    const named = context.state.sliceDoc(context.pos, context.pos + 1) === ':';
    const from = context.pos - place.typed;
    return {
      from,
      options: named ? options.map(({ apply: _, ...option }) => option) : options,
    };
  };
}

/** What a schema allows at a path. */
export function optionsAt(
  root: Schema,
  path: string[],
  typing: 'name' | 'value',
  say: Say = inEnglish,
): Completion[] {
  const options = new Map<string, Completion>();
  for (const shape of partsAt(root, path)) {
    const found = typing === 'name' ? names(shape, say) : values(shape, say);
    for (const option of found) if (!options.has(option.label)) options.set(option.label, option);
  }
  return [...options.values()];
}

/** What may stand at a path, side by side. */
export function partsAt(root: Schema, path: string[]): Part[] {
  let here = shapes(root, { part: 'Program', schema: root });
  for (const name of path) here = here.flatMap(({ schema }) => within(root, schema, name));
  return here;
}

/** A schema and what it stands for: references followed, alternatives side by side. */
function shapes(root: Schema, own: Part, depth = 0): Part[] {
  if (depth > 8) return [];
  const { schema } = own;
  const named = schema.$ref?.replace('#/$defs/', '');
  const target = named === undefined ? undefined : root.$defs?.[named];
  const others = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map((other) => ({
    part: own.part,
    schema: other,
  }));
  const followed = target && named !== undefined ? [{ part: named, schema: target }] : [];
  return [own, ...[...followed, ...others].flatMap((other) => shapes(root, other, depth + 1))];
}

function within(root: Schema, shape: Schema, name: string): Part[] {
  const { properties, patternProperties, additionalProperties, items } = shape;
  const inside = (schema: Schema) => shapes(root, { part: '', schema });
  const own = name === '[]' ? items : properties?.[name];
  if (own) return inside(own);
  if (name === '[]') return [];
  const pattern = Object.entries(patternProperties ?? {}).find(([like]) =>
    new RegExp(like, 'u').test(name),
  );
  if (pattern) return inside(pattern[1]);
  return typeof additionalProperties === 'object' ? inside(additionalProperties) : [];
}

function names({ part, schema }: Part, say: Say): Completion[] {
  return Object.entries(schema.properties ?? {}).map(([label, { description = '' }]) => {
    const info = say({ part, name: label }, description);
    return { label, apply: `${label}: `, ...(info ? { info } : {}) };
  });
}

function values({ part, schema }: Part, say: Say): Completion[] {
  const all = schema.const === undefined ? (schema.enum ?? []) : [schema.const];
  if (schema.type === 'boolean') return [{ label: 'true' }, { label: 'false' }];
  return all
    .filter((value) => typeof value === 'string')
    .map((label) => {
      const info = say({ part, name: label }, schema.description ?? '');
      return { label, ...(info ? { info } : {}) };
    });
}
