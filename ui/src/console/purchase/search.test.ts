import { expect, test } from 'vitest';

import { purchasesQuery, purchasesSearch } from './search';

test('an address is read leniently and asked exactly', () => {
  const search = purchasesSearch({
    from: '2026-10-01',
    to: 'tomorrow',
    receipt: 1005,
    identified: 'false',
    state: 'lost',
    store: '',
  });
  expect(search).toEqual({ from: '2026-10-01', receipt: '1005', identified: false });
  expect(purchasesQuery(search)).toEqual({
    from: '2026-10-01',
    external: '1005',
    identified: 'false',
  });
});
