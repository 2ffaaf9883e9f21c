import type { components } from '../src/api/schema';
import { economicsWords } from '../src/console/report/economics/words';
import { spendWords } from '../src/console/settings/spendWords';
import { commonWords } from '../src/console/common/words';
import { formats } from '../src/format/formats';
import { localeOf, speakIn } from './support/speak';
import { DEMO, logIn, quiet } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

type Schemas = components['schemas'];

for (const language of ['en', 'ru'] as const) {
  const say = speakIn(language);
  const format = formats(language);

  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: { width: 1440, height: 900 } });

    test.beforeEach(async ({ context, shop }) => {
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
    });

    test('money spent is entered, held against what it brings, and taken back', async ({
      page,
      shop: { url },
    }) => {
      const spend = say(spendWords);
      const economics = say(economicsWords);
      const note = `${language} ${Date.now()}`;
      await page.goto(`${url}/console/settings/spend`);
      await page.getByRole('main').getByRole('button', { name: spend.add }).first().click();
      const form = page.getByRole('dialog');
      await form.getByLabel(spend.amount).fill('1 234,50');
      await form.getByLabel(spend.from).fill('2026-05-01');
      await form.getByLabel(spend.to).fill('2026-06-10');
      await form.getByLabel(spend.note).fill(note);
      await accessible(page);
      await form.getByRole('button', { name: say(commonWords).save }).click();
      const row = page.getByRole('row').filter({ hasText: note });
      await expect(row).toContainText(spend.purposes.acquisition);
      await expect(page.getByRole('table', { name: spend.months })).toBeVisible();
      await accessible(page);

      const days = 'from=2026-04-01&to=2026-06-30';
      const told = (await (
        await page.request.get(`${url}/v1/reports/economics?${days}`)
      ).json()) as Schemas['EconomicsReport'];
      await page.goto(`${url}/console/reports/economics?${days}&compare=previous`);
      const figure = (name: string) =>
        page.getByRole('button', { name: new RegExp(`^${name}`) }).first();
      await expect(figure(economics.figures.new_customers.name)).toContainText(
        format.number(told.all.new_customers),
      );
      await figure(economics.figures.acquisition_cost.name).click();
      await expect(figure(economics.figures.acquisition_cost.name)).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      await accessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await fits(page);

      await page.goto(`${url}/console/settings/spend`);
      await fits(page);
      await row.getByRole('button', { name: spend.drop }).click();
      await page.getByRole('dialog').getByRole('button', { name: spend.drop }).click();
      await expect(row).toHaveCount(0);
    });
  });
}
