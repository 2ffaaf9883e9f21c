import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Two entries that share the client, the formats and the words, and nothing else. */
const entries = { console: 'console.html', till: 'till.html' };

/** Where `npm run dev` finds the API; `regulars demo` listens here. */
const api = 'http://127.0.0.1:8080';

/** While developing, addresses below an entry are its own affair, as they are in the server. */
const deepLinks: Plugin = {
  name: 'deep-links',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const entry = /^\/(console|till)(\/|$)/.exec(request.url ?? '')?.[1];
      if (entry) request.url = `/${entry}.html`;
      next();
    });
  },
};

export default defineConfig({
  plugins: [react(), deepLinks],
  appType: 'mpa',
  build: {
    target: 'es2022',
    // Names with a hash of their content: the server lets browsers keep them for ever.
    assetsDir: 'assets',
    // Everything is a file of its own: the content security policy lets no `data:` scripts or fonts in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: entries },
    chunkSizeWarningLimit: 700,
  },
  // The ready-made programs are the repository's own, a folder above.
  server: { fs: { allow: ['..'] }, proxy: { '/v1': api, '/docs': api, '/openapi.json': api } },
  test: { include: ['src/**/*.test.{ts,tsx}'] },
});
