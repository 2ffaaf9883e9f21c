import { queryText } from '../common/address';
import type { ReportName } from './pages';
import { byOf, compareOf, ofNext, ofRfm, opinionOf } from './queries';
import { type ReportAsked, sent } from './useReport';

type Words = Record<string, string | undefined>;

/** Rows of members or goods in a file. */
const TOP = '1000';

/** What each report is asked with as a file; one that is not here has none. */
const ASKED: Partial<Record<ReportName, (asked: ReportAsked) => Words>> = {
  kpi: figures,
  program: figures,
  economics: figures,
  identification: ({ span, search }) => ({
    from: span.from,
    to: span.to,
    by: one(search.by, ['till', 'cashier', 'day']),
    store: search.store,
  }),
  funnel: (asked) => ({ ...sent(asked), by: one(asked.search.by, ['store']) }),
  cohorts: (asked) => ({ ...sent(asked), by: byOf(asked.search.by) }),
  rfm: (asked) => ({ ...ofRfm(asked), since: asked.span.from, top: TOP }),
  hours: sent,
  clv: ({ span, segment }) => ({ calibration_end: span.to, segment, top: TOP }),
  abc: (asked) => ({
    ...sent(asked),
    of: one(asked.search.of, ['members']) ?? 'products',
    top: TOP,
  }),
  next: (asked) => ofNext(asked),
  opinions: (asked) => ({ ...figures(asked), of: opinionOf(asked.search.of) }),
};

function figures(asked: ReportAsked): Words {
  return { ...sent(asked), by: byOf(asked.search.by), ...compareOf(asked) };
}

function one(word: string | undefined, known: string[]): string | undefined {
  return known.find((each) => each === word);
}

/** Where a report is as a file, called in a language; nothing for a report that has none. */
export function reportFile(
  name: ReportName,
  format: 'csv' | 'xlsx',
  language: string,
  asked: ReportAsked,
): string | null {
  const query = ASKED[name]?.(asked);
  if (!query) return null;
  const said = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  const words = { ...Object.fromEntries(said), format, language };
  return `/v1/exports/reports/${name}${queryText(words)}`;
}
