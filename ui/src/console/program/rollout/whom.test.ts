import { expect, test } from 'vitest';

import { EVERYBODY, toOf } from './whom';

test('what is typed is whom a version decides for, once it is whole', () => {
  const none = { everybody: null, percent: null, segment: null, stores: null };
  const check = (typed: Partial<typeof EVERYBODY>, expected: object | null) =>
    expect(toOf({ ...EVERYBODY, ...typed })).toEqual(expected && { ...none, ...expected });
  check({}, { everybody: true });
  check({ way: 'percent' }, { percent: 10 });
  check({ way: 'percent', percent: '2,5' }, { percent: 2.5 });
  for (const percent of ['', ' ', '0', '100', '-1', 'ten'])
    check({ way: 'percent', percent }, null);
  check({ way: 'stores' }, null);
  check({ way: 'stores', stores: ['kazan-1'] }, { stores: ['kazan-1'] });
  check({ way: 'segment' }, null);
  check({ way: 'segment', segment: 'vip' }, { segment: 'vip' });
});
