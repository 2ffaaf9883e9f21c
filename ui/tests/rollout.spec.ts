import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { rolloutWords } from '../src/console/program/rollout/words';
import { programWords } from '../src/console/program/words';
import { localeOf, speakIn } from './support/speak';
import { DEMO, logIn, OURS, quiet } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

/** A folder for pictures, for a person to look at. */
const SHOTS = process.env.SHOTS;

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

for (const language of ['en', 'ru'] as const) {
  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: WIDE });

    test('a version is rolled out, compared, widened and withdrawn', async ({
      page,
      context,
      shop,
    }) => {
      const speak = speakIn(language);
      const t = speak(rolloutWords);
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
      const { id, version } = await store(page, shop.url, language);
      await page.goto(`${shop.url}/console/program/versions?program=${id}&version=${version}`);
      const row = page.getByRole('row').filter({
        hasText: speak(programWords).version(version),
      });
      await row.getByRole('button', { name: speak(programWords).publish }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: t.ways.percent }).check();
      await dialog.getByRole('textbox', { name: t.percent }).fill('40');
      await expect(dialog).toContainText(t.share('40'));
      await accessible(page);
      await shoot(page, `rollout publish ${language}`);
      await dialog.getByRole('button', { name: t.confirmStart }).click();
      await expect(page.getByText(t.started(version))).toBeVisible();

      const card = page.getByRole('region', { name: t.title });
      await expect(card).toContainText(t.share('40'));
      await begun(page, shop.url, id);
      await sell(page, shop.url, language);
      await page.reload();
      await expect(card.getByRole('table', { name: t.bought })).toBeVisible();
      await card.getByText(t.differences).click();
      await looks(page, `rollout card ${language}`);

      await card.getByRole('button', { name: t.widen }).click();
      await dialog.getByRole('textbox', { name: t.percent }).fill('30');
      await dialog.getByRole('button', { name: t.confirmWiden }).click();
      await expect(dialog.getByRole('alert')).toBeVisible();
      await dialog.getByRole('textbox', { name: t.percent }).fill('60');
      await shoot(page, `rollout widen ${language}`);
      await dialog.getByRole('button', { name: t.confirmWiden }).click();
      await expect(card).toContainText(t.kinds.widened);

      await card.getByRole('button', { name: t.withdraw }).click();
      await dialog.getByRole('textbox', { name: t.note }).fill('-');
      await accessible(page);
      await shoot(page, `rollout withdraw ${language}`);
      await dialog.getByRole('button', { name: t.confirmWithdraw }).click();
      await expect(card).toContainText(t.over);
      await expect(row.getByRole('button', { name: speak(programWords).publish })).toBeVisible();
    });
  });
}

/** Stores another version of the live program, which says the same. */
async function store(page: Page, url: string, language: string) {
  const programs = await (await page.request.get(`${url}/v1/programs`)).json();
  const id = programs.live.id as string;
  const address = `${url}/v1/programs/${id}/versions`;
  const { text } = await (await page.request.get(`${address}/current`)).json();
  const headers = { ...OURS, 'Content-Type': 'application/yaml' };
  const answer = await page.request.post(address, { headers, data: `${text}\n# ${language}\n` });
  return { id, version: (await answer.json()).version as number };
}

/** Until the version decides: the server has seen it for two seconds. */
async function begun(page: Page, url: string, id: string): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${url}/v1/programs/${id}/rollout`);
      return (await answer.json()).comparison !== null;
    })
    .toBe(true);
}

/** Members of a list buy something each. */
async function sell(page: Page, url: string, language: string): Promise<void> {
  const members = await (await page.request.get(`${url}/v1/members?limit=20`)).json();
  for (const { id } of members.items as { id: string }[]) {
    const line = { line: 1, sku: 'sold', price: '100.00' };
    const data = { id: `rollout-${language}-${id}`, member: { id }, lines: [line] };
    const sold = await page.request.post(`${url}/v1/purchases`, { headers: OURS, data });
    expect(sold.ok(), await sold.text()).toBe(true);
  }
}

/** Holds that the page can be used, on a desk and on a phone, and takes pictures of both. */
async function looks(page: Page, name: string): Promise<void> {
  await accessible(page);
  await shoot(page, name);
  await page.setViewportSize(PHONE);
  await fits(page);
  await accessible(page);
  await shoot(page, `${name} phone`);
  await page.setViewportSize(WIDE);
}

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
