import type { Json } from './tree';

/** A condition as a program file would have it. */
export function yaml(value: Json): string {
  return block(value, '').trimStart();
}

function block(value: Json, indent: string): string {
  if (Array.isArray(value) && value.some((item) => typeof item === 'object'))
    return value.map((item) => `\n${indent}- ${block(item, `${indent}  `).trimStart()}`).join('');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ` ${flow(value)}`;
  const entries = Object.entries(value);
  if (entries.length === 0) return ' {}';
  return entries
    .map(([key, inner]) => `\n${indent}${word(key)}:${block(inner, `${indent}  `)}`)
    .join('');
}

function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  return typeof value === 'string' ? word(value) : String(value);
}

/** Plain where YAML reads the same text back, between quotes elsewhere. */
function word(text: string): string {
  const plain = /^[\p{L}\d][\p{L}\d_.\- ]*$/u.test(text) && !text.endsWith(' ');
  const taken = /^(true|false|yes|no|null|on|off)$/i.test(text);
  return plain && !taken ? text : JSON.stringify(text);
}
