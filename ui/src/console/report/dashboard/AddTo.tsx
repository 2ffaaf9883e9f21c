import { ActionIcon, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { useMay } from '../../session/session';
import { Icon } from '../../shell/Icon';
import { type ReportName, REPORTS } from '../pages';
import { useReport } from '../useReport';
import { type Dashboard, useChange, useDashboards } from './dashboards';
import { Make } from './Make';
import { isTiled, type KeptTile, tileOf } from './tiles';
import { dashboardWords } from './words';

const PLUS = 'M10 4v12M4 10h12';

/** Puts the report that is open on a dashboard, asked as it is shown. */
export function AddTo({ report }: { report: ReportName }) {
  const may = useMay()('reports:write');
  const { search } = useReport();
  if (!may || !isTiled(report)) return null;
  return <Add tile={tileOf(report, REPORTS[report].filters, search)} />;
}

function Add({ tile }: { tile: KeptTile }) {
  const t = useWords(dashboardWords);
  const [opened, setOpened] = useState(false);
  const [making, setMaking] = useState(false);
  const { data } = useDashboards(opened);
  const change = useChange();
  const said = ({ name }: Dashboard) => notifications.show({ message: t.added(name) });
  const add = (id: string) => {
    const added = (now: Dashboard) => ({ ...now, tiles: [...now.tiles, tile] });
    change.mutate({ id, change: added }, { onSuccess: said });
  };
  return (
    <>
      <Menu position="bottom-end" opened={opened} onChange={setOpened}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t.add} title={t.add}>
            <Icon path={PLUS} size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t.add}</Menu.Label>
          {data?.items.map(({ id, name }) => (
            <Menu.Item key={id} onClick={() => add(id)}>
              {name}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setMaking(true)}>{t.makeOne}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Make opened={making} close={() => setMaking(false)} tiles={[tile]} done={said} />
      <Dialog opened={change.isError} onClose={change.reset} title={t.add}>
        {change.error && <ErrorNote error={change.error} />}
      </Dialog>
    </>
  );
}
