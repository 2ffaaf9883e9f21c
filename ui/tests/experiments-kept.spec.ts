import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { experimentsWords } from '../src/console/experiment/words';
import { memberWords } from '../src/console/member/words';
import { localeOf, speakIn } from './support/speak';
import { DEMO, logIn, OURS, quiet } from './support/staff';
import { accessible, expect, test } from './support/test';

/** A folder for pictures, for a person to look at. */
const SHOTS = process.env.SHOTS;

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

for (const language of ['en', 'ru'] as const) {
  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: WIDE });

    test('an experiment is made, launched, read and ended', async ({ page, context, shop }) => {
      const t = speakIn(language)(experimentsWords);
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
      await page.goto(`${shop.url}/console/experiments`);
      await page.getByRole('link', { name: t.make }).first().click();

      const forecast = page.getByRole('region', { name: t.forecast });
      await expect(forecast.getByRole('status')).toContainText('50');
      const name = `Offer ${language}`;
      await page.getByRole('textbox', { name: t.name }).fill(name);
      await page.getByRole('textbox', { name: t.partsOf('offer') }).fill('3');
      await expect(forecast.getByRole('status')).toContainText('75');
      await looks(page, `experiment draft ${language}`);
      await page.getByRole('button', { name: t.save }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

      await page.getByRole('button', { name: t.launch }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toContainText('offer: ');
      await accessible(page);
      await shoot(page, `experiment launch ${language}`);
      await dialog.getByRole('button', { name: t.launch }).click();
      await expect(page.getByTestId('verdict')).toBeVisible();

      const id = new URL(page.url()).pathname.split('/').pop() ?? '';
      const members = await assigned(page, shop.url, id);
      await sell(page, shop.url, language, members);
      await page.reload();
      await page.getByText(t.anyway).click();
      const figures = page.getByRole('region', { name: t.results });
      await expect(figures.getByRole('heading', { level: 2 }).first()).toContainText(t.decides);
      await accessible(page);
      await looks(page, `experiment results ${language}`);

      await page.goto(`${shop.url}/console/members/${members[0]?.member}`);
      const group = page.getByRole('group', { name: speakIn(language)(memberWords).experiments });
      await expect(group).toContainText(`${name}: ${members[0]?.arm}`);

      await page.goto(`${shop.url}/console/experiments/${id}`);
      await page.getByRole('button', { name: t.end, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: t.end, exact: true }).click();
      await expect(page.getByRole('button', { name: t.end, exact: true })).toHaveCount(0);
      await page.goto(`${shop.url}/console/experiments`);
      await expect(page.getByRole('row').filter({ hasText: name })).toContainText(t.states.ended);
    });

    test('the universal control is set and told', async ({ page, context, shop }) => {
      const t = speakIn(language)(experimentsWords);
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
      await page.goto(`${shop.url}/console/experiments`);
      const card = page.getByRole('region', { name: t.universal });
      await card.getByRole('button', { name: t.universalChange }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: t.percent }).fill('10');
      await accessible(page);
      await dialog.getByRole('button').last().click();
      await expect(card).toContainText('10');
      await looks(page, `experiments ${language}`);
      const none = { percent: 0, renew: false };
      await page.request.put(`${shop.url}/v1/universal-control`, { headers: OURS, data: none });
    });
  });
}

interface Assigned {
  member: string;
  arm: string;
}

/** Some of who is in it. */
async function assigned(page: Page, url: string, id: string): Promise<Assigned[]> {
  const answer = await page.request.get(`${url}/v1/experiments/${id}/assignments?limit=60`);
  return ((await answer.json()) as { items: Assigned[] }).items;
}

/** Each of them buys something, who got the offer for more. */
async function sell(page: Page, url: string, language: string, to: Assigned[]): Promise<void> {
  for (const [place, { member, arm }] of to.entries()) {
    const price = 300 + (place % 7) * 40 + (arm === 'offer' ? 150 : 0);
    const sold = await page.request.post(`${url}/v1/purchases`, {
      headers: OURS,
      data: {
        id: `kept-${language}-${place}`,
        priced: 'till',
        member: { id: member },
        lines: [{ line: 1, sku: 'burger', price: `${price}.00`, sold_for: `${price}.00` }],
      },
    });
    expect(sold.status(), await sold.text()).toBe(201);
  }
}

/** The page fits wide and narrow, in both schemes. */
async function looks(page: Page, name: string): Promise<void> {
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    // Plots follow the width of the page after it.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(size.width);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `${name} ${size.width} ${colorScheme}`);
    }
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
