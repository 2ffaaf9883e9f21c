import { Text, Title } from '@mantine/core';

import { useFormat, useWords } from '../../i18n/language';
import { DataTable } from '../common/DataTable';
import { useMoney } from '../common/money';
import { useStores } from '../common/stores';
import { storeTime } from './moment';
import { goodsOf, type Purchase, type ReturnOfPurchase } from './queries';
import { purchaseWords } from './words';

/** Each return of a purchase: when, which goods, how much money. */
export function Returns({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  const format = useFormat();
  const money = useMoney();
  const { storeName } = useStores();
  const elsewhere = ({ store }: ReturnOfPurchase) =>
    store === purchase.store ? null : storeName(store);
  return (
    <section>
      <Title order={2} mb="xs">
        {t.returns}
      </Title>
      <DataTable
        label={t.returns}
        rows={purchase.returns}
        rowKey={(row) => row.return}
        columns={[
          {
            key: 'at',
            head: t.when,
            cell: (row) => (
              <>
                <time dateTime={row.at}>{format.dateTime(storeTime(row.at))}</time>
                <Text size="xs" c="dimmed">
                  {[elsewhere(row), row.id].filter(Boolean).join(' · ')}
                </Text>
              </>
            ),
          },
          {
            key: 'goods',
            head: t.cameBack,
            cell: (row) => <Goods purchase={purchase} row={row} />,
          },
          { key: 'refund', head: t.givenBack, number: true, cell: ({ refund }) => money(refund) },
        ]}
      />
    </section>
  );
}

function Goods({ purchase, row }: { purchase: Purchase; row: ReturnOfPurchase }) {
  const t = useWords(purchaseWords);
  const format = useFormat();
  const name = (number: number) => {
    const line = purchase.lines.find((each) => each.line === number);
    return (line && goodsOf(purchase, line)) ?? t.line(number);
  };
  return row.lines.map(({ line, quantity }) => (
    <div key={line}>
      {name(line)}{' '}
      <Text component="span" c="dimmed">
        {t.units(format.number(quantity))}
      </Text>
    </div>
  ));
}
