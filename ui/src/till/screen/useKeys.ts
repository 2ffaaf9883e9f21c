import { useEffect, useEffectEvent } from 'react';

import type { Till } from '../till';
import { SEARCH_ID } from '../search/Search';
import type { Action } from './useActions';

/** The search field, where all typing goes. */
export function focusSearch(): void {
  document.getElementById(SEARCH_ID)?.focus();
}

/** The keys that work wherever the focus is. */
export function useKeys(till: Till, actions: Action[]): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const busy = till.dialog !== null || till.sending !== null;
    if (/^F([1-4]|[6-9]|10)$/.test(event.key)) {
      event.preventDefault();
      if (busy) pressMain(event.key);
      else if (event.key === 'F10') till.confirm();
      else actions.find(({ key }) => key === event.key)?.run();
      return;
    }
    if (busy || event.ctrlKey || event.altKey || event.metaKey) return;
    const field = event.target instanceof HTMLInputElement ? event.target : null;
    if (field && field.value !== '') return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      till.change({ do: 'step', by: event.key === 'ArrowDown' ? 1 : -1 });
      event.preventDefault();
    } else if (event.key === 'Delete' && till.basket.selected !== null) {
      till.change({ do: 'remove', line: till.basket.selected });
      event.preventDefault();
    } else if (field === null && event.key.length === 1 && event.key !== ' ') {
      focusSearch();
    }
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** In a window F10 presses its main button, and other keys the button they are printed on. */
function pressMain(key: string): void {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const button =
    dialog?.querySelector<HTMLButtonElement>(`button[aria-keyshortcuts="${key}"]`) ??
    (key === 'F10' ? dialog?.querySelector<HTMLButtonElement>('button[data-primary]') : null);
  button?.click();
}
