import { expect, test } from 'vitest';

import { scopeOf } from './pages';

test('a page needs what its place of the rail needs, a purchase what a till needs', () => {
  const needed = {
    '/': 'reports:read',
    '/members': 'members:read',
    '/members/mem_1': 'members:read',
    '/membership': null,
    '/purchases': 'members:read',
    '/purchases/pur_1': 'till',
    '/program/file': 'programs:read',
    '/settings/keys': 'catalogue:read',
    '/nowhere': null,
  };
  for (const [path, scope] of Object.entries(needed)) expect(scopeOf(path), path).toBe(scope);
});
