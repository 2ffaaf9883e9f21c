import { Button, Group, Select, Skeleton, Text } from '@mantine/core';
import { useState } from 'react';

import { useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { Drop } from '../../common/Drop';
import { Empty } from '../../common/Empty';
import { ErrorNote } from '../../common/ErrorNote';
import { useMay } from '../../session/session';
import { useReport } from '../useReport';
import style from './Dashboard.module.css';
import { type Dashboard, useChange, useDashboards, useDrop } from './dashboards';
import { Make } from './Make';
import { Rename } from './Rename';
import { Tile } from './Tile';
import { keysOf, type KeptTile, moved, replaced } from './tiles';
import { dashboardWords } from './words';

/** Figures that the staff look at together. */
export function DashboardsPage() {
  const query = useDashboards();
  return (
    <Asked query={query} waiting={<Skeleton height={320} />}>
      {({ items }) => <Chosen dashboards={items} />}
    </Asked>
  );
}

function Chosen({ dashboards }: { dashboards: Dashboard[] }) {
  const t = useWords(dashboardWords);
  const { search, change } = useReport();
  const may = useMay()('reports:write');
  const [edited, setEdited] = useState(false);
  const [making, setMaking] = useState(false);
  const chosen = dashboards.find(({ id }) => id === search.dashboard) ?? dashboards[0];
  const open = (id: string) => change({ dashboard: id });
  const make = may && (
    <>
      <Button size="xs" variant="default" onClick={() => setMaking(true)}>
        {t.make}
      </Button>
      <Make opened={making} close={() => setMaking(false)} tiles={[]} done={({ id }) => open(id)} />
    </>
  );
  if (!chosen) {
    return <Empty title={t.empty} about={may ? t.emptyAbout : t.emptyRead} action={make} />;
  }
  return (
    <>
      <Group gap="xs">
        <Select
          size="xs"
          w={240}
          aria-label={t.dashboard}
          data={dashboards.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen.id}
          allowDeselect={false}
          onChange={(id) => id && open(id)}
        />
        {may && (
          <Button
            size="xs"
            variant={edited ? 'filled' : 'default'}
            onClick={() => setEdited(!edited)}
          >
            {edited ? t.done : t.edit}
          </Button>
        )}
        {make}
      </Group>
      {edited && (
        <Group gap="xs" align="end">
          <Rename key={chosen.id} dashboard={chosen} />
          <DropDashboard dashboard={chosen} done={() => change({ dashboard: undefined })} />
        </Group>
      )}
      <Tiles key={`tiles of ${chosen.id}`} dashboard={chosen} edited={edited} />
    </>
  );
}

function Tiles({ dashboard, edited }: { dashboard: Dashboard; edited: boolean }) {
  const t = useWords(dashboardWords);
  const { id, tiles } = dashboard;
  const { error, mutate } = useChange();
  if (tiles.length === 0) return <Empty title={t.noTiles} about={t.noTilesAbout} />;
  const change = (next: (now: KeptTile[]) => KeptTile[]) =>
    mutate({ id, change: (now) => ({ ...now, tiles: next(now.tiles) }) });
  const keys = keysOf(tiles);
  return (
    <>
      {error && <ErrorNote error={error} />}
      {edited && (
        <Text size="sm" c="dimmed">
          {t.editAbout}
        </Text>
      )}
      <div className={style.grid}>
        {tiles.map((tile, place) => {
          const key = keys[place] ?? '';
          const other = { ...tile, plot: !tile.plot };
          const edit = {
            first: place === 0,
            last: place === tiles.length - 1,
            move: (by: number) => change((now) => moved(now, key, by)),
            draw: () => change((now) => replaced(now, key, other)),
            remove: () => change((now) => replaced(now, key)),
          };
          return <Tile key={key} tile={tile} edit={edited ? edit : null} />;
        })}
      </div>
    </>
  );
}

function DropDashboard({ dashboard, done }: { dashboard: Dashboard; done: () => void }) {
  const t = useWords(dashboardWords);
  const drop = useDrop(dashboard.id);
  return (
    <Drop
      size="xs"
      label={t.drop}
      ask={t.dropAsk(dashboard.name)}
      about={t.dropAbout}
      drop={drop}
      done={done}
    />
  );
}
