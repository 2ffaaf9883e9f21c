import { type ComponentType, lazy } from 'react';

const AGAIN_MS = 2000;

/**
 * A part of the page that is fetched at once, beside what is shown first. Without the server it is asked for until it
 * comes: a page that has begun must not stop for a part that came late.
 */
export function besides<P extends object>(load: () => Promise<ComponentType<P>>) {
  const insist = (): Promise<{ default: ComponentType<P> }> =>
    load().then(
      (part) => ({ default: part }),
      async () => {
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        return insist();
      },
    );
  const begun = insist();
  return lazy(() => begun);
}
