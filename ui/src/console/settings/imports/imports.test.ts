import { expect, test } from 'vitest';

import { chosenMap, missing } from './imports';

test('what is sent are the fields that have a column', () => {
  expect(chosenMap({ at: 'Date', member: null, sku: '' })).toEqual({ at: 'Date' });
});

test('a required field without a column is missed', () => {
  const fields = [
    { name: 'at', required: true, about: '' },
    { name: 'sku', required: false, about: '' },
  ];
  expect(missing(fields, { at: null })).toEqual(['at']);
  expect(missing(fields, { at: 'Date' })).toEqual([]);
});
