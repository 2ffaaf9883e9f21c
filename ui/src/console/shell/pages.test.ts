import { expect, test } from 'vitest';

import { scopeOf } from './pages';

test('a page needs what the page it is below needs', () => {
  const needed = {
    '/': 'reports:read',
    '/members': 'members:read',
    '/members/mem_1': 'members:read',
    '/membership': null,
    '/purchases': 'members:read',
    '/purchases/pur_1': 'members:read',
    '/segments/new': 'reports:read',
    '/review': 'reports:read',
    '/reports/kpi': 'reports:read',
    '/program/file': 'programs:read',
    '/settings/keys': 'catalogue:read',
    '/nowhere': null,
  };
  for (const [path, scope] of Object.entries(needed)) expect(scopeOf(path), path).toBe(scope);
});
