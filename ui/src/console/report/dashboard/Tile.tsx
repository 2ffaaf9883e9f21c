import { ActionIcon, Anchor, Group, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';

import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { Rows } from '../../common/Asked';
import { today } from '../../home/period';
import { useSegments } from '../../segment/queries';
import { Icon } from '../../shell/Icon';
import { type Filter, REPORTS } from '../pages';
import { span } from '../search';
import { AskedContext } from '../useReport';
import { reportWords } from '../words';
import style from './Dashboard.module.css';
import { hasPlot, isTiled, type KeptTile, sizeOf } from './tiles';
import { dashboardWords } from './words';

const BACK = 'M12 4l-6 6 6 6';
const ON = 'M8 4l6 6-6 6';
const CROSS = 'M5 5l10 10M15 5L5 15';
const BARS = 'M4 16V9M10 16V4M16 16v-5';

/** What can be done to a tile. */
interface Edit {
  first: boolean;
  last: boolean;
  move: (by: number) => void;
  draw: () => void;
  remove: () => void;
}

/** A report as it was asked, and the way to all of it. */
export function Tile({ tile, edit }: { tile: KeptTile; edit: Edit | null }) {
  const t = useWords(dashboardWords);
  const frame = useWords(reportWords);
  const { report, asked: search, plot } = tile;
  const about = useAbout(report, search);
  if (!isTiled(report)) return null;
  const { Content } = REPORTS[report];
  const size = sizeOf(report, plot);
  const asked = {
    search,
    span: span(search, today()),
    segment: search.segment,
    compare: search.compare,
    change: () => undefined,
    tile: { plot, size },
  };
  const name = frame.reports[report];
  return (
    <section
      className={`${style.tile} ${style[size]}`}
      aria-label={[name, about].filter(Boolean).join(': ')}
    >
      <div className={style.head}>
        <span className={style.about}>
          <Anchor
            component={Link}
            to="/reports/$report"
            params={{ report } as never}
            search={search as never}
          >
            {name}
          </Anchor>
          {about && ` · ${about}`}
        </span>
        {edit && (
          <Group gap={2} wrap="nowrap">
            <Act label={t.back} path={BACK} disabled={edit.first} act={() => edit.move(-1)} />
            <Act label={t.on} path={ON} disabled={edit.last} act={() => edit.move(1)} />
            {hasPlot(report) && (
              <Act label={plot ? t.undraw : t.draw} path={BARS} act={edit.draw} />
            )}
            <Act label={t.remove} path={CROSS} act={edit.remove} />
          </Group>
        )}
      </div>
      <AskedContext value={asked}>
        <Suspense fallback={<Rows count={4} />}>
          <Stack gap="sm">
            <Content />
          </Stack>
        </Suspense>
      </AskedContext>
    </section>
  );
}

interface ActProps {
  label: string;
  path: string;
  act: () => void;
  disabled?: boolean;
}

function Act({ label, path, act, disabled = false }: ActProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={act}
    >
      <Icon path={path} size={16} />
    </ActionIcon>
  );
}

/** Which days, of whom, and beside what; or to go with which goods. */
function useAbout(report: string, search: KeptTile['asked']): string {
  const t = useWords(dashboardWords);
  const frame = useWords(reportWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { data } = useSegments();
  const { from, to, preset } = span(search, today());
  const days = preset
    ? frame.spans[preset as keyof typeof frame.spans]
    : `${format.date(from)} – ${format.date(to)}`;
  const called = (segment: string) =>
    data?.items.find(({ id }) => id === segment)?.name[language] ?? segment;
  const filters: readonly Filter[] = isTiled(report) ? REPORTS[report].filters : [];
  const { segment, compare, basket } = search;
  const beside = compare?.startsWith('segment:')
    ? t.besideSegment(called(compare.replace('segment:', '')))
    : compare && t.besidePrevious;
  const isOfDays = filters.includes('period') && days;
  return [isOfDays, segment && called(segment), beside, basket].filter(Boolean).join(' · ');
}
