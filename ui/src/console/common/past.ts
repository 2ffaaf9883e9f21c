import { useCallback, useReducer } from 'react';

interface Past<T> {
  before: T[];
  now: T;
  after: T[];
  /** What was changed last: changes of one field in a row are one step. */
  field: string | null;
}

type Step<T> = { is: 'change'; to: T; field: string | null } | { is: 'undo' } | { is: 'redo' };

/** The most steps kept. */
const MOST = 200;

export function stepped<T>(past: Past<T>, step: Step<T>): Past<T> {
  if (step.is === 'change') {
    const goesOn = step.field !== null && step.field === past.field;
    const before = goesOn ? past.before : [...past.before, past.now].slice(-MOST);
    return { before, now: step.to, after: [], field: step.field };
  }
  const [from, to] = step.is === 'undo' ? [past.before, past.after] : [past.after, past.before];
  const next = step.is === 'undo' ? from.at(-1) : from[0];
  if (next === undefined) return past;
  return step.is === 'undo'
    ? { before: from.slice(0, -1), now: next, after: [past.now, ...to], field: null }
    : { before: [...to, past.now], now: next, after: from.slice(1), field: null };
}

/** A state whose changes can be undone and done again. */
export function usePast<T>(initial: () => T) {
  const [past, step] = useReducer(stepped<T>, initial, (begin) => ({
    before: [],
    now: begin(),
    after: [],
    field: null,
  }));
  const change = useCallback(
    (to: T, field: string | null = null) => step({ is: 'change', to, field }),
    [],
  );
  return {
    now: past.now,
    change,
    undo: past.before.length > 0 ? () => step({ is: 'undo' }) : null,
    redo: past.after.length > 0 ? () => step({ is: 'redo' }) : null,
  };
}
