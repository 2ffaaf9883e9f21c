import { type FormEvent, useState } from 'react';

import { Problem } from '../../api/problem';
import { isChosen, useLanguage, useWords } from '../../i18n/language';
import { LANGUAGES } from '../../i18n/words';
import { Dialog } from '../window/Dialog';
import { Waiting } from '../window/Waiting';
import { isGone } from '../link/link';
import { Field } from '../screen/Field';
import { Key } from '../screen/Key';
import { Entrance } from './Entrance';
import { logIn, type Session } from './session';
import styles from './Entrance.module.css';
import { sessionWords } from './words';

interface Props {
  /** Over a till whose session ended: the basket below stays. */
  over?: boolean;
  onDone: (session: Session) => void;
}

/** Login and password. */
export function LogIn({ over = false, onDone }: Props) {
  const t = useWords(sessionWords);
  const { choose } = useLanguage();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [entering, setEntering] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const enter = async () => {
    if (entering) return;
    setEntering(true);
    setError(null);
    try {
      const session = await logIn(login.trim(), password);
      const spoken = LANGUAGES.find((each) => each === session.staff?.language);
      if (!over && spoken && !isChosen()) choose(spoken);
      onDone(session);
    } catch (refused) {
      setError(refused);
      setEntering(false);
    }
  };

  const fields = (
    <>
      {over ? <p>{t.ended}</p> : null}
      <Field label={t.login} value={login} onChange={setLogin} autoComplete="username" first />
      <Field
        label={t.password}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Waiting busy={entering} />
      {error === null ? null : (
        <p className={styles.harm} role="alert">
          {refusal(error, t)}
        </p>
      )}
    </>
  );
  const button = (
    <Key tone="main" submit primary disabled={entering}>
      {t.logIn}
    </Key>
  );
  if (over) {
    return (
      <Dialog title={t.logIn} onClose={null} onSubmit={() => void enter()} buttons={button}>
        {fields}
      </Dialog>
    );
  }
  return (
    <Entrance title={t.title}>
      <form
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void enter();
        }}
      >
        {fields}
        {button}
      </form>
    </Entrance>
  );
}

function refusal(error: unknown, t: (typeof sessionWords)['en']): string {
  if (isGone(error)) return t.gone;
  if (error instanceof Problem && error.status === 401) return t.wrong;
  if (error instanceof Problem && error.status === 429) return t.tooMany(error.retryAfter ?? 60);
  return t.failed(error instanceof Error ? error.message : '');
}
