import { join } from 'node:path';

import type { APIRequestContext, Page } from '@playwright/test';

import { lineWords, segmentWords } from '../src/console/segment/words';
import type { Language } from '../src/i18n/words';
import { found, OWNER, send } from './support/firm';
import type { Server } from './support/server';
import { localeOf, speakIn } from './support/speak';
import { logIn, quiet } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

/** A folder for pictures, for a person to look at. */
const SHOTS = process.env.SHOTS;

let server: Server;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  server = await found(request);
  await sell(request);
  await request.dispose();
});

test.afterAll(() => server.stop());

const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
const born = (years: number) =>
  ago(years * 365.25 + 40)
    .toISOString()
    .slice(0, 10);

/** Who is in the shop's base: each but the first two misses one thing. */
const PEOPLE = [
  { name: 'Anna', born: 30, city: 'Казань', sms: true, gender: 'female', rings: [300, 90] },
  { name: 'Alina', born: 38, city: 'Казань', sms: true, gender: 'female', rings: [200, 100, 70] },
  { name: 'Vera', born: 52, city: 'Казань', sms: true, gender: 'female', rings: [300, 90] },
  { name: 'Maria', born: 30, city: 'Пермь', sms: true, gender: 'female', rings: [300, 90] },
  { name: 'Olga', born: 30, city: 'Казань', sms: false, gender: 'female', rings: [300, 90] },
  { name: 'Ivan', born: 30, city: 'Казань', sms: true, gender: 'male', rings: [300, 90] },
  { name: 'Daria', born: 30, city: 'Казань', sms: true, gender: 'female', rings: [300, 20] },
  { name: 'Elena', born: 30, city: 'Казань', sms: true, gender: 'female', rings: [90] },
  { name: 'Nina', born: 30, city: 'Казань', sms: true, gender: 'female', rings: [] },
];

/** A jeweller with those people, who bought rings so many days ago. */
async function sell(request: APIRequestContext): Promise<void> {
  const { url } = server;
  await send(request, 'post', `${url}/v1/session`, OWNER);
  await send(request, 'put', `${url}/v1/products/ring-1`, {
    name: 'Кольцо «Луна»',
    category: ['rings'],
    price: '9000.00',
  });
  for (const person of PEOPLE) {
    await send(request, 'post', `${url}/v1/members`, {
      external_id: person.name,
      first_name: person.name,
      birth_date: born(person.born),
      city: person.city,
      gender: person.gender,
      consents: person.sms ? { sms: 'granted' } : {},
    });
    for (const days of person.rings)
      await send(request, 'post', `${url}/v1/purchases`, {
        id: `${person.name}-${days}`,
        priced: 'till',
        at: ago(days).toISOString(),
        member: { external_id: person.name },
        lines: [{ line: 1, sku: 'ring-1', price: '9000.00' }],
      });
  }
}

const LOOKS = [
  { language: 'en', name: 'Ring lovers of Kazan' },
  { language: 'ru', name: 'Любительницы колец из Казани' },
] as const;

