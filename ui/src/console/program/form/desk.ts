import { createContext, useContext } from 'react';

import type { Json } from '../../segment/tree';
import type { FileProblem } from '../asks';
import type { Schema } from '../editor/completion';
import { type Path, pathText } from '../text/read';

/** What every input of the forms may look at. */
export interface Desk {
  /** The published schema. */
  root: Schema;
  /** What the file says. */
  program: Json;
  /** What is wrong with it. */
  problems: FileProblem[];
  readOnly: boolean;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('there is no DeskContext around this input');
  return desk;
}

/** Problems at a path, and with `deep` those of its parts. */
export function problemsAt(problems: FileProblem[], path: Path, deep: boolean): FileProblem[] {
  const own = pathText(path);
  return problems.filter(({ path: at }) => at === own || (deep && isBelow(at, own)));
}

function isBelow(path: string, own: string): boolean {
  return path.startsWith(`${own}.`) || path.startsWith(`${own}[`);
}

/** Problems of a part that no field of it shows: its own, and those of fields that it does not have. */
export function strayAt(problems: FileProblem[], path: Path, fields: string[]): FileProblem[] {
  const own = pathText(path);
  return problems.filter(({ path: at }) => {
    if (at === own) return true;
    const [, field] = isBelow(at, own) ? (/^\.([^.[]+)/.exec(at.slice(own.length)) ?? []) : [];
    return field !== undefined && !fields.includes(field);
  });
}

/** What a problem says, with what would be right. */
export function told({ message, help }: FileProblem): string {
  return [message, help].filter(Boolean).join('; ');
}
