import { expect, test } from 'vitest';

import { withMet } from './met';

test('the last goods met are kept, each once and as it was last', () => {
  const goods = (sku: string, price = '1.00') => ({ sku, name: sku, price, club: null });
  const met = [goods('a'), goods('b')];
  expect(withMet(met, goods('c'), 3)).toEqual([goods('a'), goods('b'), goods('c')]);
  expect(withMet(met, goods('a', '2.00'), 3)).toEqual([goods('b'), goods('a', '2.00')]);
  expect(withMet(met, goods('c'), 2)).toEqual([goods('b'), goods('c')]);
});
