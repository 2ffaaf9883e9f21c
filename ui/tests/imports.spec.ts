import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { commonWords } from '../src/console/common/words';
import { membersWords, memberWords } from '../src/console/member/words';
import { importWords } from '../src/console/settings/imports/words';
import { shellWords } from '../src/console/shell/words';
import { formats } from '../src/format/formats';
import { found, OWNER } from './support/firm';
import type { Server } from './support/server';
import { localeOf, speakIn } from './support/speak';
import { logIn } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

/** Rows a file may have that are none of our business, and rows of one buyer who comes all the time. */
const REFUSED = 10_000;
const GOOD = 2_000;

/** A page may be used so soon after its address was asked for, ms: ten times what it takes on a quiet machine. */
const AT_ONCE_MS = 5_000;

const ru = speakIn('ru');
const t = ru(importWords);
const common = ru(commonWords);

let server: Server;

test.describe.configure({ mode: 'serial' });

test.use({ locale: localeOf.ru, viewport: { width: 1440, height: 900 }, acceptDownloads: true });

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  server = await found(request);
  await request.dispose();
});

test.afterAll(() => server.stop());

test.beforeEach(async ({ context }) => {
  await logIn(context, server.url, OWNER, 'ru');
});

test('a file of members comes in as it is', async ({ page }) => {
  await upload(page, 'members', 'участники.csv', MEMBERS);
  await page.getByRole('button', { name: t.run, exact: true }).click();
  await expect(counted(page, t.result.imported)).toHaveText('2');
  await expect(page.getByText(t.noneRefused)).toBeVisible();
  await accessible(page);
  await page.getByRole('link', { name: t.see.members }).click();
  await expect(page.getByRole('row', { name: /Анна Ли/ })).toBeVisible();
});

test('of a file with ten thousand wrong rows the right ones come in, and the wrong ones are told', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await upload(page, 'purchases', 'покупки.csv', purchases());
  await mapByHand(page);
  await check(page);
  await leaveAndComeBack(page);
  await readRefused(page);
  await takeRefused(page);
});

test('a member with two thousand purchases opens at once, and their purchases come by pages', async ({
  page,
}) => {
  await page.goto(`${server.url}/console/members`);
  await page.getByRole('row', { name: /Анна Ли/ }).click();
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  // Again from nothing, as from a bookmark; the clock of the page counts.
  await page.reload();
  await expect(rows.nth(1)).toBeVisible();
  const shown = await page.evaluate(() => performance.now());
  expect(shown, 'ms until the purchases were there').toBeLessThan(AT_ONCE_MS);
  const first = await rows.count();
  expect(first).toBeLessThan(200);
  await page.getByRole('button', { name: common.more }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(first);
  await fits(page);
  await accessible(page);
  await page.getByRole('tab', { name: ru(memberWords).tabs.points }).click();
  await expect(page.getByRole('tabpanel')).toBeVisible();
});

const MEMBERS =
  'Код клиента;Имя;Фамилия;Телефон\nc-1;Анна;Ли;+79270000001\nc-2;Борис;Ким;+79270000002\n';

/** Sales of one buyer, and rows that no till could have meant. */
function purchases(): string {
  const lines = ['Номер чека;Дата;Кто;Артикул;Кол-во;Цена'];
  for (let row = 0; row < GOOD; row += 1) {
    const day = `2026-0${1 + (row % 6)}-${String(1 + (row % 28)).padStart(2, '0')}`;
    lines.push(`${row};${day} 1${row % 10}:00;c-1;burger;1;400,00`);
  }
  for (let row = 0; row < REFUSED; row += 1) {
    lines.push(
      row % 2 === 0 ? `x${row};2026-02-01 10:00;c-2;cola;1;-5` : `x${row};вчера;c-2;cola;1;100`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Chooses the kind, gives the file, and is shown its columns. */
async function upload(page: Page, kind: keyof typeof t.kinds, name: string, text: string) {
  await page.goto(`${server.url}/console/settings/imports`);
  await page.getByRole('radiogroup', { name: t.kind }).getByText(t.kinds[kind]).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: t.choose }).click();
  await (await choosing).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

/** What a name of a column did not tell is chosen by hand. */
async function mapByHand(page: Page) {
  await expect(page.getByRole('combobox', { name: 'at', exact: true })).toHaveValue('Дата');
  const member = page.getByRole('combobox', { name: 'member', exact: true });
  await expect(member).toHaveValue('');
  await member.click();
  await page.getByRole('option', { name: 'Кто' }).click();
  await expect(page.getByRole('row', { name: /^member/ })).toContainText('c-1');
  await accessible(page);
}

/** A check tells what would be, and writes nothing. */
async function check(page: Page) {
  await page.getByRole('button', { name: t.dryRun }).click();
  await expect(page.getByText(t.checked)).toBeVisible({ timeout: 60_000 });
  await expect(counted(page, t.result.imported)).toHaveText(figure(GOOD));
  await expect(counted(page, t.result.refused)).toHaveText(figure(REFUSED));
  const known = await page.request.get(`${server.url}/v1/purchases?limit=1`);
  expect((await known.json()).items).toEqual([]);
}

/** A run goes on without its page, and is found again where it was begun. */
async function leaveAndComeBack(page: Page) {
  await page.getByRole('button', { name: t.again }).click();
  await expect(page.getByRole('progressbar', { name: t.states.running })).toBeAttached();
  await expect(page.getByRole('button', { name: t.stop })).toBeVisible();
  const rail = page.getByRole('navigation', { name: ru(shellWords).main });
  await rail.getByRole('link', { name: ru(shellWords).members }).click();
  await expect(page.getByRole('heading', { level: 1, name: ru(membersWords).title })).toBeVisible();
  await page.goto(`${server.url}/console/settings/imports`);
  const row = page.getByRole('row', { name: /покупки\.csv/ });
  // The list follows by itself.
  await expect(row).toContainText(t.states.done, { timeout: 60_000 });
  await expect(row).toContainText(figure(REFUSED));
  await row.getByRole('link').click();
  await expect(counted(page, t.result.imported)).toHaveText(figure(GOOD));
  await expect(page.getByText(t.rules.negative_prices(figure(REFUSED / 2)))).toBeVisible();
}

/** The first refused rows with their reasons, more of them on demand. */
async function readRefused(page: Page) {
  const rows = page.getByRole('table', { name: t.refused }).getByRole('row');
  await expect(rows).toHaveCount(101);
  await expect(page.getByText(t.refusedAbout('100', figure(REFUSED)))).toBeVisible();
  await expect(rows.nth(1)).toContainText('-5');
  await page.getByRole('button', { name: common.more }).click();
  await expect(rows).toHaveCount(201);
  await fits(page);
  await accessible(page);
}

/** All refused rows as a file, to be mended and sent again. */
async function takeRefused(page: Page) {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: t.download }).click();
  const file = await readFile(await (await coming).path(), 'utf8');
  expect(file.trim().split('\n')).toHaveLength(REFUSED + 1);
}

/** A count of the outcome by its name. */
function counted(page: Page, name: string) {
  return page.locator('dl > div', { has: page.getByText(name, { exact: true }) }).locator('dd');
}

function figure(count: number): string {
  return formats('ru').number(count);
}
