import { expect, test } from 'vitest';

import { chosenMap, missing } from './imports';

test('what is sent are the fields that have a column', () => {
  expect(chosenMap({ at: 'Date', member: null, sku: '' })).toEqual({ at: 'Date' });
});

test('a required field without a column is missed', () => {
  const fields = [
    { name: 'at', required: true, about: '', one_of: [] },
    { name: 'sku', required: false, about: '', one_of: [] },
  ];
  expect(missing(fields, { at: null })).toEqual(['at']);
  expect(missing(fields, { at: 'Date' })).toEqual([]);
});

test('one of several is enough, none is not', () => {
  const fields = [
    { name: 'phone', required: false, about: '', one_of: ['phone', 'card'] },
    { name: 'card', required: false, about: '', one_of: ['phone', 'card'] },
  ];
  expect(missing(fields, { phone: null, card: 'Card' })).toEqual([]);
  expect(missing(fields, {})).toEqual(['phone', 'card']);
});
