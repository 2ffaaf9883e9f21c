import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';

/** Faults a page may not have, gathered while a test runs. */
export const test = base.extend<{ clean: undefined }>({
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

/** Holds that nothing sticks out to the side: a phone scrolls one way. */
export async function fits(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect.soft(content, `width of ${page.url()}`).toBeLessThanOrEqual(window ?? 0);
}
