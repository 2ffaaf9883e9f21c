import type { BrowserContext, Page } from '@playwright/test';

import { commonWords } from '../src/console/common/words';
import { membersWords, memberWords } from '../src/console/member/words';
import { programWords } from '../src/console/program/words';
import { purchaseWords } from '../src/console/purchase/words';
import type { Role } from '../src/console/session/session';
import { rightWords, sessionWords } from '../src/console/session/words';
import { settingsWords } from '../src/console/settings/words';
import { shellWords } from '../src/console/shell/words';
import type { Language } from '../src/i18n/words';
import { localeOf, speakIn } from './support/speak';
import { DEMO, hire, logIn, quiet } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

type Rail =
  | 'home'
  | 'members'
  | 'rewards'
  | 'segments'
  | 'experiments'
  | 'purchases'
  | 'program'
  | 'playground'
  | 'reports'
  | 'settings';

/** A member and a purchase of the shop. */
interface Some {
  member: string;
  purchase: string;
}

interface Told {
  role: Role;
  language: Language;
  width: number;
  /** Pages of the rail, in its order. */
  rail: Rail[];
  parts: (keyof (typeof settingsWords)['en']['parts'])[];
  /** Whether each of these is offered. */
  may: Record<'register' | 'export' | 'adjust' | 'addGoods' | 'history' | 'till', boolean>;
  /** Pages they may not see, with the right that would be needed. */
  closed: Record<string, keyof (typeof rightWords)['en']['rights']>;
}

const OFFICE = {
  '/settings/imports': 'imports:write',
  '/settings/keys': 'keys:write',
  '/settings/people': 'staff:write',
  '/settings/audit': 'audit:read',
} as const;

const ROLES: Told[] = [
  {
    role: 'cashier',
    language: 'ru',
    width: 390,
    rail: ['members', 'purchases', 'rewards', 'program', 'playground', 'settings'],
    parts: ['stores', 'goods', 'account'],
    may: {
      register: true,
      export: false,
      adjust: false,
      addGoods: false,
      history: false,
      till: true,
    },
    closed: {
      ...OFFICE,
      '/settings/spend': 'reports:read',
      '/review': 'reports:read',
      '/reports/kpi': 'reports:read',
    },
  },
  {
    role: 'agent',
    language: 'en',
    width: 1440,
    rail: [
      'home',
      'members',
      'segments',
      'experiments',
      'purchases',
      'rewards',
      'program',
      'playground',
      'reports',
      'settings',
    ],
    parts: ['stores', 'goods', 'cards', 'spend', 'account'],
    may: {
      register: true,
      export: false,
      adjust: true,
      addGoods: false,
      history: false,
      till: true,
    },
    closed: OFFICE,
  },
  {
    role: 'marketer',
    language: 'ru',
    width: 1440,
    rail: [
      'home',
      'members',
      'segments',
      'experiments',
      'purchases',
      'rewards',
      'program',
      'playground',
      'reports',
      'settings',
    ],
    parts: ['stores', 'goods', 'spend', 'account'],
    may: {
      register: false,
      export: true,
      adjust: false,
      addGoods: true,
      history: false,
      till: false,
    },
    closed: OFFICE,
  },
];

for (const told of ROLES) {
  const { role, language, width } = told;
  test.describe(role, () => {
    test.use({ viewport: { width, height: 844 }, locale: localeOf[language] });

    test('is offered what the role allows, and told of the rest', async ({
      page,
      context,
      shop,
      playwright,
    }) => {
      const office = await playwright.request.newContext();
      await logIn(context, shop.url, await hire(office, shop.url, role), language);
      await office.dispose();
      await quiet(context);
      const refused = refusals(page);
      const some = await someOf(context, shop.url);
      await onTheRail(page, shop.url, told);
      await onThePages(page, shop.url, told, some);
      await closedPages(page, shop.url, told);
      expect(refused, 'calls that the server had to refuse').toEqual([]);
    });
  });
}

