import {
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Stack,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { Dialog, SidePanel } from '../common/Dialog';
import { Empty } from '../common/Empty';
import { ErrorNote } from '../common/ErrorNote';
import { given, fieldsOf, useFields } from '../common/fields';
import { Moment } from '../common/Moment';
import { commonWords } from '../common/words';
import { Form } from './Form';
import { PartHead } from './Part';
import { settingsWords } from './words';

type Key = components['schemas']['Key'];

/** What a key can be allowed, one by one. */
const SCOPES = [
  'till',
  'members:read',
  'members:write',
  'accounts:adjust',
  'events:write',
  'catalogue:read',
  'catalogue:write',
  'programs:read',
  'programs:write',
  'segments:write',
  'reports:read',
  'reports:write',
  'members:export',
  'imports:write',
  'review:write',
  'keys:write',
];

/** Keys of programs that call the API. */
export function Keys() {
  const t = useWords(settingsWords);
  const [adding, setAdding] = useState(false);
  const [revoked, setRevoked] = useState<Key | null>(null);
  const query = useQuery({
    queryKey: ['keys', 'list'],
    queryFn: () => answer(api.GET('/v1/keys')),
  });
  const add = <Button onClick={() => setAdding(true)}>{t.keys.add}</Button>;
  const revoke = (key: Key) =>
    key.revoked_at === null && (
      <Button size="compact-xs" variant="subtle" color="red" onClick={() => setRevoked(key)}>
        {t.keys.revoke}
      </Button>
    );
  return (
    <>
      <PartHead title={t.parts.keys} about={t.keys.about}>
        {add}
      </PartHead>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t.keys.empty} about={t.keys.emptyAbout} action={add} />
          ) : (
            <DataTable
              label={t.parts.keys}
              rows={items}
              rowKey={(key) => key.key}
              columns={[
                { key: 'name', head: t.name, cell: (key) => key.name },
                {
                  key: 'integration',
                  head: t.keys.integration,
                  cell: (key) => key.integration,
                  minor: true,
                },
                {
                  key: 'scopes',
                  head: t.keys.scopes,
                  cell: (key) => key.scopes.join(', '),
                  minor: true,
                },
                {
                  key: 'created',
                  head: t.keys.created,
                  cell: (key) => <Moment at={key.created_at} />,
                  minor: true,
                },
                {
                  key: 'state',
                  head: t.keys.state,
                  cell: (key) => (key.revoked_at ? t.keys.revoked : t.keys.works),
                },
                {
                  key: 'revoke',
                  head: <VisuallyHidden>{t.keys.revoke}</VisuallyHidden>,
                  cell: revoke,
                },
              ]}
            />
          )
        }
      </Asked>
      <SidePanel opened={adding} onClose={() => setAdding(false)} title={t.keys.add}>
        {adding && <KeyForm done={() => setAdding(false)} />}
      </SidePanel>
      <Dialog opened={revoked !== null} onClose={() => setRevoked(null)} title={t.keys.revoke}>
        {revoked && <Revoke revoked={revoked} done={() => setRevoked(null)} />}
      </Dialog>
    </>
  );
}

function KeyForm({ done }: { done: () => void }) {
  const t = useWords(settingsWords);
  const queries = useQueryClient();
  const [scopes, setScopes] = useState(['till', 'members:read', 'members:write', 'catalogue:read']);
  const form = useFields({ name: '', integration: '' });
  const { values } = form;
  const making = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/v1/keys', {
          body: { name: values.name.trim(), integration: given(values.integration), scopes },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  const { field, rest } = fieldsOf(form, making.error);
  if (making.data) return <Secret secret={making.data.secret} done={done} />;
  return (
    <Form
      error={rest}
      pending={making.isPending}
      submit={making.mutate}
      label={t.keys.add}
      disabled={scopes.length === 0}
    >
      <TextInput label={t.name} required {...field('name')} />
      <TextInput
        label={t.keys.integration}
        description={t.keys.integrationAbout}
        {...field('integration')}
      />
      <Checkbox.Group label={t.keys.scopes} value={scopes} onChange={setScopes}>
        <Stack gap={6} mt={6}>
          <Checkbox value="all" label={t.keys.all} />
          {!scopes.includes('all') &&
            SCOPES.map((scope) => <Checkbox key={scope} value={scope} label={scope} />)}
        </Stack>
      </Checkbox.Group>
    </Form>
  );
}

function Secret({ secret, done }: { secret: string; done: () => void }) {
  const t = useWords(settingsWords);
  const common = useWords(commonWords);
  return (
    <Stack gap="md">
      <Text>{t.keys.secretAbout}</Text>
      <Code block aria-label={t.keys.secret}>
        {secret}
      </Code>
      <Group>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? common.copied : common.copy}
            </Button>
          )}
        </CopyButton>
        <Button onClick={done}>{t.keys.done}</Button>
      </Group>
    </Stack>
  );
}

function Revoke({ revoked, done }: { revoked: Key; done: () => void }) {
  const t = useWords(settingsWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const revoking = useMutation({
    mutationFn: () => api.DELETE('/v1/keys/{id}', { params: { path: { id: revoked.key } } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['keys'] });
      done();
    },
  });
  return (
    <Stack gap="md">
      <Text>{t.keys.revokeAsk(revoked.name)}</Text>
      {revoking.error && <ErrorNote error={revoking.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={done}>
          {common.cancel}
        </Button>
        <Button color="red" loading={revoking.isPending} onClick={() => revoking.mutate()}>
          {t.keys.revoke}
        </Button>
      </Group>
    </Stack>
  );
}
