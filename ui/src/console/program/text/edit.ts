import { parseDocument } from 'yaml';

import type { Json } from '../../segment/tree';
import {
  at,
  type File,
  isMap,
  isSeq,
  namesOf,
  type Path,
  pairOf,
  type MapNode,
  type PairNode,
  read,
  same,
  valueOf,
  hasText,
} from './read';
import {
  chunkStart,
  emptied,
  entries,
  entryAdded,
  entryDropped,
  fieldAdded,
  itemAdded,
  leads,
  lineEnd,
  lineStart,
  replaced,
  type Splice,
  spliced,
  swapped,
  type Where,
} from './splice';
import { word } from './write';

/** The order a new field takes its place by, in the map at a path. */
export type Order = (path: Path) => string[];

const ANYWHERE: Order = () => [];

/** More single changes than any form makes at once. */
const MOST = 400;

/**
 * The text that says something else at a path, or nothing there any more, and is the same in every other respect: only the
 * parts whose values differ are written anew.
 */
export function put(text: string, path: Path, value: Json | undefined, order = ANYWHERE): string {
  let file = read(text);
  // What is taken away is gone after one change: then another may stand in its place.
  const most = value === undefined ? 1 : MOST;
  for (let step = 0; step < most && !file.fault; step++) {
    const splice = next(whereOf(file), path, value, order);
    if (!splice) break;
    file = sound(spliced(file.text, splice), file.text, path, value);
  }
  return file.text;
}

/** The text after a change; where that could not be read, what the library makes of it: sound, but written its own way. */
function sound(after: string, before: string, path: Path, value: Json | undefined): File {
  const file = read(after);
  if (!file.fault) return file;
  const document = parseDocument(before);
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
  return read(document.toString());
}

