import type { Json } from '../../segment/tree';

/** How a section holds its rules: one after another, by names of their own, or it is one itself. */
export type Holds = 'list' | 'table' | 'one';

/** A section of a program file. */
export interface Section {
  name: SectionName;
  holds: Holds;
  /** What sentences call its rules. */
  subjects: string[];
}

const SECTION = {
  program: ['one', 'club_price', 'program'],
  units: ['table', 'unit'],
  tiers: ['table', 'tier'],
  memberships: ['table', 'tier'],
  segments: ['table', 'segment'],
  stages: ['table', 'stage'],
  rfm_names: ['table', 'rfm_name'],
  badges: ['table', 'badge'],
  partners: ['table', 'partner'],
  earn: ['list', 'earn'],
  activities: ['list', 'activity'],
  challenges: ['list', 'challenge'],
  referral: ['one'],
  coupons: ['table', 'coupon'],
  lanes: ['list', 'lane'],
  offers: ['list', 'offer'],
  limits: ['one'],
  gift_cards: ['table', 'gift_card'],
  redeem: ['table', 'redeem'],
  rewards: ['list', 'reward'],
  transfers: ['table', 'transfer'],
  returns: ['one', 'returns'],
  late: ['one'],
} as const satisfies Record<string, readonly [Holds, ...string[]]>;

export type SectionName = keyof typeof SECTION;

export const SECTION_NAMES = Object.keys(SECTION) as SectionName[];

/** Sections in the order they are shown, and in which they stand in a file. */
export const SECTIONS: Section[] = SECTION_NAMES.map((name) => {
  const [holds, ...subjects] = SECTION[name];
  return { name, holds, subjects };
});

/** Fields of a part that are shown first, in this order; the others are behind “more”. Of parts that are not here, all are. */
const FIRST: Record<string, string[]> = {
  About: ['id', 'name', 'currency', 'time_zone', 'club_price'],
  Unit: ['name', 'value', 'expire', 'activate'],
  Tier: ['metric', 'period', 'levels', 'keep'],
  Membership: ['name', 'term', 'fee', 'when'],
  Earn: ['id', 'when', 'lines', 'rate', 'points', 'per', 'times', 'combine', 'limit'],
  Activity: ['id', 'on', 'when', 'award', 'limit'],
  Challenge: ['id', 'name', 'count', 'goal', 'within', 'when', 'lines', 'award'],
  Offer: ['id', 'when', 'lines', 'percent', 'amount', 'price', 'set', 'limit', 'lane'],
  CouponSeries: ['name', 'code', 'prefix', 'starts', 'ends', 'limit'],
  GiftCardKind: ['name', 'prefix', 'sold', 'expire'],
  Reward: ['id', 'name', 'price', 'when', 'limit', 'stock', 'coupon'],
  Redeem: ['max_share', 'min', 'step', 'include', 'exclude', 'when'],
  Transfer: ['min', 'max', 'limit', 'fee'],
  Partner: ['name', 'stores', 'issue', 'burn'],
  Lane: ['id', 'level', 'apply', 'choose'],
  LineWhere: ['category', 'sku', 'brand'],
  AwardFile: ['points', 'unit', 'expire', 'activate'],
  Limit: ['after', 'on', 'round'],
  Award: ['event', 'date', 'days_before', 'segment_entered', 'calendar'],
};

/** Fields that come first of a part, and whether the others hide. */
export function firstOf(part: string): string[] | null {
  return FIRST[part] ?? null;
}

/** What a part that a form adds begins with; of those that are not here, nothing is said. */
const BEGIN: Record<string, Json> = {
  LimitFile: { times: '1', per: 'month' },
  Activate: { after: '14d' },
  PointValue: { points: '1', money: '1.00' },
  PointsCap: { points: '100', per: 'month' },
  MemberCap: { amount: '100.00', per: 'month' },
  AwardFile: { points: '100' },
  Take: { points: '100' },
  Steps: { by: 'units', levels: [{ from: '2', percent: '5%' }] },
  Step: { from: '1', percent: '5%' },
  SetPart: { units: '2' },
  TransferLimit: { points: '1000', per: 'month' },
  Cap: { max_share: '50%' },
  Group: { max_count: '1' },
  LineWhere: { category: [] },
  Limit: { after: '1 year' },
  Award: { event: '' },
  RewardPrice: { points: '100' },
  ChallengeCountFields: { event: '' },
  TierLevel: { id: '', from: '0' },
  ChallengeLevel: { id: '', goal: '1' },
  MembershipLevel: { id: '', after: '1 year' },
  YearlyWindow: { from: '12-20', to: '01-10' },
  Discounted: { by: 'any' },
};

export function beginOf(part: string): Json {
  return BEGIN[part] ?? {};
}

/** Whose names a field takes: those of a section. */
const NAMED_IN: Record<string, SectionName> = {
  unit: 'units',
  earned: 'units',
  badge: 'badges',
  coupon: 'coupons',
  join: 'memberships',
  lane: 'lanes',
  segment_entered: 'segments',
  'basket.coupon': 'coupons',
};

export function namedIn(field: string): SectionName | null {
  return NAMED_IN[field] ?? null;
}
