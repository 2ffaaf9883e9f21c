import { useState } from 'react';

import type { components } from '../../api/schema';
import { isZero, typed } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import { unitName, useAccounts } from '../buyer/useAccounts';
import { Dialog } from '../window/Dialog';
import styles from '../dialogs/Parts.module.css';
import { namesOf } from '../receipt/sold';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { everything, left, possible, type Ticked } from './ticked';
import { ReturnDone } from './ReturnDone';
import { type Comes, useComes } from './useComes';
import { useRows } from './useRows';
import { useReturn } from './useReturn';
import { backWords } from './words';

type Purchase = components['schemas']['Purchase'];
type PricedLine = components['schemas']['PricedLine'];

const DIGITS = 4;

/** Which lines of a purchase come back, and what it comes to before it is done. */
export function ReturnLines({ purchase, onOther }: { purchase: Purchase; onOther: () => void }) {
  const t = useWords(backWords);
  const format = useFormat();
  const { money, open, place, up } = useTill();
  const accounts = useAccounts(purchase.member ?? null, up, purchase.purchase);
  const unit = (id: string) => unitName(id, accounts);
  // What is typed, by line; a line that is not ticked is not there.
  const [texts, setTexts] = useState<Record<number, string>>({});
  const { state, error, done, send } = useReturn(purchase, place.store);
  const names = namesOf(purchase.id ?? null);
  const nameOf = (line: PricedLine) => names[line.line] ?? t.line(line.line);
  const { ticked, wrong } = tickedOf(purchase, texts);
  const none = Object.keys(ticked).length === 0;
  const {
    comes,
    counted,
    error: uncounted,
  } = useComes(purchase.purchase, none || wrong ? null : ticked);
  if (done)
    return (
      <ReturnDone
        done={done}
        shown={comes}
        nameOf={(line) => names[line] ?? t.line(line)}
        unit={unit}
      />
    );

  const gone = Object.keys(everything(purchase)).length === 0;
  const busy = state !== 'idle';
  const ready = comes !== null && counted && !wrong;
  const set = (line: number, text: string | null) => {
    const others = Object.entries(texts).filter(([each]) => Number(each) !== line);
    setTexts(Object.fromEntries(text === null ? others : [...others, [line, text]]));
  };
  return (
    <Dialog
      title={`${t.title}: ${purchase.id ?? purchase.purchase}`}
      onClose={busy ? null : () => open(null)}
      onSubmit={() => (ready ? void send(ticked) : undefined)}
      wide
      foot={
        <>
          <WhatComes none={none} comes={comes} unit={unit} />
          {busy ? (
            <p role="status" className={styles.wait}>
              {state === 'unanswered' ? t.noAnswer : t.waiting}
            </p>
          ) : null}
          {(error ?? uncounted) ? (
            <p role="alert" className={styles.harm}>
              {(error ?? uncounted)?.message}
            </p>
          ) : null}
        </>
      }
      buttons={
        <>
          <Key onClick={onOther} disabled={busy}>
            {t.other}
          </Key>
          <Key disabled={busy || gone} onClick={() => setTexts(everything(purchase))}>
            {t.all}
          </Key>
          <Key name="F10" tone="main" submit primary disabled={busy || !ready}>
            {comes ? t.confirmAmount(money(comes.refund)) : t.confirm}
          </Key>
        </>
      }
    >
      <p className={styles.about}>
        {t.boughtAt(format.dateTime(purchase.at), purchase.store ?? '—')}
      </p>
      <State purchase={purchase} gone={gone} />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t.columns.goods}</th>
            <th scope="col" className={styles.narrow}>
              {t.columns.paid}
            </th>
            <th scope="col">{t.columns.left}</th>
            <th scope="col">{t.columns.quantity}</th>
          </tr>
        </thead>
        <tbody>
          {purchase.lines.map((line) => (
            <Line
              key={line.line}
              purchase={purchase}
              line={line}
              name={nameOf(line)}
              text={texts[line.line]}
              onText={(text) => set(line.line, text)}
              disabled={busy}
            />
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

function State({ purchase, gone }: { purchase: Purchase; gone: boolean }) {
  const t = useWords(backWords);
  if (purchase.state === 'voided') return <p className={styles.harm}>{t.voided}</p>;
  return gone ? <p className={styles.wait}>{t.nothingLeft}</p> : null;
}

/** Quantities of the ticked lines, and whether one of them cannot be. */
function tickedOf(purchase: Purchase, texts: Record<number, string>) {
  const ticked: Ticked = {};
  let wrong = false;
  for (const line of purchase.lines) {
    const text = texts[line.line];
    if (text === undefined) continue;
    const quantity = typed(text, DIGITS);
    if (quantity !== null && possible(purchase, line, quantity)) ticked[line.line] = quantity;
    else wrong = true;
  }
  return { ticked, wrong };
}

interface LineProps {
  purchase: Purchase;
  line: PricedLine;
  name: string;
  text: string | undefined;
  onText: (text: string | null) => void;
  disabled: boolean;
}

function Line({ purchase, line, name, text, onText, disabled }: LineProps) {
  const t = useWords(backWords);
  const format = useFormat();
  const { money } = useTill();
  const rest = left(purchase, line);
  const none = isZero(rest) || purchase.state === 'voided';
  const quantity = text === undefined ? null : typed(text, DIGITS);
  const wrong = text !== undefined && (quantity === null || !possible(purchase, line, quantity));
  return (
    <tr>
      <th scope="row">
        <label className={styles.tick}>
          <input
            type="checkbox"
            aria-label={t.tick(name)}
            checked={text !== undefined}
            disabled={none || disabled}
            onChange={(event) => onText(event.currentTarget.checked ? rest : null)}
          />
          {name}
        </label>
      </th>
      <td className={styles.narrow}>{money(line.to_pay)}</td>
      <td>{format.number(rest)}</td>
      <td>
        {text === undefined ? null : (
          <input
            className={styles.count}
            aria-label={t.howMany(name)}
            aria-invalid={wrong}
            title={wrong ? t.tooMany : undefined}
            inputMode="decimal"
            value={text}
            disabled={disabled}
            onChange={(event) => onText(event.currentTarget.value)}
          />
        )}
      </td>
    </tr>
  );
}

interface WhatComesProps {
  none: boolean;
  comes: Comes | null;
  unit: (id: string) => string;
}

/** What the return will give and take. */
function WhatComes({ none, comes, unit }: WhatComesProps) {
  const t = useWords(backWords);
  const { money } = useTill();
  const rowsOf = useRows(unit);
  if (none) return <p className={styles.about}>{t.choose}</p>;
  if (comes === null) return <p className={styles.about}>{t.counting}</p>;
  return (
    <dl className={styles.rows} aria-live="polite">
      <div>
        <dt>{t.refund}</dt>
        <dd>
          <strong>{money(comes.refund)}</strong>
        </dd>
      </div>
      {rowsOf(comes).map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
