import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { mergeWords } from '../src/console/member/merge/words';
import { memberWords } from '../src/console/member/words';
import { send } from './support/firm';
import { localeOf, speakIn } from './support/speak';
import { DEMO, logIn, quiet } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

/** A folder for pictures, for a person to look at. */
const SHOTS = process.env.SHOTS;

for (const language of ['en', 'ru'] as const) {
  const say = speakIn(language);

  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: { width: 1440, height: 900 } });

    test('one person has one record, and is forgotten when they ask', async ({
      page,
      context,
      shop: { url },
    }) => {
      await logIn(context, url, DEMO, language);
      await quiet(context);
      const t = say(mergeWords);
      const of = say(memberWords);
      const mark = language === 'en' ? '51' : '52';
      const join = (name: string, card: string) =>
        send(context.request, 'post', `${url}/v1/members`, { first_name: name, card });
      const stays = await join('Merga', `77${mark}0001`);
      await join(`Twina${mark}`, `77${mark}0002`);
      const id = String(stays.id);

      await page.goto(`${url}/console/members/${id}?tab=details`);
      await page.getByRole('button', { name: t.merge }).click();
      await page.getByLabel(t.find).fill(`Twina${mark}`);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: `Twina${mark}` }).click();
      await expect(dialog.getByRole('columnheader', { name: t.together })).toBeVisible();
      await accessible(page);
      await looks(page, `merge ${language}`);
      await dialog.getByRole('button', { name: t.doMerge }).click();
      await expect(page.getByText(t.merged)).toBeVisible();
      await page.getByRole('tab', { name: of.tabs.history }).click();
      await expect(page.getByText(of.actions['member.merge'])).toBeVisible();
      await looks(page, `merged ${language}`);

      await page.getByRole('tab', { name: of.tabs.details }).click();
      await page.getByRole('button', { name: t.erase }).click();
      await page.getByLabel(t.reason).fill('asked for it');
      const does = dialog.getByRole('button', { name: t.doErase });
      await expect(does).toBeDisabled();
      await page.getByLabel(t.typeCard(4)).fill('0001');
      await accessible(page);
      await looks(page, `erase ${language}`);
      await does.click();
      await expect(page.getByText(t.erasedNow)).toBeVisible();
      await expect(page.getByText('Merga')).toHaveCount(0);
      await expect(page.getByRole('button', { name: t.merge })).toHaveCount(0);
      const [erased = ''] = t.erased('|').split('|');
      await expect(page.getByText(new RegExp(`^${erased}`))).toBeVisible();
      await looks(page, `erased ${language}`);
    });
  });
}

/** A picture of the page, wide and narrow, if pictures are asked for. */
async function looks(page: Page, name: string) {
  if (!SHOTS) return;
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    // Behind a dialog the page is as wide as it was opened.
    if ((await page.getByRole('dialog').count()) === 0) await fits(page);
    await page.screenshot({ path: join(SHOTS, `${name} ${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
