import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { localeOf } from './support/speak';
import { DEMO, logIn, quiet, TILL } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

/** A folder for pictures of every page in every look. They are taken instead of what axe says, for a person to look at. */
const SHOTS = process.env.SHOTS;

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Looks that between them hold each language, width and scheme twice. */
const SOME = [
  { language: 'en', ...WIDE, scheme: 'light' },
  { language: 'ru', ...WIDE, scheme: 'dark' },
  { language: 'ru', ...PHONE, scheme: 'light' },
  { language: 'en', ...PHONE, scheme: 'dark' },
] as const;

/** The same in the other scheme. */
const OTHERS = SOME.map((look) => ({
  ...look,
  scheme: look.scheme === 'light' ? ('dark' as const) : ('light' as const),
}));

const LOOKS = SHOTS ? [...SOME, ...OTHERS] : SOME;

const PAGES = [
  '/console/',
  '/console/members',
  '/console/segments',
  '/console/segments/new',
  '/console/experiments',
  '/console/experiments/new',
  '/console/purchases',
  '/console/rewards',
  '/console/program',
  '/console/program/file',
  '/console/program/scenarios',
  '/console/program/versions',
  '/console/playground',
  '/console/reports/kpi',
  '/console/reports/program',
  '/console/reports/opinions',
  '/console/reports/economics',
  '/console/reports/identification',
  '/console/reports/identification?by=cashier',
  '/console/reports/funnel',
  '/console/reports/cohorts',
  '/console/reports/rfm',
  '/console/reports/hours',
  '/console/reports/clv',
  '/console/reports/abc',
  '/console/reports/next',
  '/console/reports/abc?of=members',
  '/console/reports/settlement',
  '/console/reports/experiments',
  '/console/reports/dashboards',
  '/console/review',
  '/console/review?list=jobs',
  '/console/settings/stores',
  '/console/settings/goods',
  '/console/settings/cards',
  '/console/settings/spend',
  '/console/settings/imports',
  '/console/settings/keys',
  '/console/settings/people',
  '/console/settings/audit',
  '/console/settings/account',
  '/console/nowhere',
];

for (const { language, width, height, scheme } of LOOKS) {
  const name = `${language} ${width} ${scheme}`;
  test.describe(name, () => {
    test.use({
      viewport: { width, height },
      colorScheme: scheme,
      locale: localeOf[language],
    });

    test('every page of the console is whole and usable by everybody', async ({
      page,
      context,
      shop: server,
    }) => {
      test.setTimeout(240_000);
      await logIn(context, server.url, DEMO, language);
      await quiet(context);
      const known = await context.request.get(`${server.url}/v1/members?limit=1`);
      const bought = await context.request.get(
        `${server.url}/v1/purchases?limit=1&identified=true`,
      );
      const member = (await known.json()).items[0].id;
      const { purchase } = (await bought.json()).items[0];
      const some = [
        `/console/members/${member}`,
        `/console/members/${member}?tab=points`,
        `/console/members/${member}?tab=rewards`,
        `/console/members/${member}?tab=details`,
        `/console/purchases/${purchase}`,
      ];
      for (const path of [...PAGES, ...some]) {
        await page.goto(server.url + path);
        await settled(page);
        await judge(page, name, path);
      }
    });

    test('the till page is whole and usable by everybody', async ({
      page,
      context,
      shop: server,
    }) => {
      await page.goto(`${server.url}/till/`);
      await settled(page);
      await judge(page, name, '/till/log-in');
      await logIn(context, server.url, TILL, language);
      await page.goto(`${server.url}/till/`);
      await settled(page);
      await judge(page, name, '/till/place');
      await page.getByRole('button', { name: /Begin|Начать/ }).click();
      await expect(page.getByRole('combobox')).toBeVisible();
      await judge(page, name, '/till/');
    });
  });
}

/** Waits until what the page asked for is there. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByRole('status', { name: /Loading|Загрузка/ })).toHaveCount(0);
}

/** Holds what holds for every page in every look, or keeps a picture of it. */
async function judge(page: Page, name: string, path: string): Promise<void> {
  await fits(page);
  if (!SHOTS) return accessible(page);
  const file = `${path.replaceAll(/[^a-z0-9]+/gi, '-')} ${name}.png`.replace(/^-/, '');
  await page.screenshot({ path: join(SHOTS, file), fullPage: true });
}
