import type { BrowserContext, Page } from '@playwright/test';

import { STEPS } from '../src/console/tour/steps';
import { tourWords } from '../src/console/tour/words';
import type { Language } from '../src/i18n/words';
import type { Server } from './support/server';
import { localeOf, type Speak, speakIn } from './support/speak';
import { DEMO, logIn } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

const PLACES = [
  /\/console\/$/,
  /\/members$/,
  /\/members\/mem_\w+\?tab=points$/,
  /\/program$/,
  /\/playground$/,
];

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

function at(language: Language, viewport: { width: number; height: number }) {
  test.use({ locale: localeOf[language], viewport });
  return speakIn(language);
}

test.describe('by mouse', () => {
  const speak = at('ru', WIDE);

  test('the first look goes over five screens, and is not shown again', async ({
    page,
    context,
    shop,
  }) => {
    const t = speak(tourWords);
    await begin(page, context, shop, 'ru');
    for (const [place, step] of STEPS.entries()) {
      await standsAt(page, speak, place);
      const last = place === STEPS.length - 1;
      await card(page, speak)
        .getByRole('button', { name: last ? t.done : t.next })
        .click();
      if (step === 'home') await accessible(page);
    }
    await notAgain(page, shop, speak);
  });
});

test.describe('by keyboard', () => {
  const speak = at('en', PHONE);

  test('the first look goes on and back by Enter on a phone’s screen, and leaves by Escape', async ({
    page,
    context,
    shop,
  }) => {
    const t = speak(tourWords);
    await begin(page, context, shop, 'en');
    await standsAt(page, speak, 0);
    await tabTo(page, t.next);
    await page.keyboard.press('Enter');
    await standsAt(page, speak, 1);
    await fits(page);
    await accessible(page);
    // The members’ page takes the focus into its search; the card stands just before it.
    await tabTo(page, t.back, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await standsAt(page, speak, 0);
    await tabTo(page, t.next);
    await page.keyboard.press('Escape');
    await notAgain(page, shop, speak);
    await expect(page.getByRole('main')).toBeVisible();
  });
});

test.describe('dismissed', () => {
  const speak = at('en', PHONE);

  test('the first look can be called back by who wants it', async ({ page, context, shop }) => {
    const t = speak(tourWords);
    await begin(page, context, shop, 'en');
    await card(page, speak).getByRole('button', { name: t.dismiss }).click();
    await notAgain(page, shop, speak);
    await page.getByRole('banner').getByRole('button').last().click();
    await page.getByRole('menuitem', { name: t.menu }).click();
    await standsAt(page, speak, 0);
  });
});

async function begin(page: Page, context: BrowserContext, shop: Server, language: Language) {
  await logIn(context, shop.url, DEMO, language);
  await page.goto(`${shop.url}/console/`);
}

function card(page: Page, speak: Speak) {
  return page.getByRole('region', { name: speak(tourWords).name, exact: true });
}

/** The card and the screen are those of a step. */
async function standsAt(page: Page, speak: Speak, place: number) {
  const t = speak(tourWords);
  const step = STEPS[place] ?? 'home';
  await expect(page).toHaveURL(PLACES[place] ?? '');
  await expect(card(page, speak)).toContainText(t.step(place + 1, STEPS.length));
  await expect(card(page, speak)).toContainText(t.titles[step]);
  await expect(card(page, speak)).toBeInViewport({ ratio: 1 });
}

/** Moves the focus on until it stands at a button of the card. */
async function tabTo(page: Page, name: string, key = 'Tab') {
  const button = page.getByRole('button', { name, exact: true });
  await expect(button).toBeVisible();
  for (let presses = 0; presses < 30; presses += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(button, 'within thirty presses of Tab').toBeFocused();
}

async function notAgain(page: Page, shop: Server, speak: Speak) {
  await expect(card(page, speak)).toHaveCount(0);
  await page.goto(`${shop.url}/console/`);
  await page.waitForLoadState('networkidle');
  await expect(card(page, speak)).toHaveCount(0);
}
