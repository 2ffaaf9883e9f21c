import { expect, test } from 'vitest';

import { guess, isWhole, queryOf } from './choice';
import { look, numeric, packed, parse } from './file';
import { planOf, type Typed } from './plan';
import { type Arm, chance, inThousand, isBroken, verdict } from './verdict';

const file = (text: string) => new File([text], 'units.csv');

test('a table is read as the server reads it', () => {
  const cases: [string, string[][]][] = [
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      '\ufeffa;b\r\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a\tb\n1\t',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      '"a,""x""",b\n"1\n2",3',
      [
        ['a,"x"', 'b'],
        ['1\n2', '3'],
      ],
    ],
    ['', []],
  ];
  for (const [text, rows] of cases) expect(parse(text).rows, text).toEqual(rows);
  expect(numeric('1,5', true)).toBe(1.5);
  expect(numeric('1,5', false)).toBeNull();
  expect([numeric('Да', false), numeric('false', false), numeric('', false)]).toEqual([1, 0, null]);
});

test('what is meant is guessed from names and values', async () => {
  const check = async (text: string, expected: object) => {
    const { columns } = await look(file(text));
    expect(guess(columns), text).toMatchObject(expected);
  };
  await check('userid,version,sum_gamerounds,retention_1\n1,gate_30,3,False\n2,gate_40,9,True\n', {
    arm: 'version',
    control: 'gate_30',
    metric: 'retention_1',
    kind: 'proportion',
  });
  await check('id;группа;выручка до;выручка\n1;тест;3,5;4\n2;контроль;2;0\n', {
    arm: 'группа',
    control: 'контроль',
    metric: 'выручка',
    kind: 'mean',
    cuped: 'выручка до',
  });
  await check('a,b\n1,2\n', { arm: '', metric: 'a' });
});

test('a file shows its first rows and how many it has', async () => {
  const rows = Array.from({ length: 300 }, (_, row) => `u${row},${row % 2},x`).join('\n');
  const seen = await look(file(`id,arm,note\n${rows}\n`));
  expect([seen.count, seen.more, seen.rows.length]).toEqual([300, false, 5]);
  expect(seen.columns.map(({ values }) => values.length)).toEqual([0, 2, 1]);
  const large = file(`id,arm,note\n${`${rows}\n`.repeat(60)}`);
  const sent = await packed(large);
  expect(sent.size).toBeLessThan(large.size / 5);
  const again = await look(new File([sent], 'units.csv.gz'));
  expect(again.count).toBe(18_000);
});

test('only what was chosen is asked', async () => {
  const { columns } = await look(file('arm,x,y\na,1,2\nb,2,3\n'));
  const choice = guess(columns);
  expect(isWhole(choice)).toBe(true);
  expect(queryOf(choice)).toEqual({ arm: 'arm', control: 'a', metric: 'x', kind: 'mean' });
  const ratio = { ...choice, kind: 'ratio' as const, cuped: 'y' };
  expect(isWhole(ratio)).toBe(false);
  expect(queryOf({ ...ratio, under: 'y', cap: '99,5', planned: '20 000' })).toEqual({
    arm: 'arm',
    control: 'a',
    metric: 'x/y',
    kind: 'ratio',
    cap: '99.5',
    planned: '20000',
  });
});

const ARM: Arm = {
  arm: 'b',
  n: 100,
  mean: 2,
  diff: 0.5,
  ci: [0.1, 0.9],
  p: 0.02,
  lift: 0.33,
  lift_ci: [0.05, 0.6],
  always_valid_ci: null,
  p_adjusted: null,
};

test('a verdict is by what counts', () => {
  expect(verdict(ARM)).toBe('better');
  expect(verdict({ ...ARM, diff: -0.5 })).toBe('worse');
  expect(verdict({ ...ARM, p_adjusted: 0.06 })).toBe('unclear');
  expect(verdict({ ...ARM, always_valid_ci: [-0.1, 1.1] })).toBe('unclear');
  expect(verdict({ ...ARM, p: null })).toBe('unknown');
  expect(chance({ ...ARM, p_adjusted: 0.06 })).toBe(0.06);
  expect([0.0001, 0.003, 0.62].map(inThousand)).toEqual([0, 3, 620]);
  expect([0.0005, 0.2, null].map((p) => isBroken({ srm_p: p }))).toEqual([true, false, false]);
});

test('a plan is asked when enough was typed', () => {
  const typed: Typed = {
    kind: 'share',
    baseline: '5',
    deviation: '',
    lift: '10 %',
    units: '',
    control: '10',
    correlation: '',
  };
  expect(planOf(typed)).toEqual({ baseline: 0.05, lift: 0.1, control: 0.1 });
  expect(planOf({ ...typed, lift: '', units: '50 000' })?.units).toBe(50_000);
  expect(planOf({ ...typed, lift: '' })).toBeNull();
  expect(planOf({ ...typed, kind: 'mean', baseline: '900' })).toBeNull();
  expect(planOf({ ...typed, kind: 'mean', baseline: '900,5', deviation: '2700' })).toMatchObject({
    baseline: 900.5,
    deviation: 2700,
  });
});
