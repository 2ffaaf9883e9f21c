import type { Json } from '../../segment/tree';
import { addSection, copy, insert, put, rename, swap } from '../text/edit';
import { at, type File, isMap, isSeq, type Path, valueOf } from '../text/read';
import { flow } from '../text/write';
import { asWord } from './id';
import { keyOf, type Rule } from './rules';
import { firstOf, type Section, SECTION_NAMES } from './sections';
import { freshId, templateOf } from './template';

/** Another text, and what was changed for it. */
export interface Edit {
  text: string;
  /** The field, whose changes in a row are one step back; `null` for a step of its own. */
  field: string | null;
  /** The rule to open, where another one is. */
  open?: string;
}

/** What parts of the schema rules of a section are, for the order of their fields. */
const PART: Record<string, string> = {
  program: 'About',
  units: 'Unit',
  tiers: 'Tier',
  memberships: 'Membership',
  earn: 'Earn',
  activities: 'Activity',
  challenges: 'Challenge',
  coupons: 'CouponSeries',
  lanes: 'Lane',
  offers: 'Offer',
  gift_cards: 'GiftCardKind',
  redeem: 'Redeem',
  rewards: 'Reward',
  transfers: 'Transfer',
  partners: 'Partner',
};

/** A field of a rule says something else, or nothing; without a name, the rule as a whole. */
export function change(file: File, rule: Rule, name: string | null, value: Json | undefined): Edit {
  const { path, section } = rule;
  const whole = name === null ? path : [...path, name];
  const order = (at: Path) =>
    at.length === path.length ? (firstOf(PART[section.name] ?? '') ?? []) : [];
  const said = name === null ? (value ?? {}) : value;
  return {
    text: put(file.text, whole, said, order),
    field: whole.join('.'),
    // It goes by its new name from here on, and stays open.
    ...(name === 'id' ? { open: keyOf({ ...rule, id: asWord(value) }) } : {}),
  };
}

/** Another name of a rule that its section knows by it. */
export function renameRule(file: File, rule: Rule, id: string): Edit {
  return {
    text: rename(file.text, rule.path, id),
    field: `${rule.section.name} key`,
    open: keyOf({ ...rule, id }),
  };
}

/** A rule like this one, right after it. */
export function copyRule(file: File, rule: Rule): Edit {
  const id = freshId(rule.id, valueOf(file.root));
  return { text: copy(file.text, rule.path, id), field: null, open: keyOf({ ...rule, id }) };
}

/** The rule at a place and the one after it in each other's. */
export function move(file: File, { section }: Rule, first: number): Edit {
  return { text: swap(file.text, [section.name], first), field: null };
}

/** A rule gone, with the notes right above it. */
export function drop(file: File, { path }: Rule): Edit {
  return { text: put(file.text, path, undefined), field: null };
}

/** A new rule of a section, the last one of it. */
export function add(file: File, section: Section): Edit {
  const { id, value } = templateOf(section.name, valueOf(file.root));
  const open = `${section.name} ${id ?? section.name}`;
  return { text: added(file, section, id ?? '', value), field: null, open };
}

function added(file: File, { name, holds }: Section, id: string, value: Json): string {
  const { text } = file;
  const node = at(file.root, [name]);
  const filled = (isMap(node) || isSeq(node)) && node.items.length > 0;
  if (filled && holds === 'list' && isSeq(node))
    return insert(text, [name], node.items.length, value);
  if (filled && holds === 'table') return put(text, [name, id], value);
  if (/^\s*[{[]/.test(text)) return put(text, [name], whole(holds, id, value));
  const written = flow(value, { json: false });
  const body =
    holds === 'list'
      ? `\n  - ${written}`
      : holds === 'table'
        ? `\n  ${id}: ${written}`
        : ` ${written}`;
  return addSection(node === null ? text : put(text, [name], undefined), name, body, SECTION_NAMES);
}

function whole(holds: Section['holds'], id: string, value: Json): Json {
  return holds === 'list' ? [value] : holds === 'table' ? { [id]: value } : value;
}