for (const { language, name } of LOOKS) {
  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: { width: 1440, height: 900 } });
    test.beforeEach(async ({ context }) => {
      await logIn(context, server.url, OWNER, language);
      await quiet(context);
    });

    test('a segment is described, counted, compared with last year and saved', async ({ page }) => {
      const t = speakIn(language)(segmentWords);
      const w = speakIn(language)(lineWords);
      await page.goto(`${server.url}/console/`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.keyboard.press('g');
      await page.keyboard.press('s');
      await expect(page.getByRole('heading', { name: t.title, level: 1 })).toBeVisible();
      await page.getByRole('link', { name: t.make }).first().click();
      const add = adder(page, language);
      const line = (key: string) => page.getByRole('group', { name: key, exact: true });

      await add(w.keys['member.gender']);
      await add(w.keys['member.age']);
      const age = line(w.keys['member.age']);
      await age.getByLabel(`${w.keys['member.age']}: ${w.comparison}`).selectOption('between');
      await age.getByRole('textbox', { name: w.keys['member.age'], exact: true }).fill('25');
      await age.getByLabel(`${w.keys['member.age']}: ${w.upTo}`).fill('40');
      await add(w.keys['member.city']);
      const city = line(w.keys['member.city']).locator('input:visible');
      await city.fill('Казань');
      await city.press('Enter');
      await add(w.keys.purchases);
      const bought = line(w.keys.purchases);
      await bought.getByLabel(`${w.keys.purchases}: ${w.only}`).selectOption('category');
      await bought.locator(`input[aria-label="${w.where.category}"]`).fill('rings');
      await bought.locator(`input[aria-label="${w.where.category}"]`).press('Enter');
      await bought.getByRole('textbox', { name: w.keys.purchases, exact: true }).fill('2');
      await add(w.keys.last_purchase);
      await add(w.consent(w.channels.sms));

      const who = page.getByRole('region', { name: t.who });
      const counts = page.locator('li').getByRole('status', { name: t.members });
      await expect(counts).toHaveText(['8', '8', '8', '7', '7', '8']);
      await expect(who.getByRole('status', { name: t.members })).toHaveText('2');
      await expect(who.getByTestId('revenue')).toContainText(/45.000/);
      await expect(who.getByTestId('before')).toContainText(t.people(0, '0'));
      const sample = page.getByRole('region', { name: t.sample });
      await expect(sample.getByRole('link')).toHaveText(['Anna', 'Alina']);
      await expect(page.getByRole('region', { name: t.file })).toContainText('category:');

      await page.getByRole('button', { name: t.remove(w.keys.last_purchase) }).click();
      await expect(who.getByRole('status', { name: t.members })).toHaveText('3');
      await page.getByRole('button', { name: t.undo }).click();
      await expect(who.getByRole('status', { name: t.members })).toHaveText('2');
      await accessible(page);
      await shoot(page, `segment ${language} 1440 light`);

      await page.getByLabel(t.name, { exact: true }).fill(name);
      await page.getByRole('button', { name: t.save }).click();
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
      await looks(page, language);
      await page.goto(`${server.url}/console/segments`);
      const row = page.getByRole('row').filter({ hasText: name });
      await expect(row.getByRole('cell').nth(1)).toHaveText('2');
      await shoot(page, `segments ${language} 1440 light`);
    });

    test('who is expected soon or is overdue is asked for in the builder', async ({ page }) => {
      const t = speakIn(language)(segmentWords);
      const w = speakIn(language)(lineWords);
      await page.goto(`${server.url}/console/segments/new`);
      const add = adder(page, language);
      await add(w.keys.expected_purchases);
      const many = page.getByRole('group', { name: w.keys.expected_purchases, exact: true });
      await many.getByRole('textbox', { name: w.keys.expected_purchases, exact: true }).fill('2.5');
      await add(w.keys.next_purchase);
      const key = w.keys.next_purchase;
      const next = page.getByRole('group', { name: key, exact: true });
      const days = next.getByRole('textbox', { name: key, exact: true });
      await expect(days).toHaveValue('14');
      await days.fill('21');
      const file = page.getByRole('region', { name: t.file });
      await expect(file).toContainText(/days_ago:\s+gt: "?21"?/);
      // Too few buy here for a model, and the page says so.
      const counts = page.locator('li').getByRole('status', { name: t.members });
      await expect(counts).toHaveText(['0', '0']);
      await expect(page.getByText(t.withoutFigure)).toBeVisible();
      await next.getByLabel(`${key}: ${w.comparison}`).selectOption('within');
      await expect(days).toHaveValue('7');
      await days.fill('10');
      await expect(file).toContainText(/within:\s+before: 10d/);
      await expect(counts).toHaveText(['0', '0']);
      await accessible(page);
      await shoot(page, `forecast ${language} 1440`);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${server.url}/console/segments/new`);
      await add(w.keys.expected_purchases);
      await add(w.keys.next_purchase);
      await expect(days).toHaveValue('14');
      await fits(page);
      await shoot(page, `forecast ${language} 390`);
    });
  });
}

/** Adds a line by typing how it is called. */
function adder(page: Page, language: Language) {
  const t = speakIn(language)(segmentWords);
  return async (key: string) => {
    await page.getByRole('button', { name: t.addLine }).first().click();
    await page.getByPlaceholder(t.findWord).fill(key);
    await page.getByRole('option', { name: key, exact: true }).click();
  };
}

/** The page in the dark and on a telephone. */
async function looks(page: Page, language: Language): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page);
  await shoot(page, `segment ${language} 1440 dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  const who = page.getByRole('region', { name: speakIn(language)(segmentWords).who });
  await expect(who.getByTestId('before')).toBeVisible();
  await fits(page);
  await shoot(page, `segment ${language} 390 dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await shoot(page, `segment ${language} 390 light`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}
