import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/yaml';

/** A YAML value with the line it begins at. Scalars keep their text: no number is ever read. */
export type Tree =
  | { kind: 'text'; text: string; line: number }
  | { kind: 'list'; items: Tree[]; line: number }
  | { kind: 'map'; fields: Map<string, Tree>; line: number };

/** Reads the mapping of a YAML file, as far as it can be read while it is being typed. */
export function readTree(text: string): Tree | null {
  const document = parser.parse(text).topNode.getChild('Document');
  const root = document && valueAmong(document);
  return root ? new Reader(text).read(root) : null;
}

/** What is at a path of field names. */
export function at(tree: Tree | null | undefined, ...path: string[]): Tree | undefined {
  let here: Tree | null | undefined = tree;
  for (const name of path) {
    here = here?.kind === 'map' ? here.fields.get(name) : undefined;
  }
  return here ?? undefined;
}

/** The text at a path; empty when there is none. */
export function textAt(tree: Tree | null | undefined, ...path: string[]): string {
  const found = at(tree, ...path);
  return found?.kind === 'text' ? found.text : '';
}

const VALUES = new Set([
  'BlockMapping',
  'FlowMapping',
  'BlockSequence',
  'FlowSequence',
  'Literal',
  'QuotedLiteral',
  'BlockLiteral',
]);

function valueAmong(parent: SyntaxNode): SyntaxNode | null {
  for (let child = parent.firstChild; child; child = child.nextSibling) {
    if (VALUES.has(child.name)) return child;
  }
  return null;
}

class Reader {
  private readonly starts: number[] = [0];

  constructor(private readonly source: string) {
    for (let i = 0; i < source.length; i++) if (source[i] === '\n') this.starts.push(i + 1);
  }

  read(node: SyntaxNode): Tree {
    const line = this.lineOf(node);
    if (node.name.endsWith('Mapping')) return { kind: 'map', fields: this.fields(node), line };
    if (node.name.endsWith('Sequence')) return { kind: 'list', items: this.items(node), line };
    return { kind: 'text', text: this.scalar(node), line };
  }

  private fields(node: SyntaxNode): Map<string, Tree> {
    const fields = new Map<string, Tree>();
    for (const pair of node.getChildren('Pair')) {
      const key = pair.getChild('Key');
      const value = valueAmong(pair);
      const name = key && valueAmong(key);
      if (name && value) fields.set(this.scalar(name), this.read(value));
    }
    return fields;
  }

  private items(node: SyntaxNode): Tree[] {
    return node.getChildren('Item').flatMap((item) => {
      const value = valueAmong(item);
      return value ? [this.read(value)] : [];
    });
  }

  private scalar(node: SyntaxNode): string {
    const raw = this.source.slice(node.from, node.to).trim();
    if (node.name !== 'QuotedLiteral') return raw;
    const inner = raw.slice(1, -1);
    return raw.startsWith("'") ? inner.replaceAll("''", "'") : inner.replaceAll('\\"', '"');
  }

  /** Line of a node, from 1; a block begins at its first word. */
  private lineOf(node: SyntaxNode): number {
    const blank = /^\s*/.exec(this.source.slice(node.from))?.[0].length ?? 0;
    const from = node.from + blank;
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= from) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
