import { Anchor, Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { useFormat, useWords } from '../../../i18n/language';
import { DataTable } from '../../common/DataTable';
import { ErrorNote } from '../../common/ErrorNote';
import { More } from '../../common/More';
import style from '../member.module.css';
import { type Account, type Lot, LOTS, useEveryLot } from '../queries';
import { isWithinDays, lastDay, leftOf } from './lots';
import { pointsWords } from './words';

/** Days before its end when a lot is worth a warning. */
const SOON_DAYS = 30;

/** Points given together, in the order they will be spent. */
export function LotTable({ member, account }: { member: string; account: Account }) {
  const t = useWords(pointsWords);
  const [shown, setShown] = useState(LOTS);
  const every = useEveryLot(member, shown > LOTS);
  const whole = every.data?.accounts.find(({ unit }) => unit === account.unit);
  const { lots } = whole ?? account;
  if (lots.length === 0) return <Text c="dimmed">{t.noLots}</Text>;
  return (
    <>
      <Lots account={account} lots={lots.slice(0, shown)} />
      {every.error && <ErrorNote error={every.error} />}
      <More
        query={{
          hasNextPage: shown < account.lot_count,
          isFetchingNextPage: every.isLoading,
          fetchNextPage: () => setShown(shown + LOTS),
        }}
      />
    </>
  );
}

function Lots({ account, lots }: { account: Account; lots: Lot[] }) {
  const t = useWords(pointsWords);
  const format = useFormat();
  return (
    <DataTable
      label={t.lots(account.name)}
      rows={lots}
      rowKey={(lot) => String(lot.lot)}
      columns={[
        { key: 'source', head: t.source, cell: (lot) => <Source lot={lot} /> },
        {
          key: 'state',
          head: t.state,
          minor: true,
          cell: (lot) =>
            lot.state === 'pending' ? (
              <Text component="span" c="var(--wait)">
                {t.from(format.date(lot.activates_at))}
              </Text>
            ) : (
              t.since(format.date(lot.activates_at))
            ),
        },
        { key: 'expires', head: t.expires, cell: (lot) => <Expiry lot={lot} /> },
        { key: 'left', head: t.left, number: true, cell: (lot) => <Left lot={lot} /> },
      ]}
    />
  );
}

function Source({ lot }: { lot: Lot }) {
  const t = useWords(pointsWords);
  const byHand: Record<string, string> = t.byHand;
  const rule = byHand[lot.rule] ?? t.rule(lot.rule);
  if (!lot.purchase) return rule;
  return (
    <>
      <Anchor component={Link} underline="always" to={`/purchases/${lot.purchase}`}>
        {t.purchase}
      </Anchor>
      <Text component="span" c="dimmed">
        {' · '}
        {rule}
      </Text>
    </>
  );
}

function Expiry({ lot }: { lot: Lot }) {
  const t = useWords(pointsWords);
  const format = useFormat();
  if (!lot.expires_at) return <Text c="dimmed">{t.never}</Text>;
  const soon = isWithinDays(lot.expires_at, SOON_DAYS);
  return (
    <Text component="span" {...(soon ? { c: 'var(--wait)', fw: 550 } : {})}>
      <time dateTime={lot.expires_at} title={format.dateTime(lot.expires_at)}>
        {format.date(lastDay(lot.expires_at))}
      </time>
    </Text>
  );
}

function Left({ lot }: { lot: Lot }) {
  const t = useWords(pointsWords);
  const format = useFormat();
  return (
    <div className={style.left}>
      <span>
        {format.number(lot.remaining)}
        {lot.remaining !== lot.amount && (
          <Text component="span" c="dimmed">
            {' '}
            {t.of(format.number(lot.amount))}
          </Text>
        )}
      </span>
      <Progress value={leftOf(lot)} size={4} aria-hidden />
    </div>
  );
}
