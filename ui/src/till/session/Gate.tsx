import { Suspense, useCallback, useEffect, useState } from 'react';

import { SESSION_ENDED } from '../../api/client';
import { useLanguage, useWords } from '../../i18n/language';
import { useUp } from '../link/link';
import { besides } from '../loading';
import { Key } from '../screen/Key';
import { Entrance } from './Entrance';
import { LogIn } from './LogIn';
import { PlaceForm } from './PlaceForm';
import {
  keepPlace,
  lastSession,
  logOut,
  maySell,
  type Place,
  readSession,
  rememberedPlace,
  type Session,
} from './session';
import { sessionWords } from './words';

const Till = besides(() => import('../Till').then((part) => part.Till));

/** Lets a cashier in: who works here, and at which till. */
export function Gate() {
  const t = useWords(sessionWords);
  const { session, setSession, ended } = useSession();
  const [place, setPlace] = useState<Place | null>(rememberedPlace);
  const [moving, setMoving] = useState(false);
  const [leaving, setLeaving] = useState(false);
  useTitle();

  if (session === 'asking' || leaving) return <Entrance title={t.loading} />;
  if (session === 'gone') {
    return (
      <Entrance title={t.gone}>
        <p role="alert">{t.goneAbout}</p>
      </Entrance>
    );
  }
  if (session.setup_needed) {
    return (
      <Entrance title={t.title}>
        <p>{t.notSetUp}</p>
        <a href="/console/">{t.console}</a>
      </Entrance>
    );
  }
  const { staff } = session;
  if (staff === null) return <LogIn onDone={setSession} />;
  const leave = () => {
    setLeaving(true);
    void logOut()
      .catch(() => undefined)
      .finally(() => {
        setSession({ ...session, staff: null });
        setLeaving(false);
      });
  };
  if (!maySell(staff)) {
    return (
      <Entrance title={t.title}>
        <p role="alert">{t.notSelling(staff.name)}</p>
        <Key onClick={leave}>{t.other}</Key>
      </Entrance>
    );
  }
  // A cashier of one store sells there, whatever this device was before.
  const elsewhere = staff.store !== null && place?.store !== staff.store;
  if (place === null || moving || elsewhere) {
    return (
      <PlaceForm
        staff={staff}
        before={place}
        onDone={(next) => {
          keepPlace(next);
          setPlace(next);
          setMoving(false);
        }}
      />
    );
  }
  return (
    <Suspense fallback={<Entrance title={t.loading} />}>
      <Till
        staff={staff}
        place={place}
        currency={session.currency}
        movePlace={() => setMoving(true)}
        leave={leave}
        locked={ended}
      />
      {ended ? <LogIn over onDone={setSession} /> : null}
    </Suspense>
  );
}

type Known = Session | 'asking' | 'gone';

/** Who is logged in. Without the server, who was when it last answered. */
function useSession() {
  const up = useUp();
  const [session, set] = useState<Known>('asking');
  const [ended, setEnded] = useState(false);
  const known = typeof session === 'object';
  useEffect(() => {
    if (known) return;
    readSession().then(set, () => set(lastSession() ?? 'gone'));
  }, [known, up]);
  useEffect(() => {
    const end = () => setEnded(true);
    window.addEventListener(SESSION_ENDED, end);
    return () => window.removeEventListener(SESSION_ENDED, end);
  }, []);
  const setSession = useCallback((next: Session) => {
    set(next);
    setEnded(false);
  }, []);
  return { session, setSession, ended };
}

function useTitle(): void {
  const t = useWords(sessionWords);
  const { language } = useLanguage();
  useEffect(() => {
    document.title = `${t.title} · Regulars`;
  }, [t, language]);
}
