import { useState } from 'react';

import { compare, isZero } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import type { Accounts } from '../buyer/members';
import { phoneShown } from '../buyer/typed';
import { earnedOf } from '../receipt/receipt';
import { useTill } from '../till';
import styles from './Buyer.module.css';
import { Key } from './Key';
import { screenWords } from './words';

/** Who is buying, what they have, may spend and will get. */
export function Buyer() {
  const t = useWords(screenWords);
  const { basket, change, accounts, up } = useTill();
  const { buyer } = basket;
  if (buyer === null) {
    return (
      <section className={styles.nobody} aria-label={t.buyer}>
        <h2>{t.noBuyer}</h2>
        <p>{t.noBuyerAbout}</p>
      </section>
    );
  }
  const known = 'id' in buyer.ref;
  return (
    <section className={styles.buyer} aria-label={t.buyer}>
      <div className={styles.who}>
        <div className={styles.names}>
          <h2 title={buyer.name}>{buyer.name}</h2>
          {known ? (
            <p>{[phoneShown(buyer.phone), buyer.cards[0]].filter(Boolean).join(' · ')}</p>
          ) : null}
        </div>
        <button
          type="button"
          className={styles.dismiss}
          aria-label={t.dismiss}
          title={t.dismiss}
          onClick={() => change({ do: 'buyer', buyer: null })}
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" strokeWidth="1.6" />
          </svg>
        </button>
      </div>
      {known ? null : <p className={styles.wait}>{t.unknownCard}</p>}
      {buyer.blocked ? <p className={styles.harm}>{t.blocked}</p> : null}
      {accounts === null ? null : <Tiers tiers={accounts.tiers} />}
      {known ? <Points /> : null}
      {up && 'id' in buyer.ref ? <RewardsOf member={buyer.ref.id} name={buyer.name} /> : null}
    </section>
  );
}

/** Leads to what the buyer may claim and what waits for them. */
function RewardsOf({ member, name }: { member: string; name: string }) {
  const t = useWords(screenWords);
  const { open } = useTill();
  return <Key onClick={() => open({ show: 'rewards', member, name })}>{t.rewards}</Key>;
}

function Tiers({ tiers }: { tiers: Accounts['tiers'] }) {
  const t = useWords(screenWords);
  const format = useFormat();
  const held = tiers.filter((tier) => tier.level);
  if (held.length === 0) return null;
  return (
    <ul className={styles.tiers}>
      {held.map((tier) => (
        <li key={tier.scheme}>
          <strong>{tier.name}</strong>
          {tier.until ? <span>{t.since(format.date(tier.until))}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** Balances, and what this basket does to them. */
function Points() {
  const t = useWords(screenWords);
  const { accounts, priced, unit, up } = useTill();
  const quote = up ? priced.quote : null;
  const earned = quote ? earnedOf(quote) : {};
  const units =
    accounts?.accounts.map((account) => account.unit) ?? Object.keys(quote?.redeem ?? {});
  return (
    <div className={priced.fresh || quote === null ? undefined : styles.stale}>
      {units.map((id) => {
        const account = accounts?.accounts.find((each) => each.unit === id);
        return (
          <dl key={id} className={styles.points}>
            <Figure
              label={`${t.balance}, ${unit(id)}`}
              value={account?.available ?? quote?.redeem[id]?.available ?? null}
              note={account ? <AccountNote account={account} /> : null}
              large
            />
            <Spend id={id} />
            {quote ? <Figure label={t.willEarn} value={earned[id] ?? '0'} plus /> : null}
          </dl>
        );
      })}
    </div>
  );
}

interface FigureProps {
  label: string;
  value: string | null;
  note?: React.ReactNode;
  large?: boolean;
  plus?: boolean;
}

function Figure({ label, value, note, large = false, plus = false }: FigureProps) {
  const format = useFormat();
  const sign = plus && value !== null && compare(value, '0') > 0 ? '+' : '';
  return (
    <div className={large ? styles.large : styles.figure}>
      <dt>{label}</dt>
      <dd>
        <strong>
          {sign}
          {format.number(value)}
        </strong>
        {note ? <span className={styles.note}>{note}</span> : null}
      </dd>
    </div>
  );
}

/** What may be spent on this basket, or is. */
function Spend({ id }: { id: string }) {
  const t = useWords(screenWords);
  const { basket, money, priced, up } = useTill();
  const redemption = up ? priced.quote?.redeem[id] : undefined;
  if (!redemption || !priced.quote) return null;
  const asked = basket.redeem[id] !== undefined;
  const reasons: Record<string, string> = t.why;
  const reason = redemption.reason ? (reasons[redemption.reason] ?? redemption.reason) : null;
  const most = priced.quote.with_max_redemption.totals.redeemed;
  if (asked) {
    const note = [t.worth(money(redemption.amount)), reason].filter(Boolean).join(', ');
    return <Figure label={t.spends} value={redemption.granted} note={note} />;
  }
  const only = Object.keys(priced.quote.redeem).length === 1;
  const note = isZero(redemption.allowed) ? reason : only ? t.worth(money(most)) : null;
  return <Figure label={t.maySpend} value={redemption.allowed} note={note} />;
}

const SOON_MS = 60 * 24 * 60 * 60_000;

/** Points that end before this are worth a word at the till. */
function useSoon(): string {
  return useState(() => new Date(Date.now() + SOON_MS).toISOString())[0];
}

function AccountNote({ account }: { account: Accounts['accounts'][number] }) {
  const t = useWords(screenWords);
  const format = useFormat();
  const soon = useSoon();
  const next = account.next_expiry;
  const ends = next && next.at < soon ? next : null;
  const notes = [
    isZero(account.debt) ? null : t.debt(format.number(account.debt)),
    isZero(account.pending) ? null : t.pending(format.number(account.pending)),
    ends ? t.expires(format.number(ends.points), format.date(ends.at)) : null,
  ];
  return <>{notes.filter(Boolean).join(' · ')}</>;
}
