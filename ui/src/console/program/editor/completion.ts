import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';

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
}

/** What a program file may say at the cursor: fields with what they are about, and values where there are few. */
export async function completeProgram(
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const place = placeAt(context.state.sliceDoc(0, context.pos));
  if (!context.explicit && place.typed === 0) return null;
  const { default: schema } = await import('./program.schema.json');
  const options = optionsAt(schema as Schema, place.path, place.typing);
  if (options.length === 0) return null;
  // A name that is being changed has its colon already.
  const named = context.state.sliceDoc(context.pos, context.pos + 1) === ':';
  const from = context.pos - place.typed;
  return {
    from,
    options: named ? options.map(({ apply: _, ...option }) => option) : options,
  };
}

/** What a schema allows at a path. */
export function optionsAt(root: Schema, path: string[], typing: 'name' | 'value'): Completion[] {
  let here = shapes(root, root);
  for (const name of path) here = here.flatMap((shape) => within(root, shape, name));
  const options = new Map<string, Completion>();
  for (const shape of here) {
    const found = typing === 'name' ? names(shape) : values(shape);
    for (const option of found) if (!options.has(option.label)) options.set(option.label, option);
  }
  return [...options.values()];
}

/** A schema and what it stands for: references followed, alternatives side by side. */
function shapes(root: Schema, schema: Schema, depth = 0): Schema[] {
  if (depth > 8) return [];
  const named = schema.$ref?.replace('#/$defs/', '');
  const target = named === undefined ? undefined : root.$defs?.[named];
  const others = [...(target ? [target] : []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [schema, ...others.flatMap((other) => shapes(root, other, depth + 1))];
}

function within(root: Schema, shape: Schema, name: string): Schema[] {
  const { properties, patternProperties, additionalProperties, items } = shape;
  const own = name === '[]' ? items : properties?.[name];
  if (own) return shapes(root, own);
  if (name === '[]') return [];
  const pattern = Object.entries(patternProperties ?? {}).find(([like]) =>
    new RegExp(like, 'u').test(name),
  );
  if (pattern) return shapes(root, pattern[1]);
  return typeof additionalProperties === 'object' ? shapes(root, additionalProperties) : [];
}

function names({ properties }: Schema): Completion[] {
  return Object.entries(properties ?? {}).map(([label, { description }]) => ({
    label,
    apply: `${label}: `,
    ...(description ? { info: description } : {}),
  }));
}

function values(shape: Schema): Completion[] {
  const all = shape.const === undefined ? (shape.enum ?? []) : [shape.const];
  return all
    .filter((value) => typeof value === 'string')
    .map((label) => ({ label, ...(shape.description ? { info: shape.description } : {}) }));
}
