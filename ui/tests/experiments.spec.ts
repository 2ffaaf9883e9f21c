import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Page } from '@playwright/test';

import { experimentWords } from '../src/console/report/experiment/words';
import { statistics } from '../src/format/statistics';
import type { Language } from '../src/i18n/words';
import { localeOf, speakIn } from './support/speak';
import { DEMO, logIn, quiet } from './support/staff';
import { accessible, expect, test } from './support/test';

/** A folder for pictures, for a person to look at. */
const SHOTS = process.env.SHOTS;
const BINARY = process.env.REGULARS ?? '../target/debug/regulars';

let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regulars-units-'));
});

test.afterAll(() => rm(folder, { recursive: true }));

/** Units of arms of these sizes; an offer is bought and paid for somewhat more, most in the first city. */
function units(sizes: Record<string, number>): string {
  const rows = Object.entries(sizes).flatMap(([arm, size], place) =>
    Array.from({ length: size }, (_, unit) => {
      const before = (unit * 37) % 100;
      const city = ['Kazan', 'Samara', 'Perm'][unit % 3];
      const bought = (unit * 7919) % 10 < 4 + (unit % 3 === 0 ? place : 0);
      const spend = bought ? 200 + before * 5 + place * 12 : 0;
      return [arm, city, spend, before * 4, 1 + (unit % 2), bought].join(',');
    }),
  );
  return ['group,city,spend,spend_before,receipts,bought', ...rows, ''].join('\n');
}

async function written(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

interface Told {
  control: { n: number; mean: number };
  arms: { arm: string; n: number; mean: number; diff: number; p: number; lift: number }[];
}

/** What the command says of a file. */
async function command(file: string, ...more: string[]): Promise<Told> {
  const { stdout } = await promisify(execFile)(BINARY, [
    ...['experiment', 'analyse', '--file', file, '--arm', 'group', '--control', 'control'],
    ...[...more, '--json'],
  ]);
  return JSON.parse(stdout);
}

const LOOKS = ['en', 'ru'] as const;

for (const language of LOOKS) {
  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: { width: 1440, height: 900 } });

    test('a file is dropped, read and told in a sentence', async ({ page, context, shop }) => {
      const t = speakIn(language)(experimentWords);
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
      await page.goto(`${shop.url}/console/reports/experiments`);
      const plan = page.getByRole('region', { name: t.plan });
      const all = language === 'en' ? '175,955' : '175\u00a0955';
      const control = language === 'en' ? '17,596' : '17\u00a0596';
      await expect(plan.getByRole('status')).toHaveText(t.needs(all, control));
      await shoot(page, `experiments empty ${language}`);

      const file = await written('units.csv', units({ control: 1200, offer: 1180 }));
      await give(page, file);
      await expect(page.getByRole('table', { name: t.first }).getByRole('row')).toHaveCount(6);
      await expect(page.getByRole('combobox', { name: t.arm })).toHaveValue('group');
      await expect(page.getByRole('combobox', { name: t.control })).toHaveValue('control');
      await expect(page.getByRole('combobox', { name: t.metric })).toHaveValue('spend');
      await expect(page.getByRole('combobox', { name: t.cuped })).toHaveValue('spend_before');
      await compare(page, language);
      const told = await command(file, '--metric=spend', '--kind=mean', '--cuped=spend_before');
      await says(page, language, told);
      await expect(page.getByTestId('verdict')).toContainText(t.better('offer'));

      await choose(page, t.by, 'city');
      await expect(page.getByText(t.stale)).toBeVisible();
      await compare(page, language);
      const parts = page.getByRole('table', { name: t.parts });
      await expect(parts.getByRole('row')).toHaveCount(4);
      await accessible(page);
      await looks(page, language);
    });

    test('sizes that are wrong forbid a verdict, a wrong word is told', async ({
      page,
      context,
      shop,
    }) => {
      const t = speakIn(language)(experimentWords);
      await logIn(context, shop.url, DEMO, language);
      await quiet(context);
      await page.goto(`${shop.url}/console/reports/experiments`);
      await give(page, await written('lost.csv', units({ control: 1200, offer: 800 })));
      await choose(page, t.kind, t.kinds.proportion);
      await choose(page, t.metric, 'bought');
      await compare(page, language);
      await expect(page.getByRole('alert')).toContainText(t.broken);
      await expect(page.getByTestId('verdict')).toHaveCount(0);
      await shoot(page, `experiments broken ${language}`);

      await page.getByRole('button', { name: t.finer }).click();
      await page.getByRole('textbox', { name: t.split }).fill('control=60,offer=40');
      await page.getByRole('textbox', { name: t.planned }).fill('4000');
      await compare(page, language);
      await expect(page.getByTestId('verdict')).toHaveCount(1);
      await expect(page.getByRole('columnheader', { name: t.always })).toBeVisible();

      await page.getByRole('combobox', { name: t.control }).fill('contrl');
      await compare(page, language);
      await expect(page.getByRole('alert')).toContainText('`control`');
      await accessible(page);

      const many = await written('many.csv', units({ control: 900, a: 880, b: 910 }));
      await give(page, many);
      await choose(page, t.metric, 'spend');
      await compare(page, language);
      await expect(page.getByTestId('verdict')).toHaveCount(2);
      await expect(page.getByRole('columnheader', { name: t.chanceAdjusted })).toBeVisible();
      await shoot(page, `experiments many ${language}`);
    });
  });
}

async function give(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(path);
}

async function compare(page: Page, language: Language): Promise<void> {
  const t = speakIn(language)(experimentWords);
  const answered = page.waitForResponse(/experiments\/analyse/);
  await page.getByRole('button', { name: t.compare, exact: true }).click();
  await answered;
}

/** Chooses from a list by what it shows. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The page's figures are those of the command. */
async function says(page: Page, language: Language, told: Told): Promise<void> {
  const t = speakIn(language)(experimentWords);
  const write = statistics(language, false);
  const rows = page.getByRole('table', { name: t.groups }).getByRole('row');
  await expect(rows).toHaveCount(told.arms.length + 2);
  const [arm] = told.arms;
  if (!arm) throw new Error('the command tells of no arm');
  const cells = rows.nth(2).getByRole('cell');
  const expected: [number, string][] = [
    [2, write.value(arm.mean)],
    [3, write.signed(arm.diff)],
    [5, write.signedShare(arm.lift)],
    [7, write.chance(arm.p)],
  ];
  for (const [place, text] of expected) await expect(cells.nth(place)).toHaveText(text);
  await expect(page.getByTestId('verdict')).toContainText(write.value(told.control.mean));
}

/** The page in the dark and on a telephone. */
async function looks(page: Page, language: Language): Promise<void> {
  await shoot(page, `experiments ${language} 1440 light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page);
  await shoot(page, `experiments ${language} 1440 dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  // Plots follow the width of the page after it.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(390);
  await shoot(page, `experiments ${language} 390 dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await shoot(page, `experiments ${language} 390 light`);
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
