import { useWords } from '../../i18n/language';
import { shelfTotal } from '../basket/basket';
import { Key } from '../screen/Key';
import { screenWords } from '../screen/words';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import { dialogWords } from './words';

/** Whether the basket is really to go. */
export function Clear() {
  const t = useWords(dialogWords);
  const s = useWords(screenWords);
  const { basket, digits, money, newBasket, open, priced } = useTill();
  const total = priced.fresh && priced.quote ? priced.quote.totals.due : shelfTotal(basket, digits);
  const close = () => open(null);
  const drop = () => {
    newBasket();
    close();
  };
  return (
    <Dialog
      title={t.clear.title}
      onClose={close}
      onSubmit={drop}
      buttons={
        <>
          <Key onClick={close}>{t.clear.no}</Key>
          <Key name="F9" tone="harm" submit primary>
            {t.clear.yes}
          </Key>
        </>
      }
    >
      <p>{t.clear.about(s.lines(basket.lines.length), money(total))}</p>
    </Dialog>
  );
}

/** The server is gone while points or gift cards were to be spent. */
export function WithoutPoints() {
  const t = useWords(dialogWords);
  const { basket, change, digits, money, open } = useTill();
  const close = () => open(null);
  const without = () => {
    for (const unit of Object.keys(basket.redeem)) change({ do: 'redeem', unit, much: null });
    for (const code of basket.giftCards) change({ do: 'ungift', code });
    close();
  };
  return (
    <Dialog
      title={t.withoutPoints.title}
      onClose={close}
      onSubmit={without}
      buttons={
        <>
          <Key onClick={close}>{t.withoutPoints.no}</Key>
          <Key tone="main" submit primary>
            {t.withoutPoints.yes}: {money(shelfTotal(basket, digits))}
          </Key>
        </>
      }
    >
      <p>{t.withoutPoints.about}</p>
    </Dialog>
  );
}

/** The server refused the sale for another reason than its price. */
export function Refused({ reason }: { reason: string }) {
  const t = useWords(dialogWords);
  const { open } = useTill();
  const close = () => open(null);
  return (
    <Dialog
      title={t.refused.title}
      onClose={close}
      onSubmit={close}
      buttons={
        <Key tone="main" submit primary>
          {t.close}
        </Key>
      }
    >
      <p role="alert">{reason}</p>
      <p>{t.refused.about}</p>
    </Dialog>
  );
}
