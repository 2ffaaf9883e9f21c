/**
 * Opens the till page while the server is gone. It keeps one release: the page and the files it is made of. Calls of the
 * API go past it. A newer release waits until the page says that it may take over, so that a page in use keeps its files.
 */
import { isMadeOf, sortOf } from './sort';

declare const self: ServiceWorkerGlobalScope;
/** Which release this is; the build fills it in. */
declare const __RELEASE__: { name: string; files: string[] };

const { name, files } = __RELEASE__;
const PAGE = '/till/';
const CACHES = 'regulars-till ';
const KEPT = CACHES + name;
/** A server that takes longer counts as gone: the page says more than an empty window. */
const PATIENCE_MS = 3000;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', ({ data, ports: [asked] }) => {
  if (data === 'take over') void self.skipWaiting();
  else asked?.postMessage(isMadeOf(String(data), files));
});
self.addEventListener('fetch', (event) => {
  const sort = sortOf(event.request, self.location.origin);
  if (sort === 'page') event.respondWith(page(event.request));
  if (sort === 'file') event.respondWith(file(event.request));
});

/** All of the release or nothing. */
async function keep(): Promise<void> {
  const cache = await caches.open(KEPT);
  const answer = await fetch(PAGE, { cache: 'no-store' });
  // The server may have been replaced since it sent this script.
  if (!answer.ok || !isMadeOf(await answer.clone().text(), files)) {
    throw new Error('the page is of another release');
  }
  await Promise.all([cache.addAll(files), cache.put(PAGE, answer)]);
}

/** Drops what other releases kept. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((kept) => kept.startsWith(CACHES) && kept !== KEPT);
  await Promise.all(others.map((kept) => caches.delete(kept)));
  await self.clients.claim();
}

/** The server's page; without the server, the one that was kept, with the policy it came with. */
async function page(request: Request): Promise<Response> {
  const asked = fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  const answer = await asked.catch(() => null);
  if (answer !== null && answer.status < 500) return answer;
  return (await kept(PAGE)) ?? answer ?? Response.error();
}

/** Names carry a hash of the content: what was kept under a name is what the server has. */
async function file(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

async function kept(request: Request | string): Promise<Response | undefined> {
  const cache = await caches.open(KEPT);
  return cache.match(request, { ignoreVary: true });
}
