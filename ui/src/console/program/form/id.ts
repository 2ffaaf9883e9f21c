import type { Json } from '../../segment/tree';

/** An id as text; empty where there is none. */
export function asWord(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
