/** Screens the first look goes over, in its order. */
export const STEPS = ['home', 'members', 'points', 'program', 'playground'] as const;
export type Step = (typeof STEPS)[number];

/** What a browser keeps: not begun yet, the step somebody is at, or that nobody wants to see it again. */
export type Kept = 'new' | Step | 'done';

/** Reads what a browser keeps; what makes no sense is as good as nothing. */
export function keptOf(text: string | undefined): Kept {
  return (['done', ...STEPS] as const).find((known) => known === text) ?? 'new';
}

/** What a person needs to be shown the screen of a step. */
const SCOPES: Record<Step, string> = {
  home: 'reports:read',
  members: 'members:read',
  points: 'members:read',
  program: 'programs:read',
  playground: 'programs:read',
};

/** Where in the console somebody is. */
export interface Address {
  /** Below `/console`. */
  path: string;
  /** The tab a member's page stands at. */
  tab?: unknown;
}

/** Where in the first look somebody is. */
export interface Look {
  step: Step;
  /** Counted from one. */
  number: number;
  of: number;
  /** Whether what the step talks about is on the screen. */
  here: boolean;
  /** Whether the screen belongs to no step: somebody went about their own things. */
  away: boolean;
  before: Step | null;
  after: Step | null;
}

/** The steps for somebody with these permissions. */
export function stepsFor(may: (scope: string) => boolean): Step[] {
  return STEPS.filter((step) => may(SCOPES[step]));
}

/** The step whose screen an address is. */
export function stepAt(path: string): Step | null {
  const [page, below] = path.split('/').filter(Boolean);
  if (page === undefined) return 'home';
  if (page === 'members') return below === undefined ? 'members' : 'points';
  return page === 'program' || page === 'playground' ? page : null;
}

/** The member whose page an address is. */
export function memberAt(path: string): string | null {
  const [page, id] = path.split('/').filter(Boolean);
  return page === 'members' ? (id ?? null) : null;
}

/**
 * Where the first look stands, or nothing when it is not to be seen. The screen decides, so that it follows who
 * walks by themselves; what was kept counts elsewhere. Not begun yet, it waits on the first screen.
 */
export function lookAt(kept: Kept, steps: Step[], address: Address): Look | null {
  if (kept === 'done') return null;
  const begun = steps.find((step) => step === kept);
  const at = steps.find((step) => step === stepAt(address.path));
  const step = begun ? (at ?? begun) : at;
  if (!step || (!begun && step !== steps[0])) return null;
  const index = steps.indexOf(step);
  return {
    step,
    number: index + 1,
    of: steps.length,
    here: step === at && (step !== 'points' || address.tab === 'points'),
    away: !at,
    before: steps[index - 1] ?? null,
    after: steps[index + 1] ?? null,
  };
}
