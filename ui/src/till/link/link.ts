import { useSyncExternalStore } from 'react';

import { Problem, Unreachable } from '../../api/problem';

/** How often a lost server is looked for. */
const PROBE_MS = 3000;
/** After this long without an answer the server counts as lost. */
const PATIENCE_MS = 6000;

let up = navigator.onLine;
let probing: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

/** Whether an error means that the server cannot be had at all, and not that it refused or failed at one call. */
export function isGone(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  if (!(error instanceof Problem)) return false;
  // A proxy in between answers 500 without saying what is wrong; the server always says.
  return [502, 503, 504].includes(error.status) || (error.status === 500 && error.kind === '');
}

function set(next: boolean): void {
  if (next === up) return;
  up = next;
  if (up && probing !== null) {
    clearInterval(probing);
    probing = null;
  } else if (!up) {
    probing ??= setInterval(() => void probe(), PROBE_MS);
  }
  for (const listener of listeners) listener();
}

async function probe(): Promise<void> {
  try {
    const response = await fetch('/v1/session', { signal: AbortSignal.timeout(PROBE_MS) });
    set(response.status < 500);
  } catch {
    set(false);
  }
}

window.addEventListener('offline', () => set(false));
window.addEventListener('online', () => void probe());
if (!up) probing = setInterval(() => void probe(), PROBE_MS);

/** An answer that nobody waits for any more. */
export class Stale extends Error {}

/** Makes a call, gives up when the server takes too long, and keeps in mind whether it answers at all. */
export async function reach<T>(
  call: (signal: AbortSignal) => Promise<{ data?: T } | T>,
  stale?: AbortSignal,
): Promise<T> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const answered = await call(stale ? AbortSignal.any([stale, patience]) : patience);
    set(true);
    const wrapped = typeof answered === 'object' && answered !== null && 'response' in answered;
    return wrapped ? ((answered as { data?: T }).data as T) : (answered as T);
  } catch (error) {
    if (stale?.aborted) throw new Stale();
    set(!isGone(error));
    throw error;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back each time the server is found again. */
export function onUp(back: () => void): void {
  listeners.add(() => {
    if (up) back();
  });
}

/** Whether the server answers. */
export function useUp(): boolean {
  return useSyncExternalStore(subscribe, () => up);
}

export function isUp(): boolean {
  return up;
}
