import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { SidePanel } from '../common/Dialog';
import { Empty } from '../common/Empty';
import { given, fieldsOf, useFields } from '../common/fields';
import { More } from '../common/More';
import { after, usePaged } from '../common/paged';
import { useMay } from '../session/session';
import { PartHead } from './Part';
import { Form, useSaving } from './Form';
import { settingsWords } from './words';

type Store = components['schemas']['Store'];

/** Places that sell. */
export function Stores() {
  const t = useWords(settingsWords);
  const may = useMay();
  const [edited, setEdited] = useState<Store | 'new' | null>(null);
  const { query, rows } = usePaged(['stores', 'list'], (cursor) =>
    answer(api.GET('/v1/stores', { params: { query: { limit: 100, ...after(cursor) } } })),
  );
  const add = may('catalogue:write') && (
    <Button onClick={() => setEdited('new')}>{t.stores.add}</Button>
  );
  return (
    <>
      <PartHead title={t.parts.stores} about={t.stores.about}>
        {add}
      </PartHead>
      <Asked query={query}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t.stores.empty} about={t.stores.emptyAbout} action={add} />
          ) : (
            <DataTable
              label={t.parts.stores}
              rows={rows}
              rowKey={(store) => store.id}
              columns={[
                { key: 'name', head: t.name, cell: (store) => store.name ?? store.id },
                { key: 'id', head: t.id, cell: (store) => <code>{store.id}</code>, minor: true },
                { key: 'city', head: t.stores.city, cell: (store) => store.city },
                {
                  key: 'zone',
                  head: t.stores.timeZone,
                  cell: (store) => store.time_zone,
                  minor: true,
                },
              ]}
              {...(may('catalogue:write') ? { open: setEdited } : {})}
            />
          )
        }
      </Asked>
      <More query={query} />
      <SidePanel
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === 'new' ? t.stores.add : t.edit}
      >
        {edited && (
          <StoreForm store={edited === 'new' ? null : edited} done={() => setEdited(null)} />
        )}
      </SidePanel>
    </>
  );
}

function StoreForm({ store, done }: { store: Store | null; done: () => void }) {
  const t = useWords(settingsWords);
  const form = useFields({
    id: store?.id ?? '',
    name: store?.name ?? '',
    city: store?.city ?? '',
    country: store?.country ?? '',
    time_zone: store?.time_zone ?? '',
  });
  const { values } = form;
  const save = () => {
    const { id, ...rest } = values;
    const body = {
      name: given(rest.name),
      city: given(rest.city),
      country: given(rest.country),
      time_zone: given(rest.time_zone),
    };
    return answer(api.PUT('/v1/stores/{id}', { params: { path: { id: id.trim() } }, body }));
  };
  const saving = useSaving('stores', save, done);
  const { field, rest } = fieldsOf(form, saving.error);
  return (
    <Form error={rest} pending={saving.isPending} submit={saving.mutate}>
      <TextInput
        label={t.id}
        description={t.idAbout}
        required
        disabled={store !== null}
        {...field('id')}
      />
      <TextInput label={t.name} {...field('name')} />
      <TextInput label={t.stores.city} {...field('city')} />
      <TextInput label={t.stores.country} {...field('country')} />
      <TextInput
        label={t.stores.timeZone}
        description={t.stores.timeZoneAbout}
        {...field('time_zone')}
      />
    </Form>
  );
}
