import { expect, test } from 'vitest';

import { EMPTY, figureOf, requestOf, type Trial } from './basket';
import { scenarioItem, withScenario } from './scenario';

const burger = { sku: 'burger', name: 'Burger', quantity: '2', price: '400,50' };

test('figures are read as people type them, exactly', () => {
  expect(figureOf('1 234,50')).toBe('1234.50');
  expect(figureOf('0.1')).toBe('0.1');
  expect(figureOf('1,2,3')).toBeNull();
  expect(figureOf('-1')).toBeNull();
  expect(figureOf('')).toBeNull();
});

test('a trial is asked for once it can be priced', () => {
  expect(requestOf(EMPTY, 'UTC')).toBeNull();
  const trial: Trial = { ...EMPTY, lines: [burger], redeem: { points: 'max' } };
  expect(requestOf(trial, 'UTC')).toEqual({
    member: null,
    basket: { lines: [{ line: 1, sku: 'burger', quantity: '2', price: '400.50' }] },
  });
  expect(requestOf({ ...trial, who: 'member' }, 'UTC')).toBeNull();
  expect(requestOf({ ...trial, lines: [{ ...burger, price: '' }] }, 'UTC')).toBeNull();
  const typed = requestOf(
    {
      ...trial,
      who: 'typed',
      profile: { birth_date: '1990-01-06', gender: '', city: ' ' },
      balances: { points: '300' },
      tiers: { level: '' },
      store: 'kazan-1',
      at: { date: '2026-11-23', time: '00:00' },
      coupons: 'SPRING, MAY',
    },
    'Europe/Moscow',
  );
  expect(typed?.member).toEqual({
    profile: { birth_date: '1990-01-06' },
    balances: { points: '300' },
    tier: {},
  });
  expect(typed?.basket).toMatchObject({
    store: 'kazan-1',
    at: '2026-11-23T00:00:00+03:00',
    coupons: ['SPRING', 'MAY'],
    redeem: { points: 'max' },
  });
});

const FILE = 'program: x\nscenarios:\n  - scenario: given\n    steps:\n      - { a: 1 }\n';

test('a scenario is named and appended', () => {
  const item = scenarioItem(FILE, 'half: of it');
  expect(item).toBe('  - scenario: "half: of it"\n    steps:\n      - { a: 1 }\n');
  expect(scenarioItem(`# A note.\n${FILE}`, 'one')).toMatch(
    /^ {2}# A note.\n {2}- scenario: one\n/,
  );
  expect(scenarioItem('scenario: given\nsteps:\n  - { a: 1 }\n', 'one')).toBe(
    '  - scenario: one\n    steps:\n      - { a: 1 }\n',
  );
  expect(scenarioItem('- scenario: given\n  steps:\n    - { a: 1 }\n', 'one')).toBe(
    '  - scenario: one\n    steps:\n      - { a: 1 }\n',
  );
  expect(withScenario('', 'x', item)).toBe(`program: x\n\nscenarios:\n${item}`);
  expect(withScenario('program: x\nscenarios: []\n', 'x', item)).toBe(
    `program: x\nscenarios:\n${item}`,
  );
  expect(withScenario(FILE, 'x', item)).toBe(`${FILE}\n${item}`);
  expect(withScenario('scenarios:\n- scenario: a\n  steps: []\n', 'x', item)).toBe(
    'scenarios:\n- scenario: a\n  steps: []\n\n- scenario: "half: of it"\n  steps:\n    - { a: 1 }\n',
  );
  expect(withScenario('scenarios:\n  - scenario: a\ngoods:\n  b: {}\n', 'x', item)).toBe(
    `scenarios:\n  - scenario: a\n\n${item}\ngoods:\n  b: {}\n`,
  );
});
