import { Suspense, useLayoutEffect, useState } from 'react';

import { besides } from './loading';
import { useTillState } from './sale/useTillState';
import { useScanner } from './scan/useScanner';
import { Buyer } from './screen/Buyer';
import { Key } from './screen/Key';
import { Lines } from './screen/Lines';
import { Banner, NoticeLine, TopBar } from './screen/TopBar';
import { Hints, Totals } from './screen/Totals';
import { useActions } from './screen/useActions';
import { focusSearch, useKeys } from './screen/useKeys';
import { screenWords } from './screen/words';
import { Search } from './search/Search';
import type { Place, Staff } from './session/session';
import styles from './Till.module.css';
import { type Till as TillState, TillProvider } from './till';
import { useWords } from '../i18n/language';

const Dialogs = besides(() => import('./dialogs/Dialogs').then((part) => part.Dialogs));

interface Props {
  staff: Staff;
  place: Place;
  currency: string | null;
  movePlace: () => void;
  leave: () => void;
  /** A log-in lies over the page. */
  locked: boolean;
}

/** The whole screen of a cashier. */
export function Till(props: Props) {
  const { locked } = props;
  const t = useWords(screenWords);
  const till = useTillState(props);
  const [text, setText] = useState('');
  const [people, setPeople] = useState(false);
  const actions = useActions(till, () => {
    setPeople(true);
    focusSearch();
  });
  useKeys(till, actions);
  useScanner({
    prefix: till.reading.prefix,
    suffix: till.reading.suffix,
    off: locked,
    onScan: (code) => {
      setText('');
      scanned(till, code);
    },
  });
  useFocusBack(till.dialog === null && till.sending === null && !locked);
  const leaveSearch = () => {
    setText('');
    setPeople(false);
  };
  return (
    <TillProvider value={till}>
      <div className={styles.screen}>
        <TopBar />
        <Banner />
        <main className={styles.work}>
          <div className={styles.left}>
            <Search text={text} onText={setText} people={people} onLeave={leaveSearch} />
            <Lines />
          </div>
          <aside className={styles.right} aria-label={t.total}>
            <div className={styles.about}>
              <Buyer />
              <Hints />
            </div>
            <Totals />
          </aside>
        </main>
        <nav className={styles.keys} aria-label={t.actions}>
          {actions.map((action) => (
            <Key key={action.key} name={action.key} onClick={action.run}>
              {action.label}
            </Key>
          ))}
        </nav>
        <NoticeLine />
        {locked ? null : (
          <Suspense fallback={null}>
            <Dialogs />
          </Suspense>
        )}
      </div>
    </TillProvider>
  );
}

/** What a scan does depends on the window that is open: registering takes a card, a receipt makes way for the next basket. */
function scanned(till: TillState, code: string): void {
  const { dialog } = till;
  if (till.sending !== null) return;
  switch (dialog?.show) {
    case 'register':
      till.open({ ...dialog, card: code });
      return;
    case 'return':
      till.open({ show: 'return', number: code });
      return;
    case 'changed':
    case 'refused':
    case 'clear':
    case 'price':
    case 'withoutPoints':
      // A question that needs an answer first.
      return;
    default:
      till.open(null);
      void till.lookUp(code);
  }
}

/** With a keyboard at hand typing goes to the search field; on a touch screen it would only raise the screen's keyboard. */
function useFocusBack(free: boolean): void {
  useLayoutEffect(() => {
    if (free && window.matchMedia('(pointer: fine)').matches) focusSearch();
  }, [free]);
}
