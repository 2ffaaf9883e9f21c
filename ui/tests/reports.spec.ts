import { join } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import type { components } from '../src/api/schema';
import { cohortsWords } from '../src/console/report/cohorts/words';
import { hoursWords } from '../src/console/report/hours/words';
import { commonWords } from '../src/console/common/words';
import { dashboardWords } from '../src/console/report/dashboard/words';
import { figureWords } from '../src/console/report/figures/words';
import { funnelWords } from '../src/console/report/funnel/words';
import { identificationWords } from '../src/console/report/identification/words';
import { kpiWords } from '../src/console/report/kpi/words';
import { programWords } from '../src/console/report/program/words';
import { rfmWords } from '../src/console/report/rfm/words';
import { reportWords } from '../src/console/report/words';
import { plotWords } from '../src/console/plot/words';
import { rightWords } from '../src/console/session/words';
import { shellWords } from '../src/console/shell/words';
import { formats } from '../src/format/formats';
import { localeOf, speakIn } from './support/speak';
import { DEMO, hire, logIn, OURS, quiet, TILL } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

type Schemas = components['schemas'];

/** A folder for pictures, for a person to look at. */
const SHOTS = process.env.SHOTS;

/** A part of the demo's members, saved under a name. */
const WOMEN = {
  id: 'women',
  name: { en: 'Women', ru: 'Женщины' },
  when: { 'member.gender': 'female' },
};

const DAYS = 'from=2026-01-01&to=2026-06-30';

/** The first of the usual names of cells. */
const CHAMPIONS = { en: 'Champions', ru: 'Чемпионы' };

