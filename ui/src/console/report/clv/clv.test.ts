import { expect, test } from 'vitest';

import { agrees } from './agree';
import type { Holdout } from './queries';

function held(pairs: [number, number][]): Holdout {
  const [expected, actual] = [0, 1].map((side) =>
    pairs.reduce((sum, pair) => sum + (pair[side] ?? 0) * 10, 0),
  ) as [number, number];
  return {
    weeks: 26,
    members: pairs.length * 10,
    expected,
    actual,
    total_error: actual === 0 ? null : (expected - actual) / actual,
    mean_error: 0,
    deciles: pairs.map(([foretold, made], place) => ({
      decile: place + 1,
      members: 10,
      expected: foretold,
      actual: made,
    })),
  };
}

test('tenths agree when the whole and nearly all of them do', () => {
  const cases: [string, [number, number][], boolean][] = [
    [
      'alike',
      [
        [0, 0.02],
        [0.5, 0.45],
        [2, 2.1],
        [8, 7.6],
      ],
      true,
    ],
    [
      'one off',
      [
        [0, 0],
        [0.5, 1.2],
        [2, 2.1],
        [8, 7.6],
      ],
      true,
    ],
    [
      'two off',
      [
        [0, 0],
        [0.2, 1.5],
        [4, 2.1],
        [8, 7.6],
      ],
      false,
    ],
    [
      'the whole is off',
      [
        [1, 0.8],
        [2, 1.6],
        [4, 3.2],
        [8, 6.4],
      ],
      false,
    ],
    ['nobody bought', [[1, 0]], false],
  ];
  for (const [name, pairs, expected] of cases) expect(agrees(held(pairs)), name).toBe(expected);
});
