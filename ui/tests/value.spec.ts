import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { components } from '../src/api/schema';
import { abcWords } from '../src/console/report/abc/words';
import { clvWords } from '../src/console/report/clv/words';
import { formats } from '../src/format/formats';
import { localeOf, speakIn } from './support/speak';
import { DEMO, logIn, quiet } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

type Schemas = components['schemas'];

/** A folder for pictures, for a person to look at. */
const SHOTS = process.env.SHOTS;

for (const language of ['en', 'ru'] as const) {
  const say = speakIn(language);
  const format = formats(language);

  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: { width: 1440, height: 900 } });

    test.beforeEach(async ({ context, shop }) => {
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
    });

    test('customer value is refused of too little, and told with its test', async ({
      page,
      shop: { url },
    }) => {
      const t = say(clvWords);
      await page.goto(`${url}/console/reports/clv`);
      await expect(page.getByRole('heading', { name: t.tooLittle })).toBeVisible();
      const gates = page.getByRole('table', { name: t.tooLittle });
      await expect(gates.getByRole('row', { name: t.gates.members })).toContainText('500');
      await shoot(page, `clv gates ${language}`);
      await page.getByRole('button', { name: t.anyway }).click();
      await expect(page.getByText(t.ungated)).toBeVisible();
      await expect(page).toHaveURL(/fit=anyway/);

      // The day on the wall, as the page takes it: it is not the day in UTC for some hours of each.
      const day = await page.evaluate(() => new Date().toLocaleDateString('sv'));
      const query = `calibration_end=${day}&ungated=true&top=20`;
      const told = await ask<Schemas['ClvReport']>(page, `${url}/v1/reports/clv?${query}`);
      const figure = (name: string) => page.locator('dl > div').filter({ hasText: name });
      await expect(figure(t.purchases)).toContainText(
        format.number(Math.round(told.totals?.purchases ?? 0)),
      );
      await expect(figure(t.value)).toContainText(
        format.wholeMoney(told.totals?.value, told.currency),
      );
      const test = page.getByRole('region', { name: t.test, exact: true });
      await expect(test.getByRole('region', { name: t.deciles })).toBeVisible();
      await expect(page.getByRole('table', { name: t.top }).getByRole('row')).toHaveCount(21);
      await page.getByRole('button', { name: t.parameters }).click();
      await expect(page.getByText('Gamma-Gamma', { exact: true })).toBeVisible();
      await accessible(page);
      await looks(page, `clv ${language}`);
    });

    test('classes of goods and members are those of the API', async ({ page, shop: { url } }) => {
      const t = say(abcWords);
      for (const of of ['products', 'members'] as const) {
        await page.goto(`${url}/console/reports/abc?days=all&of=${of}`);
        const told = await ask<Schemas['AbcReport']>(page, `${url}/v1/reports/abc?of=${of}`);
        const rows = page.getByRole('table', { name: t.classes }).getByRole('row');
        await expect(rows).toHaveCount(4);
        for (const [place, { items, revenue }] of told.classes.entries()) {
          const cells = rows.nth(place + 1).getByRole('cell');
          await expect(cells.nth(1)).toHaveText(format.number(items));
          await expect(cells.nth(3)).toHaveText(format.wholeMoney(revenue, told.currency));
        }
        await expect(page.getByRole('region', { name: t.curve[of] })).toBeVisible();
      }
      await accessible(page);
      await looks(page, `abc ${language}`);
    });
  });
}

/** What the API answers to the same question. */
async function ask<T>(page: Page, address: string): Promise<T> {
  const answer = await page.request.get(address);
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as T;
}

/** The page in the dark and on a telephone. */
async function looks(page: Page, name: string): Promise<void> {
  await shoot(page, `${name} 1440 light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page);
  await shoot(page, `${name} 1440 dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await page.waitForLoadState('networkidle');
  await fits(page);
  await shoot(page, `${name} 390 dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await shoot(page, `${name} 390 light`);
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