for (const language of ['en', 'ru'] as const) {
  const say = speakIn(language);
  const t = say(reportWords);
  const kpi = say(kpiWords);
  const format = formats(language);

  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: { width: 1440, height: 900 } });

    test.beforeEach(async ({ context, shop }) => {
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
      const saved = await context.request.post(`${shop.url}/v1/segments`, {
        headers: OURS,
        data: WOMEN,
      });
      expect([201, 409]).toContain(saved.status());
    });

    /** What the API answers to the same question. */
    async function told<T>(page: Page, url: string, path: string): Promise<T> {
      const answer = await page.request.get(`${url}/v1/reports/${path}`);
      expect(answer.status(), await answer.text()).toBe(200);
      return (await answer.json()) as T;
    }

    test('figures are those of the API, beside the period before and a segment', async ({
      page,
      shop: { url },
    }) => {
      await page.goto(`${url}/console/`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.keyboard.press('g');
      await page.keyboard.press('r');
      await expect(page.getByRole('heading', { level: 1, name: t.title })).toBeVisible();
      await expect(page.getByRole('link', { name: t.reports.kpi, exact: true })).toHaveAttribute(
        'aria-current',
        'page',
      );
      await page.goto(`${url}/console/reports/kpi?${DAYS}`);
      const figure = (name: keyof typeof kpi.metrics) =>
        page.getByRole('button').filter({ hasText: kpi.metrics[name].about });
      const plain = await told<Schemas['KpiReport']>(page, url, `kpi?${DAYS}`);
      await expect(figure('revenue')).toContainText(
        format.wholeMoney(plain.all.revenue, plain.currency),
      );
      await expect(figure('buyers')).toContainText(format.number(plain.all.buyers));
      await expect(figure('repeat_rate')).toContainText(format.share(plain.all.repeat_rate));

      await choose(page, t.compare, t.comparePrevious);
      const beside = await told<Schemas['KpiReport']>(page, url, `kpi?${DAYS}&compare=previous`);
      const before = beside.compared?.all;
      await expect(figure('revenue')).toContainText(
        format.change(beside.all.revenue, before?.revenue ?? '0'),
      );
      await expect(figure('buyers')).toContainText(
        say(figureWords).against(format.number(before?.buyers)),
      );
      await expect(page).toHaveURL(/compare=previous/);

      await choose(page, t.segment, WOMEN.name[language]);
      const women = await told<Schemas['KpiReport']>(page, url, `kpi?${DAYS}&segment=women`);
      expect(women.all.buyers).toBeLessThan(plain.all.buyers);
      await expect(
        page.getByRole('button').filter({ hasText: kpi.metrics.buyers.about }),
      ).toContainText(format.number(women.all.buyers));
      await expect(
        page.getByRole('button').filter({ hasText: kpi.metrics.program_share.aboutSegment }),
      ).toContainText(format.share(women.all.program_share));

      await figure('average_basket').press('Enter');
      await expect(figure('average_basket')).toHaveAttribute('aria-pressed', 'true');
      await page.getByText(t.steps.quarter, { exact: true }).click();
      const plot = page.getByRole('region', { name: kpi.metrics.average_basket.name });
      const table = await asTable(page, plot, kpi.metrics.average_basket.name);
      const quarters = await told<Schemas['KpiReport']>(
        page,
        url,
        `kpi?${DAYS}&segment=women&by=quarter`,
      );
      for (const row of quarters.rows) {
        await expect(table.getByRole('row', { name: row.period })).toContainText(
          row.average_basket ?? '',
        );
      }

      // The address says all of it: loaded anew, it is the same report.
      await page.reload();
      await expect(figure('average_basket')).toHaveAttribute('aria-pressed', 'true');
      await expect(page.getByRole('combobox', { name: t.segment })).toHaveValue(
        WOMEN.name[language],
      );
    });

    test('what the program did is that of the API', async ({ page, shop: { url } }) => {
      const words = say(programWords);
      await page.goto(`${url}/console/reports/program?${DAYS}`);
      const program = await told<Schemas['ProgramReport']>(page, url, `program?${DAYS}`);
      const figure = (about: string) => page.getByRole('button').filter({ hasText: about });
      const [unit] = program.all.units;
      await expect(figure(words.members.engagement.about)).toContainText(
        format.share(program.all.engagement),
      );
      await expect(figure(words.points.issued.about)).toContainText(format.number(unit?.issued));
      const owed = figure(words.points.liability.about).first();
      await expect(owed).toContainText(format.wholeMoney(unit?.liability, program.currency));
      await owed.press('Enter');
      await expect(owed).toHaveAttribute('aria-pressed', 'true');
      const plot = page.getByRole('region', { name: words.points.liability.name });
      const table = await asTable(page, plot, words.points.liability.name);
      for (const row of program.rows) {
        const [left] = row.units;
        await expect(table.getByRole('row', { name: row.period })).toContainText(
          left?.liability ?? '',
        );
      }
    });

    test('identification is told by cashier, and a target is set', async ({
      page,
      shop: { url },
    }) => {
      const words = say(identificationWords);
      await page.goto(`${url}/console/reports/identification?${DAYS}&by=cashier`);
      type Identification = Schemas['IdentificationReport'];
      const ask = `identification?${DAYS}&by=cashier`;
      const found = await told<Identification>(page, url, ask);
      const table = page.getByRole('table', { name: words.rows });
      await expect(table.getByRole('row')).toHaveCount(found.rows.length + 1);
      await page.getByRole('button', { name: words.targets, exact: true }).click();
      const panel = page.getByRole('dialog');
      await panel.getByLabel(words.everyStore).fill('99');
      await panel.getByRole('button', { name: say(commonWords).save }).click();
      await expect(panel).toHaveCount(0);
      await expect(page.getByText(words.missed(format.share(0.99)))).toBeVisible();
      const after = await told<Identification>(page, url, ask);
      expect(after.all.target).toBe(99);
      for (let number = 0; number < 20; number += 1) {
        const at = new Date(Date.now() - 24 * 3_600_000).toISOString();
        const lines = [{ line: 1, price: '100.00' }];
        const data = { id: `${language}-${number}`, at, store: 'new', priced: 'till', lines };
        const sold = await page.request.post(`${url}/v1/purchases`, { headers: OURS, data });
        expect(sold.status(), await sold.text()).toBe(201);
      }
      await page.reload();
      const alerts = page.getByRole('region', { name: words.alerts });
      await expect(alerts).toContainText(words.under(format.share(0.99)));
      await page.goto(`${url}/console/`);
      const link = page.locator('a[href*="/reports/identification"]');
      await expect(link).toBeVisible();
      const put = { headers: OURS, data: { items: [] } };
      await page.request.put(`${url}/v1/identification-targets`, put);
    });

    test('the funnel is that of the API', async ({ page, shop: { url } }) => {
      const words = say(funnelWords);
      await page.goto(`${url}/console/reports/funnel?${DAYS}`);
      const funnel = await told<Schemas['FunnelReport']>(page, url, `funnel?${DAYS}`);
      const steps = page.getByRole('region', { name: words.title });
      await expect(steps).toContainText(format.number(funnel.all.joined));
      await expect(steps).toContainText(format.share(funnel.all.first_rate));
      await expect(page.getByRole('table').getByRole('row')).toHaveCount(funnel.rows.length + 1);
      await page.getByText(words.bys.store, { exact: true }).click();
      await expect(page).toHaveURL(/by=store/);
      await expect(page.getByRole('columnheader', { name: words.visits })).toBeVisible();
    });

    test('figures are put on a dashboard, which all staff see', async ({
      page,
      context,
      shop: { url },
    }) => {
      test.setTimeout(120_000);
      const words = say(dashboardWords);
      const name = `${language} Monday`;
      const add = async (option: string) => {
        await page.getByRole('button', { name: words.add }).click();
        await page.getByRole('menuitem', { name: option, exact: true }).click();
      };
      await page.goto(`${url}/console/reports/dashboards`);
      await expect(page.getByRole('heading', { name: words.empty })).toBeVisible();
      await page.goto(`${url}/console/reports/kpi?${DAYS}&metric=revenue&compare=previous`);
      await add(words.makeOne);
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words.name).fill(name);
      await dialog.getByRole('button', { name: say(commonWords).save }).click();
      await expect(page.getByText(words.added(name))).toBeVisible();
      for (const report of ['funnel', 'rfm', 'cohorts', 'hours', 'abc', 'clv', 'next'] as const) {
        await page.goto(`${url}/console/reports/${report}?${DAYS}&segment=women`);
        await add(name);
        await expect(page.getByText(words.added(name))).toBeVisible();
      }

      await page.getByRole('link', { name: t.reports.dashboards, exact: true }).click();
      const tile = (report: keyof typeof t.reports) =>
        page.getByRole('region', { name: new RegExp(`^${t.reports[report]}: `) });
      const kpi = await told<Schemas['KpiReport']>(page, url, `kpi?${DAYS}`);
      await expect(tile('kpi')).toContainText(format.wholeMoney(kpi.all.revenue, kpi.currency));
      await expect(tile('kpi')).toContainText(words.besidePrevious);
      await expect(tile('funnel')).toContainText(WOMEN.name[language]);
      await expect(tile('rfm').getByRole('img')).toBeVisible();
      const link = tile('kpi').getByRole('link', { name: t.reports.kpi, exact: true });
      await expect(link).toHaveAttribute('href', /reports\/kpi\?.*metric=revenue/);
      await accessible(page);

      const order = () =>
        page.locator('section').filter({ has: page.getByRole('button', { name: words.remove }) });
      await page.getByRole('button', { name: words.edit, exact: true }).click();
      await tile('funnel').getByRole('button', { name: words.back }).click();
      await expect(order().first()).toContainText(t.reports.funnel);
      await tile('kpi').getByRole('button', { name: words.undraw }).click();
      await expect(tile('kpi').getByRole('img')).toHaveCount(0);
      await page.getByLabel(words.name, { exact: true }).fill(`${name}s`);
      await page.getByRole('button', { name: say(commonWords).save, exact: true }).click();
      const which = page.getByRole('combobox', { name: words.dashboard });
      await expect(which).toHaveValue(`${name}s`);
      await tile('clv').getByRole('button', { name: words.remove }).click();
      await expect(tile('clv')).toHaveCount(0);

      // A colleague sees the same, and may not change it.
      const agent = await hire(context.request, url, 'agent');
      await logIn(context, url, agent, language);
      await page.reload();
      await expect(which).toHaveValue(`${name}s`);
      await expect(page.getByRole('button', { name: words.edit, exact: true })).toHaveCount(0);
      await logIn(context, url, DEMO, language);
      await page.reload();
      await page.getByRole('button', { name: words.edit, exact: true }).click();
      await page.getByRole('button', { name: words.drop, exact: true }).click();
      await dialog.getByRole('button', { name: words.drop, exact: true }).click();
      await expect(page.getByRole('heading', { name: words.empty })).toBeVisible();
    });

    test('a report is saved as a file', async ({ page, shop: { url } }) => {
      await page.goto(`${url}/console/reports/funnel?${DAYS}`);
      for (const format of ['xlsx', 'csv'] as const) {
        await page.getByRole('button', { name: t.save }).click();
        const came = page.waitForEvent('download');
        await page.getByRole('menuitem', { name: t.files[format] }).click();
        expect((await came).suggestedFilename()).toMatch(new RegExp(`^funnel-.*\\.${format}$`));
      }
      await page.goto(`${url}/console/reports/experiments`);
      await expect(page.getByRole('button', { name: t.save })).toHaveCount(0);
    });

    test('cohorts, RFM and hours are those of the API', async ({ page, shop: { url } }) => {
      const words = say(cohortsWords);
      await page.goto(`${url}/console/reports/cohorts?${DAYS}`);
      const cohorts = await told<Schemas['CohortsReport']>(page, url, `cohorts?${DAYS}`);
      const map = page.getByRole('region', { name: words.titles.retention });
      const table = await asTable(page, map, words.titles.retention);
      const [first] = cohorts.rows;
      await expect(table.getByRole('row', { name: first?.cohort ?? '' })).toContainText(
        String(first?.members),
      );
      await expect(table.getByRole('row', { name: first?.cohort ?? '' })).toContainText(
        String(first?.retention[1]),
      );

      const rfm = say(rfmWords);
      await page.getByRole('link', { name: t.reports.rfm, exact: true }).click();
      await expect(page).toHaveURL(/reports\/rfm.*from=2026-01-01/);
      const scored = await told<Schemas['RfmReport']>(
        page,
        url,
        'rfm?as_of=2026-06-30&since=2026-01-01&top=1&name=champions',
      );
      const champions = scored.names.find(({ name }) => name === 'champions');
      const row = page.getByRole('row').filter({ hasText: rfm.about.champions });
      await expect(row).toContainText(format.number(champions?.members));
      await row.press('Enter');
      await expect(page).toHaveURL(/name=champions/);
      const people = page.getByRole('region', { name: CHAMPIONS[language], exact: true });
      const [best] = scored.each ?? [];
      await expect(people.getByRole('row').getByRole('link').first()).toHaveAttribute(
        'href',
        new RegExp(`/members/${best?.member}`),
      );
      await expect(people).toContainText(format.money(best?.monetary, scored.currency));
      const moves = rfm.moves(format.date('2026-01-01'), format.date('2026-06-30'));
      await expect(page.getByRole('region', { name: moves })).toBeVisible();

      const hours = say(hoursWords);
      await page.getByRole('link', { name: t.reports.hours, exact: true }).click();
      const week = await told<Schemas['HoursReport']>(page, url, `hours?${DAYS}`);
      const most = Math.max(...week.rows.map(({ purchases }) => purchases));
      await expect(page.getByText(format.number(most)).first()).toBeVisible();
      const heat = page.getByRole('region', { name: hours.title });
      const busy = await asTable(page, heat, hours.title);
      await expect(busy.getByRole('row')).toHaveCount(week.rows.length + 1);
    });

    test('what is empty teaches, what is wrong is said', async ({ page, shop: { url } }) => {
      await page.goto(`${url}/console/reports/kpi?from=2001-01-01&to=2001-01-31`);
      await expect(page.getByRole('heading', { name: t.empty })).toBeVisible();
      await expect(page.getByRole('link', { name: t.emptyAction })).toBeVisible();
      await page.goto(`${url}/console/reports/hours?segment=gone`);
      await expect(page.getByRole('alert')).toContainText('gone');
      await page.goto(`${url}/console/reports/nothing`);
      await expect(page).toHaveURL(/reports\/kpi/);
    });

    test('who may not see figures is not led to them', async ({ page, context, shop: { url } }) => {
      await logIn(context, url, TILL, language);
      await page.goto(`${url}/console/reports/kpi`);
      const right = say(rightWords);
      await expect(page.getByText(right.rights['reports:read'], { exact: false })).toBeVisible();
      await expect(
        page.getByRole('link', { name: say(shellWords).reports, exact: true }),
      ).toHaveCount(0);
      const agent = await hire(context.request, url, 'agent');
      await logIn(context, url, agent, language);
      await page.goto(`${url}/console/reports/rfm?name=champions&${DAYS}`);
      const file = page.getByRole('link', { name: say(rfmWords).file });
      await expect(
        page.getByRole('region', { name: CHAMPIONS[language], exact: true }),
      ).toBeVisible();
      await expect(file).toHaveCount(0);
      await logIn(context, url, DEMO, language);
      await page.reload();
      const came = page.waitForEvent('download');
      await file.click();
      expect((await came).suggestedFilename()).toMatch(/^rfm-/);
    });
  });
}

