import type { components } from '../../../api/schema';

export type Analysis = components['schemas']['ExperimentAnalysis'];
export type Arm = components['schemas']['ExperimentArm'];
export type Control = components['schemas']['ExperimentControl'];

/** Below this the sizes of the arms are wrong, and nothing is to be believed. */
export const SIZES_LEAST_P = 0.001;
/** Chance of a false alarm that the page asks for. */
export const ALPHA = 0.05;

/** What is to be thought of an arm. */
export type Verdict = 'better' | 'worse' | 'unclear' | 'unknown';

/** Lower bound, upper bound. */
export type Bounds = [number, number];

/** The bounds of an answer; null where it has none. */
export function bounds(of: number[] | null | undefined): Bounds | null {
  const [low, high] = of ?? [];
  return low === undefined || high === undefined ? null : [low, high];
}

/** The sizes of the arms forbid a verdict. */
export function isBroken({ srm_p: p }: { srm_p: number | null }): boolean {
  return p !== null && p < SIZES_LEAST_P;
}

/** The p that counts: adjusted for their number where there are several. */
export function chance({ p, p_adjusted: adjusted }: Arm): number | null {
  return adjusted ?? p;
}

/** By the interval that is valid at every look where one was asked, else by the chance of a difference by luck. */
export function verdict(arm: Arm): Verdict {
  const always = bounds(arm.always_valid_ci);
  const p = chance(arm);
  if (arm.diff === null || (always === null && p === null)) return 'unknown';
  const sure = always ? always[0] > 0 || always[1] < 0 : p !== null && p < ALPHA;
  if (!sure) return 'unclear';
  return arm.diff > 0 ? 'better' : 'worse';
}

/** Cases in a thousand, a whole number; 0 below one. */
export function inThousand(p: number): number {
  return p < 0.001 ? 0 : Math.round(p * 1000);
}

/** Arms are shown by their lifts where all have one, else by their differences. */
export function byLift(arms: Arm[]): boolean {
  return arms.length > 0 && arms.every((arm) => arm.lift !== null && bounds(arm.lift_ci) !== null);
}
