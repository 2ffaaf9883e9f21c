import type { APIRequest, Page } from '@playwright/test';

import { commonWords } from '../src/console/common/words';
import { membersWords } from '../src/console/member/words';
import { purchasesWords } from '../src/console/purchase/words';
import { sessionWords } from '../src/console/session/words';
import { settingsWords } from '../src/console/settings/words';
import { shellWords } from '../src/console/shell/words';
import { found, OWNER } from './support/firm';
import type { Server } from './support/server';
import { localeOf, speakIn } from './support/speak';
import { logIn, OURS } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

let server: Server;

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  server = await found(request);
  await request.dispose();
});

test.afterAll(() => server.stop());

test.describe('the server goes away', () => {
  test.use({ locale: localeOf.en, viewport: { width: 1440, height: 900 } });

  test('and comes back: what was typed stays, pages follow by themselves', async ({
    page,
    context,
  }) => {
    const speak = speakIn('en');
    const t = speak(shellWords);
    const members = speak(membersWords);
    await logIn(context, server.url, OWNER, 'en');
    await page.goto(`${server.url}/console/members`);
    await page.getByRole('button', { name: members.register }).first().click();
    const form = page.getByRole('dialog');
    await form.getByLabel(members.fields.phone).fill('+79270000009');
    await form.getByLabel(members.fields.first_name).fill('Ann');
    const save = form.locator('button[type=submit]');
    await server.kill();
    await save.click();
    await expect(form.getByRole('alert')).toContainText(speak(commonWords).gone);
    const banner = page.getByText(t.gone);
    await expect(banner).toBeVisible();
    await server.restart();
    await expect(banner).toBeHidden();
    await expect(form.getByLabel(members.fields.phone)).toHaveValue('+79270000009');
    await save.click();
    await expect(page.getByText(members.registered).first()).toBeVisible();
  });

  test('a page that could not be loaded opens when it is back', async ({ page, context }) => {
    const speak = speakIn('en');
    const t = speak(shellWords);
    const purchases = speak(purchasesWords);
    await logIn(context, server.url, OWNER, 'en');
    await page.goto(`${server.url}/console/settings/stores`);
    await expect(
      page.getByRole('heading', { level: 2, name: speak(settingsWords).stores.empty }),
    ).toBeVisible();
    await server.kill();
    const rail = page.getByRole('navigation', { name: t.main });
    await rail.getByRole('link', { name: t.purchases }).click();
    await expect(page.getByText(t.gone)).toBeVisible();
    await accessible(page);
    await server.restart();
    await expect(page.getByRole('heading', { level: 1, name: purchases.title })).toBeVisible();
    await expect(page.getByText(purchases.empty)).toBeVisible();
    await expect(page.getByText(t.gone)).toBeHidden();
  });
});

test.describe('the session ends', () => {
  test.use({ locale: localeOf.ru, viewport: { width: 390, height: 844 } });

  test('and the page waits, with what was typed, until somebody logs in', async ({
    page,
    context,
    playwright,
  }) => {
    const speak = speakIn('ru');
    const t = speak(settingsWords);
    await logIn(context, server.url, OWNER, 'ru');
    await page.goto(`${server.url}/console/settings/stores`);
    await page.getByRole('button', { name: t.stores.add }).first().click();
    const form = page.getByRole('dialog', { name: t.stores.add });
    await form.getByLabel(t.id).fill('kazan-1');
    await form.getByLabel(t.name).fill('Баумана');
    await endSession(page, playwright.request);
    await form.getByRole('button', { name: speak(commonWords).save }).click();
    await logInAgain(page, speak(sessionWords));
    await expect(form.getByLabel(t.name)).toHaveValue('Баумана');
    await fits(page);
    await form.getByRole('button', { name: speak(commonWords).save }).click();
    await expect(page.getByRole('cell', { name: 'Баумана' })).toBeVisible();
    expect(page.url()).toBe(`${server.url}/console/settings/stores`);
  });
});

/** Ends the session of the page from elsewhere, as another device that logs it out would. */
async function endSession(page: Page, request: APIRequest) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const elsewhere = await request.newContext();
  const ended = await elsewhere.delete(`${server.url}/v1/session`, {
    headers: { ...OURS, cookie },
  });
  expect(ended.ok()).toBe(true);
  await elsewhere.dispose();
}

/** The dialog over the page is what counts, also for the keyboard. */
async function logInAgain(page: Page, t: (typeof sessionWords)['en']) {
  const door = page.getByRole('dialog', { name: t.logIn });
  await expect(door.getByText(t.ended)).toBeVisible();
  await accessible(page);
  await expect(door.getByLabel(t.login)).toBeFocused();
  await page.keyboard.type(OWNER.login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(OWNER.password);
  await page.keyboard.press('Enter');
  await expect(door).toBeHidden();
}
