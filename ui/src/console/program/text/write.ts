import { parseDocument, isScalar, isSeq } from 'yaml';

import type { Json } from '../../segment/tree';

/** How a value is written. */
export interface Manner {
  /** Every word between quotes, as JSON wants it. */
  json: boolean;
}

/** A number that says nothing but itself: no leading zeros, no exponent. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** Words that older YAML takes for something else. */
const TAKEN = /^(true|false|yes|no|null|on|off|y|n|~)?$/i;

/** A value in one line. */
export function flow(value: Json, manner: Manner): string {
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, manner)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(
      ([name, inner]) => `${word(name, manner)}: ${flow(inner, manner)}`,
    );
    return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  return NUMBER.test(value) ? value : word(value, manner);
}

/** A word, between quotes where it would be read as something else. */
export function word(text: string, manner: Manner): string {
  return !manner.json && isPlain(text) ? text : JSON.stringify(text);
}

function isPlain(text: string): boolean {
  if (TAKEN.test(text) || /[\n\r\t]/.test(text)) return false;
  if (/^[\p{L}][\p{L}\d_.-]*$/u.test(text)) return true;
  const read = parseDocument(`[${text}]`);
  const list = read.contents;
  if (read.errors.length > 0 || !isSeq(list) || list.items.length !== 1) return false;
  const [only] = list.items;
  return isScalar(only) && only.type === 'PLAIN' && only.value === text;
}

/** Lines are kept to this where they can be. */
const WIDE = 120;

/** A value behind a field's colon: in its line, or below it where the line would be too long. */
export function behindColon(value: Json, column: number, indent: string, manner: Manner): string {
  const line = ` ${flow(value, manner)}`;
  const nested = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!nested || manner.json || column + line.length <= WIDE) return line;
  return `\n${block(value, `${indent}  `, manner)}`;
}

/** A value over several lines. */
function block(value: Json, indent: string, manner: Manner): string {
  const items = Array.isArray(value)
    ? value.map((item) => `${indent}- ${flow(item, manner)}`)
    : Object.entries(value as object).map(([name, inner]) => {
        const head = `${indent}${word(name, manner)}:`;
        return head + behindColon(inner as Json, head.length, indent, manner);
      });
  return items.join('\n');
}
