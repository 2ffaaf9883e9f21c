import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';

import { answer, api } from '../../../api/client';
import { useLanguage, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { Empty } from '../../common/Empty';
import { Moment } from '../../common/Moment';
import { PartHead } from '../Part';
import { settingsWords } from '../words';
import { isUnderway } from './imports';
import style from './Imports.module.css';
import { One } from './One';
import { State } from './State';
import { Upload } from './Upload';
import { importWords } from './words';

/** How often the list is asked for while something runs, ms. */
const WATCH_MS = 2_000;

/** Files brought in, and the way to bring one. */
export function Imports() {
  const t = useWords(importWords);
  const settings = useWords(settingsWords);
  const { format, language } = useLanguage();
  const { id: opened } = useParams({ strict: false });
  const navigate = useNavigate();
  const part = { part: 'imports' };
  const query = useQuery({
    queryKey: ['imports', 'list', language],
    queryFn: () => answer(api.GET('/v1/imports')),
    refetchInterval: (asked) => (asked.state.data?.items.some(isUnderway) ? WATCH_MS : false),
  });
  if (opened) return <One id={opened} />;
  return (
    <>
      <PartHead title={settings.parts.imports} about={t.about} />
      <Upload
        done={(id) => void navigate({ to: '/settings/$part/$id', params: { ...part, id } })}
      />
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
                {
                  key: 'file',
                  head: t.file,
                  cell: (one) => <span className={style.file}>{one.name}</span>,
                },
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
                  cell: (one) => <State one={one} />,
                },
                {
                  key: 'rows',
                  head: t.result.imported,
                  cell: (one) => format.number(one.result?.imported),
                  number: true,
                  minor: true,
                },
                {
                  key: 'refused',
                  head: t.result.refused,
                  cell: (one) => format.number(one.result?.refused),
                  number: true,
                },
              ]}
              href={(one) => `/settings/imports/${one.id}`}
            />
          )
        }
      </Asked>
    </>
  );
}