export function whereOf(file: File): Where {
  const json = /^\s*[{[]/.test(file.text);
  return { text: file.text, root: file.root, manner: { json } };
}

/** The next single change on the way to a value; null when it is said. */
function next(where: Where, path: Path, value: Json | undefined, order: Order): Splice | null {
  const { root } = where;
  const last = path.at(-1);
  const up = path.slice(0, -1);
  const parent = at(root, up);
  const node = at(root, path);
  if (value === undefined) return dropped(where, path, parent);
  if (node === null || (isMap(parent) && !hasText(node))) {
    if (node === null && last === undefined) return null;
    if (isMap(parent) && pairOf(parent as MapNode, String(last)))
      return value === null ? null : replaced(where, path, value);
    return added(where, up, last as string | number, value, order);
  }
  return differing(where, path, value, order);
}

function dropped(where: Where, path: Path, parent: ReturnType<typeof at>): Splice | null {
  const last = path.at(-1);
  const place = isSeq(parent)
    ? Number(last)
    : isMap(parent)
      ? (parent.items as PairNode[]).findIndex(
          (pair) => pair === pairOf(parent as MapNode, String(last)),
        )
      : -1;
  if (place < 0 || !(isSeq(parent) || isMap(parent)) || place >= parent.items.length) return null;
  const up = path.slice(0, -1);
  // A block without entries would say nothing: it becomes an empty one between braces.
  if (parent.items.length === 1 && !parent.flow && up.length > 0) return emptied(where, up);
  return entryDropped(where, path.slice(0, -1), place);
}

/** Something that has no place yet: in what holds it, or with it where that is not there either. */
function added(
  where: Where,
  path: Path,
  step: string | number,
  value: Json,
  order: Order,
): Splice | null {
  const holder = at(where.root, path);
  const whole: Json = typeof step === 'number' ? [value] : { [step]: value };
  if (isMap(holder) && holder.items.length > 0)
    return fieldAdded(where, path, String(step), value, order(path));
  if (isSeq(holder) && holder.items.length > 0)
    return itemAdded(where, path, Math.min(Number(step), holder.items.length), value);
  return next(where, path, whole, order);
}

/** The first part of a value that is not said yet. */
function differing(where: Where, path: Path, value: Json, order: Order): Splice | null {
  const node = at(where.root, path);
  if (same(valueOf(node), value)) return null;
  if (isMap(node) && typeof value === 'object' && value !== null && !Array.isArray(value))
    return inMap(where, path, value, order);
  if (isSeq(node) && Array.isArray(value)) return inList(where, path, value, order);
  return replaced(where, path, value);
}

function inMap(where: Where, path: Path, value: { [name: string]: Json }, order: Order) {
  const node = at(where.root, path);
  const names = Object.keys(value);
  // Nothing in common: written anew, and not field by field.
  if (names.length === 0 || !namesOf(node).some((name) => name in value))
    return replaced(where, path, value);
  const gone = namesOf(node).find((name) => !(name in value));
  if (gone !== undefined) return next(where, [...path, gone], undefined, order);
  for (const name of names) {
    const splice = next(where, [...path, name], value[name], order);
    if (splice) return splice;
  }
  return null;
}

function inList(where: Where, path: Path, value: Json[], order: Order): Splice | null {
  const node = at(where.root, path);
  const now = valueOf(node) as Json[];
  if (now.length === 0 || value.length === 0) return replaced(where, path, value);
  let head = 0;
  while (head < Math.min(now.length, value.length) && same(now[head], value[head])) head += 1;
  if (value.length > now.length) return itemAdded(where, path, head, value[head] ?? null);
  if (value.length < now.length) return next(where, [...path, head], undefined, order);
  return next(where, [...path, head], value[head], order);
}

/** Another item at a place of the list at a path. */
export function insert(
  text: string,
  path: Path,
  place: number,
  value: Json,
  order = ANYWHERE,
): string {
  const where = whereOf(read(text));
  const list = at(where.root, path);
  if (isSeq(list) && list.items.length > 0)
    return spliced(text, itemAdded(where, path, place, value));
  return put(text, path, [value], order);
}

/** Two neighbours of a list or a map in each other's place, with the notes above them. */
export function swap(text: string, path: Path, first: number): string {
  return spliced(text, swapped(whereOf(read(text)), path, first));
}

/** Another name for a field; what refers to it stays as it is. */
export function rename(text: string, path: Path, name: string): string {
  const where = whereOf(read(text));
  const map = at(where.root, path.slice(0, -1));
  const pair = isMap(map) ? pairOf(map as MapNode, String(path.at(-1))) : undefined;
  if (!pair) return text;
  const [from, to] = pair.key.range;
  return spliced(text, { from, to, insert: word(name, where.manner) });
}

/** A copy of an entry right after it; of a field, under another name. */
export function copy(text: string, path: Path, name: string): string {
  const where = whereOf(read(text));
  const up = path.slice(0, -1);
  const holder = at(where.root, up);
  if (!isMap(holder) && !isSeq(holder)) return text;
  const last = path.at(-1);
  const place = isSeq(holder) ? Number(last) : namesOf(holder).indexOf(String(last));
  const own = entries(holder as never, text)[place];
  if (!own) return text;
  const raw = text.slice(own.from, holder.flow ? own.to : lineEnd(text, own.to));
  const written = isMap(holder)
    ? word(name, where.manner) + raw.slice(keyLength(holder as MapNode, place))
    : raw;
  const after = spliced(
    text,
    entryAdded(where, up, place + 1, () => written),
  );
  return isSeq(holder) ? put(after, [...up, place + 1, 'id'], name) : after;
}

function keyLength(map: MapNode, place: number): number {
  const [from = 0, to = 0] = (map.items as PairNode[])[place]?.key.range ?? [];
  return to - from;
}

/** A section of the file that is not there yet, behind those that come before it, with a blank line between. */
export function addSection(text: string, name: string, body: string, sections: string[]): string {
  const { root } = read(text);
  const names = namesOf(root);
  const rank = sections.indexOf(name);
  const before = names.map((own) => sections.indexOf(own)).map((own) => own >= 0 && own < rank);
  const place = before.lastIndexOf(true);
  const all = isMap(root) ? entries(root as MapNode, text) : [];
  const own = all[place];
  if (!own) return `${text.trimEnd()}\n\n${name}:${body}\n`.trimStart();
  const end = lineEnd(text, own.to);
  return spliced(text, { from: end, to: end, insert: `\n\n${name}:${body}` });
}

/** A section gone, with the blank line above it. */
export function dropSection(text: string, name: string): string {
  const { root } = read(text);
  const place = namesOf(root).indexOf(name);
  const own = isMap(root) ? entries(root as MapNode, text)[place] : undefined;
  if (!own || !leads(text, own.from)) return put(text, [name], undefined);
  let from = chunkStart(text, own.from);
  const above = from > 0 ? lineStart(text, from - 1) : 0;
  if (from > 0 && text.slice(above, from).trim() === '') from = above;
  const to = Math.min(lineEnd(text, own.to) + 1, text.length);
  return spliced(text, { from, to, insert: '' });
}
