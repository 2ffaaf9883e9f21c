import type { components } from '../../api/schema';

type Programs = components['schemas']['Programs'];
type Version = components['schemas']['ProgramVersion'];
type Publication = components['schemas']['VersionPublication'];

/** Where a version stands. */
export type Standing =
  | { is: 'live'; since: string | null }
  | { is: 'set'; at: string; publication: Publication }
  | { is: 'past'; from: string; to: string | null }
  | { is: 'stored' };

/** Where a version stands as of when the list was read. */
export function standingOf(programs: Programs, version: Version): Standing {
  const order = [...version.live_at].sort(byTime);
  const since = order.filter((at) => ms(at) <= ms(programs.as_of)).at(-1);
  if (isLive(programs, version)) return { is: 'live', since: since ?? null };
  const coming = comingOf(programs, version)[0];
  if (coming) return { is: 'set', at: coming.live_at, publication: coming };
  if (!since) return { is: 'stored' };
  const next = programs.items
    .flatMap((other) => other.live_at)
    .filter((at) => ms(at) > ms(since))
    .sort(byTime)[0];
  return { is: 'past', from: since, to: next ?? null };
}

/** Publications of a version that are still to come, the next one first. */
export function comingOf(programs: Programs, version: Version): Publication[] {
  return version.publications
    .filter(({ live_at }) => ms(live_at) > ms(programs.as_of))
    .sort((a, b) => byTime(a.live_at, b.live_at));
}

/** What decides from a publication's instant on when that publication is cancelled. */
export function decidesInstead(programs: Programs, { id, live_at }: Publication): number {
  const before = programs.items
    .flatMap((version) => version.publications.map((other) => ({ version, other })))
    .filter(({ other }) => other.id !== id && ms(other.live_at) <= ms(live_at))
    .sort((a, b) => byTime(a.other.live_at, b.other.live_at));
  return before.at(-1)?.version.version ?? programs.live.version;
}

/** Whether it decides now. */
export function isLive({ live }: Programs, version: { id: string; version: number }): boolean {
  return live.id === version.id && live.version === version.version;
}

/** The publication that is coming next; null when none is. */
export function nextSet(programs: Programs): { version: Version; at: string } | null {
  const coming = programs.items.flatMap((version) =>
    version.live_at.filter((at) => ms(at) > ms(programs.as_of)).map((at) => ({ version, at })),
  );
  return coming.sort((a, b) => byTime(a.at, b.at))[0] ?? null;
}

/** The version an address names; else the one that decides, else the newest; null when nothing is stored. */
export function chosen(
  programs: Programs,
  wanted: { program?: string | undefined; version?: number | undefined },
): Version | null {
  const id = wanted.program ?? (wanted.version === undefined ? undefined : homeOf(programs));
  const own = programs.items.filter((version) => id === undefined || version.id === id);
  return (
    own.find((version) => version.version === wanted.version) ??
    (wanted.version === undefined ? own.find((version) => isLive(programs, version)) : null) ??
    own.at(-1) ??
    programs.items.at(-1) ??
    null
  );
}

function homeOf({ live, items }: Programs): string | undefined {
  return items.some(({ id }) => id === live.id) ? live.id : items.at(-1)?.id;
}

/** The newest version of a program. */
export function newest({ items }: Programs, id: string): Version | null {
  return items.filter((version) => version.id === id).at(-1) ?? null;
}

/** Instants are compared as instants: one may be written with a fraction of a second and another without. */
function ms(instant: string): number {
  return Date.parse(instant);
}

function byTime(a: string, b: string): number {
  return ms(a) - ms(b);
}
