import { useCallback, useEffect } from 'react';

import { usePast } from '../common/past';

/** A text being written. It outlives a change of tab and a reload, until it is saved or dropped. */
export interface Draft {
  text: string;
  /** Whether it differs from what is stored. */
  changed: boolean;
  /** Writes another text; changes of one field in a row are one step back. */
  write: (text: string, field?: string | null) => void;
  /** Forgets what was written; a step that can be taken back while the page is open. */
  drop: () => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
}

/** The draft of that name over the stored text. A page of another name has to be another one: it is read when it opens. */
export function useDraft(name: string, stored: string): Draft {
  const key = `regulars.draft.${name}`;
  const past = usePast<string | null>(() => read(key));
  const { now, change, undo, redo } = past;
  useEffect(() => keep(key, now === stored ? null : now), [key, now, stored]);
  const write = useCallback(
    (text: string, field: string | null = null) => change(text, field),
    [change],
  );
  const drop = useCallback(() => {
    // At once: the page may be left before it is drawn again.
    keep(key, null);
    change(null);
  }, [key, change]);
  const text = now ?? stored;
  return { text, changed: text !== stored, write, drop, undo, redo };
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
