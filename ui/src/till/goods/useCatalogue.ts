import { useEffect, useState } from 'react';

import { readCatalogue, rememberedCatalogue } from './catalogue';

/** How often prices are read anew. */
const AGAIN_MS = 10 * 60_000;

/** The shop's goods: those remembered at once, the server's as soon as they are there, and again from time to time. */
export function useCatalogue(up: boolean) {
  const [catalogue, setCatalogue] = useState(rememberedCatalogue);
  useEffect(() => {
    if (!up) return;
    const read = () => {
      // What is remembered goes on serving.
      readCatalogue().then(setCatalogue, () => undefined);
    };
    read();
    const timer = setInterval(read, AGAIN_MS);
    return () => clearInterval(timer);
  }, [up]);
  return catalogue;
}
