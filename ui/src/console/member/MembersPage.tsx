import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import { queryText } from '../common/address';
import { Asked } from '../common/Asked';
import { Empty } from '../common/Empty';
import { LinkButton } from '../common/LinkButton';
import { More } from '../common/More';
import { Page } from '../common/Page';
import { SearchBox } from '../common/SearchBox';
import { useMay } from '../session/session';
import { ColumnsMenu } from './ColumnsMenu';
import style from './member.module.css';
import { MemberTable } from './MemberTable';
import { useMembers } from './queries';
import { RegisterDrawer } from './RegisterDrawer';
import { useColumns } from './useColumns';
import { membersWords } from './words';

/** Everybody, and one box that finds anybody. */
export function MembersPage() {
  const t = useWords(membersWords);
  const may = useMay();
  const { q = '' } = useSearch({ from: '/members' });
  const navigate = useNavigate({ from: '/members' });
  const { query, rows } = useMembers(q);
  const columns = useColumns();
  const [registering, { open, close }] = useDisclosure(false);
  const search = (wanted: string) =>
    void navigate({ search: wanted ? { q: wanted } : {}, replace: true });
  const register = may('members:write') && <Button onClick={open}>{t.register}</Button>;
  return (
    <Page
      title={t.title}
      actions={
        <>
          {may('members:export') && (
            <Button
              component="a"
              variant="default"
              href={`/v1/exports/members${queryText({ q })}`}
              download
            >
              {t.export}
            </Button>
          )}
          {register}
        </>
      }
    >
      <div>
        <Group gap="sm" mb="sm">
          <SearchBox
            className={style.search ?? ''}
            value={q}
            onSearch={search}
            busy={query.isPlaceholderData}
            placeholder={t.searchAbout}
            aria-label={t.search}
            autoFocus={window.matchMedia('(pointer: fine)').matches}
          />
          <ColumnsMenu {...columns} />
        </Group>
        <Asked query={query}>
          {() => {
            if (rows.length === 0)
              return q ? (
                <Empty title={t.nobody(q)} about={t.nobodyAbout} action={register} />
              ) : (
                <Nobody register={register} />
              );
            return (
              <div className={query.isPlaceholderData ? style.stale : undefined}>
                <MemberTable
                  members={rows}
                  columns={columns.shown}
                  wanted={query.isPlaceholderData ? '' : q}
                />
                <More query={query} />
              </div>
            );
          }}
        </Asked>
      </div>
      <RegisterDrawer opened={registering} onClose={close} />
    </Page>
  );
}

/** An empty base, and the two ways to fill it. */
function Nobody({ register }: { register: React.ReactNode }) {
  const t = useWords(membersWords);
  const may = useMay();
  return (
    <Empty
      title={t.empty}
      about={t.emptyAbout}
      action={
        <Group justify="center" mt="sm">
          {may('imports:write') && (
            <LinkButton to="/settings/imports" variant="default">
              {t.import}
            </LinkButton>
          )}
          {register}
        </Group>
      }
    />
  );
}
