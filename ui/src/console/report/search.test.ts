import { expect, test } from 'vitest';

import { changed, readSearch, shared, span } from './search';

const TODAY = '2026-03-10';

test('days are what the address says', () => {
  expect(span({}, TODAY)).toEqual({ from: '2025-03-11', to: TODAY, preset: '365' });
  expect(span({ days: '30' }, TODAY).from).toBe('2026-02-09');
  expect(span({ days: 'all' }, TODAY).from).toBeUndefined();
  const own = { from: '2026-02-01', to: '2026-02-28' };
  expect(span({ ...own, days: '30' }, TODAY)).toEqual({ ...own, preset: undefined });
  for (const wrong of [
    { from: '2026-02-31x', to: '2026-03-01' },
    { from: '2026-03-02', to: '2026-03-01' },
    { days: '12' },
  ]) {
    expect(span(wrong, TODAY).preset).toBe('365');
  }
});

test('another report keeps what all share', () => {
  const search = readSearch({ days: 90, segment: 'lost', by: 'week', top: null, empty: '' });
  expect(search).toEqual({ days: '90', segment: 'lost', by: 'week' });
  expect(shared(search)).toEqual({ days: '90', segment: 'lost' });
  expect(changed(search, { by: undefined, days: '30' })).toEqual({ days: '30', segment: 'lost' });
});
