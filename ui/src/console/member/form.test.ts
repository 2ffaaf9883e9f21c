import { expect, test } from 'vitest';

import {
  attribute,
  attributeChange,
  blank,
  consentChange,
  profileChange,
  profileForm,
  registration,
} from './form';
import type { Member } from './queries';

const ann: Member = {
  id: 'mem_1',
  registered_at: '2026-03-01T07:00:00Z',
  blocked: false,
  erased_at: null,
  first_name: 'Ann',
  middle_name: null,
  last_name: null,
  birth_date: null,
  gender: null,
  city: 'Kazan',
  phone: '+79000000001',
  email: null,
  external_id: null,
  cards: ['2900000000018'],
  language: null,
  store: null,
  tags: [],
  dates: {},
  consents: {
    sms: { state: 'granted', at: '2026-03-01T07:00:00Z' },
    viber: { state: 'withdrawn', at: '2026-03-01T07:00:00Z' },
  },
  attributes: { shoe: 41, club: '7', vip: true },
  summary: null,
};

test('registering sends what was filled in', () => {
  expect(registration(blank)).toEqual({});
  const form = { ...blank, first_name: ' Ann ', phone: '8 900', consents: ['sms'] };
  expect(registration(form)).toEqual({
    first_name: 'Ann',
    phone: '8 900',
    consents: { sms: 'granted' },
  });
});

test('a change sends what differs, and clears what was emptied', () => {
  const form = profileForm(ann);
  expect(profileChange(ann, form)).toEqual({});
  const edited = { ...form, city: '', last_name: 'Lee', cards: [] };
  expect(profileChange(ann, edited)).toEqual({ city: null, last_name: 'Lee', cards: [] });
});

test('consents are granted and withdrawn, and left alone', () => {
  expect(consentChange(ann, ['sms'])).toEqual({});
  expect(consentChange(ann, ['email', 'viber'])).toEqual({
    sms: 'withdrawn',
    email: 'granted',
    viber: 'granted',
  });
});

test('attributes keep their types', () => {
  expect(attribute('12.5')).toBe(12.5);
  expect(attribute('true')).toBe(true);
  expect(attribute('12.34567')).toBe('12.34567');
  const rows = [
    { name: 'shoe', value: '42' },
    { name: 'club', value: '8' },
    { name: 'sauce', value: 'hot' },
  ];
  expect(attributeChange(ann.attributes as never, rows)).toEqual({
    vip: null,
    shoe: 42,
    club: '8',
    sauce: 'hot',
  });
});
