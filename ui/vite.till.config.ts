import { defineConfig, mergeConfig } from 'vite';

import { face } from './vite.face.ts';

/** React is two thirds of what a till page may weigh; Preact does the same in a fraction of it. */
const runtime = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
};

/** The till page: written and typed for React, run by Preact. */
export default defineConfig(
  mergeConfig(face('till'), {
    resolve: {
      alias: Object.entries(runtime).map(([name, replacement]) => ({
        find: new RegExp(`^${name}$`),
        replacement,
      })),
    },
  }),
);
