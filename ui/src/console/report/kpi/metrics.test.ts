import { expect, test } from 'vitest';

import { GROUPS, METRICS } from './metrics';

test('every metric stands in one group', () => {
  const grouped = GROUPS.flatMap(({ metrics }) => metrics);
  expect([...grouped].sort()).toEqual(Object.keys(METRICS).sort());
});
