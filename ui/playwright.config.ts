import { defineConfig } from '@playwright/test';

/** The browser `cargo xtask test browser` found; Debian's, when run by hand. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: false,
  // Two cores: a browser and a server each are enough.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath,
      // Chromium refuses its sandbox to root, which is who runs in containers.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    trace: 'off',
    timezoneId: 'Europe/Moscow',
  },
});
