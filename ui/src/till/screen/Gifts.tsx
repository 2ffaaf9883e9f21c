import { compare, sum } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import { askGoods } from '../goods/catalogue';
import { useTill } from '../till';
import styles from './Coupons.module.css';
import { Key } from './Key';
import { screenWords } from './words';

/** Gifts that the basket deserves and that were not taken yet, each with what there is to choose from. */
export function Gifts() {
  const t = useWords(screenWords);
  const format = useFormat();
  const { catalogue, change, priced, say, up } = useTill();
  const gifts = up ? (priced.quote?.gifts ?? []) : [];
  const open = gifts
    .map((gift) => ({
      ...gift,
      given: gift.taken.reduce((all, one) => sum(all, one.quantity), '0'),
    }))
    .filter(({ count, given }) => compare(given, String(count)) < 0);
  if (open.length === 0) return null;
  const take = async (rule: string, sku: string) => {
    const goods = catalogue.bySku.get(sku) ?? (await askGoods(sku, up).catch(() => null));
    if (goods?.price) change({ do: 'present', rule, goods });
    else say('harm', t.noGift(sku));
  };
  return (
    <ul className={styles.coupons} aria-label={t.gifts}>
      {open.map(({ rule, choose, count, given }) => (
        <li key={rule} className={styles.coupon} data-status="applied">
          <span>{t.gift(format.number(given), format.number(String(count)))}</span>
          {choose.map((sku) => (
            <Key key={sku} onClick={() => void take(rule, sku)}>
              {catalogue.bySku.get(sku)?.name ?? sku}
            </Key>
          ))}
        </li>
      ))}
    </ul>
  );
}
