/** What stands in the fields of a plan. */
export interface Typed {
  kind: 'share' | 'mean';
  /** Percent of a share; the mean itself. */
  baseline: string;
  deviation: string;
  /** Percent. */
  lift: string;
  units: string;
  /** Percent. */
  control: string;
  correlation: string;
}

/** A plan as the call takes it. */
export interface PlanBody {
  baseline: number;
  deviation?: number;
  correlation?: number;
  control?: number;
  lift?: number;
  units?: number;
}

/** What was typed as a question; null while something is missing. */
export function planOf(typed: Typed): PlanBody | null {
  const share = typed.kind === 'share';
  const number = (text: string): number | undefined => {
    const plain = text.replaceAll(/[\s\u00a0\u202f%]/g, '').replace(',', '.');
    const value = Number(plain);
    return plain === '' || !Number.isFinite(value) ? undefined : value;
  };
  const percent = (text: string) => {
    const value = number(text);
    return value === undefined ? undefined : value / 100;
  };
  const baseline = share ? percent(typed.baseline) : number(typed.baseline);
  const deviation = share ? undefined : number(typed.deviation);
  const [lift, units] = [percent(typed.lift), number(typed.units)];
  const lacks = baseline === undefined || (!share && deviation === undefined);
  if (lacks || (lift === undefined && units === undefined)) return null;
  const told = {
    deviation,
    correlation: number(typed.correlation),
    control: percent(typed.control),
    lift,
    units: units === undefined ? undefined : Math.floor(units),
  };
  const there = Object.entries(told).filter(([, value]) => value !== undefined);
  return { baseline, ...Object.fromEntries(there) };
}
