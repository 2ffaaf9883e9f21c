import { useNavigate, useSearch } from '@tanstack/react-router';
import { createContext, useContext } from 'react';

import { today } from '../home/period';
import { changed, readSearch, type ReportSearch, type Span, span } from './search';

/** What a tile asks its report with, instead of the address. */
export const AskedContext = createContext<ReportAsked | null>(null);

/** How a report stands on a dashboard. */
export interface Tile {
  /** Whether it draws its plot. */
  plot: boolean;
  /** How much of the width it has. */
  size: 'quarter' | 'half' | 'whole';
}

/** What a report is asked with, all of it kept in the address. */
export interface ReportAsked {
  search: ReportSearch;
  span: Span;
  /** A saved segment's id. */
  segment: string | undefined;
  /** `previous`, or `segment:ID`. */
  compare: string | undefined;
  /** Changes some parameters; `undefined` takes one out. */
  change: (next: Record<string, string | undefined>) => void;
  /** It stands on a dashboard: nothing is chosen there. */
  tile?: Tile;
}

/** The filters of the report that is open, and its own parameters. */
export function useReport(): ReportAsked {
  const given = useContext(AskedContext);
  const search = readSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  if (given) return given;
  return {
    search,
    span: span(search, today()),
    segment: search.segment,
    compare: search.compare,
    change: (next) =>
      void navigate({ to: '.', search: changed(search, next) as never, replace: true }),
  };
}

/** Days and segment as calls take them. */
export function sent({ span, segment }: ReportAsked) {
  return {
    ...(span.from ? { from: span.from } : {}),
    to: span.to,
    ...(segment ? { segment } : {}),
  };
}
