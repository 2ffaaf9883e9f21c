import { Badge, Button, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { SidePanel } from '../common/Dialog';
import { Moment } from '../common/Moment';
import { useStores } from '../common/stores';
import { PartHead } from './Part';
import { PersonForm } from './PersonForm';
import { sessionWords } from '../session/words';
import { settingsWords } from './words';

export type Person = components['schemas']['Staff'];

/** Who may log in. */
export function People() {
  const t = useWords(settingsWords);
  const session = useWords(sessionWords);
  const { storeName } = useStores();
  const [edited, setEdited] = useState<Person | 'new' | null>(null);
  const query = useQuery({
    queryKey: ['staff', 'list'],
    queryFn: () => answer(api.GET('/v1/staff')),
  });
  return (
    <>
      <PartHead title={t.parts.people} about={t.people.about}>
        <Button onClick={() => setEdited('new')}>{t.people.add}</Button>
      </PartHead>
      <Asked query={query}>
        {({ items }) => (
          <DataTable
            label={t.parts.people}
            rows={items}
            rowKey={(person) => person.id}
            columns={[
              { key: 'name', head: t.people.name, cell: (person) => person.name },
              { key: 'login', head: t.people.login, cell: (person) => person.login, minor: true },
              {
                key: 'role',
                head: t.people.role,
                cell: (person) => session.roles[person.role],
              },
              {
                key: 'store',
                head: t.people.store,
                cell: (person) => storeName(person.store) ?? t.people.anyStore,
                minor: true,
              },
              {
                key: 'since',
                head: t.people.since,
                cell: (person) => <Moment at={person.created_at} />,
                minor: true,
              },
              {
                key: 'blocked',
                head: <VisuallyHidden>{t.people.blocked}</VisuallyHidden>,
                cell: (person) =>
                  person.blocked && (
                    <Badge color="red" variant="light">
                      {t.people.blocked}
                    </Badge>
                  ),
              },
            ]}
            open={setEdited}
          />
        )}
      </Asked>
      <SidePanel
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === 'new' ? t.people.add : t.edit}
      >
        {edited && (
          <PersonForm person={edited === 'new' ? null : edited} done={() => setEdited(null)} />
        )}
      </SidePanel>
    </>
  );
}
