import type { Plugin, UserConfig } from 'vite';

/** Two entries that share the client, the formats and the words, and nothing else. */
export type Face = 'console' | 'till';

/** Where `npm run dev` finds the API; `regulars demo` listens here. */
const api = 'http://127.0.0.1:8080';

/** What the builds of both faces have in common. Each is a build of its own: the till runs on another library. */
export function face(name: Face): UserConfig {
  return {
    plugins: [deepLinks(name)],
    appType: 'mpa',
    cacheDir: `node_modules/.vite/${name}`,
    build: {
      target: 'es2022',
      // The first of each that know `light-dark()`; for older ones it would be written out as something else.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // Names with a hash of their content: the server lets browsers keep them for ever.
      assetsDir: 'assets',
      // Everything is a file of its own: the content security policy lets no `data:` scripts or fonts in.
      assetsInlineLimit: 0,
      // `npm run build` empties the folder before the first of the two.
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { [name]: `${name}.html` } },
      chunkSizeWarningLimit: 700,
    },
    // The ready-made programs are the repository's own, a folder above.
    server: { fs: { allow: ['..'] }, proxy: { '/v1': api, '/docs': api, '/openapi.json': api } },
  };
}

/** While developing, addresses below an entry are its own affair, as they are in the server. */
function deepLinks(name: Face): Plugin {
  const below = new RegExp(`^/${name}(/|$)`);
  return {
    name: 'deep-links',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        if (below.test(request.url ?? '')) request.url = `/${name}.html`;
        next();
      });
    },
  };
}
