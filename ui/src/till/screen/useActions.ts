import { useWords } from '../../i18n/language';
import { type BasketLine, selectedLine } from '../basket/basket';
import type { Till } from '../till';
import { tillWords } from '../words';

export interface Action {
  key: string;
  label: string;
  run: () => void;
}

/** What the F-keys do. F5, F11 and F12 stay the browser's. */
export function useActions(till: Till, find: () => void): Action[] {
  const t = useWords(tillWords);
  const { basket, change, open, priced, say, up } = till;
  const line = selectedLine(basket);

  const withLine = (run: (line: BasketLine) => void) => () =>
    line ? run(line) : say('wait', t.said.noLine);
  const online = (refusal: string, run: () => void) => () => (up ? run() : say('wait', refusal));

  const redeem = () => {
    if (basket.buyer === null) say('wait', t.said.noBuyer);
    else if (basket.lines.length === 0) say('wait', t.said.empty);
    else if (!priced.quote) say('wait', priced.error ? t.said.noPrice : t.said.pricing);
    else open({ show: 'redeem' });
  };

  return [
    { key: 'F1', label: t.keys.help, run: () => open({ show: 'help' }) },
    { key: 'F2', label: t.keys.find, run: find },
    {
      key: 'F3',
      label: t.keys.register,
      run: online(t.said.offlineRegister, () =>
        open({ show: 'register', card: '', phone: '', name: '' }),
      ),
    },
    {
      key: 'F4',
      label: t.keys.quantity,
      run: withLine((each) => open({ show: 'quantity', line: each })),
    },
    { key: 'F6', label: t.keys.points, run: online(t.said.offlinePoints, redeem) },
    {
      key: 'F7',
      label: t.keys.remove,
      run: withLine((each) => change({ do: 'remove', line: each.line })),
    },
    {
      key: 'F8',
      label: t.keys.back,
      run: online(t.said.offlineReturn, () => open({ show: 'return', number: '' })),
    },
    { key: 'F9', label: t.keys.fresh, run: till.newBasket },
  ];
}
