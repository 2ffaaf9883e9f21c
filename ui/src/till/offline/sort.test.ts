import { expect, test } from 'vitest';

import { isMadeOf, sortOf } from './sort';

const ORIGIN = 'https://shop.example';

test('only the till page and its files can be had without the server', () => {
  const cases: [string, string, string, string][] = [
    ['GET', 'navigate', '/till/', 'page'],
    ['GET', 'navigate', '/till', 'page'],
    ['GET', 'navigate', '/till/deep/link?x=1', 'page'],
    ['GET', 'navigate', '/tillage', 'call'],
    ['GET', 'navigate', '/console/', 'call'],
    ['GET', 'cors', '/assets/till-1.js', 'file'],
    ['GET', 'cors', 'https://elsewhere.example/assets/till-1.js', 'call'],
    ['GET', 'cors', '/v1/session', 'call'],
    ['GET', 'cors', '/till/', 'call'],
    ['POST', 'cors', '/v1/purchases', 'call'],
    ['POST', 'navigate', '/till/', 'call'],
  ];
  for (const [method, mode, path, sort] of cases) {
    const url = new URL(path, ORIGIN).href;
    expect(sortOf({ method, mode, url }, ORIGIN), `${method} ${mode} ${path}`).toBe(sort);
  }
});

test('a page of another release is told by its files', () => {
  const html = '<script src="/assets/till-2.js"></script><link href="/assets/till-1.css">';
  expect(isMadeOf(html, ['/assets/till-1.css', '/assets/till-2.js', '/assets/more.js'])).toBe(true);
  expect(isMadeOf(html, ['/assets/till-1.css', '/assets/till-1.js'])).toBe(false);
  expect(isMadeOf('<p>The screens are not built.</p>', ['/assets/till-1.js'])).toBe(false);
});
