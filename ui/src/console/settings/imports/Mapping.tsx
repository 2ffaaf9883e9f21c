import { Button, Checkbox, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../../api/client';
import { useWords } from '../../../i18n/language';
import { ErrorNote } from '../../common/ErrorNote';
import rows from '../../common/Rows.module.css';
import { Sideways } from '../../common/Sideways';
import { chosenMap, type Detail, isPast, missing } from './imports';
import { importWords } from './words';

/** Which column is what, and the start. */
export function Mapping({ one }: { one: Detail }) {
  const t = useWords(importWords);
  const queries = useQueryClient();
  const [map, setMap] = useState<Record<string, string | null>>(one.asked?.map ?? one.suggested);
  const [history, setHistory] = useState(true);
  const running = useMutation({
    mutationFn: (dryRun: boolean) =>
      answer(
        api.POST('/v1/imports/{id}/run', {
          params: { path: { id: one.id } },
          body: {
            map: chosenMap(map),
            dry_run: dryRun,
            ...(isPast(one.kind) ? { history } : {}),
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
  const lacking = missing(one.fields, map).length > 0;
  return (
    <Stack gap="md">
      <div>
        <Title order={3}>{t.map}</Title>
        <Text c="dimmed">{t.mapAbout}</Text>
      </div>
      <Sideways label={t.map}>
        <Table aria-label={t.map} layout="fixed" className={rows.table ?? ''}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t.field}</Table.Th>
              <Table.Th>{t.column}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {one.fields.map((field) => (
              <Table.Tr key={field.name}>
                <Table.Td>
                  <code>{field.name}</code>
                  {field.required && (
                    <Text span size="xs" c="var(--wait)">
                      {' '}
                      {t.required}
                    </Text>
                  )}
                  <Text size="xs" c="dimmed">
                    {field.about}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    clearable
                    searchable
                    aria-label={field.name}
                    placeholder={t.none}
                    data={one.columns}
                    value={map[field.name] ?? null}
                    onChange={(column) => setMap({ ...map, [field.name]: column })}
                  />
                  <Text size="xs" c="dimmed" lineClamp={1}>
                    {examples(one, map[field.name])}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Sideways>
      {isPast(one.kind) && (
        <Checkbox
          checked={history}
          onChange={(event) => setHistory(event.currentTarget.checked)}
          label={t.history[one.kind]}
          description={t.historyAbout[one.kind]}
        />
      )}
      {running.error && <ErrorNote error={running.error} />}
      <Group>
        <Button
          variant="default"
          disabled={lacking}
          loading={running.isPending}
          onClick={() => running.mutate(true)}
        >
          {t.dryRun}
        </Button>
        <Button
          disabled={lacking}
          loading={running.isPending}
          onClick={() => running.mutate(false)}
        >
          {one.state === 'uploaded' ? t.run : t.again}
        </Button>
      </Group>
    </Stack>
  );
}

/** The first values of a column. */
function examples(one: Detail, column: string | null | undefined): string {
  const place = column ? one.columns.indexOf(column) : -1;
  if (place < 0) return '';
  return one.sample
    .slice(0, 3)
    .map((row) => row[place])
    .filter(Boolean)
    .join(' · ');
}
