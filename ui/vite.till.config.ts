import { createHash } from 'node:crypto';

import { defineConfig, mergeConfig, type Plugin } from 'vite';

import { face } from './vite.face.ts';

/** React is two thirds of what a till page may weigh; Preact does the same in a fraction of it. */
const runtime = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-dev-runtime',
};

const WORKER = 'till-worker.js';

/** Tells the worker which files its release is made of. */
const release: Plugin = {
  name: 'release',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const worker = bundle[WORKER];
      const page = bundle['till.html'];
      if (worker?.type !== 'chunk' || page?.type !== 'asset') this.error('no worker or no page');
      const files = Object.keys(bundle)
        .filter((name) => name.startsWith('assets/'))
        .map((name) => `/${name}`)
        .sort();
      const hash = createHash('sha256').update(files.join()).update(page.source);
      const told = JSON.stringify({ name: hash.digest('hex').slice(0, 12), files });
      if (!worker.code.includes('__RELEASE__')) this.error('the worker asks for no release');
      worker.code = worker.code.replace('__RELEASE__', () => told);
    },
  },
};

/** The till page: written and typed for React, run by Preact. */
export default defineConfig(
  mergeConfig(face('till'), {
    plugins: [release],
    build: {
      rollupOptions: {
        input: { worker: 'src/till/offline/worker.ts' },
        output: {
          // The worker's address stays the same: browsers look there for a newer one.
          entryFileNames: ({ name }: { name: string }) =>
            name === 'worker' ? WORKER : 'assets/[name]-[hash].js',
        },
      },
    },
    resolve: {
      alias: Object.entries(runtime).map(([name, replacement]) => ({
        find: new RegExp(`^${name}$`),
        replacement,
      })),
    },
  }),
);
