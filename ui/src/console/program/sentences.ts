import type { components } from '../../api/schema';

/** Parts of a member's life in the order they are lived. */
export const GROUPS = ['join', 'earn', 'spend', 'climb', 'return', 'goods', 'program'] as const;
export type Group = (typeof GROUPS)[number];

/** A rule in words. */
export type Sentence = components['schemas']['Sentence'];

/** A rule that is not as it was; `before` and `after` are null where there was or is none. */
export type Change = components['schemas']['ProgramChange'];

/** The part of life of that name; what a later server adds is counted as goods. */
export function groupOf(name: string): Group {
  return GROUPS.find((group) => group === name) ?? 'goods';
}

/** What differs between two programs in words: as a member lives it, and within that in the new file's order. */
export function changesBetween(before: Sentence[], after: Sentence[]): Change[] {
  const old = new Map(before.map((sentence) => [key(sentence), sentence]));
  const kept = new Set(after.map(key));
  const changes: Change[] = [];
  for (const sentence of after) {
    const { group, subject, id, text } = sentence;
    const was = old.get(key(sentence));
    if (!was) changes.push({ kind: 'added', group, subject, id, before: null, after: text });
    else if (was.text !== text)
      changes.push({ kind: 'changed', group, subject, id, before: was.text, after: text });
  }
  for (const sentence of before) {
    if (kept.has(key(sentence))) continue;
    const { group, subject, id, text } = sentence;
    changes.push({ kind: 'removed', group, subject, id, before: text, after: null });
  }
  return changes.sort(
    (a, b) => GROUPS.indexOf(groupOf(a.group)) - GROUPS.indexOf(groupOf(b.group)),
  );
}

function key({ subject, id }: Sentence): string {
  return `${subject} ${id}`;
}

/** Sentences by the part of life they belong to; parts without any are left out. */
export function grouped(sentences: Sentence[]): [Group, Sentence[]][] {
  return GROUPS.map((group): [Group, Sentence[]] => [
    group,
    sentences.filter((sentence) => groupOf(sentence.group) === group),
  ]).filter(([, members]) => members.length > 0);
}

/** A run of words of a changed sentence. */
export interface Run {
  text: string;
  changed: boolean;
}

/** Both sentences cut into runs that stayed and runs that changed, word by word. */
export function wordsChanged(before: string, after: string): [Run[], Run[]] {
  const a = before.split(/(\s+)/);
  const b = after.split(/(\s+)/);
  const lengths = commonLengths(a, b);
  const old: Run[] = [];
  const now: Run[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      append(old, left, false);
      append(now, left, false);
      i++;
      j++;
    } else if (
      right !== undefined &&
      (left === undefined || cell(lengths, i, j + 1) >= cell(lengths, i + 1, j))
    ) {
      append(now, right, true);
      j++;
    } else if (left !== undefined) {
      append(old, left, true);
      i++;
    }
  }
  return [old, now];
}

/** Length of the longest common run of words from every pair of places on. */
function commonLengths(a: string[], b: string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i] as number[];
      row[j] =
        a[i] === b[j]
          ? cell(lengths, i + 1, j + 1) + 1
          : Math.max(cell(lengths, i + 1, j), cell(lengths, i, j + 1));
    }
  }
  return lengths;
}

function cell(lengths: number[][], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

function append(runs: Run[], text: string, changed: boolean): void {
  const last = runs.at(-1);
  if (last?.changed === changed) last.text += text;
  else runs.push({ text, changed });
}
