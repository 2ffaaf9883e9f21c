import { expect, test } from 'vitest';

import { type KeptTile, keysOf, moved, replaced, sizeOf, tileOf } from './tiles';

const tile = (report: string): KeptTile => ({ report, asked: {}, plot: true });
const [kpi, rfm, abc] = [tile('kpi'), tile('rfm'), tile('abc')];
const key = (of: KeptTile, before = 0) => `${JSON.stringify(of)}/${before}`;

test('a tile moves, and equal ones are told apart', () => {
  expect(moved([kpi, rfm, abc], key(kpi), 1)).toEqual([rfm, kpi, abc]);
  expect(moved([kpi, rfm, abc], key(abc), -1)).toEqual([kpi, abc, rfm]);
  expect(moved([kpi, rfm, abc], key(kpi), -1)).toEqual([kpi, rfm, abc]);
  expect(moved([kpi, rfm], key(abc), 1)).toEqual([kpi, rfm]);
  expect(keysOf([kpi, rfm, kpi])).toEqual([key(kpi), key(rfm), key(kpi, 1)]);
  expect(replaced([kpi, rfm, kpi], key(kpi, 1))).toEqual([kpi, rfm]);
  expect(replaced([kpi, rfm], key(kpi), abc)).toEqual([abc, rfm]);
  expect(replaced([kpi], key(abc), rfm)).toEqual([kpi]);
});

test('a tile keeps what its report is asked with, and no filter of another report', () => {
  const search = { days: '30', segment: 'women', compare: 'previous', by: 'store' };
  expect(tileOf('funnel', ['segment', 'period'], search)).toEqual({
    report: 'funnel',
    asked: { days: '30', segment: 'women', by: 'store' },
    plot: true,
  });
});

test('a figure alone is small, a map is wide', () => {
  expect([sizeOf('kpi', false), sizeOf('kpi', true)]).toEqual(['quarter', 'half']);
  expect([sizeOf('cohorts', false), sizeOf('cohorts', true)]).toEqual(['half', 'whole']);
});
