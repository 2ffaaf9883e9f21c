import { Link, Navigate, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';

import { useWords } from '../../i18n/language';
import { Rows } from '../common/Asked';
import { Page } from '../common/Page';
import { AddTo } from './dashboard/AddTo';
import { Filters } from './Filters';
import { Save } from './Save';
import { type ReportName, REPORTS } from './pages';
import style from './Report.module.css';
import { shared } from './search';
import { useReport } from './useReport';
import { reportWords } from './words';

const NAMES = Object.keys(REPORTS) as ReportName[];
/** What is opened unless said. */
const FIRST: ReportName = 'kpi';

/** On a phone the tabs stand in a row that is wider than the screen. */
function bringIntoSight(link: HTMLElement | null) {
  link?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

/** One frame for all reports: which of them, and what each is asked with. */
export function ReportsPage() {
  const t = useWords(reportWords);
  const { report: wanted } = useParams({ strict: false });
  const { search } = useReport();
  const name = NAMES.find((one) => one === wanted);
  const kept = shared(search) as never;
  if (!name) {
    return <Navigate to="/reports/$report" params={{ report: FIRST }} search={kept} replace />;
  }
  const { filters, Content } = REPORTS[name];
  return (
    <Page
      title={t.title}
      actions={
        <>
          <Filters filters={filters} />
          <Save name={name} />
          <AddTo report={name} />
        </>
      }
    >
      <nav className={style.tabs} aria-label={t.title}>
        {NAMES.map((one) => (
          <Link
            key={one}
            ref={one === name ? bringIntoSight : null}
            to="/reports/$report"
            params={{ report: one }}
            search={kept}
            activeOptions={{ includeSearch: false }}
            className={style.tab}
          >
            {t.reports[one]}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Rows />}>
        <Content />
      </Suspense>
    </Page>
  );
}
