import { Table } from '@mantine/core';

import { useWords } from '../../../i18n/language';
import { Sideways } from '../../common/Sideways';
import type { Seen } from './file';
import { experimentWords } from './words';

/** The columns of a file with their first values. */
export function FirstRows({ seen: { columns, rows } }: { seen: Seen }) {
  const t = useWords(experimentWords);
  return (
    <Sideways label={t.first}>
      <Table aria-label={t.first} fz="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name }, place) => (
              <Table.Th key={place}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, line) => (
            <Table.Tr key={line}>
              {columns.map((_, place) => (
                <Table.Td key={place}>{row[place]}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}
