import type { Cohorts } from '../queries';

/** What the map shows of cohorts. */
export const MEASURES = ['retention', 'revenue', 'value'] as const;
export type Measure = (typeof MEASURES)[number];

/** The measure an address names. */
export function measureOf(name: string | undefined): Measure {
  return MEASURES.find((one) => one === name) ?? 'retention';
}

/** Values of a measure, row by row, and the first column worth showing: everybody is there when the cohort begins. */
export function columnsOf({ rows }: Cohorts, measure: Measure) {
  const isShare = measure === 'retention';
  return {
    first: isShare ? 1 : 0,
    values: rows.map((row): (string | number)[] => row[measure]),
    isShare,
  };
}

/** Of all who could have come so many periods later, the part that did; null where nobody could. */
export function meanRetention({ rows }: Cohorts, later: number): number | null {
  const reached = rows.filter(({ active }) => active.length > later);
  const members = reached.reduce((sum, row) => sum + row.members, 0);
  const came = reached.reduce((sum, { active }) => sum + (active[later] ?? 0), 0);
  return members === 0 ? null : came / members;
}
