import { expect, test } from 'vitest';

import { bodyOf, fresh, typedOf } from './design';

test('what is typed is what is sent, and what is read is what was typed', () => {
  const typed = { ...fresh('control', 'offer'), name: ' Spring ', lift: '7,5' };
  const body = bodyOf(typed);
  expect(body).toMatchObject({ name: 'Spring', lift: 0.075, days: 28, control: 'control' });
  const draft = { ...body, arms: body?.arms.map((arm) => ({ ...arm, members: 0 })) };
  const again = typedOf(draft as Parameters<typeof typedOf>[0]);
  expect(again).toEqual({ ...typed, name: 'Spring', lift: '7.5' });
});

test('what is unfinished is not sent', () => {
  const typed = { ...fresh('control', 'offer'), name: 'Spring' };
  const unfinished = [
    { name: '' },
    { lift: '' },
    { lift: '0' },
    { days: '2.5' },
    { arms: [{ name: 'control', parts: '1' }], control: 1 },
    {
      arms: [
        { name: 'a', parts: '1' },
        { name: 'a', parts: '1' },
      ],
    },
    {
      arms: [
        { name: 'a', parts: '1' },
        { name: 'b', parts: 'x' },
      ],
    },
  ];
  for (const part of unfinished) expect(bodyOf({ ...typed, ...part })).toBeNull();
  expect(bodyOf({ ...typed, name: '' }, 'x')).not.toBeNull();
  expect(bodyOf({ ...typed, metric: 'receipt' })?.cuped).toBe(false);
});
