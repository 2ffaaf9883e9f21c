import type { components } from '../../api/schema';
import type { Member } from './queries';

type Request = components['schemas']['MemberRequest'];
type Change = components['schemas']['MemberChange'];

/** Channels messages go by. A base brought from elsewhere may have others. */
export const CHANNELS = ['sms', 'email', 'push'] as const;

/** A form of registration: texts as typed. */
export interface NewMember {
  first_name: string;
  middle_name: string;
  last_name: string;
  phone: string;
  email: string;
  card: string;
  birth_date: string;
  city: string;
  store: string;
  consents: string[];
}

export const blank: NewMember = {
  first_name: '',
  middle_name: '',
  last_name: '',
  phone: '',
  email: '',
  card: '',
  birth_date: '',
  city: '',
  store: '',
  consents: [],
};

/** What is sent for a form: only what was filled in. */
export function registration(form: NewMember): Request {
  const { consents, ...fields } = form;
  const filled = Object.entries(fields)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== '');
  const granted = Object.fromEntries(consents.map((channel) => [channel, 'granted']));
  const said = consents.length > 0 ? [...filled, ['consents', granted]] : filled;
  return Object.fromEntries(said) as Request;
}

/** Fields of a profile that are one text. */
export const TEXTS = [
  'first_name',
  'middle_name',
  'last_name',
  'birth_date',
  'gender',
  'city',
  'language',
  'store',
  'phone',
  'email',
  'external_id',
] as const;
export type TextField = (typeof TEXTS)[number];

/** Fields that are several texts. */
export const LISTS = ['cards', 'tags'] as const;
export type ListField = (typeof LISTS)[number];

export type ProfileForm = Record<TextField, string> & Record<ListField, string[]>;

export function profileForm(member: Member): ProfileForm {
  const texts = TEXTS.map((name) => [name, member[name] ?? '']);
  const lists = LISTS.map((name) => [name, member[name]]);
  return Object.fromEntries([...texts, ...lists]) as ProfileForm;
}

/** What differs from the member as they were: a field emptied is cleared, one left alone is not sent. */
export function profileChange(member: Member, form: ProfileForm): Change {
  const texts = TEXTS.map((name) => [name, form[name].trim() || null] as const).filter(
    ([name, value]) => value !== (member[name] ?? null),
  );
  const lists = LISTS.map((name) => [name, form[name]] as const).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(member[name]),
  );
  return Object.fromEntries([...texts, ...lists]) as Change;
}

/** Channels to show: the usual ones and those the member has. */
export function channelsOf(member: Member): string[] {
  return [...new Set([...CHANNELS, ...Object.keys(member.consents)])];
}

/** Consents that differ: granted where it is ticked, withdrawn where it no longer is. */
export function consentChange(member: Member, granted: string[]): Record<string, string> {
  const changed: Record<string, string> = {};
  for (const channel of channelsOf(member)) {
    const before = member.consents[channel]?.state === 'granted';
    const now = granted.includes(channel);
    if (before !== now) changed[channel] = now ? 'granted' : 'withdrawn';
  }
  return changed;
}

type Loose = string | number | boolean;

/** A typed attribute from a text: `true`, `12.5` and `2026-03-10` are what they look like. */
export function attribute(text: string): Loose {
  const plain = text.trim();
  if (plain === 'true' || plain === 'false') return plain === 'true';
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(plain) ? Number(plain) : plain;
}

/** An attribute as it is edited. */
export interface AttributeRow {
  name: string;
  value: string;
}

/** Attributes that differ; one without a row is cleared. A text that looks like a number stays a text if it was one. */
export function attributeChange(
  before: Record<string, Loose>,
  rows: AttributeRow[],
): Record<string, Loose | null> {
  const changed: Record<string, Loose | null> = {};
  for (const name of Object.keys(before)) {
    if (!rows.some((row) => row.name.trim() === name)) changed[name] = null;
  }
  for (const row of rows) {
    const name = row.name.trim();
    const old = before[name];
    if (!name || String(old ?? '') === row.value.trim()) continue;
    changed[name] = typeof old === 'string' ? row.value.trim() : attribute(row.value);
  }
  return changed;
}
