import { Skeleton } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import style from './Figure.module.css';
import type { ByUnit, Figures, Overview } from './overview';
import type { Period } from './period';
import { homeWords } from './words';

interface Props {
  overview: Overview;
  period: Period;
  store: string | undefined;
}

/** The figures of the period, each with its change and the list it counts. */
export function FigureGrid({ overview, period, store }: Props) {
  const t = useWords(homeWords);
  const format = useFormat();
  const { current, previous, currency } = overview;
  const money = (amount: string | null) => format.money(amount, currency);
  const sum = (amount: string) => format.wholeMoney(amount, currency);
  const inPeriod = { from: period.from, to: period.to, ...(store ? { store } : {}) };
  const purchases = (search: object): LinkProps =>
    ({ to: '/purchases', search: { ...inPeriod, ...search } }) as LinkProps;
  const members: LinkProps = { to: '/members' };
  const compare = (of: (figures: Figures) => string | number | null) => (
    <Change now={of(current)} before={of(previous)} />
  );
  const share =
    Number(current.sales) === 0 ? null : Number(current.identified_sales) / Number(current.sales);
  return (
    <div className={style.grid}>
      <Figure
        name={t.identifiedSales}
        value={sum(current.identified_sales)}
        link={purchases({ identified: true })}
      >
        {compare((f) => f.identified_sales)}
        <div>{t.shareOf(format.share(share), sum(current.sales))}</div>
      </Figure>
      <Figure name={t.purchases} value={format.number(current.purchases)} link={purchases({})}>
        {compare((f) => f.purchases)}
        <div>{t.ofThemIdentified(format.number(current.identified_purchases))}</div>
      </Figure>
      <Figure name={t.basket} value={money(current.average_basket)} link={purchases({})}>
        {compare((f) => f.average_basket)}
      </Figure>
      <Figure name={t.discount} value={sum(current.discount)} link={purchases({})}>
        {compare((f) => f.discount)}
      </Figure>
      <Figure name={t.membersActive} value={format.number(current.members_active)} link={members}>
        {compare((f) => f.members_active)}
        <div>{t.membersOf(format.number(overview.members))}</div>
      </Figure>
      <Figure name={t.frequency} value={format.number(current.frequency)} link={members}>
        {compare((f) => f.frequency)}
      </Figure>
      <Figure name={t.membersNew} value={format.number(current.members_new)} link={members}>
        {compare((f) => f.members_new)}
      </Figure>
      <Figure name={t.membersLost} value={format.number(current.members_lost)} link={members}>
        {compare((f) => f.members_lost)}
        <div>{t.lostAbout}</div>
      </Figure>
      {overview.units.map((unit) => (
        <UnitFigures key={unit.id} unit={unit} overview={overview} />
      ))}
    </div>
  );
}

function UnitFigures({ unit, overview }: { unit: Overview['units'][number]; overview: Overview }) {
  const t = useWords(homeWords);
  const format = useFormat();
  const { current, previous } = overview;
  const name = unit.name.charAt(0).toUpperCase() + unit.name.slice(1);
  const held = overview.liability.find((one) => one.unit === unit.id);
  const program: LinkProps = { to: '/program' };
  const of = (amounts: ByUnit) => amounts[unit.id] ?? '0';
  const flows: [string, ByUnit, ByUnit][] = [
    [t.issued(name), current.issued, previous.issued],
    [t.redeemed(name), current.redeemed, previous.redeemed],
    [t.expired(name), current.expired, previous.expired],
  ];
  return (
    <>
      {flows.map(([title, now, before]) => (
        <Figure key={title} name={title} value={format.number(of(now))} link={program}>
          <Change now={of(now)} before={of(before)} />
        </Figure>
      ))}
      {held && (
        <Figure name={t.liability(name)} value={format.number(held.available)} link={program}>
          <div>{t.expiring(format.number(held.expiring_30_days))}</div>
          {Number(held.pending) !== 0 && <div>{t.pending(format.number(held.pending))}</div>}
        </Figure>
      )}
    </>
  );
}

function Figure({
  name,
  value,
  link,
  children,
}: {
  name: string;
  value: string;
  link: LinkProps;
  children: ReactNode;
}) {
  return (
    <Link {...link} className={style.figure}>
      <div className={style.name}>{name}</div>
      <div className={style.value}>{value}</div>
      <div className={style.remark}>{children}</div>
    </Link>
  );
}

function Change({ now, before }: { now: string | number | null; before: string | number | null }) {
  const format = useFormat();
  if (now === null || before === null) return null;
  return (
    <div>
      <span className={style.change}>{format.change(now, before)}</span>
    </div>
  );
}

/** Keeps the place of the figures while they are on their way. */
export function FiguresWaiting() {
  return (
    <div className={style.grid}>
      {Array.from({ length: 12 }, (_, place) => (
        <div key={place} className={style.figure}>
          <Skeleton height={14} width="60%" mb={10} />
          <Skeleton height={24} width="80%" mb={10} />
          <Skeleton height={12} width="50%" />
        </div>
      ))}
    </div>
  );
}
