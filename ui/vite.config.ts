import react from '@vitejs/plugin-react';
import { defineConfig, mergeConfig } from 'vitest/config';

import { face } from './vite.face.ts';

/** Both run what they share: it must hold under either library. */
const shared = ['src/{api,format,i18n}/**/*.test.{ts,tsx}'];

/** The console, and the unit tests of both faces. */
export default defineConfig(
  mergeConfig(face('console'), {
    plugins: [react()],
    test: {
      projects: [
        {
          extends: true,
          test: { name: 'console', include: ['src/console/**/*.test.{ts,tsx}', ...shared] },
        },
        {
          extends: './vite.till.config.ts',
          test: { name: 'till', include: ['src/till/**/*.test.{ts,tsx}', ...shared] },
        },
      ],
    },
  }),
);
