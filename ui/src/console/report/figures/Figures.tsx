import { Skeleton, Text, Title } from '@mantine/core';

import { UNKNOWN } from '../../../format/formats';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { useSegments } from '../../segment/queries';
import { Choice } from '../Choices';
import { BY, byOf } from '../queries';
import { useReport } from '../useReport';
import { reportWords } from '../words';
import { ByPeriod } from './ByPeriod';
import {
  change,
  type Figure,
  type FigureGroup,
  type FigureReport,
  type Period,
  written,
} from './figure';
import style from './Figures.module.css';
import { figureWords } from './words';

interface Props<Row extends Period> {
  report: FigureReport<Row>;
  groups: FigureGroup<Row>[];
}

/** Figures of a period by group, beside those of another; one of them is drawn period by period. */
export function Figures<Row extends Period>({ report, groups }: Props<Row>) {
  const t = useWords(figureWords);
  const frame = useWords(reportWords);
  const format = useFormat();
  const { search, change: put, tile } = useReport();
  const all = groups.flatMap(({ figures }) => figures);
  const chosen = all.find(({ key }) => key === search.metric) ?? all[0];
  const beside = useBeside(report);
  if (tile) return chosen ? <Tiled figure={chosen} report={report} drawn={tile.plot} /> : null;
  return (
    <>
      <Text size="sm" c="dimmed">
        {[frame.asOf(format.dateTime(report.as_of)), beside].filter(Boolean).join(' · ')}
      </Text>
      {groups.map(({ title, figures }) => (
        <div key={title} role="group" aria-label={title}>
          <Title order={2} mb={8}>
            {title}
          </Title>
          <div className={style.grid}>
            {figures.map((figure) => (
              <Told
                key={figure.key}
                figure={figure}
                report={report}
                chosen={figure === chosen}
                choose={() => put({ metric: figure.key })}
              />
            ))}
          </div>
        </div>
      ))}
      <div className={style.head}>
        <Title order={2}>{t.byPeriod}</Title>
        <Choice label={frame.by} name="by" value={byOf(search.by)} words={BY} said={frame.steps} />
      </div>
      {chosen && <ByPeriod report={report} figure={chosen} />}
    </>
  );
}

interface ToldProps<Row extends Period> {
  figure: Figure<Row>;
  report: FigureReport<Row>;
}

/** One figure on a dashboard. */
function Tiled<Row extends Period>({ figure, report, drawn }: ToldProps<Row> & { drawn: boolean }) {
  const value = <Value figure={figure} report={report} />;
  if (drawn && !figure.whole) {
    return (
      <ByPeriod figure={figure} report={report}>
        {value}
      </ByPeriod>
    );
  }
  return (
    <div>
      <Title order={2}>{figure.name}</Title>
      {value}
    </div>
  );
}

/** A figure of all the days, and how far it is from what it is held against. */
function Value<Row extends Period>({ figure, report }: ToldProps<Row>) {
  const t = useWords(figureWords);
  const format = useFormat();
  const write = (row: Row) => written(figure, row, format, report.currency, t.days);
  const other = report.compared?.all;
  const apart = other && change(figure, report.all, other, format, t.points);
  return (
    <>
      <span className={style.value}>{write(report.all)}</span>
      {other && (
        <span className={style.apart}>
          {apart && <b>{apart}</b>}{' '}
          {write(other) === UNKNOWN ? t.againstNothing : t.against(write(other))}
        </span>
      )}
    </>
  );
}

/** A figure with its change and its formula; a press draws it below. */
function Told<Row extends Period>({
  figure,
  report,
  chosen,
  choose,
}: ToldProps<Row> & { chosen: boolean; choose: () => void }) {
  const content = (
    <>
      <span className={style.name}>{figure.name}</span>
      <Value figure={figure} report={report} />
      <span className={style.about}>{figure.about}</span>
    </>
  );
  if (figure.whole) return <div className={style.figure}>{content}</div>;
  return (
    <button type="button" className={style.figure} aria-pressed={chosen} onClick={choose}>
      {content}
    </button>
  );
}

/** What the figures are held against, in words. */
function useBeside<Row extends Period>({ compared }: FigureReport<Row>): string | null {
  const t = useWords(figureWords);
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

/** Keeps the place of groups of so many figures. */
export function FiguresWaiting({ groups }: { groups: readonly number[] }) {
  const { tile } = useReport();
  if (tile) return <Skeleton height={tile.size === 'quarter' ? 76 : 340} />;
  return (
    <>
      {groups.map((figures, group) => (
        <div key={group} className={style.grid}>
          {Array.from({ length: figures }, (_, place) => (
            <div key={place} className={style.figure}>
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
