import { useState } from 'react';

import { compare, isZero, typed } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import { Field } from '../screen/Field';
import { Key } from '../screen/Key';
import { screenWords } from '../screen/words';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import styles from './Parts.module.css';
import { dialogWords } from './words';

/** Points have at most this many digits after the point. */
const DIGITS = 4;

/** How many points pay for this basket: the most, none, or as many as the buyer says. */
export function Redeem() {
  const t = useWords(dialogWords);
  const { accounts, basket, change, open, priced, unit } = useTill();
  const redeem = priced.quote?.redeem ?? {};
  // In the order in which the program spends them.
  const order = accounts?.accounts.map((account) => account.unit) ?? [];
  const units = Object.keys(redeem).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const [chosen, setChosen] = useState(
    units.find((id) => !isZero(redeem[id]?.allowed ?? '0')) ?? units[0] ?? '',
  );
  const [text, setText] = useState('');
  const close = () => open(null);
  const set = (much: 'max' | string | null) => {
    change({ do: 'redeem', unit: chosen, much });
    close();
  };
  const { about, right, points } = useAbout(chosen, text);
  const set0 = basket.redeem[chosen] !== undefined;
  return (
    <Dialog
      title={t.redeem.title}
      onClose={close}
      onSubmit={() => {
        if (right && points !== null) set(isZero(points) ? null : points);
        else if (text === '') set('max');
      }}
      buttons={
        <>
          <Key name="F7" onClick={() => set(null)} disabled={!set0}>
            {t.redeem.none}
          </Key>
          <Key name="F6" tone={text === '' ? 'main' : 'plain'} onClick={() => set('max')}>
            {t.redeem.max}
          </Key>
          {text === '' ? null : (
            <Key tone="main" submit primary disabled={!right}>
              {t.redeem.typed}
            </Key>
          )}
        </>
      }
    >
      {units.length < 2 ? null : (
        <div className={styles.choices}>
          {units.map((id) => (
            <Key key={id} pressed={id === chosen} onClick={() => setChosen(id)}>
              {unit(id)}
            </Key>
          ))}
        </div>
      )}
      <Standing id={chosen} />
      <Field
        label={t.redeem.label(unit(chosen))}
        value={text}
        onChange={setText}
        inputMode="decimal"
        error={text !== '' && !right ? about : null}
        about={text === '' ? undefined : about}
        first
        large
      />
    </Dialog>
  );
}

/** What is on the account, and what of it this basket takes. */
function Standing({ id }: { id: string }) {
  const t = useWords(dialogWords);
  const s = useWords(screenWords);
  const format = useFormat();
  const { priced } = useTill();
  const redemption = priced.quote?.redeem[id];
  const reasons: Record<string, string> = s.why;
  const nothing = redemption !== undefined && isZero(redemption.allowed);
  return (
    <>
      <dl className={styles.rows}>
        <div>
          <dt>{t.redeem.balance}</dt>
          <dd>{format.number(redemption?.spendable)}</dd>
        </div>
        <div>
          <dt>{t.redeem.most}</dt>
          <dd>
            <strong>{format.number(redemption?.allowed)}</strong>
          </dd>
        </div>
      </dl>
      {nothing ? (
        <p className={styles.wait}>
          {t.redeem.nothing}
          {redemption.reason ? ` (${reasons[redemption.reason] ?? redemption.reason})` : ''}
        </p>
      ) : null}
    </>
  );
}

/** What a typed number of points means. */
function useAbout(id: string, text: string) {
  const t = useWords(dialogWords);
  const format = useFormat();
  const { priced } = useTill();
  const points = typed(text, DIGITS);
  const allowed = priced.quote?.redeem[id]?.allowed ?? '0';
  if (points === null) return { points, right: false, about: t.redeem.wrong };
  const right = compare(points, allowed) <= 0;
  return { points, right, about: right ? undefined : t.redeem.tooMuch(format.number(allowed)) };
}
