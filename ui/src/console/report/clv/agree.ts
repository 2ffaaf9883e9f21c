import type { Holdout } from './queries';

/** In all it may be off by this share. */
const TOTAL_MOST = 0.15;
/** A tenth may be off by this share of what it made, */
const TENTH_MOST = 0.3;
/** or by this share of what a member made on average: small tenths differ by luck. */
const SMALL = 0.1;

/** Whether the tenths agree well enough for forecasts to be used: all but one of them, and the whole. */
export function agrees({ deciles, actual, members, total_error: error }: Holdout): boolean {
  if (error === null || Math.abs(error) > TOTAL_MOST || members === 0) return false;
  const average = actual / members;
  const off = deciles.filter((tenth) => {
    const apart = Math.abs(tenth.expected - tenth.actual);
    return apart > Math.max(TENTH_MOST * tenth.actual, SMALL * average);
  });
  return off.length <= 1;
}
