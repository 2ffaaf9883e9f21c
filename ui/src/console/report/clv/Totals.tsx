import { Text } from '@mantine/core';

import { useFormat, useWords } from '../../../i18n/language';
import style from './Clv.module.css';
import { type Clv, HORIZONS } from './queries';
import { clvWords } from './words';

interface Props {
  clv: Clv;
  totals: NonNullable<Clv['totals']>;
}

/** Everybody together: in a sentence and in four figures. */
export function Totals({ clv, totals }: Props) {
  const t = useWords(clvWords);
  const format = useFormat();
  const whole = (value: number) => format.number(Math.round(value));
  const time = t.times[HORIZONS.find((one) => Number(one) === clv.horizon_weeks) ?? '52'];
  const share = format.share(totals.alive / clv.customers);
  const value = totals.value === null ? null : format.wholeMoney(totals.value, clv.currency);
  const each = totals.value === null ? null : Number(totals.value) / clv.customers;
  return (
    <section>
      <p className={style.says}>
        {t.says(whole(totals.alive), format.number(clv.customers), share)}{' '}
        {value === null
          ? t.buysOnly(time, whole(totals.purchases))
          : t.buys(time, whole(totals.purchases), value)}
      </p>
      <dl className={style.figures} style={{ marginTop: 12 }}>
        <Figure name={t.customers} value={format.number(clv.customers)} />
        <Figure name={t.alive} value={whole(totals.alive)} note={t.aliveShare(share)} />
        <Figure name={t.purchases} value={whole(totals.purchases)} />
        <Figure
          name={t.value}
          value={value ?? format.number(null)}
          {...(each === null
            ? {}
            : { note: t.perMember(format.wholeMoney(each.toFixed(2), clv.currency)) })}
        />
      </dl>
    </section>
  );
}

function Figure({ name, value, note }: { name: string; value: string; note?: string }) {
  return (
    <div className={style.figure}>
      <dt>{name}</dt>
      <dd>{value}</dd>
      {note && (
        <Text component="dd" size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </div>
  );
}
