import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';

import style from './Rows.module.css';
import { Sideways } from './Sideways';

/** A column: its head and what it shows of a row. */
export interface Column<R> {
  key: string;
  head: ReactNode;
  cell: (row: R) => ReactNode;
  /** Figures stand to the right. */
  number?: boolean;
  /** Not shown on a phone. */
  minor?: boolean;
}

interface Props<R> {
  /** What the table is of, for those who hear it. */
  label: string;
  columns: Column<R>[];
  rows: R[];
  rowKey: (row: R) => string;
  /** What opening a row does; rows open by Enter too. */
  open?: (row: R) => void;
  /** The page a row leads to: the whole row is a link, to be opened in another tab too. */
  href?: (row: R) => string | null;
}

/** A list in columns. */
export function DataTable<R>({ label, columns, rows, rowKey, open, href }: Props<R>) {
  const look = (column: Column<R>) =>
    [column.number && style.number, column.minor && style.minor].filter(Boolean).join(' ');
  return (
    <Sideways label={label}>
      <Table className={style.table ?? ''} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.key} className={look(column)}>
                {column.head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const to = href?.(row);
            return (
              <Table.Tr
                key={rowKey(row)}
                {...(open ? opening(() => open(row)) : {})}
                {...(to ? { className: style.leads ?? '' } : {})}
              >
                {columns.map((column, place) => (
                  <Table.Td key={column.key} className={look(column)}>
                    {to && place === 0 ? (
                      <Link to={to} className={style.whole}>
                        {column.cell(row)}
                      </Link>
                    ) : (
                      column.cell(row)
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Sideways>
  );
}

function opening(open: () => void) {
  return {
    className: style.link ?? '',
    tabIndex: 0,
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.target === event.currentTarget) open();
    },
  };
}
