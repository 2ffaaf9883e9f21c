import { expect, test } from 'vitest';

import { aboutIn, withPlace } from './about';
import { programSearch } from './address';
import { clauses, figures } from './figures';
import { instantOf, localOf, nextMonday, nextMonth, tomorrow } from './instant';
import { problemsOf } from './refusal';
import { changesBetween, grouped, type Sentence, wordsChanged } from './sentences';
import { chosen, decidesInstead, nextSet, standingOf } from './standing';
import { Problem } from '../../api/problem';

const FILE = `# A chain.
program: { id: burgers, name: { en: Burgers, ru: Бургеры }, currency: RUB, time_zone: Europe/Moscow }

units:
  points: { name: { en: bonuses, ru: бонусы } }
tiers:
  level:
    levels:
      - { id: first, name: { en: First, ru: Первый }, from: 0 }
      - { id: second, from: 5000.00 }
earn:
  - { id: base, rate: 5% } # ours
  - id: regulars
    rate: 15%
`;

test('a program says what it is in one language', () => {
  const both = (en: string, ru: string) => ({ en, ru });
  const about = aboutIn(
    {
      id: 'burgers',
      name: both('Burgers', 'Бургеры'),
      currency: 'RUB',
      time_zone: 'Europe/Moscow',
      units: [{ id: 'points', name: both('bonuses', 'бонусы'), scale: 0, value: null }],
      tiers: [
        {
          id: 'level',
          counts: 'spend',
          or_counts: null,
          levels: [{ id: 'first', name: both('First', 'Первый'), from: '0.00', or_from: null }],
        },
      ],
    },
    'ru',
  );
  expect(about).toEqual({
    id: 'burgers',
    name: 'Бургеры',
    currency: 'RUB',
    zone: 'Europe/Moscow',
    units: [{ id: 'points', name: 'бонусы' }],
    schemes: [{ id: 'level', levels: [{ id: 'first', name: 'Первый' }] }],
  });
});

test('another currency and zone leave the rest as it was', () => {
  const moved = withPlace(FILE, 'GBP', 'Europe/London');
  expect(moved).toContain('currency: GBP, time_zone: Europe/London }');
  expect(moved.replace('GBP', 'RUB').replace('London', 'Moscow')).toBe(FILE);
});

test('figures are set off and the sentence stays whole', () => {
  const sentence = 'Bonuses: 15% of 1 000,50 ₽; if in 30 days: at least 3; level-2.';
  const pieces = figures(sentence);
  expect(pieces.map(({ text }) => text).join('')).toBe(sentence);
  const set = pieces.filter(({ figure }) => figure).map(({ text }) => text);
  expect(set).toEqual(['15%', '1 000,50 ₽', '30', '3']);
  expect(clauses('A; b; c')).toEqual(['A', '; b; c']);
});

const told = (id: string, text: string, group: Sentence['group'] = 'earn'): Sentence => ({
  group,
  subject: 'earn',
  id,
  line: null,
  text,
});

test('what changed is told by rule and by word', () => {
  const before = [told('base', 'Bonuses: 5% of it.'), told('old', 'Gone.', 'join')];
  const after = [told('base', 'Bonuses: 7% of it.'), told('new', 'Come.', 'goods')];
  const changes = changesBetween(before, after);
  expect(changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'removed old',
    'changed base',
    'added new',
  ]);
  const [old, now] = wordsChanged('Bonuses: 5% of it.', 'Bonuses: 7% of it.');
  expect(old.find(({ changed }) => changed)?.text).toBe('5%');
  expect(now.find(({ changed }) => changed)?.text).toBe('7%');
  expect(grouped(before).map(([group]) => group)).toEqual(['join', 'earn']);
});

test('a moment is of the program’s clocks', () => {
  expect(instantOf({ date: '2026-11-23', time: '00:00' }, 'Europe/Moscow')).toBe(
    '2026-11-23T00:00:00+03:00',
  );
  expect(instantOf({ date: '2026-07-01', time: '09:30' }, 'America/New_York')).toBe(
    '2026-07-01T09:30:00-04:00',
  );
  // The night the clocks go forward in London.
  expect(instantOf({ date: '2026-03-29', time: '03:00' }, 'Europe/London')).toBe(
    '2026-03-29T03:00:00+01:00',
  );
  expect(instantOf({ date: '2026-01-01', time: '00:00' }, 'Nowhere/Town')).toBe(
    '2026-01-01T00:00:00+00:00',
  );
  expect(localOf(new Date('2026-11-22T22:15:00Z'), 'Europe/Moscow')).toEqual({
    date: '2026-11-23',
    time: '01:15',
  });
  expect(nextMonday('2026-11-22').date).toBe('2026-11-23');
  expect(nextMonday('2026-11-23').date).toBe('2026-11-30');
  expect(tomorrow('2026-12-31').date).toBe('2027-01-01');
  expect(nextMonth('2026-12-15').date).toBe('2027-01-01');
});

const ann = { kind: 'staff', id: 'stf_1', name: 'Ann' };

const version = (number: number, ...live_at: string[]) => ({
  id: 'burgers',
  version: number,
  stored_at: '2026-01-01T00:00:00Z',
  stored_by: ann,
  live_at,
  publications: live_at.map((live_at) => ({
    id: `pbl_${number}`,
    live_at,
    published_at: '2026-01-01T00:00:00Z',
    published_by: ann,
  })),
});

test('versions stand where their publications put them', () => {
  const one = version(1, '2026-01-01T00:00:00Z');
  const two = version(2, '2026-02-01T00:00:00Z');
  const three = version(3, '2026-04-01T00:00:00Z');
  const four = version(4);
  const programs = {
    as_of: '2026-03-01T00:00:00.5Z',
    live: { id: 'burgers', version: 2 },
    items: [one, two, three, four],
    next: null,
  };
  expect(standingOf(programs, one)).toEqual({
    is: 'past',
    from: '2026-01-01T00:00:00Z',
    to: '2026-02-01T00:00:00Z',
  });
  expect(standingOf(programs, two)).toEqual({ is: 'live', since: '2026-02-01T00:00:00Z' });
  expect(standingOf(programs, three)).toMatchObject({ is: 'set', at: '2026-04-01T00:00:00Z' });
  const coming = three.publications.slice(0, 1);
  expect(coming.map((one) => decidesInstead(programs, one))).toEqual([2]);
  expect(standingOf(programs, four)).toEqual({ is: 'stored' });
  expect(nextSet(programs)?.version.version).toBe(3);
  expect(chosen(programs, {})?.version).toBe(2);
  expect(chosen(programs, { version: 3 })?.version).toBe(3);
  const empty = { ...programs, live: { id: 'no-program', version: 0 }, items: [] };
  expect(chosen(empty, {})).toBeNull();
  expect(chosen({ ...empty, items: [four] }, {})?.version).toBe(4);
});

test('an address that makes no sense is read as far as it does', () => {
  expect(programSearch({ program: 'a-b', version: '2', from: 'x', rule: '<b>' })).toEqual({
    program: 'a-b',
    version: 2,
  });
});

test('a refused file tells its lines', () => {
  const errors = [{ pointer: '/earn/0/rat', line: 16, message: 'there is no field `rat` here' }];
  const refused = new Problem(422, 'bad_program', '', '', errors, {}, null);
  expect(problemsOf(refused)).toEqual([
    { path: '/earn/0/rat', line: 16, message: 'there is no field `rat` here' },
  ]);
  expect(problemsOf(new Error('gone'))).toEqual([]);
});
