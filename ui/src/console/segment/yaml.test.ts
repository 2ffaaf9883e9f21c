import { expect, test } from 'vitest';

import { yaml } from './yaml';

test('a condition is written as program files have it', () => {
  const condition = {
    all: [
      { 'member.city': { in: ['Казань', 'Nizhny Novgorod'] } },
      {
        purchases: { within: '1 year', where: { category: { in: 'rings' } }, count: { gte: '2' } },
      },
      { not: { any: [{ segment: 'a' }, { 'member.tags': { in: '#1: yes' } }] } },
    ],
  };
  expect(yaml(condition)).toBe(`all:
  - member.city:
      in: [Казань, Nizhny Novgorod]
  - purchases:
      within: 1 year
      where:
        category:
          in: rings
      count:
        gte: 2
  - not:
      any:
        - segment: a
        - member.tags:
            in: "#1: yes"`);
  expect(yaml({ a: { in: ['no', ''] } })).toBe('a:\n  in: ["no", ""]');
});
