import type { components } from '../src/api/schema';
import { opinionWords } from '../src/console/report/opinions/words';
import { rfmWords } from '../src/console/report/rfm/words';
import { shellWords } from '../src/console/shell/words';
import { formats } from '../src/format/formats';
import { localeOf, speakIn } from './support/speak';
import { DEMO, logIn, OURS, quiet } from './support/staff';
import { accessible, expect, test } from './support/test';

type Schemas = components['schemas'];

const DAYS = 'from=2026-01-01&to=2026-06-30';

for (const language of ['en', 'ru'] as const) {
  const say = speakIn(language);
  const format = formats(language);

  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: { width: 1440, height: 900 } });

    test.beforeEach(async ({ context, shop }) => {
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
    });

    test('who is in a square of the map is saved as a segment', async ({ page, shop: { url } }) => {
      const rfm = say(rfmWords);
      const scored = (await (
        await page.request.get(`${url}/v1/reports/rfm?as_of=2026-06-30`)
      ).json()) as Schemas['RfmReport'];
      const square = scored.cells.filter(({ r, f }) => r === 5 && f === 5);
      const count = square.reduce((sum, { members }) => sum + members, 0);
      await page.goto(`${url}/console/reports/rfm?cell=5-5&${DAYS}`);
      const people = page.getByRole('region', { name: rfm.square('5', '5'), exact: true });
      await people.getByRole('button', { name: rfm.save, exact: true }).click();
      const name = `${language} ${Date.now()}`;
      await people.getByLabel(rfm.saveName).fill(name);
      await people.getByRole('button', { name: rfm.saveNow, exact: true }).click();
      await expect(people.getByRole('status')).toContainText(name);
      await page.getByRole('link', { name: say(shellWords).segments, exact: true }).click();
      const row = page.getByRole('row').filter({ hasText: name });
      await expect(row.getByRole('cell').filter({ hasText: format.number(count) })).not.toHaveCount(
        0,
      );
    });

    test('what members say is counted', async ({ page, context, shop: { url } }) => {
      const words = say(opinionWords);
      await page.goto(`${url}/console/reports/opinions?from=2001-01-01&to=2001-01-31`);
      await expect(page.getByRole('heading', { name: words.empty })).toBeVisible();
      await accessible(page);
      const found = await context.request.get(`${url}/v1/members?limit=1`);
      const { items } = (await found.json()) as { items: { id: string }[] };
      const said = await context.request.post(`${url}/v1/events`, {
        headers: OURS,
        data: {
          id: `opinion-${language}`,
          type: 'nps',
          member: { id: items[0]?.id },
          properties: { score: 9 },
        },
      });
      expect([200, 201]).toContain(said.status());
      await page.goto(`${url}/console/reports/opinions?days=30`);
      const opinions = (await (
        await page.request.get(`${url}/v1/reports/opinions`)
      ).json()) as Schemas['OpinionReport'];
      const name = new RegExp(`^${words.figures.nps.name}`);
      const figure = page.getByRole('button', { name, pressed: true });
      await expect(figure).toContainText(format.number(opinions.all.nps));
      await accessible(page);
    });
  });
}
