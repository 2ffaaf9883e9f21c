import { type Json, mapOf } from '../../segment/tree';
import type { SectionName } from './sections';

/** A rule to start from: the name it is found by, and what it says. */
export interface Template {
  /** `null` for a section that is one rule itself. */
  id: string | null;
  value: Json;
}

/** What a new id begins with. */
const STEM: Partial<Record<SectionName, string>> = {
  units: 'points',
  tiers: 'level',
  memberships: 'club',
  segments: 'segment',
  stages: 'stage',
  rfm_names: 'group',
  badges: 'badge',
  partners: 'partner',
  earn: 'earn',
  activities: 'activity',
  challenges: 'challenge',
  coupons: 'coupon',
  lanes: 'lane',
  offers: 'offer',
  gift_cards: 'gift',
  rewards: 'reward',
};

/** A rule of that section that can be published as it is, as far as one can be made without asking. */
export function templateOf(section: SectionName, program: Json): Template {
  const file = mapOf(program);
  const units = Object.keys(mapOf(file.units));
  const unit: { unit?: string } = units.length > 1 && units[0] ? { unit: units[0] } : {};
  if (section === 'redeem' || section === 'transfers') {
    const free = units.find((one) => !(one in mapOf(file[section])));
    const value: Json = section === 'redeem' ? { max_share: '50%' } : { min: '1' };
    return { id: free ?? freshId('points', program), value };
  }
  const stem = STEM[section];
  const id = stem === undefined ? null : freshId(stem, program);
  const own = said(section, id ?? '', unit, file);
  return { id, value: own };
}

function said(
  section: SectionName,
  id: string,
  unit: { unit?: string },
  file: { [name: string]: Json },
): Json {
  switch (section) {
    case 'earn':
      return { id, ...unit, rate: hasValue(file) ? '1%' : '1 per 1.00' };
    case 'activities':
      return { id, on: 'registered', award: { ...unit, points: '100' } };
    case 'challenges':
      return {
        id,
        count: 'purchases',
        within: 'month',
        goal: '5',
        award: { ...unit, points: '100' },
      };
    case 'offers':
      return { id, percent: '10%' };
    case 'lanes':
      return { id, level: 'line' };
    case 'rewards':
      return { id, price: unit.unit ? { unit: unit.unit, points: '100' } : '100' };
    case 'units':
      return { value: { points: '1', money: '1.00' } };
    case 'tiers':
      return {
        metric: 'spend',
        period: 'calendar_year',
        levels: [
          { id: `${id}-first`, from: '0' },
          { id: `${id}-second`, from: '1000.00' },
        ],
      };
    case 'memberships':
      return { term: '1 year' };
    case 'segments':
      return { purchases: { within: '30d', count: { gte: '1' } } };
    case 'stages':
      return { when: { last_purchase: { within: '30d' } } };
    case 'rfm_names':
      return { recency: ['4', '5'] };
    case 'coupons':
      return { code: id.toUpperCase() };
    case 'gift_cards':
      return { prefix: 'GC' };
    case 'partners':
      return {
        stores: [`${id}-store`],
        issue: { points: '1', money: '1.00' },
        burn: { points: '1', money: '1.00' },
      };
    case 'returns':
      return { shortfall: 'negative_balance' };
    case 'limits':
      return { purchase: { max_share: '50%' } };
    case 'late':
      return { accept: '30d' };
    default:
      return {};
  }
}

/** Whether percents can be earned: the first unit is worth something. */
function hasValue({ units }: { [name: string]: Json }): boolean {
  const [first] = Object.values(mapOf(units));
  return first === undefined || 'value' in mapOf(first);
}

/** An id nobody has yet. */
export function freshId(stem: string, program: Json): string {
  const taken = new Set(ids(program));
  if (!taken.has(stem)) return stem;
  let count = 2;
  while (taken.has(`${stem}-${count}`)) count += 1;
  return `${stem}-${count}`;
}

/** Every id of a program: names of its tables, and what is said under `id`. */
export function ids(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(ids);
  if (typeof value !== 'object' || value === null) return [];
  const own = typeof value.id === 'string' ? [value.id] : [];
  return [...own, ...Object.keys(value), ...Object.values(value).flatMap(ids)];
}
