import type { Page } from '@playwright/test';

import { homeWords } from '../src/console/home/words';
import { membersWords } from '../src/console/member/words';
import { startWords } from '../src/console/program/start/words';
import { purchasesWords } from '../src/console/purchase/words';
import { segmentWords } from '../src/console/segment/words';
import { importWords } from '../src/console/settings/imports/words';
import { spendWords } from '../src/console/settings/spendWords';
import { settingsWords } from '../src/console/settings/words';
import { found, OWNER, send } from './support/firm';
import type { Server } from './support/server';
import { localeOf, speakIn } from './support/speak';
import { logIn } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

const ru = speakIn('ru');
const settings = ru(settingsWords);

/** What each page of a base without data teaches, and the way on that it offers. */
const TEACH: [path: string, told: string, way: string][] = [
  ['/', ru(homeWords).start, ru(homeWords).steps.program.title],
  ['/members', ru(membersWords).empty, ru(membersWords).register],
  ['/segments', ru(segmentWords).empty, ru(segmentWords).make],
  ['/purchases', ru(purchasesWords).empty, ru(purchasesWords).import],
  ['/program', ru(startWords).title, ru(startWords).ready['burger-heroes'].name],
  ['/settings/stores', settings.stores.empty, settings.stores.add],
  ['/settings/goods', settings.goods.empty, settings.goods.add],
  ['/settings/spend', ru(spendWords).empty, ru(spendWords).add],
  ['/settings/imports', ru(importWords).empty, ru(importWords).choose],
  ['/settings/keys', settings.keys.empty, settings.keys.add],
];

/** Names as long as the API takes them, of one word and of many. */
const ONE_WORD = 'Преображенско-Красногвардейско-Новорязанская'.repeat(2);
const MANY_WORDS = 'Апельсины из солнечной Андалусии, собранные вручную на рассвете, '
  .repeat(2)
  .trim();

let server: Server;

test.describe.configure({ mode: 'serial' });

test.use({ locale: localeOf.ru, viewport: { width: 390, height: 844 } });

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  server = await found(request);
  await request.dispose();
});

test.afterAll(() => server.stop());

test.beforeEach(async ({ context }) => {
  await logIn(context, server.url, OWNER, 'ru');
});

test('every page of an empty base says what would be here, and leads on', async ({ page }) => {
  for (const [path, told, way] of TEACH) {
    await page.goto(`${server.url}/console${path}`);
    await expect(page.getByRole('heading', { name: told }), path).toBeVisible();
    const ways = page.getByRole('main').locator('a, button', { hasText: way });
    await expect(ways.first(), path).toBeVisible();
    await fits(page);
    await accessible(page);
  }
});

test('very long names stay within a phone', async ({ page, context }) => {
  const { url } = server;
  const person = { first_name: ONE_WORD, last_name: MANY_WORDS, phone: '+79270000001' };
  const member = await send(context.request, 'post', `${url}/v1/members`, person);
  const store = { name: ONE_WORD, city: MANY_WORDS, time_zone: 'Europe/Moscow' };
  await send(context.request, 'put', `${url}/v1/stores/long`, store);
  const product = { name: MANY_WORDS, price: '100', category: [ONE_WORD], brand: ONE_WORD };
  await send(context.request, 'put', `${url}/v1/products/long`, product);
  await send(context.request, 'post', `${url}/v1/keys`, { name: ONE_WORD, scopes: ['till'] });
  const sold = await send(context.request, 'post', `${url}/v1/purchases`, {
    id: `receipt-${ONE_WORD}`,
    member: { phone: person.phone },
    store: 'long',
    at: new Date().toISOString(),
    lines: [{ line: 1, sku: 'long', quantity: '1', price: '100' }],
  });
  await show(page, '/members', ONE_WORD);
  await show(page, `/members/${String(member.id)}`, ONE_WORD);
  await show(page, `/members/${String(member.id)}?tab=details`, ONE_WORD);
  await show(page, '/purchases', ONE_WORD);
  await show(page, `/purchases/${String(sold.purchase)}`, ONE_WORD);
  await show(page, '/settings/stores', ONE_WORD);
  await show(page, '/settings/goods', MANY_WORDS);
  await show(page, '/settings/keys', ONE_WORD);
});

/** A page shows a name whole or cut, and grows to no side. */
async function show(page: Page, path: string, name: string) {
  await page.goto(`${server.url}/console${path}`);
  await expect(page.getByRole('main').getByText(name.slice(0, 30)).first(), path).toBeAttached();
  await fits(page);
  const folder = process.env.SHOTS;
  if (folder)
    await page.screenshot({
      path: `${folder}/long${path.replaceAll(/[^a-z]+/gi, '-').slice(0, 30)}.png`,
    });
}
