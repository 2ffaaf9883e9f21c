import { isZero, negative, sum } from '../../format/decimal';
import type { Decimal } from '../../format/formats';
import { useFormat, useWords } from '../../i18n/language';
import { type BasketLine, shelfAmount, shelfPrice } from '../basket/basket';
import { useTill } from '../till';
import { Coupons } from './Coupons';
import { GiftCards } from './GiftCards';
import { Gifts } from './Gifts';
import styles from './Lines.module.css';
import { screenWords } from './words';

/** What is being bought. */
export function Lines() {
  const t = useWords(screenWords);
  const { basket } = useTill();
  if (basket.lines.length === 0) {
    return (
      <div className={styles.empty}>
        <p className={styles.emptyTitle}>{t.empty}</p>
        <p>{t.emptyAbout}</p>
        <Coupons />
        <GiftCards />
      </div>
    );
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t.basket}>
        <thead>
          <tr>
            <th scope="col">{t.columns.goods}</th>
            <th scope="col">{t.columns.quantity}</th>
            <th scope="col">{t.columns.price}</th>
            <th scope="col">{t.columns.discount}</th>
            <th scope="col">{t.columns.toPay}</th>
          </tr>
        </thead>
        <tbody>
          {basket.lines.map((line) => (
            <Line key={line.line} line={line} selected={line.line === basket.selected} />
          ))}
        </tbody>
      </table>
      <Gifts />
      <Coupons />
      <GiftCards />
    </div>
  );
}

function Line({ line, selected }: { line: BasketLine; selected: boolean }) {
  const t = useWords(screenWords);
  const format = useFormat();
  const till = useTill();
  const { discount, toPay } = useAmounts(line);
  const price = till.up ? line.price : shelfPrice(line, till.basket.buyer);
  const cheaper = discount !== null && !isZero(discount);
  const choose = () => till.change({ do: 'select', line: line.line });
  return (
    <tr
      className={selected ? styles.selected : undefined}
      aria-current={selected ? 'true' : undefined}
      onClick={choose}
      onDoubleClick={() => till.open({ show: 'quantity', line })}
      ref={(row) => {
        if (selected) row?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <th scope="row" className={styles.name}>
        <button
          type="button"
          tabIndex={selected ? 0 : -1}
          aria-label={t.choose(line.name)}
          title={line.name}
          onFocus={choose}
        >
          {line.name}
        </button>
      </th>
      <td className={styles.quantity}>{format.number(line.quantity)}</td>
      <td>
        {line.price === null ? (
          <button
            type="button"
            className={styles.typePrice}
            onClick={() => till.open({ show: 'price', line, unknown: false })}
          >
            {t.typePrice}
          </button>
        ) : (
          till.money(price)
        )}
      </td>
      <td className={styles.discount}>{cheaper ? till.money(negative(discount)) : ''}</td>
      <td className={styles.toPay}>
        {till.money(toPay)}
        {cheaper ? <small aria-hidden="true">{till.money(negative(discount))}</small> : null}
      </td>
    </tr>
  );
}

/** Discount and amount to pay of a line; the server's while it answers, else the shelf's. */
function useAmounts(line: BasketLine): { discount: Decimal | null; toPay: Decimal | null } {
  const { basket, digits, priced, up } = useTill();
  if (line.price === null) return { discount: null, toPay: null };
  if (!up) return { discount: null, toPay: shelfAmount(line, basket.buyer, digits) };
  const quoted = priced.quote?.lines.find((each) => each.line === line.line);
  if (!quoted) return { discount: null, toPay: null };
  const granted = quoted.discounts.map((each) => each.granted);
  return { discount: sum('0', quoted.redeemed.amount, ...granted), toPay: quoted.to_pay };
}
