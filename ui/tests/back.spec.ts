import type { Page } from '@playwright/test';

import { backWords } from '../src/till/back/words';
import { dialogWords } from '../src/till/dialogs/words';
import { screenWords } from '../src/till/screen/words';
import { sessionWords } from '../src/till/session/words';
import { demo, type Server } from './support/server';
import { localeOf, speakIn } from './support/speak';
import { logIn, TILL } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

/** A member of every demo base. */
const CARD = '2900000000018';
const BUYER = 'Николай Белый';

const ru = speakIn('ru');
const words = ru(backWords);

test.use({ locale: localeOf.ru, viewport: { width: 1280, height: 800 } });

let server: Server;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await demo(30);
});

test.afterAll(() => server.stop());

test('goods come back at the till by keyboard, for what the server says beforehand', async ({
  page,
  context,
}) => {
  await logIn(context, server.url, TILL, 'ru');
  await page.goto(`${server.url}/till/`);
  await page.getByRole('button', { name: ru(sessionWords).begin }).click();
  await expect(page.getByLabel(ru(screenWords).searchLabel).first()).toBeVisible();
  const number = await sellTwoBurgers(page);

  await page.keyboard.press('F8');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await type(page, CARD);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(words.notFound)).toBeVisible();
  await dialog.getByLabel(words.number).fill(number.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(words.choose)).toBeVisible();
  await accessible(page);
  await dialog.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  const howMany = dialog.getByRole('textbox');
  await howMany.fill('3');
  await expect(confirm(page)).toBeDisabled();
  await howMany.fill('1');
  await expect(confirm(page)).toBeEnabled();
  const promised = await confirm(page).innerText();
  await expect(dialog.getByText(words.reversed('бонусы'))).toBeVisible();
  await fits(page);
  await accessible(page);
  await page.keyboard.press('F10');
  await expect(page.getByRole('dialog', { name: words.done })).toBeVisible();
  const given = await dialog.locator('strong').first().innerText();
  expect(promised).toContain(given);
  await expect(dialog.getByText(words.differs)).toBeHidden();
  await accessible(page);
  await page.keyboard.press('F10');
  await expect(dialog).toBeHidden();
});

/** The button that does it. */
function confirm(page: Page) {
  return page.getByRole('dialog').getByRole('button', { name: /F10/ });
}

/** Two burgers for a member; answers the receipt's number. */
async function sellTwoBurgers(page: Page): Promise<string> {
  await type(page, CARD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByText(BUYER)).toBeVisible();
  for (const quantity of ['1', '2']) {
    await type(page, 'burger');
    const quoted = page.waitForResponse((answer) => answer.url().endsWith('/v1/quotes'));
    await page.keyboard.press('Enter');
    await quoted;
    await expect(page.getByRole('row', { name: /burger/i })).toContainText(quantity);
  }
  await page.keyboard.press('F10');
  const receipt = page.getByRole('document', { name: ru(dialogWords).receipt.text });
  await expect(receipt).toBeVisible();
  const number = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await receipt.innerText());
  await page.keyboard.press('F10');
  await expect(receipt).toBeHidden();
  return number?.[0] ?? 'no number on the receipt';
}

/** Types as a person does: what comes faster is a scanner. */
function type(page: Page, text: string): Promise<void> {
  return page.keyboard.type(text, { delay: 70 });
}
