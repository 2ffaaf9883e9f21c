import type { Body, Experiment } from './queries';

/** An arm as it is typed. */
export interface TypedArm {
  name: string;
  parts: string;
}

/** A design as it is typed. */
export interface Typed {
  name: string;
  segment: string | null;
  arms: TypedArm[];
  /** The place of the control among the arms. */
  control: number;
  strata: Experiment['strata'];
  metric: Experiment['metric'];
  lift: string;
  days: string;
  cuped: boolean;
  newcomers: boolean;
  always: boolean;
}

/** What most begin with: two equal arms, revenue, four weeks. */
export function fresh(control: string, other: string): Typed {
  return {
    name: '',
    segment: null,
    arms: [
      { name: control, parts: '1' },
      { name: other, parts: '1' },
    ],
    control: 0,
    strata: 'none',
    metric: 'revenue',
    lift: '10',
    days: '28',
    cuped: true,
    newcomers: false,
    always: false,
  };
}

/** A draft as it is typed. */
export function typedOf(draft: Experiment): Typed {
  const control = draft.arms.findIndex(({ name }) => name === draft.control);
  return {
    name: draft.name,
    segment: draft.segment,
    arms: draft.arms.map(({ name, parts }) => ({ name, parts: String(parts) })),
    control: Math.max(control, 0),
    strata: draft.strata,
    metric: draft.metric,
    lift: String(Number((draft.lift * 100).toFixed(4))),
    days: String(draft.days),
    cuped: draft.cuped,
    newcomers: draft.newcomers,
    always: draft.always_valid,
  };
}

/** A number as people type it; null of anything else. */
function number(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}

/** A whole number above nothing; null of anything else. */
function whole(text: string): number | null {
  const value = number(text);
  return value !== null && Number.isInteger(value) && value > 0 ? value : null;
}

/** What is sent of it; null while something is missing. A forecast needs no name. */
export function bodyOf(typed: Typed, nameless: string | null = null): Body | null {
  const name = typed.name.trim() || nameless;
  const [lift, days] = [number(typed.lift), whole(typed.days)];
  const arms = typed.arms.flatMap((arm) => {
    const parts = whole(arm.parts);
    return arm.name.trim() && parts !== null ? [{ name: arm.name.trim(), parts }] : [];
  });
  const control = typed.arms[typed.control]?.name.trim();
  const named = new Set(arms.map((arm) => arm.name)).size === typed.arms.length;
  if (!name || lift === null || lift <= 0 || days === null || !control || !named) return null;
  return {
    name,
    segment: typed.segment,
    arms,
    control,
    strata: typed.strata,
    metric: typed.metric,
    cuped: typed.cuped && typed.metric !== 'receipt',
    lift: lift / 100,
    days,
    newcomers: typed.newcomers,
    always_valid: typed.always,
  };
}
