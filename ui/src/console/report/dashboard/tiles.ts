import type { components } from '../../../api/schema';
import type { Filter } from '../pages';
import type { ReportSearch } from '../search';
import type { Tile } from '../useReport';

export type KeptTile = components['schemas']['DashboardTile'];

/** Reports that stand on dashboards, and how much of the width their plots take. */
const SIZES = {
  kpi: 'half',
  program: 'half',
  economics: 'half',
  identification: 'half',
  funnel: 'half',
  cohorts: 'whole',
  rfm: 'half',
  hours: 'half',
  clv: 'half',
  abc: 'half',
  next: 'half',
  opinions: 'half',
} as const;
type Tiled = keyof typeof SIZES;

/** Reports of which a tile shows one figure. */
const FIGURES: readonly string[] = ['kpi', 'program', 'economics', 'opinions'] satisfies Tiled[];

/** What a filter says in the address. */
const PARAMETERS: Record<Filter, readonly string[]> = {
  period: ['days', 'from', 'to'],
  segment: ['segment'],
  compare: ['compare'],
};

/** Whether a report can stand on a dashboard. */
export function isTiled(report: string): report is Tiled {
  return report in SIZES;
}

/** Whether a report has a plot to leave out: a funnel is one, and suggestions are two bars. */
export function hasPlot(report: Tiled): boolean {
  return report !== 'funnel' && report !== 'next';
}

/** How much of the width a tile takes: a figure alone needs little. */
export function sizeOf(report: Tiled, plot: boolean): Tile['size'] {
  if (plot) return SIZES[report];
  return FIGURES.includes(report) ? 'quarter' : 'half';
}

/** A tile of a report as it is asked; what other reports were asked with and this one has no filter for is left out. */
export function tileOf(report: Tiled, filters: readonly Filter[], search: ReportSearch): KeptTile {
  const foreign = Object.entries(PARAMETERS).flatMap(([filter, names]) =>
    filters.some((one) => one === filter) ? [] : names,
  );
  const asked = Object.entries(search).filter(([name]) => !foreign.includes(name));
  return { report, asked: Object.fromEntries(asked), plot: true };
}

/** Names for a list on the page, each once: equal tiles are told apart by their order. */
export function keysOf(tiles: readonly KeptTile[]): string[] {
  const seen = new Map<string, number>();
  return tiles.map((tile) => {
    const told = JSON.stringify(tile);
    const before = seen.get(told) ?? 0;
    seen.set(told, before + 1);
    return `${told}/${before}`;
  });
}

/** The tiles with one of them moved by so many places; where it is gone by now, as they are. */
export function moved(tiles: KeptTile[], key: string, by: number): KeptTile[] {
  const place = keysOf(tiles).indexOf(key);
  const tile = tiles[place];
  if (!tile) return tiles;
  return tiles.toSpliced(place, 1).toSpliced(Math.max(0, place + by), 0, tile);
}

/** The tiles with something else, or nothing, in place of one. */
export function replaced(tiles: KeptTile[], key: string, ...next: KeptTile[]): KeptTile[] {
  const place = keysOf(tiles).indexOf(key);
  return place < 0 ? tiles : tiles.toSpliced(place, 1, ...next);
}
