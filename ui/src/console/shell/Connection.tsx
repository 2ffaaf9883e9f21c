import { Button, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';

import { ask, isGone, onConnection } from '../../api/connection';
import { useWords } from '../../i18n/language';
import style from './Shell.module.css';
import { shellWords } from './words';

/** How long to wait before a lost server is asked again, ms. */
const PATIENCE_MS = 2_000;

/** Says that the server does not answer, asks it until it does, and then has the page's figures come anew. */
export function Connection() {
  const t = useWords(shellWords);
  const queries = useQueryClient();
  const gone = useSyncExternalStore(onConnection, isGone);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!gone) return;
    const timer = window.setInterval(() => void ask(), PATIENCE_MS);
    return () => {
      window.clearInterval(timer);
      void queries.invalidateQueries();
      notifications.show({ message: t.backAgain });
    };
  }, [gone, queries, t]);
  const now = () => {
    setAsking(true);
    void ask().finally(() => setAsking(false));
  };
  return (
    <div role="status" className={style.connection}>
      {gone && (
        <div className={style.gone}>
          <Loader size={16} color="var(--wait)" />
          <div className={style.told}>{t.gone}</div>
          <Button size="compact-sm" variant="default" loading={asking} onClick={now}>
            {t.askNow}
          </Button>
        </div>
      )}
    </div>
  );
}
