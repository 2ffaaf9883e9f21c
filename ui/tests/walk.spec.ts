import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { homeWords } from '../src/console/home/words';
import { memberWords } from '../src/console/member/words';
import { pointsWords } from '../src/console/member/points/words';
import { programWords, versionWords } from '../src/console/program/words';
import { startWords } from '../src/console/program/start/words';
import { backWords } from '../src/console/purchase/back/words';
import { purchaseWords } from '../src/console/purchase/words';
import { sessionWords } from '../src/console/session/words';
import { settingsWords } from '../src/console/settings/words';
import { commonWords } from '../src/console/common/words';
import { dialogWords } from '../src/till/dialogs/words';
import { screenWords } from '../src/till/screen/words';
import { sessionWords as tillSessionWords } from '../src/till/session/words';
import { type Server, serve } from './support/server';
import { localeOf, type Speak, speakIn } from './support/speak';
import { accessible, expect, test } from './support/test';

for (const language of ['en', 'ru'] as const) {
  test.describe(language, () => {
    test.use({
      viewport: { width: 1440, height: 900 },
      locale: localeOf[language],
      acceptDownloads: true,
    });

    test('from the first run to a corrected balance', async ({ page, context }) => {
      test.setTimeout(180_000);
      const speak = speakIn(language);
      await context.addInitScript((chosen) => {
        localStorage.setItem('regulars.language', chosen);
        localStorage.setItem('regulars.tour', 'done');
      }, language);
      const server = await serve();
      try {
        await setUp(page, server, speak);
        await publish(page, speak);
        await tellOfGoods(page, server, speak);
        await sellFourTimes(page, server, speak);
        await seeAndExplain(page, server, speak);
        await takeBack(page, speak);
        await adjust(page, server, speak);
        await take(page, speak);
      } finally {
        await server.stop();
      }
    });
  });
}

/** The address that was printed leads to a form that makes the administrator. */
async function setUp(page: Page, server: Server, speak: Speak): Promise<void> {
  const t = speak(sessionWords);
  const line = server.printed.find((printed) => printed.startsWith('set up '));
  await page.goto(line?.replace('set up ', '') ?? 'no set-up address was printed');
  await page.getByLabel(t.name).fill('Olga');
  await page.getByLabel(t.login).fill('olga');
  await page.getByRole('textbox', { name: t.password }).fill('correct horse battery');
  await accessible(page);
  await page.getByRole('button', { name: t.create }).click();
  await expect(page.getByRole('heading', { name: speak(homeWords).title })).toBeVisible();
}

/** From the checklist of an empty base to a program that decides. */
async function publish(page: Page, speak: Speak): Promise<void> {
  const t = speak(programWords);
  const start = speak(startWords);
  await page.getByRole('link', { name: speak(homeWords).steps.program.title }).click();
  await page.getByRole('link', { name: start.ready['burger-heroes'].name }).click();
  await page.getByRole('button', { name: start.use }).click();
  await page.getByRole('button', { name: t.publish }).click();
  await page.getByRole('button', { name: speak(versionWords).confirmNow }).click();
  await expect(page.getByText(speak(versionWords).doneNow(1))).toBeVisible();
}

/** A store and a burger, in the settings. */
async function tellOfGoods(page: Page, server: Server, speak: Speak): Promise<void> {
  const t = speak(settingsWords);
  const common = speak(commonWords);
  await page.goto(`${server.url}/console/settings/stores`);
  await page.getByRole('button', { name: t.stores.add }).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel(t.id).fill('kazan-1');
  await form.getByLabel(t.name).fill('Bauman');
  await form.getByLabel(t.stores.timeZone).fill('Europe/Moscow');
  await form.getByRole('button', { name: common.save }).click();
  await expect(page.getByRole('cell', { name: 'Bauman' })).toBeVisible();
  await page.getByRole('link', { name: t.parts.goods }).click();
  await page.getByRole('button', { name: t.goods.add }).first().click();
  await form.getByLabel(t.goods.sku).fill('burger');
  await form.getByLabel(t.name).fill('Burger');
  await form.getByRole('textbox', { name: t.goods.price, exact: true }).fill('400');
  await form.getByRole('button', { name: common.save }).click();
  await expect(page.getByRole('cell', { name: 'Burger' }).first()).toBeVisible();
}