test.describe('a role that was taken', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: localeOf.ru });

  test('is told by the name of the missing right', async ({ page, context, shop, playwright }) => {
    const speak = speakIn('ru');
    const office = await playwright.request.newContext();
    const cashier = await hire(office, shop.url, 'cashier');
    await office.dispose();
    await logIn(context, shop.url, DEMO, 'ru');
    await quiet(context);
    await page.goto(`${shop.url}/console/settings/stores`);
    const t = speak(settingsWords);
    await page.getByRole('button', { name: t.stores.add }).click();
    // Another logs in at another tab of the browser: the page still shows what the first might do.
    await logIn(context, shop.url, cashier, 'ru');
    const form = page.getByRole('dialog');
    await form.getByLabel(t.id).fill('new-store');
    await form.getByRole('button', { name: speak(commonWords).save }).click();
    const right = speak(rightWords);
    await expect(form.getByRole('alert')).toContainText(
      right.lacks(right.rights['catalogue:write']),
    );
    await accessible(page);
  });
});

/** Calls that are refused for the lack of a right: a screen that asks for them offers too much. */
function refusals(page: Page): string[] {
  const found: string[] = [];
  page.on('response', (response) => {
    if (response.status() === 403) found.push(response.url());
  });
  return found;
}

async function someOf(context: BrowserContext, url: string): Promise<Some> {
  const members = await context.request.get(`${url}/v1/members?limit=1`);
  const purchases = await context.request.get(`${url}/v1/purchases?limit=1&identified=true`);
  return {
    member: (await members.json()).items[0].id as string,
    purchase: (await purchases.json()).items[0].purchase as string,
  };
}

/** The door leads to the first page they may see; the rail and the menu hold nothing else. */
async function onTheRail(page: Page, url: string, { language, width, rail, may }: Told) {
  const t = speakIn(language)(shellWords);
  await page.goto(`${url}/console/`);
  await expect(page.getByRole('heading', { level: 1, name: t[rail[0] ?? 'home'] })).toBeVisible();
  if (width < 768) await page.getByRole('button', { name: t.menu }).click();
  const links = page.getByRole('navigation', { name: t.main }).getByRole('link');
  await expect(links).toHaveText(rail.map((name) => t[name]));
  if (width < 768) await page.getByRole('button', { name: t.menu }).click();
  await page.getByRole('banner').getByRole('button').last().click();
  await expect(page.getByRole('menuitem', { name: t.docs })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: t.till })).toHaveCount(may.till ? 1 : 0);
  await page.keyboard.press('Escape');
}

/** What is done on the pages is offered to who may do it. */
async function onThePages(page: Page, url: string, told: Told, some: Some) {
  const { member, purchase } = some;
  const { language, may, parts } = told;
  const speak = speakIn(language);
  const members = speak(membersWords);
  const settings = speak(settingsWords);
  const offered = async (path: string, wanted: Record<string, boolean>) => {
    await page.goto(`${url}/console${path}`);
    await page.waitForLoadState('networkidle');
    for (const [name, is] of Object.entries(wanted)) {
      const way = page.getByRole('main').locator('a, button', { hasText: name });
      await expect(way, `${name} on ${path}`).toHaveCount(is ? 1 : 0);
    }
  };
  await offered('/members', { [members.register]: may.register, [members.export]: may.export });
  await offered(`/members/${member}`, {
    [speak(memberWords).adjust]: may.adjust,
    [speak(memberWords).tabs.history]: may.history,
  });
  await offered('/purchases', { [members.export]: may.export });
  await offered(`/purchases/${purchase}`, { [speak(purchaseWords).return]: may.till });
  await offered('/program', { [speak(programWords).publish]: false });
  await offered('/playground', {});
  await offered('/settings', {});
  const links = page.getByRole('navigation', { name: settings.title }).getByRole('link');
  await expect(links).toHaveText(parts.map((part) => settings.parts[part]));
  await offered('/settings/goods', { [settings.goods.add]: may.addGoods });
  await offered('/settings/account', {});
}

/** A link somebody sent to a page they may not see says which right it needs, and leads on. */
async function closedPages(page: Page, url: string, told: Told) {
  const { role, language, rail, closed } = told;
  const speak = speakIn(language);
  const t = speak(rightWords);
  const first = speak(shellWords)[rail[0] ?? 'home'];
  for (const [path, scope] of Object.entries(closed)) {
    await page.goto(`${url}/console${path}`);
    await expect(page.getByRole('heading', { level: 1, name: t.title })).toBeVisible();
    const text = t.lacksAs(t.rights[scope], speak(sessionWords).roles[role]);
    await expect(page.getByText(text)).toBeVisible();
  }
  await fits(page);
  await accessible(page);
  await page
    .getByRole('main')
    .getByRole('link', { name: speak(shellWords).goTo(first) })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: first })).toBeVisible();
}
