import { expect, test } from 'vitest';

import { chosenMap, missing, type Result, toldOf } from './imports';

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

test('counts of what is not in a file are left out', () => {
  const none = {
    rows: 9,
    imported: 4,
    refused: 5,
    unchanged: 0,
    returns: 0,
    members: 0,
    products: 0,
  };
  const result = { ...none, purchases: 2 } as Result;
  expect(toldOf(result)).toEqual(['rows', 'imported', 'refused', 'purchases']);
});
