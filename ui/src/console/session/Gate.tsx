import { Container } from '@mantine/core';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';

import { SESSION_ENDED } from '../../api/client';
import { ErrorNote } from '../common/ErrorNote';
import { useLanguage } from '../../i18n/language';
import { LANGUAGES, type Language } from '../../i18n/words';
import { LogIn } from './LogIn';
import { useSession } from './session';
import { SetUp } from './SetUp';

/** Shows the console to who is logged in, and to others how to get in. A session that ends leaves the page in place. */
export function Gate({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useSession();
  const { language, choose } = useLanguage();
  const [ended, setEnded] = useState(false);
  const own = LANGUAGES.find((known) => known === data?.staff?.language);
  useEffect(() => {
    const end = () => setEnded(true);
    window.addEventListener(SESSION_ENDED, end);
    return () => window.removeEventListener(SESSION_ENDED, end);
  }, []);
  // Only when somebody logs in: afterwards the switch decides.
  const speak = useEffectEvent((theirs: Language) => {
    if (theirs !== language) choose(theirs);
  });
  useEffect(() => {
    if (own) speak(own);
  }, [own]);
  if (error && !data)
    return (
      <Container size="xs">
        <ErrorNote error={error} again={() => void refetch()} />
      </Container>
    );
  if (!data) return null;
  if (data.setup_needed) return <SetUp />;
  if (!data.staff) return <LogIn />;
  return (
    <>
      {children}
      {ended && <LogIn over onDone={() => setEnded(false)} />}
    </>
  );
}
