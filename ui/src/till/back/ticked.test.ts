import { expect, test } from 'vitest';

import type { components } from '../../api/schema';
import { everything, possible } from './ticked';

type Purchase = components['schemas']['Purchase'];

/** Three portions of fries, of which some came back before, and a beer. */
function fries(cameBack: string): Purchase {
  return {
    lines: [
      { line: 1, quantity: '3' },
      { line: 2, quantity: '1' },
    ],
    returned: cameBack === '0' ? [] : [{ line: 1, quantity: cameBack }],
  } as unknown as Purchase;
}

test('no more comes back than is left', () => {
  const purchase = fries('2');
  const line = purchase.lines[0];
  if (!line) throw new Error('no line');
  expect(everything(purchase)).toEqual({ 1: '1', 2: '1' });
  expect(['1', '0.5', '2', '0'].map((quantity) => possible(purchase, line, quantity))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
