import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { isZero, less } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import { ErrorNote } from '../common/ErrorNote';
import { useMoney } from '../common/money';
import { Moment } from '../common/Moment';
import { useStores } from '../common/stores';
import { lastDay } from './points/lots';
import style from './member.module.css';
import { type Account, type Accounts, type Member, useStamps } from './queries';
import { memberWords } from './words';

interface Props {
  member: Member;
  accounts: UseQueryResult<Accounts>;
}

/** What somebody has and what they came to, in a strip. */
export function MemberFacts({ member, accounts }: Props) {
  const t = useWords(memberWords);
  const format = useFormat();
  const money = useMoney();
  const { storeName } = useStores();
  const { summary } = member;
  const tiers = (accounts.data?.tiers ?? []).filter((tier) => tier.level !== null);
  if (accounts.error) {
    return <ErrorNote error={accounts.error} again={() => void accounts.refetch()} />;
  }
  return (
    <dl className={style.facts}>
      {accounts.isPending && <Skeleton height={64} />}
      {accounts.data?.accounts.map((account) => (
        <Balance key={account.unit} account={account} />
      ))}
      {tiers.map((tier) => (
        <Fact key={tier.scheme} name={t.tier} value={tier.name} notes={[]} />
      ))}
      {summary && (
        <>
          <Fact
            name={t.tabs.purchases}
            value={format.number(summary.purchases)}
            notes={[
              summary.last_purchase_at && (
                <>
                  {t.lastPurchase} <Moment at={summary.last_purchase_at} />
                </>
              ),
            ]}
          />
          <Fact name={t.spent} value={money(summary.spent)} notes={[]} />
        </>
      )}
      <Foretold member={member} />
      <Fact
        name={t.since}
        value={format.date(member.registered_at)}
        notes={[storeName(member.store)]}
      />
    </dl>
  );
}

/** Stage, value and risk, once analytics have said anything. */
function Foretold({ member }: { member: Member }) {
  const t = useWords(memberWords);
  const format = useFormat();
  const { data } = useStamps(member.id);
  if (!data?.stage) return null;
  const { rfm, clv } = data;
  const alive = data.alive ? Number(data.alive) : null;
  const { expected_purchases: purchases, next_purchase: next } = data;
  return (
    <>
      <Fact
        name={t.stage}
        value={data.stage_name ?? data.stage}
        notes={[
          data.stage_sentence,
          rfm?.cell_name,
          rfm && t.marks(rfm.recency, rfm.frequency, rfm.money),
        ]}
      />
      {clv && (
        <Fact
          name={t.worth}
          value={format.wholeMoney(clv.value, clv.currency)}
          notes={[t.best(format.share(Number(clv.top)))]}
        />
      )}
      {next !== null && (
        <Fact
          name={t.nextPurchase}
          value={format.date(next)}
          notes={[purchases !== null && t.inYear(format.number(purchases))]}
        />
      )}
      {alive !== null && (
        <Fact
          name={t.stays}
          value={format.share(alive)}
          notes={[t.risk(format.share(1 - alive))]}
        />
      )}
    </>
  );
}

/** What can be spent of a unit, and what changes it soon. */
function Balance({ account }: { account: Account }) {
  const t = useWords(memberWords);
  const format = useFormat();
  const next = account.next_expiry;
  const held = less(account.available, account.spendable);
  const some = (points: string, say: (points: string) => string) =>
    !isZero(points) && say(format.number(points));
  return (
    <Fact
      name={capital(account.name)}
      value={format.number(account.available)}
      notes={[
        some(account.debt, t.debt),
        some(account.pending, t.pending),
        some(held, t.held),
        next && t.expires(format.number(next.points), format.date(lastDay(next.at))),
      ]}
    />
  );
}

function Fact({ name, value, notes }: { name: string; value: ReactNode; notes: ReactNode[] }) {
  return (
    <div className={style.fact}>
      <dt>{name}</dt>
      <dd>
        <div className={style.value}>{value}</div>
        {notes.filter(Boolean).map((note, place) => (
          <div key={place} className={style.note}>
            {note}
          </div>
        ))}
      </dd>
    </div>
  );
}

function capital(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1);
}
