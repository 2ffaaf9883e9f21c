import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../../api/client';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { Empty } from '../../common/Empty';
import { Moment } from '../../common/Moment';
import { PartHead } from '../Part';
import { settingsWords } from '../words';
import { isUnderway } from './imports';
import { One } from './One';
import { Upload } from './Upload';
import { importWords } from './words';

/** How often the list is asked for while something runs, ms. */
const WATCH_MS = 2_000;

/** Files brought in, and the way to bring one. */
export function Imports() {
  const t = useWords(importWords);
  const settings = useWords(settingsWords);
  const format = useFormat();
  const [opened, setOpened] = useState<string | null>(null);
  const query = useQuery({
    queryKey: ['imports', 'list'],
    queryFn: () => answer(api.GET('/v1/imports')),
    refetchInterval: (asked) => (asked.state.data?.items.some(isUnderway) ? WATCH_MS : false),
  });
  if (opened) return <One id={opened} back={() => setOpened(null)} />;
  return (
    <>
      <PartHead title={settings.parts.imports} about={t.about} />
      <Upload done={setOpened} />
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.empty} about={t.emptyAbout} />
          ) : (
            <DataTable
              label={settings.parts.imports}
              rows={items}
              rowKey={(one) => one.id}
              columns={[
                { key: 'file', head: t.file, cell: (one) => one.name },
                { key: 'kind', head: t.kind, cell: (one) => t.kinds[one.kind], minor: true },
                {
                  key: 'at',
                  head: settings.audit.at,
                  cell: (one) => <Moment at={one.created_at} />,
                  minor: true,
                },
                {
                  key: 'state',
                  head: t.state,
                  cell: (one) =>
                    one.state === 'done' && one.asked?.dry_run ? t.checked : t.states[one.state],
                },
                {
                  key: 'rows',
                  head: t.result.imported,
                  cell: (one) => format.number(one.result?.imported),
                  number: true,
                },
                {
                  key: 'refused',
                  head: t.result.refused,
                  cell: (one) => format.number(one.result?.refused),
                  number: true,
                },
              ]}
              open={(one) => setOpened(one.id)}
            />
          )
        }
      </Asked>
    </>
  );
}
