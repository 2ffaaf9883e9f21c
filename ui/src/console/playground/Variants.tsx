import { VisuallyHidden } from '@mantine/core';

import { useFormat, useWords } from '../../i18n/language';
import { type Column, DataTable } from '../common/DataTable';
import type { About } from '../program/about';
import type { Quote } from './asks';
import style from './playground.module.css';
import { playgroundWords } from './words';

interface Row {
  name: string;
  to_pay: string;
  redeemed: string;
  earned: { unit: string; amount: string }[];
}

/** The same basket as asked, without points, and with as many as allowed. */
export function Variants({ quote, about }: { quote: Quote; about: About }) {
  const t = useWords(playgroundWords);
  const format = useFormat();
  const { without_redemption: without, with_max_redemption: most } = quote;
  // Where points cannot pay there is nothing to compare.
  if (most.totals.to_pay === without.totals.to_pay) return null;
  const money = (amount: string) => format.money(amount, about.currency);
  const rows: Row[] = [
    { name: t.without, ...without.totals, earned: without.earn },
    { name: t.most, ...most.totals, earned: most.earn },
  ];
  const same = rows.some(({ to_pay }) => to_pay === quote.totals.to_pay);
  if (!same) rows.unshift({ name: t.asAsked, ...quote.totals, earned: quote.earn });
  const unitName = (id: string) => about.units.find((unit) => unit.id === id)?.name ?? id;
  const columns: Column<Row>[] = [
    { key: 'name', head: <VisuallyHidden>{t.variants}</VisuallyHidden>, cell: ({ name }) => name },
    {
      key: 'redeemed',
      head: t.redeemed,
      number: true,
      minor: true,
      cell: (row) => money(row.redeemed),
    },
    { key: 'to_pay', head: t.toPay, number: true, cell: (row) => money(row.to_pay) },
    {
      key: 'earned',
      head: t.earned,
      number: true,
      cell: ({ earned }) =>
        earned.length === 0
          ? t.nothing
          : earned
              .map(({ unit, amount }) => `${format.number(amount)} ${unitName(unit)}`)
              .join(', '),
    },
  ];
  return (
    <div>
      <h2 className={style.heading}>{t.variants}</h2>
      <DataTable label={t.variants} columns={columns} rows={rows} rowKey={({ name }) => name} />
    </div>
  );
}
