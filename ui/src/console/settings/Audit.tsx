import { Anchor, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { useDoer } from '../common/doer';
import { Empty } from '../common/Empty';
import { Moment } from '../common/Moment';
import { More } from '../common/More';
import { after, usePaged } from '../common/paged';
import { membersWords, memberWords } from '../member/words';
import { PartHead } from './Part';
import { settingsWords } from './words';

/** Who did what, when. */
export function Audit() {
  const t = useWords(settingsWords);
  const doer = useDoer();
  const [staff, setStaff] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [target] = useDebouncedValue(typed.trim(), 250);
  const people = useQuery({
    queryKey: ['staff', 'list'],
    queryFn: () => answer(api.GET('/v1/staff')),
  });
  const actions: Record<string, string> = t.audit.actions;
  const keys = useQuery({ queryKey: ['keys', 'list'], queryFn: () => answer(api.GET('/v1/keys')) });
  const nameOf = (id: string | null) =>
    people.data?.items.find((one) => one.id === id)?.name ??
    keys.data?.items.find((one) => one.key === id)?.name;
  const fieldName = useFieldName();
  const filter = { ...(staff ? { staff } : {}), ...(target ? { target } : {}) };
  const { query, rows } = usePaged(['audit', filter], (cursor) =>
    answer(
      api.GET('/v1/audit', { params: { query: { limit: 100, ...filter, ...after(cursor) } } }),
    ),
  );
  return (
    <>
      <PartHead title={t.parts.audit} about={t.audit.about} />
      <Group mb="md" gap="xs">
        <Select
          aria-label={t.audit.person}
          placeholder={t.audit.anyone}
          clearable
          searchable
          data={(people.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={staff}
          onChange={setStaff}
        />
        <TextInput
          aria-label={t.audit.targetFilter}
          placeholder={t.audit.targetFilter}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Group>
      <Asked query={query}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t.audit.empty} />
          ) : (
            <DataTable
              label={t.parts.audit}
              rows={rows}
              rowKey={(line) => line.id}
              columns={[
                { key: 'at', head: t.audit.at, cell: (line) => <Moment at={line.at} /> },
                { key: 'who', head: t.audit.who, cell: ({ by }) => doer(by) },
                {
                  key: 'did',
                  head: t.audit.did,
                  cell: (line) => actions[line.action] ?? line.action,
                },
                {
                  key: 'target',
                  head: t.audit.target,
                  cell: (line) => <Target id={line.target} name={nameOf(line.target)} />,
                  minor: true,
                },
                {
                  key: 'fields',
                  head: t.audit.fields,
                  cell: (line) =>
                    [...line.fields.map(fieldName), line.note].filter(Boolean).join(', '),
                  minor: true,
                },
              ]}
            />
          )
        }
      </Asked>
      <More query={query} />
    </>
  );
}

/** Fields of members and staff as their forms call them. */
function useFieldName(): (field: string) => string {
  const t = useWords(settingsWords);
  const { fields } = useWords(membersWords);
  const { moreFields } = useWords(memberWords);
  const names: Record<string, string> = { ...fields, ...moreFields, ...t.audit.fieldNames };
  return (field) => names[field] ?? field;
}

function Target({ id, name }: { id: string | null; name: string | undefined }) {
  if (!id?.startsWith('mem_')) return name ?? id;
  return (
    <Anchor component={Link} to={`/members/${id}`}>
      {id}
    </Anchor>
  );
}
