import { Skeleton, Text } from '@mantine/core';
import { useMemo } from 'react';

import type { Formats } from '../../../format/formats';
import { periods } from '../../../format/periods';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { About } from '../About';
import { Choice, Choices } from '../Choices';
import { heat } from '../heat';
import { NoPurchases } from '../NoPurchases';
import { BY, byOf, type Cohorts, useCohorts } from '../queries';
import { ReportPlot } from '../ReportPlot';
import { useNarrow } from '../useNarrow';
import { useReport } from '../useReport';
import { reportWords } from '../words';
import { cohortsWords } from './words';
import { columnsOf, MEASURES, type Measure, measureOf, meanRetention } from './measure';

type Words = (typeof cohortsWords)['en'];

/** A row of the map, px. */
const ROW = 26;
/** Columns that leave room for figures in their cells. */
const ROOMY = 16;

/** Members by when they first bought: who stayed, and what they brought. */
export function CohortsReport() {
  const query = useCohorts(useReport());
  return (
    <Asked query={query} waiting={<Skeleton height={420} />}>
      {(cohorts) => (cohorts.rows.length === 0 ? <NoPurchases /> : <Matrix cohorts={cohorts} />)}
    </Asked>
  );
}

function Matrix({ cohorts }: { cohorts: Cohorts }) {
  const t = useWords(cohortsWords);
  const frame = useWords(reportWords);
  const { language } = useLanguage();
  const format = useFormat();
  const narrow = useNarrow();
  const { search } = useReport();
  const by = byOf(search.by);
  const measure = measureOf(search.measure);
  const drawn = useMemo(
    () => draw(cohorts, measure, { t, format, period: periods(language), narrow }),
    [cohorts, measure, t, format, language, narrow],
  );
  const second = meanRetention(cohorts, 1);
  return (
    <>
      <Choices>
        <Choice
          label={t.measure}
          name="measure"
          value={measure}
          words={MEASURES}
          said={t.measures}
        />
        <Choice label={frame.by} name="by" value={by} words={BY} said={frame.steps} />
      </Choices>
      {second !== null && <Text>{t.second[by](format.share(second))}</Text>}
      <ReportPlot
        title={t.titles[measure]}
        height={cohorts.rows.length * ROW + 48}
        option={drawn.option}
        data={drawn.data}
      />
      <About text={t.about[measure]} asOf={cohorts.as_of} />
    </>
  );
}

interface Told {
  t: Words;
  format: Formats;
  period: (name: string) => string;
  narrow: boolean;
}

function draw(cohorts: Cohorts, measure: Measure, { t, format, period, narrow }: Told) {
  const { first, values, isShare } = columnsOf(cohorts, measure);
  const widest = Math.max(...values.map((row) => row.length));
  const columns = Array.from({ length: Math.max(0, widest - first) }, (_, place) => place + first);
  const roomy = !narrow && columns.length <= ROOMY;
  const write = (value: number) => (isShare ? format.share(value) : format.short(value));
  const full = (value: string | number) =>
    isShare ? format.share(Number(value)) : format.money(String(value), cohorts.currency);
  const names = cohorts.rows.map(({ cohort, members }) => ({
    long: t.cohortOf(period(cohort), format.number(members)),
    short: period(cohort),
  }));
  const cells = values.flatMap((row, y) =>
    row.slice(first).map((value, place) => ({
      x: place,
      y,
      value: Number(value),
      label: roomy ? write(Number(value)) : '',
      about: `${names[y]?.long ?? ''}\n${t.later(String(place + first))}: ${full(value)}`,
    })),
  );
  return {
    option: heat({
      columns: columns.map(String),
      rows: names.map(({ long, short }) => (narrow ? short : long)),
      cells,
    }),
    data: {
      head: [t.cohort, t.members, ...columns.map((later) => t.later(String(later)))],
      rows: cohorts.rows.map((row, y) => [
        row.cohort,
        row.members,
        ...columns.map((later) => values[y]?.[later] ?? ''),
      ]),
    },
  };
}
