import { useFormat } from '../../i18n/language';

type Told<Row> = (row: Row) => number | null | undefined;

/** Columns of counts and of shares, of a report's rows. */
export function useColumns<Row>() {
  const format = useFormat();
  return {
    count: (key: string, head: string, of: Told<Row>) => ({
      key,
      head,
      number: true,
      cell: (row: Row) => format.number(of(row)),
    }),
    share: (key: string, head: string, of: Told<Row>) => ({
      key,
      head,
      number: true,
      cell: (row: Row) => format.share(of(row)),
    }),
  };
}
