/** Whether the server answers, as far as the calls of this page know. */
let gone = false;
const listeners = new Set<() => void>();

/** Tells what came of a call: an answer, whatever it says, or none. */
export function heard(answered: boolean): void {
  if (gone === !answered) return;
  gone = !answered;
  for (const listener of listeners) listener();
}

export function isGone(): boolean {
  return gone;
}

/** Tells a listener of each change; answers how to stop that. */
export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the server for a sign of life. */
export async function ask(): Promise<boolean> {
  const alive = await fetch('/healthz', { cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  );
  heard(alive);
  return alive;
}

/** Settles once the server answers again; at once while it does. */
function answered(): Promise<void> {
  if (!gone) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = onConnection(() => {
      stop();
      resolve();
    });
  });
}

/** Loads a part of the page. One that a lost server could not give is asked for again when it is back. */
export function patient<T>(load: () => Promise<T>): () => Promise<T> {
  return () =>
    load().catch(async (failure: unknown) => {
      // The server is there and its file is not: a newer version has other files.
      if (await ask()) throw failure;
      await answered();
      return load();
    });
}
