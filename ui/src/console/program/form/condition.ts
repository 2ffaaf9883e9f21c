import { type Json, type Map, mapOf } from '../../segment/tree';

/**
 * A condition as it is written by hand: of several lines that must all hold one map, where no word is said twice and the file
 * did not have a list before.
 */
export function tight(condition: Map | null, before: Json | undefined): Json | undefined {
  if (condition === null) return undefined;
  const [only, ...more] = Object.keys(condition);
  const parts = condition.all;
  if (only !== 'all' || more.length > 0 || !Array.isArray(parts)) return condition;
  if ('all' in mapOf(before)) return condition;
  const words = parts.flatMap((part) => Object.keys(mapOf(part)));
  if (new Set(words).size < words.length) return condition;
  return Object.assign({}, ...parts) as Map;
}
