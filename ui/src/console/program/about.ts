import type { Language } from '../../i18n/words';
import { at, readTree, textAt, type Tree } from './tree';

/** Something with an id and a name for people. */
export interface Named {
  id: string;
  name: string;
}

/** A scheme of levels. */
export interface Scheme {
  id: string;
  levels: Named[];
}

/** What a program file says of itself; empty where it says nothing yet. */
export interface About {
  id: string;
  name: string;
  currency: string;
  zone: string;
  units: Named[];
  schemes: Scheme[];
}

/** What a program file says of itself. */
export function aboutProgram(text: string, language: Language): About {
  const tree = readTree(text);
  const id = textAt(tree, 'program', 'id');
  return {
    id,
    name: nameOf(at(tree, 'program', 'name'), language) || id,
    currency: textAt(tree, 'program', 'currency'),
    zone: textAt(tree, 'program', 'time_zone'),
    units: fields(at(tree, 'units')).map(([unit, value]) => ({
      id: unit,
      name: nameOf(at(value, 'name'), language) || unit,
    })),
    schemes: fields(at(tree, 'tiers')).map(([scheme, value]) => ({
      id: scheme,
      levels: items(at(value, 'levels')).map((level) => ({
        id: textAt(level, 'id'),
        name: nameOf(at(level, 'name'), language) || textAt(level, 'id'),
      })),
    })),
  };
}

/** Scenarios of a scenario file, in its order, with their lines. */
export function scenariosOf(text: string): { name: string; line: number }[] {
  return items(at(readTree(text), 'scenarios')).map((scenario) => ({
    name: textAt(scenario, 'scenario'),
    line: scenario.line,
  }));
}

/** The line of the rule, unit, segment or scheme of that id; null when the file has none. */
export function lineOfRule(text: string, id: string): number | null {
  const tree = readTree(text);
  for (const [section, value] of fields(tree ?? undefined)) {
    const named = at(value, id);
    if (named && section !== 'program') return named.line;
    const listed = items(value).find((item) => textAt(item, 'id') === id);
    if (listed) return listed.line;
  }
  return id === 'club_price' ? (at(tree, 'program', 'club_price')?.line ?? null) : null;
}

function nameOf(tree: Tree | undefined, language: Language): string {
  if (tree?.kind === 'text') return tree.text;
  const first = fields(tree)[0]?.[1];
  return textAt(tree, language) || textAt(tree, 'en') || textAt(first);
}

function fields(tree: Tree | undefined): [string, Tree][] {
  return tree?.kind === 'map' ? [...tree.fields] : [];
}

function items(tree: Tree | undefined): Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** The file with another currency and time zone; the rest as it was, comments too. */
export function withPlace(text: string, currency: string, zone: string): string {
  return text
    .replace(/\bcurrency: *"?[A-Z]{3}"?/, `currency: ${currency}`)
    .replace(/\btime_zone: *"?[\w/+-]+"?/, `time_zone: ${zone}`);
}