/** Chooses from a list by what is written. */
async function choose(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Shows a plot as its table. */
async function asTable(page: Page, plot: Locator, title: string): Promise<Locator> {
  const words = [plotWords.en, plotWords.ru];
  const menu = new RegExp(words.map((each) => escaped(each.menu(title))).join('|'));
  await plot.getByRole('button', { name: menu }).first().click();
  const item = new RegExp(words.map((each) => escaped(each.table)).join('|'));
  await page.getByRole('menuitem', { name: item }).click();
  return plot.getByRole('table');
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Every report in every look: for axe and the width, or for a person. */
const ADDRESSES = [
  `kpi?${DAYS}&compare=previous`,
  `kpi?${DAYS}&segment=women&compare=segment:nobody`,
  `program?${DAYS}&compare=previous`,
  `identification?${DAYS}`,
  `identification?${DAYS}&by=day`,
  `funnel?${DAYS}`,
  `funnel?${DAYS}&by=store`,
  `cohorts?${DAYS}`,
  `cohorts?${DAYS}&measure=value`,
  `rfm?${DAYS}&name=champions`,
  `hours?${DAYS}`,
  'kpi?from=2001-01-01&to=2001-01-31',
];

for (const language of ['en', 'ru'] as const) {
  for (const width of [1440, 390]) {
    for (const scheme of ['light', 'dark'] as const) {
      // Half of the looks is enough for axe; a person sees all.
      if (!SHOTS && (language === 'en') !== (scheme === 'light')) continue;
      const name = `${language} ${width} ${scheme}`;
      test.describe(name, () => {
        test.use({
          viewport: { width, height: 900 },
          colorScheme: scheme,
          locale: localeOf[language],
        });

        test('every report is whole and usable by everybody', async ({ page, context, shop }) => {
          test.setTimeout(180_000);
          await logIn(context, shop.url, DEMO, language);
          await quiet(context);
          const saved = [WOMEN, { ...WOMEN, id: 'nobody', when: { 'member.city': 'Nowhere' } }];
          for (const data of saved) {
            await context.request.post(`${shop.url}/v1/segments`, { headers: OURS, data });
          }
          for (const address of ADDRESSES) {
            await page.goto(`${shop.url}/console/reports/${address}`);
            await page.waitForLoadState('networkidle');
            await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
            await fits(page);
            if (!SHOTS) {
              await accessible(page);
              continue;
            }
            const file = `${address.replaceAll(/[^a-z0-9]+/gi, '-')} ${name}.png`;
            await page.screenshot({ path: join(SHOTS, file), fullPage: true });
          }
        });
      });
    }
  }
}
