import type { components } from '../../../api/schema';
import type { Language } from '../../../i18n/words';
import type { Figure, FigureGroup } from '../figures/figure';
import type { programWords } from './words';

type Schemas = components['schemas'];
export type Program = Schemas['ProgramReport'];
export type Row = Schemas['ProgramReportRow'];
type Unit = Schemas['ProgramReportUnit'];
type Words = (typeof programWords)['en'];

type Told<Of> = Pick<Figure<Of>, 'kind' | 'of'>;

/** What is told of members. */
const MEMBERS = {
  members: { kind: 'count', of: (row) => row.members },
  joined: { kind: 'count', of: (row) => row.joined },
  engaged: { kind: 'count', of: (row) => row.engaged },
  engagement: { kind: 'share', of: (row) => row.engagement ?? null },
  levels_up: { kind: 'count', of: (row) => row.levels_up },
  levels_down: { kind: 'count', of: (row) => row.levels_down },
} satisfies Record<string, Told<Row>>;

/** What is told of offers. */
const OFFERS = {
  discount: { kind: 'sum', of: (row) => row.discount },
  discount_rate: { kind: 'share', of: (row) => row.discount_rate ?? null },
  paid_by_points: { kind: 'sum', of: (row) => row.paid_by_points },
  coupons_used: { kind: 'count', of: (row) => row.coupons_used },
} satisfies Record<string, Told<Row>>;

/** What is told of a unit of points. */
const POINTS = {
  issued: { kind: 'count', of: (unit) => unit.issued },
  redeemed: { kind: 'count', of: (unit) => unit.redeemed },
  expired: { kind: 'count', of: (unit) => unit.expired },
  redemption_rate: { kind: 'share', of: (unit) => unit.redemption_rate ?? null },
  breakage: { kind: 'share', of: (unit) => unit.breakage ?? null },
  left: { kind: 'count', of: (unit) => unit.left },
  liability: { kind: 'sum', of: (unit) => unit.liability ?? null },
  expected_liability: { kind: 'sum', of: (unit) => unit.expected_liability ?? null },
} satisfies Record<string, Told<Unit>>;

/** How many figures each group has, those of one unit last. */
export const SIZES = [MEMBERS, OFFERS, POINTS].map((group) => Object.keys(group).length);

/** Figures of the program by group, one group for each of its units. */
export function grouped(program: Program, t: Words, language: Language): FigureGroup<Row>[] {
  const units = program.units.map((named) => ({
    title: capital(named[language] || named.en),
    figures: figures(POINTS, t.points).map(({ key, of, ...figure }) => ({
      ...figure,
      key: `${key}:${named.unit}`,
      of: ofUnit(named.unit, of),
    })),
  }));
  return [
    { title: t.groups.members, figures: figures(MEMBERS, t.members) },
    { title: t.groups.offers, figures: figures(OFFERS, t.offers) },
    ...units,
  ];
}

function figures<Of>(
  told: Record<string, Told<Of>>,
  said: Record<string, { name: string; about: string }>,
): Figure<Of>[] {
  return Object.entries(told).map(([key, of]) => ({
    key,
    ...(said[key] ?? { name: key, about: '' }),
    ...of,
  }));
}

function ofUnit(unit: string, of: Figure<Unit>['of']): Figure<Row>['of'] {
  return (row) => {
    const found = row.units.find((one) => one.unit === unit);
    return found ? of(found) : null;
  };
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
