import { expect, test } from 'vitest';

import { keptOf, lookAt, memberAt, stepAt, STEPS, stepsFor } from './steps';

const all = [...STEPS];

test('each step knows its screen', () => {
  const steps = ['/', '/members', '/members/', '/members/mem_1', '/program', '/playground'];
  expect(steps.map(stepAt)).toEqual([
    'home',
    'members',
    'members',
    'points',
    'program',
    'playground',
  ]);
  expect(stepAt('/program/versions')).toBe('program');
  expect(stepAt('/settings/keys')).toBeNull();
  expect(memberAt('/members/mem_1')).toBe('mem_1');
  expect(memberAt('/members')).toBeNull();
  expect(memberAt('/purchases/pur_1')).toBeNull();
});

test('it begins on the first screen and nowhere else', () => {
  expect(lookAt('new', all, { path: '/' })).toEqual({
    step: 'home',
    number: 1,
    of: 5,
    here: true,
    away: false,
    before: null,
    after: 'members',
  });
  expect(lookAt('new', all, { path: '/playground' })).toBeNull();
  expect(lookAt('new', all, { path: '/settings' })).toBeNull();
});

test('once begun it follows the screen', () => {
  expect(lookAt('home', all, { path: '/playground' })).toMatchObject({
    step: 'playground',
    number: 5,
    here: true,
    after: null,
  });
  expect(lookAt('program', all, { path: '/settings' })).toMatchObject({
    step: 'program',
    number: 4,
    here: false,
    away: true,
  });
});

test('a member’s points are on the screen only under their tab', () => {
  const path = '/members/mem_1';
  expect(lookAt('members', all, { path })).toMatchObject({
    step: 'points',
    here: false,
    away: false,
  });
  expect(lookAt('members', all, { path, tab: 'points' })).toMatchObject({ here: true });
});

test('dismissed, it is seen nowhere', () => {
  for (const path of ['/', '/members', '/settings']) {
    expect(lookAt('done', all, { path })).toBeNull();
  }
});

test('nobody is shown what their role does not allow', () => {
  const steps = stepsFor((scope) => scope === 'members:read');
  expect(steps).toEqual(['members', 'points']);
  expect(lookAt('new', steps, { path: '/' })).toBeNull();
  expect(lookAt('members', steps, { path: '/program' })).toMatchObject({
    step: 'members',
    of: 2,
    away: true,
  });
  expect(lookAt('new', [], { path: '/' })).toBeNull();
});

test('a browser keeps a step or the end, and nothing else', () => {
  expect(['home', 'points', 'done'].map(keptOf)).toEqual(['home', 'points', 'done']);
  expect([undefined, '', 'null', 'new', 'step 3'].map(keptOf)).toEqual(Array(5).fill('new'));
});
