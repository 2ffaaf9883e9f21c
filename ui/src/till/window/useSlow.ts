import { useEffect, useState } from 'react';

/** Longer than this nobody waits without being told. */
export const SILENCE_MS = 300;

/** Whether something has been awaited for longer than people wait silently. */
export function useSlow(busy: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), SILENCE_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy]);
  return busy && slow;
}
