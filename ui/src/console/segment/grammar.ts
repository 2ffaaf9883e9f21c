import { type Json, type Line, type Map, mapOf } from './tree';

/** What inputs a line has. */
export type Kind =
  | 'words'
  | 'gender'
  | 'stores'
  | 'number'
  | 'presence'
  | 'consent'
  | 'yearly'
  | 'ago'
  | 'last'
  | 'next'
  | 'chance'
  | 'worth'
  | 'marks'
  | 'purchases'
  | 'tier'
  | 'segment'
  | 'event'
  | 'value'
  | 'other';

const KINDS: Record<string, Kind> = {
  'member.first_name': 'words',
  'member.last_name': 'words',
  'member.city': 'words',
  'member.tags': 'words',
  'member.language': 'words',
  'member.gender': 'gender',
  'member.store': 'stores',
  'member.age': 'number',
  'member.birthday': 'yearly',
  'member.wedding': 'yearly',
  'member.registered': 'ago',
  'member.email': 'presence',
  'member.phone': 'presence',
  'basket.store': 'stores',
  'basket.channel': 'words',
  'basket.payment': 'words',
  last_purchase: 'last',
  next_purchase: 'next',
  expected_purchases: 'number',
  alive: 'chance',
  clv: 'worth',
  rfm: 'marks',
  purchases: 'purchases',
  tier: 'tier',
  segment: 'segment',
};

const FAMILIES: [string, Kind][] = [
  ['consent.', 'consent'],
  ['balance.', 'number'],
  ['event.', 'event'],
  ['member.attr.', 'value'],
];

/** Forms of a value that the inputs of a kind can show; others stay as they are, and are shown as text. */
const FIELDS: Partial<Record<Kind, string[]>> = {
  words: ['in', 'not', 'present'],
  gender: ['in'],
  stores: ['in', 'not'],
  yearly: ['within'],
  ago: ['within', 'days_ago'],
  last: ['within', 'days_ago', 'never'],
  next: ['within', 'days_ago'],
  chance: ['lt', 'gte'],
  worth: ['top', 'value'],
  marks: ['recency', 'frequency', 'money'],
  purchases: ['within', 'where', 'count', 'sum', 'average', 'units'],
  tier: ['at_least', 'is', 'below'],
  event: ['within', 'count'],
  presence: ['present'],
};

const WHERE = ['category', 'sku', 'brand', 'store'];

/** How a line is shown. */
export function kindOf({ key, value }: Line): Kind {
  const kind = KINDS[key] ?? FAMILIES.find(([family]) => key.startsWith(family))?.[1] ?? 'other';
  const known = FIELDS[kind];
  const map = mapOf(value);
  if (known && Object.keys(map).some((field) => !known.includes(field))) return 'other';
  if (kind === 'next' && !isOneSided(map)) return 'other';
  if (kind === 'chance' && !Object.values(map).every(isPercent)) return 'other';
  if (kind === 'worth' && map.top !== undefined && !isPercent(map.top)) return 'other';
  const where = Object.entries(mapOf(map.where));
  const strange = where.some(([field, test]) => !WHERE.includes(field) || !isIn(test));
  return kind === 'purchases' && strange ? 'other' : kind;
}

/** Soon, or overdue by more than so many days: the two that there are inputs for. So is a line that says nothing yet. */
function isOneSided({ within, days_ago }: Map): boolean {
  if (within === undefined && days_ago === undefined) return true;
  const fields = Object.keys(mapOf(within ?? days_ago));
  return fields.length === 1 && fields[0] === (within === undefined ? 'gt' : 'before');
}

/** `30%`, or still empty; `0.3` is shown as it is written. */
function isPercent(value: Json | undefined): boolean {
  return value === '' || String(value).endsWith('%');
}

/** The number of a share in percent. */
export function percentOf(value: Json | undefined): string {
  return String(value ?? '').replace('%', '');
}

/** A share of so many percent. */
export function share(percent: string): string {
  return percent === '' ? '' : `${percent}%`;
}

function isIn(test: Json): boolean {
  return Object.keys(mapOf(test)).every((field) => field === 'in');
}

/** What a new line begins with. */
export const INITIAL: Record<Kind, Json> = {
  words: { in: [] },
  gender: { in: 'female' },
  stores: { in: [] },
  number: { gte: '' },
  presence: { present: true },
  consent: 'granted',
  yearly: { within: { before: '7d', after: '0d' } },
  ago: { within: '30d' },
  last: { days_ago: { gt: '60' } },
  next: { days_ago: { gt: '14' } },
  chance: { lt: '30%' },
  worth: { top: '20%' },
  marks: { recency: ['5', '4'] },
  purchases: { within: '1 year', count: { gte: '1' } },
  tier: { at_least: '' },
  segment: '',
  event: { within: '30d', count: { gte: '1' } },
  value: { eq: '' },
  other: {},
};

/** Words of the grammar that are offered, but for those the program adds. */
export const OFFERED = {
  bought: ['purchases', 'last_purchase'],
  person: [
    'member.gender',
    'member.age',
    'member.city',
    'member.store',
    'member.birthday',
    'member.registered',
    'member.tags',
    'member.language',
    'member.email',
    'member.phone',
    'member.attr.',
  ],
  did: ['event.'],
  foretold: ['alive', 'clv', 'expected_purchases', 'next_purchase', 'rfm'],
} as const;

/** Whether a line says something: one that is still being filled in asks nothing. */
export function isDone(line: Line): boolean {
  if (line.key.endsWith('.')) return false;
  return says(line.value);
}

function says(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0 && value.every(says);
  if (typeof value === 'object')
    return Object.keys(value).length > 0 && Object.values(value).every(says);
  return true;
}

/** A length of time: so many days, months or years. */
export const UNITS = ['d', 'months', 'years'] as const;
export type Unit = (typeof UNITS)[number];

export function spanOf(text: string): { count: string; unit: Unit } {
  const [, count = '', word = 'd'] = /^(\d*)\s*(.*)$/.exec(text) ?? [];
  const unit = word.startsWith('month') ? 'months' : word.startsWith('year') ? 'years' : 'd';
  return { count, unit };
}

export function span(count: string, unit: Unit): string {
  const digits = count.replace(/\D/g, '').slice(0, 4);
  if (digits === '') return '';
  if (unit === 'd') return `${digits}d`;
  return Number(digits) === 1 ? `1 ${unit.slice(0, -1)}` : `${digits} ${unit}`;
}

/** One word or several, as a list. */
export function listOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined || value === null ? [] : [String(value)];
}
