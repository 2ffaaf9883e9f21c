import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { APIRequestContext, Page } from '@playwright/test';

import { fieldLabel } from '../src/console/program/form/words/fields';
import { formWords } from '../src/console/program/form/words/words';
import { put } from '../src/console/program/text/edit';
import { at, read, valueOf } from '../src/console/program/text/read';
import { fileWords } from '../src/console/program/words';
import { type Json, mapOf } from '../src/console/segment/tree';
import { segmentWords } from '../src/console/segment/words';
import { found, OWNER, send } from './support/firm';
import type { Server } from './support/server';
import { localeOf, speakIn } from './support/speak';
import { logIn, OURS, quiet } from './support/staff';
import { accessible, expect, fits, test } from './support/test';

/** A folder for pictures, for a person to look at. */
const SHOTS = process.env.SHOTS;

const PROGRAMS = join(import.meta.dirname, '../../programs');
const file = (name: string) => readFileSync(join(PROGRAMS, name), 'utf8');

let server: Server;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  server = await found(request);
  await send(request, 'post', `${server.url}/v1/session`, OWNER);
  await request.dispose();
});

test.afterAll(() => server.stop());

/** A program that decides, of its own for each language. */
async function published(request: APIRequestContext, id: string): Promise<void> {
  const text = file('burger-heroes.yaml').replace('id: burger-heroes', `id: ${id}`);
  const headers = { ...OURS, 'Content-Type': 'application/yaml', 'Idempotency-Key': id };
  const stored = await request.post(`${server.url}/v1/programs/${id}/versions`, {
    headers,
    data: text,
  });
  expect(stored.status(), await stored.text()).toBe(201);
  const done = await request.post(`${server.url}/v1/programs/${id}/versions/1/publish`, {
    headers: OURS,
    data: { at: null },
  });
  expect(done.ok(), await done.text()).toBe(true);
}

for (const language of ['en', 'ru'] as const) {
  test.describe(language, () => {
    test.use({ locale: localeOf[language], viewport: { width: 1440, height: 900 } });
    test.beforeEach(async ({ context }) => {
      await logIn(context, server.url, OWNER, language);
      await quiet(context);
    });

    test('a marketer adds a rule, breaks it, mends it and saves', async ({ page, context }) => {
      test.setTimeout(180_000);
      const speak = speakIn(language);
      const t = speak(formWords);
      const w = speak(fileWords);
      const name = (part: string, field: string) => fieldLabel(language, part, field);
      const id = `forms-${language}`;
      await published(context.request, id);
      await page.goto(`${server.url}/console/program/file?program=${id}&version=1`);

      const earning = page.getByRole('region', { name: name('Program', 'earn') });
      const code = page.getByRole('textbox', { name: w.editor });
      await expect(code).toContainText('burger');
      await earning.getByRole('button', { name: t.addTo(name('Program', 'earn')) }).click();
      const rule = earning.locator('li[data-open]');
      await expect(rule).toBeVisible();
      await rule.getByRole('textbox', { name: name('Earn', 'id'), exact: true }).fill('big');
      await rule.getByRole('textbox', { name: name('Earn', 'rate'), exact: true }).fill('7%');

      const when = rule.getByRole('group', { name: name('Earn', 'when'), exact: true });
      await when.getByRole('button', { name: speak(segmentWords).addLine }).click();
      await page
        .getByPlaceholder(speak(segmentWords).findWord)
        .fill(name('Condition', 'basket.total'));
      await page
        .getByRole('option', { name: name('Condition', 'basket.total'), exact: true })
        .click();
      const total = when.getByRole('textbox', {
        name: name('Condition', 'basket.total'),
        exact: true,
      });
      await total.fill('1000');

      await expect(code).toContainText(
        '{ id: big, when: { basket.total: { gte: 1000 } }, rate: 7% }',
      );
      await expect(rule.getByRole('button', { expanded: true }).first()).toContainText('7');
      await expect(page.getByRole('status').filter({ hasText: w.fine })).toBeVisible();
      await accessible(page);
      await shoot(page, `forms ${language} 1440 light`);

      await select(page, '7');
      await page.keyboard.type('lots');
      const rate = rule.getByRole('textbox', { name: name('Earn', 'rate'), exact: true });
      await expect(rate).toHaveValue('lots%');
      await expect(rate).toHaveAttribute('aria-invalid', 'true');
      await expect(rule.getByText(t.problems(1))).toBeVisible();
      await shoot(page, `forms broken ${language} 1440 light`);

      await select(page, 'earn');
      await page.keyboard.type('[');
      await expect(page.getByRole('alert').filter({ hasText: t.unread })).toBeVisible();
      await shoot(page, `forms unread ${language} 1440 light`);
      await page.getByRole('button', { name: t.undo, exact: true }).click();
      await expect(page.getByText(t.unread)).toBeHidden();
      await page.getByRole('button', { name: t.undo, exact: true }).click();
      await expect(rate).toHaveValue('7%');
      await expect(rate).not.toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByRole('status').filter({ hasText: w.fine })).toBeVisible();

      await looks(page, language);
      await page.getByRole('button', { name: w.save }).click();
      await expect(page.getByText(w.saved(2), { exact: true })).toBeVisible();
      const stored = await context.request.get(`${server.url}/v1/programs/${id}/versions/2`);
      const { text } = (await stored.json()) as { text: string };
      const own = '  - { id: big, when: { basket.total: { gte: 1000 } }, rate: 7% }\n';
      expect(text).toContain(own);
      const before = file('burger-heroes.yaml').replace('id: burger-heroes', `id: ${id}`);
      expect(text.replace(own, '')).toBe(before);
    });

    test('rules are copied, moved and deleted, and a section begun', async ({ page, context }) => {
      test.setTimeout(180_000);
      const t = speakIn(language)(formWords);
      const name = (field: string) => fieldLabel(language, 'Program', field);
      const id = `moves-${language}`;
      await published(context.request, id);
      await page.goto(`${server.url}/console/program/file?program=${id}&version=1`);
      const earning = page.getByRole('region', { name: name('earn') });
      const ids = earning.locator('li > div > button code');
      await expect(ids.first()).toBeVisible();
      const before = await ids.allTextContents();
      const [first = ''] = before;
      const act = async (rule: string, action: string) => {
        await earning.getByRole('button', { name: t.menu(rule), exact: true }).click();
        await page.getByRole('menuitem', { name: action, exact: true }).click();
      };
      await act(first, t.copy);
      await expect(ids).toHaveText([first, `${first}-2`, ...before.slice(1)]);
      await act(first, t.down);
      await expect(ids).toHaveText([`${first}-2`, first, ...before.slice(1)]);
      await act(`${first}-2`, t.remove);
      await expect(ids).toHaveText(before);
      await page.keyboard.press('Control+z');
      await expect(ids).toHaveText([`${first}-2`, first, ...before.slice(1)]);
      await page.getByRole('button', { name: t.addTo(name('badges')) }).click();
      const badges = page.getByRole('region', { name: name('badges') });
      await badges.getByRole('textbox', { name: t.key, exact: true }).fill('patron');
      const code = page.getByRole('textbox', { name: speakIn(language)(fileWords).editor });
      await expect(code).toContainText('patron: {}');
    });
  });
}

