import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';

import { patient } from '../../api/connection';
import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Page } from '../common/Page';
import { Attention } from './Attention';
import { FigureGrid, FiguresWaiting } from './FigureGrid';
import { Filters } from './Filters';
import { FirstSteps } from './FirstSteps';
import { type DayFigures, useOverview } from './overview';
import { type HomeSearch, period, previous, today } from './period';
import { Tiers } from './Tiers';
import { homeWords } from './words';

/** Plots come after the figures: nobody waits for the library that draws. */
const Plots = lazy(
  patient(() => import('./Plots').then(({ Plots: component }) => ({ default: component }))),
);

const NONE: DayFigures[] = [];

/** How the shop and its program do, in a period and a store. */
export function HomePage() {
  const t = useWords(homeWords);
  const format = useFormat();
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const chosen = period(search, today());
  const overview = useOverview(chosen, search.store);
  const before = useOverview(previous(chosen), search.store);
  const change = (next: HomeSearch) => void navigate({ search: next, replace: true });
  const asOf =
    overview.data &&
    [t.asOf(format.dateTime(overview.data.as_of)), t.compared(chosen.days)].join(' · ');
  return (
    <Page
      title={t.title}
      about={asOf}
      actions={<Filters search={search} period={chosen} change={change} />}
    >
      <Asked query={overview} waiting={<FiguresWaiting />}>
        {(data) =>
          data.members === 0 && data.current.purchases === 0 ? (
            <FirstSteps published={data.program !== null && data.program.id !== 'no-program'} />
          ) : (
            <>
              <FigureGrid overview={data} period={chosen} store={search.store} />
              <Suspense fallback={null}>
                <Plots overview={data} before={before.data?.days ?? NONE} />
              </Suspense>
              <Tiers overview={data} />
              <Attention items={data.attention} />
            </>
          )
        }
      </Asked>
    </Page>
  );
}
