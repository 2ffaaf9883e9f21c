import { useSyncExternalStore } from 'react';

import { onUp } from '../link/link';

const WORKER = '/till/worker.js';
/** How often a till that is never closed looks for a newer release. */
const AGAIN_MS = 60 * 60_000;

let registration: ServiceWorkerRegistration | null = null;
let newer = false;
const listeners = new Set<() => void>();

/** Lets the page open without the server from now on. Browsers allow it over https and on the machine itself. */
export async function keepOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const options = { scope: '/till', updateViaCache: 'none' } as const;
  const registered = await navigator.serviceWorker.register(WORKER, options);
  registration = registered;
  // A server that comes back may be a newer one.
  const look = () => void registered.update().catch(() => undefined);
  onUp(look);
  setInterval(look, AGAIN_MS);
  void compare(registered.waiting);
  registered.addEventListener('updatefound', () => {
    const { installing } = registered;
    installing?.addEventListener('statechange', () => void compare(registered.waiting));
  });
}

/** A release that waits takes over at once if this page is of it already; else the cashier is told. */
async function compare(waiting: ServiceWorker | null): Promise<void> {
  if (waiting === null) return;
  if (await isOurs(waiting)) {
    waiting.postMessage('take over');
    return;
  }
  newer = true;
  for (const listener of listeners) listener();
}

/** Whether this page is made of the files of a release. */
function isOurs(worker: ServiceWorker): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
    worker.postMessage(document.head.innerHTML, [port2]);
  });
}

/** Loads the page anew, in the newest release. */
export function reload(): void {
  const waiting = registration?.waiting;
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting.postMessage('take over');
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a newer release waits for this page to be loaded anew. */
export function useNewer(): boolean {
  return useSyncExternalStore(subscribe, () => newer);
}