/** Selects a word of the text in the editor, as people do. */
async function select(page: Page, word: string): Promise<void> {
  const place = await page.evaluate((wanted) => {
    const lines = [...document.querySelectorAll('.cm-content .cm-line')];
    const nodes = lines.flatMap((line) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const found: Node[] = [];
      while (walker.nextNode()) found.push(walker.currentNode);
      return found;
    });
    const node = nodes.findLast(({ textContent }) => textContent?.includes(wanted));
    const from = node?.textContent?.lastIndexOf(wanted) ?? -1;
    if (!node || from < 0) throw new Error(`${wanted} is not in sight`);
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, from + wanted.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, word);
  await page.mouse.dblclick(place.x, place.y);
}

/** The page in the dark and on a telephone. */
async function looks(page: Page, language: 'en' | 'ru'): Promise<void> {
  const t = speakIn(language)(formWords);
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page);
  await shoot(page, `forms ${language} 1440 dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  const earning = page.getByRole('region', { name: fieldLabel(language, 'Program', 'earn') });
  await earning.locator('button[aria-controls]').last().click();
  await expect(earning.locator('li[data-open]').getByRole('textbox').first()).toBeVisible();
  await expect(
    page.getByRole('textbox', { name: speakIn(language)(fileWords).editor }),
  ).toBeHidden();
  await fits(page);
  await shoot(page, `forms ${language} 390 dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await accessible(page);
  await shoot(page, `forms ${language} 390 light`);
  await page.getByText(t.text, { exact: true }).click();
  await expect(
    page.getByRole('textbox', { name: speakIn(language)(fileWords).editor }),
  ).toBeVisible();
  await fits(page);
  await shoot(page, `text ${language} 390 light`);
  await page.getByText(t.forms, { exact: true }).click();
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return;
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

interface Looked {
  problems: { path: string; message: string }[];
  sentences: { subject: string; id: string; text: string }[];
}

test('what the forms write is what the server reads, in every program', async ({ playwright }) => {
  test.setTimeout(240_000);
  const request = await playwright.request.newContext();
  await request.post(`${server.url}/v1/session`, { headers: OURS, data: OWNER });
  const look = async (text: string): Promise<Looked> => {
    const headers = { ...OURS, 'Content-Type': 'application/yaml' };
    const answer = await request.post(`${server.url}/v1/programs/check`, { headers, data: text });
    const { problems, sentences } = (await answer.json()) as Looked;
    return {
      problems,
      sentences: sentences.map(({ subject, id, text }) => ({ subject, id, text })),
    };
  };
  const names = readdirSync(PROGRAMS).filter((name) => /^(?!.*scenarios).*\.yaml$/.test(name));
  for (const name of names) {
    const text = file(name);
    const before = await look(text);
    expect(before.problems, name).toEqual([]);
    expect(await look(anew(text)), `${name}\n${anew(text)}`).toEqual(before);
  }
  await request.dispose();
});

/** A program of which every word was written anew, and every field of a rule taken away and put back. */
function anew(text: string): string {
  let now = text;
  for (const path of leaves(valueOf(read(text).root))) {
    const value = valueOf(at(read(now).root, path));
    now = put(put(now, path, 'something-else'), path, value);
  }
  for (const [section, rules] of Object.entries(mapOf(valueOf(read(text).root)))) {
    if (!Array.isArray(rules)) continue;
    rules.forEach((rule, i) => {
      for (const [field, value] of Object.entries(mapOf(rule))) {
        const path = [section, i, field];
        if (field !== 'id') now = put(put(now, path, undefined), path, value);
      }
    });
  }
  return now;
}

function leaves(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leaves(item, [...path, i]));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) => leaves(part, [...path, name]));
}
