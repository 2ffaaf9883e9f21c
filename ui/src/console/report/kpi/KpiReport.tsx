import { SegmentedControl, Skeleton, Text, Title } from '@mantine/core';

import { UNKNOWN } from '../../../format/formats';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { useSegments } from '../../segment/queries';
import { NoPurchases } from '../NoPurchases';
import { BY, byOf, type Kpi, useKpi } from '../queries';
import { useReport } from '../useReport';
import { reportWords } from '../words';
import { ByPeriod } from './ByPeriod';
import style from './Kpi.module.css';
import { change, GROUPS, type MetricName, METRICS, metricOf, written } from './metrics';
import { kpiWords } from './words';

/** Figures of a period by group, beside those of another; one of them is drawn period by period. */
export function KpiReport() {
  const asked = useReport();
  const query = useKpi(asked);
  return (
    <Asked query={query} waiting={<Waiting />}>
      {(kpi) =>
        kpi.all.purchases === 0 && !kpi.compared ? <NoPurchases /> : <Figures kpi={kpi} />
      }
    </Asked>
  );
}

function Figures({ kpi }: { kpi: Kpi }) {
  const t = useWords(kpiWords);
  const frame = useWords(reportWords);
  const format = useFormat();
  const { search, change: put } = useReport();
  const chosen = metricOf(search.metric);
  const beside = useBeside(kpi);
  return (
    <>
      <Text size="sm" c="dimmed">
        {[frame.asOf(format.dateTime(kpi.as_of)), beside].filter(Boolean).join(' · ')}
      </Text>
      {GROUPS.map(({ name, metrics }) => (
        <section key={name} aria-label={t.groups[name]}>
          <Title order={2} mb={8}>
            {t.groups[name]}
          </Title>
          <div className={style.grid}>
            {metrics.map((metric) => (
              <Figure
                key={metric}
                name={metric}
                kpi={kpi}
                chosen={metric === chosen}
                choose={() => put({ metric })}
              />
            ))}
          </div>
        </section>
      ))}
      <div className={style.head}>
        <Title order={2}>{t.byPeriod}</Title>
        <SegmentedControl
          size="xs"
          aria-label={frame.by}
          value={byOf(search.by)}
          onChange={(by) => put({ by })}
          data={BY.map((value) => ({ value, label: frame.steps[value] }))}
        />
      </div>
      <ByPeriod kpi={kpi} metric={chosen} />
    </>
  );
}

interface FigureProps {
  name: MetricName;
  kpi: Kpi;
  chosen: boolean;
  choose: () => void;
}

/** A figure with its change and its formula; a press draws it below. */
function Figure({ name, kpi, chosen, choose }: FigureProps) {
  const t = useWords(kpiWords);
  const format = useFormat();
  const metric = METRICS[name];
  const write = (row: Kpi['all']) => written(metric, row, format, kpi.currency, t.days);
  const other = kpi.compared?.all;
  const apart = other && change(metric, kpi.all, other, format, t.points);
  const { about, aboutSegment } = t.metrics[name] as { about: string; aboutSegment?: string };
  const drawn = !('whole' in metric);
  const content = (
    <>
      <span className={style.name}>{t.metrics[name].name}</span>
      <span className={style.value}>{write(kpi.all)}</span>
      {other && (
        <span className={style.apart}>
          {apart && <b>{apart}</b>}{' '}
          {write(other) === UNKNOWN ? t.againstNothing : t.against(write(other))}
        </span>
      )}
      <span className={style.about}>{kpi.segment && aboutSegment ? aboutSegment : about}</span>
    </>
  );
  if (!drawn) return <div className={style.figure}>{content}</div>;
  return (
    <button type="button" className={style.figure} aria-pressed={chosen} onClick={choose}>
      {content}
    </button>
  );
}

/** What the figures are held against, in words. */
function useBeside({ compared }: Kpi): string | null {
  const t = useWords(kpiWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { data } = useSegments();
  if (!compared) return null;
  if (compared.with === 'previous') {
    return t.besidePrevious(format.date(compared.from), format.date(compared.to));
  }
  const named = data?.items.find(({ id }) => id === compared.segment);
  return t.besideSegment(named?.name[language] ?? compared.segment ?? '');
}

function Waiting() {
  return (
    <>
      {GROUPS.map(({ name, metrics }) => (
        <div key={name} className={style.grid}>
          {metrics.map((metric) => (
            <div key={metric} className={style.figure}>
              <Skeleton height={14} width="60%" mb={10} />
              <Skeleton height={24} width="80%" mb={10} />
              <Skeleton height={12} width="50%" />
            </div>
          ))}
        </div>
      ))}
    </>
  );
}
