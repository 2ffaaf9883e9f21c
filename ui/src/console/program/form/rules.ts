import type { Sentence } from '../sentences';
import {
  at,
  endOf,
  type File,
  isMap,
  isSeq,
  lineAt,
  type Node,
  type Path,
  type PairNode,
  nameOf,
  valueOf,
} from '../text/read';
import { mapOf } from '../../segment/tree';
import { asWord } from './id';
import { SECTIONS, type Section } from './sections';

/** A rule of a file. */
export interface Rule {
  section: Section;
  /** Its name: its `id`, its key, or what its section is called. */
  id: string;
  path: Path;
  /** Lines of the file, from 1, both included. */
  from: number;
  to: number;
}

/** The rules of a section, in the order of the file. */
export function rulesOf(file: File, section: Section): Rule[] {
  const node = at(file.root, [section.name]);
  if (node === null) return [];
  const lines = (start: number, part: Node | null) => ({
    from: lineAt(file.text, start),
    to: lineAt(file.text, part ? Math.max(endOf(part, file.text), start) : start),
  });
  if (section.holds === 'one')
    return [{ section, id: section.name, path: [section.name], ...lines(node.range[0], node) }];
  if (section.holds === 'list' && isSeq(node))
    return (node.items as Node[]).map((item, i) => ({
      section,
      id: asWord(mapOf(valueOf(item)).id),
      path: [section.name, i],
      ...lines(item.range[0], item),
    }));
  if (section.holds === 'table' && isMap(node))
    return (node.items as PairNode[]).map((pair) => ({
      section,
      id: nameOf(pair),
      path: [section.name, nameOf(pair)],
      ...lines(pair.key.range[0], pair.value),
    }));
  return [];
}

/** What a rule is known by while it moves: its section and its id. */
export function keyOf({ section, id }: Rule): string {
  return `${section.name} ${id}`;
}

/** The sentences about each rule of the file they were made of. */
export function sentencesOf(file: File, sentences: Sentence[]): Map<string, Sentence[]> {
  const all = SECTIONS.flatMap((section) => rulesOf(file, section));
  const found = new Map<string, Sentence[]>();
  for (const sentence of sentences) {
    const line = sentence.line ?? 0;
    const own =
      all.find(({ from, to }) => from <= line && line <= to) ??
      all.find(
        ({ section, id }) => section.subjects.includes(sentence.subject) && id === sentence.id,
      );
    if (own) found.set(keyOf(own), [...(found.get(keyOf(own)) ?? []), sentence]);
  }
  return found;
}
