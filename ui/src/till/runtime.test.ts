import { Fragment as preact } from 'preact';
import { Fragment } from 'react';
import { expect, test } from 'vitest';

test('the till is tested on the library it runs on', () => {
  expect(Fragment).toBe(preact);
});
