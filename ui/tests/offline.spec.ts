import type { Page } from '@playwright/test';

import { dialogWords } from '../src/till/dialogs/words';
import { sessionWords } from '../src/till/session/words';
import { screenWords } from '../src/till/screen/words';
import { tillWords } from '../src/till/words';
import { releases } from './support/release';
import { demo, type Server } from './support/server';
import { logIn, TILL } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

/** A member of every demo base. */
const CARD = '2900000000018';

const words = { ...tillWords.en, dialog: dialogWords.en, session: sessionWords.en };

test.use({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });

let server: Server;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await demo(30);
});

test.afterAll(() => server.stop());

test('a till that is opened without its server sells, and the sale earns later', async ({
  page,
  context,
}) => {
  await page.goto(`${server.url}/till`);
  await page.getByLabel(words.session.login).fill(TILL.login);
  await page.getByLabel(words.session.password).fill(TILL.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: words.session.begin }).click();
  await ready(page);
  const before = await points(page);

  await server.kill();
  await page.reload();
  await expect(page.getByText(words.offline)).toBeVisible();
  await page.goto(`${server.url}/till`);
  await expect(page.getByText(words.offline)).toBeVisible();

  await type(page, CARD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: CARD })).toBeVisible();
  await type(page, 'burger');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /burger/i })).toBeVisible();
  await fits(page);
  await accessible(page);
  await page.keyboard.press('F6');
  await expect(page.getByText(words.said.offlinePoints)).toBeVisible();
  await page.keyboard.press('F10');
  await expect(page.getByRole('dialog', { name: words.dialog.receipt.offline })).toBeVisible();
  await accessible(page);
  await page.keyboard.press('F10');
  const waiting = page.getByRole('button', { name: words.waiting(1) });
  await expect(waiting).toBeVisible();
  await page.reload();
  await expect(waiting).toBeVisible();

  await server.restart();
  await expect(page.getByText(words.offline)).toBeHidden();
  await expect(waiting).toBeHidden();
  await logIn(context, server.url, TILL, 'en');
  expect(await points(page)).toBeGreaterThan(before);
});

test('a newer release waits for the end of the basket', async ({ page, context }) => {
  const shop = await releases(server.url);
  try {
    await logIn(context, shop.url, TILL, 'en');
    await page.goto(`${shop.url}/till/`);
    await page.getByRole('button', { name: words.session.begin }).click();
    await ready(page);
    await type(page, 'burger');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: /burger/i })).toBeVisible();

    shop.release();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    });
    await expect.poll(() => page.evaluate(isWaiting)).toBe(true);
    const newer = page.getByRole('button', { name: words.newer });
    await expect(newer).toBeHidden();
    await page.keyboard.press('F9');
    await page.getByRole('button', { name: words.dialog.clear.yes }).click();
    await expect(newer).toBeVisible();
    await accessible(page);

    await newer.click();
    await expect(page.locator('head script[src$="newer.js"]')).toBeAttached();
    await expect(page.getByLabel(screenWords.en.searchLabel)).toBeVisible();
    await expect(newer).toBeHidden();
    const kept = await page.evaluate(() => caches.keys());
    expect(kept, 'the old release is dropped').toEqual([expect.stringMatching(/newer$/)]);
  } finally {
    await shop.stop();
  }
});

test('of a shop with more goods than the till reads it knows what it has met', async ({
  page,
  context,
}) => {
  await context.route('**/v1/products?*', (route) => {
    const search = new URL(route.request().url()).searchParams.has('q');
    return search ? route.continue() : route.fulfill({ json: { items: [], next: 'more' } });
  });
  await logIn(context, server.url, TILL, 'en');
  await page.goto(`${server.url}/till/`);
  await page.getByRole('button', { name: words.session.begin }).click();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await type(page, 'burger hero');
  await page
    .getByRole('option', { name: /burger/i })
    .first()
    .click();
  const line = page.getByRole('row', { name: /burger/i });
  await expect(line).toBeVisible();
  await page.keyboard.press('F7');
  await expect(line).toBeHidden();

  await server.kill();
  await page.reload();
  await expect(page.getByText(words.offline)).toBeVisible();
  await type(page, 'cola');
  await expect(page.getByText(screenWords.en.goodsMet)).toBeVisible();
  await page.keyboard.press('Escape');
  await type(page, 'burger');
  await page.keyboard.press('Enter');
  await expect(line).toBeVisible();
  await server.restart();
});

/** Everything is there that a start without the server needs. */
async function ready(page: Page): Promise<void> {
  await expect(page.getByLabel(screenWords.en.searchLabel)).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('regulars.till.goods')))
    .toContain('burger');
}

async function isWaiting(): Promise<boolean> {
  const registration = await navigator.serviceWorker.ready;
  return registration.waiting !== null;
}

/** What the member has, whenever it may be spent. */
async function points(page: Page): Promise<number> {
  return page.evaluate(async (card) => {
    const { items } = await (await fetch(`/v1/members?card=${card}`)).json();
    const { accounts } = await (await fetch(`/v1/members/${items[0].id}/accounts`)).json();
    return Number(accounts[0].available) + Number(accounts[0].pending);
  }, CARD);
}

/** Types as a person does: what comes faster is a scanner. */
function type(page: Page, text: string): Promise<void> {
  return page.keyboard.type(text, { delay: 70 });
}
