import { Problem } from '../../api/problem';

/** What the server says of a place, or of what lies in it: `/cards` hears of `/cards/0` too. */
export function faultAt(error: Error | null, pointer: string): string | undefined {
  if (!(error instanceof Problem)) return undefined;
  const faults = error.errors.filter((fault) => isWithin(fault.pointer, pointer));
  return faults.map((fault) => fault.message).join('; ') || undefined;
}

/** Whether all the server says is said beside fields, so that no note is needed. */
export function isTold(error: Error, places: string[]): boolean {
  return (
    error instanceof Problem &&
    error.errors.length > 0 &&
    error.errors.every((fault) => places.some((place) => isWithin(fault.pointer, place)))
  );
}

function isWithin(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}
