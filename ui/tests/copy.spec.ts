import type { Page } from '@playwright/test';

import { shellWords } from '../src/console/shell/words';
import { found, OWNER, send } from './support/firm';
import { restored, type Server } from './support/server';
import { localeOf, speakIn } from './support/speak';
import { logIn } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

const MARKETER = { login: 'mary', password: 'battery staple correct' };

let original: Server;
let copy: Server;

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  original = await found(request);
  const hired = { ...MARKETER, name: 'Mary', role: 'marketer' };
  await send(request, 'post', `${original.url}/v1/staff`, hired);
  await request.dispose();
});

test.afterAll(() => original.stop());

test.beforeEach(async () => {
  copy = await restored(original);
});

test.afterEach(() => copy.stop());

function bannerOf(page: Page, t: (typeof shellWords)['en']) {
  return page.getByRole('region', { name: t.paused.title(null) });
}

for (const [language, size] of [
  ['en', { width: 1440, height: 900 }],
  ['ru', { width: 390, height: 844 }],
] as const)
  test.describe(`a restored copy, ${language}`, () => {
    test.use({ locale: localeOf[language], viewport: size });

    test('says so on every page, until it is let work', async ({ page, context }) => {
      const t = speakIn(language)(shellWords);
      await logIn(context, copy.url, OWNER, language);
      const banner = bannerOf(page, t);
      for (const path of ['', 'members', 'settings/stores']) {
        await page.goto(`${copy.url}/console/${path}`);
        await expect(banner).toContainText('regulars resume');
        await accessible(page);
        await fits(page);
      }
      await banner.getByRole('button', { name: t.paused.resume }).click();
      const sure = page.getByRole('dialog', { name: t.paused.sure });
      await expect(sure.getByText(t.paused.warning)).toBeVisible();
      await accessible(page);
      await fits(page);
      await sure.getByRole('button', { name: t.paused.yes }).click();
      await expect(page.getByText(t.paused.resumed)).toBeVisible();
      await expect(banner).toBeHidden();
      const ready = await context.request.get(`${copy.url}/readyz`);
      expect(await ready.json()).toMatchObject({ jobs: 'running' });
    });

    test('is no matter of those who may not let it', async ({ page, context }) => {
      const t = speakIn(language)(shellWords);
      await logIn(context, copy.url, MARKETER, language);
      await page.goto(`${copy.url}/console/`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(bannerOf(page, t)).toBeHidden();
    });
  });
