import { useNavigate, useSearch } from '@tanstack/react-router';

import { today } from '../home/period';
import { changed, readSearch, type ReportSearch, type Span, span } from './search';

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
}

/** The filters of the report that is open, and its own parameters. */
export function useReport(): ReportAsked {
  const search = readSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
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
