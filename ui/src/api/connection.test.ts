import { afterEach, expect, test, vi } from 'vitest';

import { heard, isGone, onConnection, patient } from './connection';

afterEach(() => {
  heard(true);
  vi.unstubAllGlobals();
});

function serverThat(answers: boolean) {
  vi.stubGlobal('fetch', () =>
    answers ? Promise.resolve({ ok: true }) : Promise.reject(new TypeError('Failed to fetch')),
  );
}

test('only changes are told', () => {
  const told: boolean[] = [];
  const stop = onConnection(() => told.push(isGone()));
  for (const answered of [true, false, false, true, true]) heard(answered);
  stop();
  heard(false);
  expect(told).toEqual([true, false]);
});

test('a part that a lost server could not give comes when it is back', async () => {
  serverThat(false);
  const load = vi.fn().mockRejectedValueOnce(new TypeError('gone')).mockResolvedValueOnce('part');
  const loading = patient(load)();
  await vi.waitFor(() => expect(isGone()).toBe(true));
  expect(load).toHaveBeenCalledTimes(1);
  heard(true);
  await expect(loading).resolves.toBe('part');
});

test('a part that is not there is not waited for', async () => {
  serverThat(true);
  const load = vi.fn().mockRejectedValue(new TypeError('not found'));
  await expect(patient(load)()).rejects.toThrow('not found');
  expect(load).toHaveBeenCalledTimes(1);
});
