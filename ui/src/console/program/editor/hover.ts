import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';

import { partsAt, type Say, type Schema } from './completion';
import { placeAt } from './place';

/** What a field or a value of a program is about, while the pointer rests on it. */
export function describeProgram(say: Say): Extension {
  return hoverTooltip(async (view, at) => {
    const line = view.state.doc.lineAt(at);
    const word = wordAt(line.text, at - line.from);
    if (!word) return null;
    const { default: schema } = await import('./program.schema.json');
    const text = view.state.sliceDoc(0, line.from + word.to);
    const about = aboutAt(schema as Schema, text, word.text, say);
    if (!about) return null;
    return {
      pos: line.from + word.from,
      end: line.from + word.to,
      above: true,
      create: () => ({ dom: drawn(word.text, about) }),
    };
  });
}

/** The word a place of a line is in. */
export function wordAt(
  line: string,
  at: number,
): { text: string; from: number; to: number } | null {
  for (const found of line.matchAll(/[\w.-]+/g)) {
    const to = found.index + found[0].length;
    if (found.index <= at && at <= to) return { text: found[0], from: found.index, to };
  }
  return null;
}

/** What the word is about that a text ends with; empty where the schema says nothing of it. */
export function aboutAt(root: Schema, text: string, word: string, say: Say): string {
  const { path, typing } = placeAt(text);
  const parts = partsAt(root, path);
  if (typing === 'value') {
    const own = parts.find(({ schema }) => schema.const === word);
    return own ? say({ part: own.part, name: word }, own.schema.description ?? '') : '';
  }
  const own = parts.find(({ schema }) => schema.properties?.[word] !== undefined);
  const description = own?.schema.properties?.[word]?.description ?? '';
  return own ? say({ part: own.part, name: word }, description) : '';
}

function drawn(word: string, about: string): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-about';
  const name = dom.appendChild(document.createElement('b'));
  name.textContent = word;
  dom.append(about);
  return dom;
}
