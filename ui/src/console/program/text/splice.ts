import type { Json } from '../../segment/tree';
import {
  at,
  colonOf,
  endOf,
  hasText,
  isCollection,
  isMap,
  isSeq,
  type MapNode,
  type Node,
  type PairNode,
  type Path,
  type SeqNode,
} from './read';
import { behindColon, flow, type Manner, word } from './write';

/** A piece of a text and what stands there instead. */
export interface Splice {
  from: number;
  to: number;
  insert: string;
}

/** A text with a piece of it put otherwise. */
export function spliced(text: string, { from, to, insert }: Splice): string {
  return text.slice(0, from) + insert + text.slice(to);
}

/** A part of a list or a map as it stands in the text. */
export interface Entry {
  /** From its name or its dash. */
  from: number;
  to: number;
}

/** The entries of a list or a map. */
export function entries(node: MapNode | SeqNode, text: string): Entry[] {
  if (isMap(node))
    return (node.items as PairNode[]).map((pair) => ({
      from: pair.key.range[0],
      to: hasText(pair.value) ? endOf(pair.value, text) : colonOf(pair, text),
    }));
  const items = node.items as Node[];
  if (node.flow) return items.map((item) => ({ from: item.range[0], to: endOf(item, text) }));
  const dashes = dashesOf(node);
  return items.map((item, i) => {
    const from = dashes[i] ?? item.range[0];
    return { from, to: Math.max(endOf(item, text), from + 1) };
  });
}

function dashesOf(node: SeqNode): number[] {
  const token = node.srcToken;
  if (token?.type !== 'block-seq') return [];
  return token.items.flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    return dash ? [dash.offset] : [];
  });
}

/** Another value in the place of a written one. */
export function replaced(file: Where, path: Path, value: Json): Splice {
  const { text, root, manner } = file;
  const node = at(root, path);
  const parent = at(root, path.slice(0, -1));
  if (!node || (isSeq(parent) && hasText(node)))
    return {
      from: node?.range[0] ?? 0,
      to: node ? endOf(node, text) : 0,
      insert: flow(value, manner),
    };
  const pair = isMap(parent)
    ? (parent.items as PairNode[]).find((one) => one.value === node)
    : undefined;
  if (!pair || !isMap(parent))
    return { from: node.range[0], to: endOf(node, text), insert: flow(value, manner) };
  return behind(text, pair, value, parent.flow || inFlow(root, path), manner);
}

function behind(
  text: string,
  pair: PairNode,
  value: Json,
  inline: boolean,
  manner: Manner,
): Splice {
  const colon = colonOf(pair, text);
  const written = hasText(pair.value) ? pair.value : null;
  const to = written ? endOf(written, text) : colon;
  // A note behind the colon stays where it is.
  if (written && text.slice(colon, written.range[0]).includes('#'))
    return { from: written.range[0], to, insert: flow(value, manner) };
  const column = columnOf(text, pair.key.range[0]);
  const insert = inline
    ? ` ${flow(value, manner)}`
    : behindColon(value, colon - lineStart(text, colon), ' '.repeat(column), manner);
  return { from: colon, to, insert };
}

/** What a splice is made in. */
export interface Where {
  text: string;
  root: Node | null;
  manner: Manner;
}

/** Whether a part stands between braces. */
export function inFlow(root: Node | null, path: Path): boolean {
  return path.some((_, depth) => {
    const node = at(root, path.slice(0, depth));
    return isCollection(node) && Boolean(node.flow);
  });
}

/** A field behind those that come before it in `order`, last where the order says nothing. */
export function fieldAdded(
  file: Where,
  path: Path,
  name: string,
  value: Json,
  order: string[],
): Splice {
  const map = at(file.root, path) as MapNode;
  const place = placeIn(
    (map.items as PairNode[]).map(({ key }) => String((key as { value?: unknown }).value)),
    name,
    order,
  );
  return entryAdded(file, path, place, (inline, head) => {
    const key = `${word(name, file.manner)}:`;
    if (inline) return `${key} ${flow(value, file.manner)}`;
    return key + behindColon(value, head.length + key.length, head, file.manner);
  });
}

function placeIn(names: string[], name: string, order: string[]): number {
  const rank = order.indexOf(name);
  if (rank < 0) return names.length;
  const before = names.map((own) => order.indexOf(own)).map((own) => own >= 0 && own < rank);
  return before.lastIndexOf(true) + 1;
}

/** An item at a place of a list. */
export function itemAdded(file: Where, path: Path, place: number, value: Json): Splice {
  return entryAdded(file, path, place, (inline) =>
    inline ? flow(value, file.manner) : `- ${flow(value, file.manner)}`,
  );
}

