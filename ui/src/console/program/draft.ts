import { useCallback, useState } from 'react';

/** A text being written. It outlives a change of tab and a reload, until it is saved or dropped. */
export interface Draft {
  text: string;
  /** Whether it differs from what is stored. */
  changed: boolean;
  write: (text: string) => void;
  /** Forgets what was written. */
  drop: () => void;
}

/** The draft of that name over the stored text. */
export function useDraft(name: string, stored: string): Draft {
  const key = `regulars.draft.${name}`;
  const [written, setWritten] = useState<[string, string | null]>(() => [key, read(key)]);
  const own = written[0] === key ? written[1] : read(key);
  const write = useCallback(
    (text: string) => {
      keep(key, text === stored ? null : text);
      setWritten([key, text]);
    },
    [key, stored],
  );
  const drop = useCallback(() => {
    keep(key, null);
    setWritten([key, null]);
  }, [key]);
  const text = own ?? stored;
  return { text, changed: text !== stored, write, drop };
}

function read(key: string): string | null {
  return sessionStorage.getItem(key);
}

/** A browser that keeps nothing keeps the draft in memory only. */
function keep(key: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // The storage is full or forbidden: the page goes on without it.
  }
}
