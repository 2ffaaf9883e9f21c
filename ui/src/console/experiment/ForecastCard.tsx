import { Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { useFigures } from '../report/experiment/figures';
import style from './Experiments.module.css';
import type { Experiment, Forecast } from './queries';
import { experimentsWords } from './words';

interface Props {
  query: UseQueryResult<Forecast>;
  metric: Experiment['metric'];
}

/** What would come of a design: in words, and the figures behind them. */
export function ForecastCard({ query, metric }: Props) {
  const t = useWords(experimentsWords);
  return (
    <section className={style.card} aria-label={t.forecast} aria-live="polite">
      <Title order={2}>{t.forecast}</Title>
      {query.fetchStatus === 'idle' && !query.data ? (
        <Text c="dimmed">{t.fill}</Text>
      ) : (
        <Asked query={query}>{(found) => <Figures found={found} metric={metric} />}</Asked>
      )}
    </section>
  );
}

function Figures({ found, metric }: { found: Forecast; metric: Experiment['metric'] }) {
  const t = useWords(experimentsWords);
  const format = useFormat();
  const figures = useFigures(metric === 'buyers' ? 'proportion' : 'mean');
  const told = [
    [t.there, format.number(found.members)],
    [t.needed, found.needed === null ? '–' : format.number(found.needed)],
    [t.baseline, figures.value(found.baseline)],
    [t.detectable, found.detectable === null ? '–' : format.share(found.detectable)],
    ...(found.left_out > 0 ? [[t.leftOut, format.number(found.left_out)]] : []),
  ] as const;
  return (
    <>
      <p className={style.says} role="status">
        {found.text}
      </p>
      <dl className={style.figures}>
        {told.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <dd className={style.figure} style={{ margin: 0 }}>
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