/** The scenario of the design by keyboard alone: 300 for joining, three times 20, then 15 % of what is paid in money. */
async function sellFourTimes(page: Page, server: Server, speak: Speak): Promise<void> {
  const place = speak(tillSessionWords);
  const t = speak(dialogWords);
  await page.goto(`${server.url}/till/`);
  // Once the stores are there: Enter does nothing before.
  await expect(page.getByRole('button', { name: place.begin })).toBeEnabled();
  await page.getByLabel(place.till).press('Enter');
  await expect(page.getByLabel(speak(screenWords).searchLabel).first()).toBeVisible();
  await page.keyboard.press('F3');
  await expect(page.getByRole('dialog', { name: t.register.title })).toBeVisible();
  await type(page, '+79270000001');
  await page.keyboard.press('Tab');
  await type(page, 'Ann Lee');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Ann Lee').first()).toBeVisible();
  for (const sale of [1, 2, 3, 4]) {
    if (sale > 1) await findAnn(page);
    await addBurger(page);
    if (sale === 4) await redeemMost(page, speak);
    await page.keyboard.press('F10');
    const receipt = page.getByRole('document', { name: t.receipt.text });
    await expect(receipt).toBeVisible();
    if (sale === 4) {
      await expect(receipt).toContainText(/200[.,]00/);
      await expect(receipt).toContainText('190');
    }
    await page.keyboard.press('F10');
    await expect(receipt).toBeHidden();
  }
}

async function findAnn(page: Page): Promise<void> {
  await type(page, '0001');
  await expect(page.getByRole('option', { name: /Ann Lee/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByText('Ann Lee')).toBeVisible();
}

async function addBurger(page: Page): Promise<void> {
  await type(page, 'burger');
  const quoted = priced(page);
  await page.keyboard.press('Enter');
  await quoted;
  await expect(page.getByRole('row', { name: /Burger/ })).toBeVisible();
}

async function redeemMost(page: Page, speak: Speak): Promise<void> {
  const t = speak(dialogWords);
  await expect(page.getByText(/360/).first()).toBeVisible();
  await page.keyboard.press('F6');
  await expect(page.getByRole('dialog', { name: t.redeem.title })).toBeVisible();
  const quoted = priced(page);
  await page.keyboard.press('Enter');
  await quoted;
  await expect(page.getByRole('dialog', { name: t.redeem.title })).toBeHidden();
  await expect(page.getByText(/200[.,]00/).first()).toBeVisible();
}

/** Home counts the sales; the member's page says where the points come from. */
async function seeAndExplain(page: Page, server: Server, speak: Speak): Promise<void> {
  await page.goto(`${server.url}/console/`);
  const counted = page.getByRole('link', {
    name: new RegExp(`^${speak(homeWords).purchases}\\s*4`),
  });
  await expect(counted).toBeVisible();
  await page.goto(`${server.url}/console/members`);
  await page.getByRole('row', { name: /Ann Lee/ }).click();
  await expect(page.getByText('190').first()).toBeVisible();
  await page.getByRole('tab', { name: speak(memberWords).tabs.points }).click();
  await expect(page.getByText(/15\s?%/).first()).toBeVisible();
  await accessible(page);
  await page.getByRole('tab', { name: speak(memberWords).tabs.purchases }).click();
}

/** The last burger comes back: the points it cost are restored, those it earned are reversed. */
async function takeBack(page: Page, speak: Speak): Promise<void> {
  const t = speak(purchaseWords);
  await page.getByRole('row').nth(1).click();
  await page.getByRole('button', { name: t.return }).click();
  const back = speak(backWords);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: back.everything }).click();
  await dialog.getByRole('button', { name: back.look }).click();
  await accessible(page);
  await dialog.getByRole('button', { name: /200[.,]00/ }).click();
  await expect(dialog.getByText(back.handOverNow)).toBeVisible();
}

/** Points given by hand, with what they lead to before and after. */
async function adjust(page: Page, server: Server, speak: Speak): Promise<void> {
  const t = speak(pointsWords);
  await page.goto(`${server.url}/console/members`);
  await page.getByRole('row', { name: /Ann Lee/ }).click();
  await expect(page.getByText('360').first()).toBeVisible();
  await page.getByRole('button', { name: speak(memberWords).adjust }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel(t.howMany).fill('100');
  await form.getByLabel(t.reason).fill('a cold burger');
  await form.getByRole('button', { name: t.look }).click();
  await form.getByRole('button', { name: /100/ }).click();
  await expect(page.getByText(t.done)).toBeVisible();
  await expect(page.getByText('460').first()).toBeVisible();
}

/** The ledger as a file: every movement of the walk. */
async function take(page: Page, speak: Speak): Promise<void> {
  await page.getByRole('tab', { name: speak(memberWords).tabs.points }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: speak(pointsWords).export }).click();
  const file = await readFile(await (await coming).path(), 'utf8');
  const rows = file.trim().split('\r\n');
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.some((row) => row.includes('100'))).toBe(true);
}

/** Types as a person does: what comes faster is a scanner. */
function type(page: Page, text: string): Promise<void> {
  return page.keyboard.type(text, { delay: 70 });
}

/** The price has come: before it has, the till does not sell. */
async function priced(page: Page): Promise<void> {
  await page.waitForResponse((answer) => answer.url().endsWith('/v1/quotes') && answer.ok());
  // Until the page has taken the answer up it sells nothing.
  await expect(page.locator('dl[aria-busy="true"]')).toHaveCount(0);
}
