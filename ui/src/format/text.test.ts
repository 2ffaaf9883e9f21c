import { expect, test } from 'vitest';

import { longestWord } from './text';

test('a search is narrowed by its longest word', () => {
  expect(longestWord('  чай  зелёный 100 ')).toBe('зелёный');
  expect(longestWord('a b')).toBe('a');
  expect(longestWord('  ')).toBe('');
});
