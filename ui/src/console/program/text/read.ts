import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

import type { Json } from '../../segment/tree';

/** Where something stands in a file: names of fields and numbers of items from the root. */
export type Path = readonly (string | number)[];

export type Node = ParsedNode;
export type MapNode = YAMLMap.Parsed;
export type SeqNode = YAMLSeq.Parsed;
export type PairNode = Pair<ParsedNode, ParsedNode | null>;

/** Why a text cannot be read, and where. */
export interface Fault {
  message: string;
  /** From 1. */
  line: number;
}

/** A text of YAML, or of JSON, taken apart; every part knows its place in the text. */
export interface File {
  text: string;
  root: Node | null;
  fault: Fault | null;
}

/** Takes a text apart. */
export function read(text: string): File {
  const lines = new LineCounter();
  const document = parseDocument<ParsedNode>(text, {
    keepSourceTokens: true,
    lineCounter: lines,
    prettyErrors: false,
  });
  const [error] = document.errors;
  const fault = error && { message: error.message, line: lines.linePos(error.pos[0]).line };
  return { text, root: document.contents, fault: fault ?? null };
}

/** The part at a path. */
export function at(root: Node | null, path: Path): Node | null {
  let here: Node | null = root;
  for (const step of path) here = child(here, step);
  return here;
}

function child(node: Node | null, step: string | number): Node | null {
  if (isSeq(node)) return typeof step === 'number' ? ((node.items[step] as Node) ?? null) : null;
  return isMap(node) ? (pairOf(node as MapNode, String(step))?.value ?? null) : null;
}

/** The field of that name. */
export function pairOf(map: MapNode, name: string): PairNode | undefined {
  return (map.items as PairNode[]).find((pair) => isPair(pair) && nameOf(pair) === name);
}

export function nameOf({ key }: PairNode): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : '';
}

/** Names of a map's fields, in the order of the file. */
export function namesOf(node: Node | null): string[] {
  return isMap(node) ? (node.items as PairNode[]).map(nameOf) : [];
}

/** What a part says. Numbers stay the text they are: 20.00 is not 20. */
export function valueOf(node: Node | null): Json {
  if (isMap(node))
    return Object.fromEntries(
      (node.items as PairNode[]).map((pair) => [nameOf(pair), valueOf(pair.value)]),
    );
  if (isSeq(node)) return (node.items as Node[]).map(valueOf);
  if (isAlias(node)) return `*${node.source}`;
  if (!isScalar(node) || node.value === null) return null;
  if (typeof node.value === 'boolean') return node.value;
  return node.source ?? String(node.value);
}

/** Whether two parts say the same. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** Numbers as the text they are written as. */
export function plain(value: Json | undefined): Json | undefined {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, plain(inner) ?? null]),
  );
}

/** Where what a part says ends: comments and blank lines after it are not its own. */
export function endOf(node: Node, text: string): number {
  let end = node.range[1];
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1) as PairNode | Node | undefined;
    const value = isPair(last) ? ((last as PairNode).value ?? (last as PairNode).key) : last;
    if (value) end = endOf(value as Node, text);
    if (isPair(last) && !hasText((last as PairNode).value)) end = colonOf(last as PairNode, text);
  }
  while (end > node.range[0] && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** Whether a value is written at all: `key:` has none. */
export function hasText(node: Node | null): node is Node {
  return node !== null && node.range[1] > node.range[0];
}

/** The place behind a field's colon. */
export function colonOf({ key }: PairNode, text: string): number {
  return text.indexOf(':', key.range[1]) + 1;
}

/** The line, from 1, at a place. */
export function lineAt(text: string, place: number): number {
  return text.slice(0, place).split('\n').length;
}

/** A path as problems name it: `earn[1].rate`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) =>
      typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`,
    '',
  );
}

export { isCollection, isMap, isPair, isScalar, isSeq };
