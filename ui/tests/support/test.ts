import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';

import { demo, type Server } from './server';

/** Members of the base that screens are looked at with: lists have pages, and making it takes seconds. */
const MEMBERS = 300;

/** What every test is given: faults a page may not have are gathered while it runs; one shop in business serves all. */
export const test = base.extend<{ clean: undefined }, { shop: Server }>({
  shop: [
    // A fixture names what it takes: nothing that would start anything.
    async ({ browserName: _ }, use) => {
      const server = await demo(MEMBERS);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  clean: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('console', (message) => {
        // A refusal is an answer: the browser logs its status, the page shows it.
        const refusal = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !refusal) faults.push(message.text());
      });
      await use(undefined);
      expect(faults, 'errors in the browser’s console').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Holds that the page can be used by everybody: no violation of axe's rules. */
export async function accessible(page: Page): Promise<void> {
  await still(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(
    (violation) =>
      `${violation.id}: ${violation.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 5)
        .join(', ')}`,
  );
  expect.soft(found, `axe on ${page.url()}`).toEqual([]);
}

/** Waits until nothing moves any more: in the middle of a change of colours no contrast can be judged. */
async function still(page: Page): Promise<void> {
  // What was just changed begins to move with the next frame.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(({ effect }) => effect?.getComputedTiming().iterations === Infinity),
  );
}

/** Holds that nothing sticks out to the side: a phone scrolls one way. */
export async function fits(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect.soft(content, `width of ${page.url()}`).toBeLessThanOrEqual(window ?? 0);
}
