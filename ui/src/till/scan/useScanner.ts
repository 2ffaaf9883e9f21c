import { useEffect, useEffectEvent } from 'react';

import { isDouble, NO_BURST, take } from './burst';
import { isCode, stripped } from './tell';

interface Options {
  /** What the scanner puts before and after a code. */
  prefix: string;
  suffix: string;
  /** Nobody is logged in: what is typed is a password. */
  off: boolean;
  onScan: (code: string) => void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Hears the scanner wherever the focus is. What it wrote into a field on the way is taken out again, so that a scan is
 * never half of something typed.
 */
export function useScanner({ prefix, suffix, off, onScan }: Options): void {
  const scanned = useEffectEvent((text: string) => {
    let code = stripped(text);
    if (prefix !== '' && code.startsWith(prefix)) code = code.slice(prefix.length);
    if (suffix !== '' && code.endsWith(suffix)) code = code.slice(0, -suffix.length);
    if (code !== '') onScan(code);
  });
  useEffect(() => {
    if (off) return;
    let burst = NO_BURST;
    let field: { element: Field; value: string } | null = null;
    let before = { code: '', at: Number.NEGATIVE_INFINITY };
    const hear = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const at = event.timeStamp;
      const taken = take(burst, { key: event.key, code: event.code, shift: event.shiftKey, at });
      if (taken.burst.text.length === 1) field = fieldOf(event.target);
      burst = taken.burst;
      if (taken.scanned === null) return;
      // In a window Tab goes on to the next field, and a fast typist is not a scanner.
      const typing = field?.element.closest('dialog') != null;
      if (typing && (event.key === 'Tab' || !isCode(stripped(taken.scanned)))) return;
      event.preventDefault();
      event.stopPropagation();
      if (field) restore(field.element, field.value);
      if (isDouble(taken.scanned, at, before)) return;
      before = { code: taken.scanned, at };
      scanned(taken.scanned);
    };
    window.addEventListener('keydown', hear, { capture: true });
    return () => window.removeEventListener('keydown', hear, { capture: true });
  }, [off]);
}

function fieldOf(target: EventTarget | null): { element: Field; value: string } | null {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    ? { element: target, value: target.value }
    : null;
}

/** Puts a field's text back in a way that React notices. */
function restore(element: Field, value: string): void {
  const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value')?.set;
  set?.call(element, value);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}
