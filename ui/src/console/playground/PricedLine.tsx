import { useFormat, useWords } from '../../i18n/language';
import type { About } from '../program/about';
import type { Quote, Told } from './asks';
import type { BasketLine } from './basket';
import style from './playground.module.css';
import { ToldList } from './ToldList';
import { playgroundWords } from './words';

interface Props {
  line: Quote['lines'][number];
  goods: BasketLine | undefined;
  told: Told[];
  about: About;
}

/** A line: what it costs, and sentence by sentence why. */
export function PricedLine({ line, goods, told, about }: Props) {
  const t = useWords(playgroundWords);
  const format = useFormat();
  const money = (amount: string) => format.money(amount, about.currency);
  return (
    <div className={style.priced}>
      <div className={style.pricedHead}>
        <span>
          {goods?.name || goods?.sku || t.amountOnly}{' '}
          {goods && line.quantity !== '1' && (
            <span className={style.small}>
              {t.quantityTimes(
                format.number(line.quantity),
                money(goods.price.replace(',', '.').replaceAll(' ', '')),
              )}
            </span>
          )}
        </span>
        <span>
          {line.amount !== line.to_pay && <s>{money(line.amount)}</s>}
          {money(line.to_pay)}
        </span>
      </div>
      <ToldList told={told} />
    </div>
  );
}
