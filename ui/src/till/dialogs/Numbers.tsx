import { useState } from 'react';

import { compare, isZero, typed } from '../../format/decimal';
import { useWords } from '../../i18n/language';
import type { BasketLine } from '../basket/basket';
import { Field } from '../screen/Field';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import { dialogWords } from './words';

const QUANTITY_DIGITS = 4;
const MOST = '1000000';
const MOST_PRICE = '1000000000';

/** How many of a line. */
export function Quantity({ line }: { line: BasketLine }) {
  const t = useWords(dialogWords);
  const { change, open } = useTill();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const quantity = typed(text, QUANTITY_DIGITS);
  const right = quantity !== null && compare(quantity, MOST) <= 0;
  const set = () => {
    setTried(true);
    if (!right) return;
    change({ do: 'quantity', line: line.line, quantity });
    open(null);
  };
  return (
    <Dialog
      title={`${t.quantity.title}: ${line.name}`}
      onClose={() => open(null)}
      onSubmit={set}
      buttons={
        <Key tone="main" submit primary>
          {t.quantity.set}
        </Key>
      }
    >
      <Field
        label={t.quantity.label}
        value={text}
        onChange={setText}
        placeholder={line.quantity}
        inputMode="decimal"
        about={t.quantity.about}
        error={(tried || text !== '') && !right ? t.quantity.wrong : null}
        first
        large
      />
    </Dialog>
  );
}

/** The price of goods that have none; without it they leave the basket again. */
export function Price({ line, unknown }: { line: BasketLine; unknown: boolean }) {
  const t = useWords(dialogWords);
  const { change, digits, open } = useTill();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const price = typed(text, digits);
  const right = price !== null && !isZero(price) && compare(price, MOST_PRICE) <= 0;
  const set = () => {
    setTried(true);
    if (!right) return;
    change({ do: 'price', line: line.line, price });
    open(null);
  };
  const leave = () => {
    change({ do: 'remove', line: line.line });
    open(null);
  };
  return (
    <Dialog
      title={unknown ? t.price.unknownTitle : t.price.title}
      onClose={leave}
      onSubmit={set}
      buttons={
        <>
          <Key onClick={leave}>{t.cancel}</Key>
          <Key tone="main" submit primary>
            {t.price.set}
          </Key>
        </>
      }
    >
      <p>{line.name}</p>
      <Field
        label={t.price.label}
        value={text}
        onChange={setText}
        inputMode="decimal"
        about={t.price.about}
        error={tried && !right ? t.price.wrong : null}
        first
        large
      />
    </Dialog>
  );
}