/** Something written at a place of a list or a map that is not empty. */
export function entryAdded(
  { text, root }: Where,
  path: Path,
  place: number,
  write: (inline: boolean, indent: string) => string,
): Splice {
  const node = at(root, path) as MapNode | SeqNode;
  const all = entries(node, text);
  const inline = Boolean(node.flow);
  const [before, after] = [all[place - 1], all[place]];
  const column = columnOf(text, (before ?? after)?.from ?? 0);
  const indent = ' '.repeat(column);
  const written = write(inline, indent);
  if (inline) {
    const own = before ?? after;
    const lineOfOwn = own && leads(text, own.from) ? `\n${lineIndent(text, own.from)}` : ' ';
    if (before) return { from: before.to, to: before.to, insert: `,${lineOfOwn}${written}` };
    return { from: after?.from ?? 0, to: after?.from ?? 0, insert: `${written},${lineOfOwn}` };
  }
  if (before) {
    const end = lineEnd(text, before.to);
    return { from: end, to: end, insert: `\n${indent}${written}` };
  }
  const from = after?.from ?? 0;
  if (!leads(text, from)) return { from, to: from, insert: `${written}\n${indent}` };
  const start = chunkStart(text, from);
  return { from: start, to: start, insert: `${indent}${written}\n` };
}

/** An entry taken away, with the notes right above it; the last one leaves its list or map empty. */
export function entryDropped({ text, root }: Where, path: Path, place: number): Splice {
  const node = at(root, path) as MapNode | SeqNode;
  const all = entries(node, text);
  const own = all[place] ?? { from: 0, to: 0 };
  const [before, after] = [all[place - 1], all[place + 1]];
  if (node.flow) {
    if (before) return { from: before.to, to: own.to, insert: '' };
    if (after) return { from: own.from, to: after.from, insert: '' };
    return { from: node.range[0] + 1, to: node.range[1] - 1, insert: '' };
  }
  if (!leads(text, own.from)) return { from: own.from, to: after?.from ?? own.to, insert: '' };
  const from = chunkStart(text, own.from);
  const end = lineEnd(text, own.to);
  // The line goes with its end; that of the last line of a text is the one before it.
  if (end === text.length && from > 0) return { from: from - 1, to: end, insert: '' };
  return { from, to: Math.min(end + 1, text.length), insert: '' };
}

/** A list or a map of one entry without it, and without the notes on it: `[]` or `{}` behind its colon. */
export function emptied(file: Where, path: Path): Splice {
  const { text, root, manner } = file;
  const node = at(root, path) as MapNode | SeqNode;
  const empty = isSeq(node) ? [] : {};
  const holder = at(root, path.slice(0, -1));
  const pair = isMap(holder)
    ? (holder.items as PairNode[]).find((one) => one.value === node)
    : undefined;
  if (!pair) return replaced(file, path, empty);
  const colon = colonOf(pair, text);
  const line = text.slice(colon, lineEnd(text, colon));
  return { from: colon, to: endOf(node, text), insert: ` ${flow(empty, manner)}${line}` };
}

/** Two neighbours in each other's place, with the notes right above them. */
export function swapped({ text, root }: Where, path: Path, first: number): Splice {
  const node = at(root, path) as MapNode | SeqNode;
  const all = entries(node, text);
  const [a, b] = [all[first], all[first + 1]];
  if (!a || !b) return { from: 0, to: 0, insert: '' };
  const alone = !node.flow && leads(text, a.from);
  const whole = ({ from, to }: Entry): Entry =>
    alone ? { from: chunkStart(text, from), to: lineEnd(text, to) } : { from, to };
  const [one, two] = [whole(a), whole(b)];
  const between = text.slice(one.to, two.from);
  return {
    from: one.from,
    to: two.to,
    insert: text.slice(two.from, two.to) + between + text.slice(one.from, one.to),
  };
}

export function lineStart(text: string, place: number): number {
  return text.lastIndexOf('\n', place - 1) + 1;
}

export function lineEnd(text: string, place: number): number {
  const end = text.indexOf('\n', place);
  return end < 0 ? text.length : end;
}

export function columnOf(text: string, place: number): number {
  return place - lineStart(text, place);
}

/** Whether nothing but blanks stands before a place in its line. */
export function leads(text: string, place: number): boolean {
  return text.slice(lineStart(text, place), place).trim() === '';
}

function lineIndent(text: string, place: number): string {
  return ' '.repeat(columnOf(text, place));
}

/** The beginning of an entry's lines, the notes right above it included. */
export function chunkStart(text: string, place: number): number {
  const column = columnOf(text, place);
  let start = lineStart(text, place);
  while (start > 0) {
    const above = lineStart(text, start - 1);
    const line = text.slice(above, start - 1);
    const blank = line.length - line.trimStart().length;
    if (!line.trimStart().startsWith('#') || blank !== column) break;
    start = above;
  }
  return start;
}
