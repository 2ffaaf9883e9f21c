import { Button, CloseButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useWords } from '../../../i18n/language';
import { commonWords } from '../../common/words';
import { faultAt } from '../faults';
import { attributeChange, type AttributeRow } from '../form';
import type { Member } from '../queries';
import { Pairs } from './Pairs';
import { Section } from './Section';
import { useChange } from './useChange';
import { detailsWords } from './words';

type What = 'attributes' | 'dates';

interface Props {
  member: Member;
  /** Attributes of one's own, or yearly dates. */
  what: What;
}

/** Names somebody gave to what they want to know of a member. */
export function PairsSection({ member, what }: Props) {
  const t = useWords(detailsWords);
  const common = useWords(commonWords);
  const format = useFormat();
  const known = member[what] as Record<string, string | number | boolean>;
  const [editing, setEditing] = useState(false);
  const [rows, setRows] = useState<AttributeRow[]>([]);
  const changing = useChange(member, () => setEditing(false));
  const edit = () => {
    const own = Object.entries(known).map(([name, value]) => ({ name, value: String(value) }));
    setRows([...own, { name: '', value: '' }]);
    changing.reset();
    setEditing(true);
  };
  const save = () => {
    const change = attributeChange(known, rows);
    changing.mutate(Object.keys(change).length > 0 ? { [what]: change } : {});
  };
  const shown = (value: string | number | boolean) => {
    if (typeof value === 'boolean') return value ? common.yes : common.no;
    if (typeof value === 'number') return format.number(value);
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.date(value) : value;
  };
  return (
    <Section
      title={t[what]}
      editing={editing}
      onEdit={edit}
      onCancel={() => setEditing(false)}
      onSave={save}
      saving={changing}
      places={rows.map((row) => `/${what}/${row.name.trim()}`)}
      view={
        Object.keys(known).length === 0 ? (
          <Text c="dimmed">{t.none[what]}</Text>
        ) : (
          <Pairs
            pairs={Object.entries(known).map(([name, value]) => ({
              key: name,
              name,
              value: shown(value),
            }))}
          />
        )
      }
      form={
        <Rows
          rows={rows}
          setRows={setRows}
          type={what === 'dates' ? 'date' : 'text'}
          fault={(name) => faultAt(changing.error, `/${what}/${name}`)}
        />
      }
    />
  );
}

interface RowsProps {
  rows: AttributeRow[];
  setRows: (rows: AttributeRow[]) => void;
  type: 'text' | 'date';
  fault: (name: string) => string | undefined;
}

function Rows({ rows, setRows, type, fault }: RowsProps) {
  const t = useWords(detailsWords);
  const put = (place: number, change: Partial<AttributeRow>) =>
    setRows(rows.map((row, at) => (at === place ? { ...row, ...change } : row)));
  return (
    <Stack gap="xs" align="flex-start">
      {rows.map((row, place) => (
        <Group key={place} gap="xs" wrap="nowrap" align="flex-start" w="100%">
          <TextInput
            flex={1}
            aria-label={t.pairName}
            placeholder={t.pairName}
            value={row.name}
            onChange={(event) => put(place, { name: event.currentTarget.value })}
          />
          <TextInput
            flex={1}
            type={type}
            aria-label={t.pairValue}
            placeholder={t.pairValue}
            value={row.value}
            onChange={(event) => put(place, { value: event.currentTarget.value })}
            error={row.name && fault(row.name.trim())}
          />
          <CloseButton
            mt={4}
            aria-label={t.removePair(row.name)}
            onClick={() => setRows(rows.filter((_, at) => at !== place))}
          />
        </Group>
      ))}
      <Button
        size="xs"
        variant="subtle"
        onClick={() => setRows([...rows, { name: '', value: '' }])}
      >
        {t.addPair}
      </Button>
    </Stack>
  );
}
