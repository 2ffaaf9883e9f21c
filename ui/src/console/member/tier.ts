import type { Tier } from './queries';

type Way = Tier['progress'];

/** What the bar of a scheme leads to: the next level, or the present one where what is bought now keeps it. */
export function aimOf({ next, keep }: Pick<Way, 'next' | 'keep'>): Way['next'] {
  return next ?? (keep && keep.counts_from === null ? keep : null);
}

/** How full the bar is, from 0 to 100; full only where nothing is missing. */
export function reached(now: string, from: string): number {
  const [have, all] = [Number(now), Number(from)];
  if (have >= all) return 100;
  return Math.max(0, Math.min(99, Math.round((have / all) * 100)));
}
