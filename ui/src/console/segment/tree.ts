/**
 * A condition as a tree of groups and lines, and the way there and back. Everything the grammar can say is in the tree:
 * what has no inputs of its own is kept as it is.
 */

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Map = { [key: string]: Json };

/** How the parts of a group hold: every one, at least one, none. */
export const HOWS = ['all', 'any', 'none'] as const;
export type How = (typeof HOWS)[number];

export interface Group {
  id: string;
  how: How;
  parts: Node[];
}

/** One line: the word of the grammar, and what it is tested for. */
export interface Line {
  id: string;
  key: string;
  value: Json;
}

export type Node = Group | Line;

export const isGroup = (node: Node): node is Group => 'how' in node;

let count = 0;
const newId = () => `n${(count += 1)}`;

export function line(key: string, value: Json): Line {
  return { id: newId(), key, value };
}

export function group(how: How, parts: Node[]): Group {
  return { id: newId(), how, parts };
}

/** The tree of a condition; its root is a group. */
export function treeOf(condition: Json): Group {
  const node = nodeOf(condition);
  return isGroup(node) ? node : group('all', [node]);
}

function nodeOf(condition: Json): Node {
  const entries = Object.entries(mapOf(condition));
  const parts = entries.map(([key, value]): Node => {
    if ((key === 'all' || key === 'any') && Array.isArray(value))
      return group(key, value.map(nodeOf));
    if (key !== 'not') return line(key, value);
    const inner = nodeOf(value);
    return isGroup(inner) && inner.how === 'any'
      ? group('none', inner.parts)
      : group('none', [inner]);
  });
  return parts.length === 1 && parts[0] ? parts[0] : group('all', parts);
}

export function mapOf(value: Json | undefined): Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The condition of a tree, without lines that are not filled in; `null` where nothing is left. */
export function conditionOf(node: Node, done: (line: Line) => boolean): Map | null {
  if (!isGroup(node)) return done(node) ? { [node.key]: node.value } : null;
  const parts = node.parts.map((part) => conditionOf(part, done)).filter((part) => part !== null);
  const [only] = parts;
  if (!only) return null;
  if (node.how === 'none') return { not: parts.length === 1 ? only : { any: parts } };
  return parts.length === 1 ? only : { [node.how]: parts };
}

/** All lines, from top to bottom. */
export function lines(node: Node): Line[] {
  return isGroup(node) ? node.parts.flatMap(lines) : [node];
}

/** The tree with one of its nodes in another state, or without it. */
export function changed(root: Group, id: string, change: (node: Node) => Node | null): Group {
  const walk = (node: Node): Node | null => {
    if (node.id === id) return change(node);
    if (!isGroup(node)) return node;
    return { ...node, parts: node.parts.map(walk).filter((part) => part !== null) };
  };
  const after = walk(root);
  return after && isGroup(after) ? after : root;
}
