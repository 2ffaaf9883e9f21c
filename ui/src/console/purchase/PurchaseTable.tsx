import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { isZero } from '../../format/decimal';
import { UNKNOWN } from '../../format/formats';
import { useFormat, useWords } from '../../i18n/language';
import { type Column, DataTable } from '../common/DataTable';
import { useMoney } from '../common/money';
import { useStores } from '../common/stores';
import { storeTime } from './moment';
import style from './purchase.module.css';
import { type PurchaseRow, stateOf } from './queries';
import { StateMark } from './StateMark';
import { purchasesWords } from './words';

interface Props {
  purchases: PurchaseRow[];
  /** With who bought; a member's own list says it above. */
  members?: boolean;
}

/** Purchases with their sums. Each opens for those who may see its lines. */
export function PurchaseTable({ purchases, members = false }: Props) {
  const t = useWords(purchasesWords);
  const { storeName } = useStores();
  const sums = useSums();
  return (
    <DataTable
      label={t.title}
      rows={purchases}
      rowKey={({ purchase }) => purchase}
      href={({ purchase }) => `/purchases/${purchase}`}
      columns={[
        { key: 'at', head: t.columns.at, cell: (row) => <When row={row} members={members} /> },
        {
          key: 'receipt',
          head: t.columns.receipt,
          minor: true,
          cell: ({ id }) => <div className={style.cut}>{id ?? UNKNOWN}</div>,
        },
        {
          key: 'store',
          head: t.columns.store,
          minor: true,
          cell: ({ store }) => <div className={style.cut}>{storeName(store) ?? UNKNOWN}</div>,
        },
        ...(members
          ? [
              {
                key: 'member',
                head: t.columns.member,
                minor: true,
                cell: (row: PurchaseRow) => <Buyer row={row} />,
              },
            ]
          : []),
        ...sums,
      ]}
    />
  );
}

function useSums(): Column<PurchaseRow>[] {
  const t = useWords(purchasesWords);
  const money = useMoney();
  const taken = (amount: string) => (isZero(amount) ? '' : money(`-${amount}`));
  return [
    {
      key: 'discount',
      head: t.columns.discount,
      number: true,
      minor: true,
      cell: ({ discount }) => taken(discount),
    },
    {
      key: 'redeemed',
      head: t.columns.redeemed,
      number: true,
      minor: true,
      cell: ({ redeemed }) => taken(redeemed),
    },
    {
      key: 'paid',
      head: t.columns.paid,
      number: true,
      cell: (row) => (
        <>
          <Text component="span" fw={550} {...(row.voided ? { td: 'line-through' } : {})}>
            {money(row.to_pay)}
          </Text>
          {!row.voided && !isZero(row.refunded) && (
            <Text size="xs" c="dimmed">
              {t.refunded(money(row.refunded))}
            </Text>
          )}
        </>
      ),
    },
  ];
}

/** When, by the shop's clock; on a phone with the rest of it below. */
function When({ row, members }: { row: PurchaseRow; members: boolean }) {
  const t = useWords(purchasesWords);
  const format = useFormat();
  const { storeName } = useStores();
  const state = stateOf(row);
  return (
    <>
      <span className={style.when}>
        <time dateTime={row.at}>{format.dateTime(storeTime(row.at))}</time>
        {state !== 'posted' && <StateMark state={state} />}
      </span>
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        {[members && (row.member?.name ?? t.stranger), storeName(row.store) ?? row.id]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  );
}

function Buyer({ row }: { row: PurchaseRow }) {
  const t = useWords(purchasesWords);
  if (!row.member) return <Text c="dimmed">{t.stranger}</Text>;
  return (
    <div className={style.cut}>
      <Anchor component={Link} to={`/members/${row.member.id}`}>
        {row.member.name || row.member.id}
      </Anchor>
    </div>
  );
}
