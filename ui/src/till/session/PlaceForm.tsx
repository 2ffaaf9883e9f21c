import { type FormEvent, useEffect, useId, useState } from 'react';

import { api } from '../../api/client';
import type { components } from '../../api/schema';
import { useWords } from '../../i18n/language';
import { reach, useUp } from '../link/link';
import { Field } from '../screen/Field';
import { Key } from '../screen/Key';
import styles from './Entrance.module.css';
import { Entrance } from './Entrance';
import type { Place, Staff } from './session';
import { sessionWords } from './words';

type Store = components['schemas']['Store'];

const LIMIT = 200;
const TILL = /^\S{1,16}$/;

interface Props {
  staff: Staff;
  before: Place | null;
  onDone: (place: Place) => void;
}

/** Which store and till this device is. A cashier of one store is not asked which. */
export function PlaceForm({ staff, before, onDone }: Props) {
  const t = useWords(sessionWords);
  const id = useId();
  const { stores, error } = useStores();
  const [chosen, setChosen] = useState(staff.store ?? before?.store ?? null);
  const [till, setTill] = useState(before?.till ?? '1');
  const [tried, setTried] = useState(false);
  const store = stores?.find((each) => each.id === chosen) ?? stores?.[0];
  const wrong = TILL.test(till.trim()) ? null : t.tillWrong;

  const begin = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (store && wrong === null)
      onDone({ store: store.id, storeName: nameOf(store), till: till.trim() });
  };
  return (
    <Entrance title={t.place}>
      <p className={styles.about}>{t.placeAbout}</p>
      {error === null ? null : (
        <p role="alert" className={styles.harm}>
          {t.failed(error)}
        </p>
      )}
      {stores?.length === 0 ? <p role="alert">{t.noStores}</p> : null}
      <form onSubmit={begin}>
        <div>
          <label className={styles.label} htmlFor={id}>
            {t.store}
          </label>
          <select
            id={id}
            className={styles.select}
            value={store?.id ?? ''}
            disabled={!stores || staff.store !== null}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            {stores?.map((each) => (
              <option key={each.id} value={each.id}>
                {nameOf(each)}
              </option>
            ))}
          </select>
        </div>
        <Field label={t.till} value={till} onChange={setTill} error={tried ? wrong : null} />
        <Key tone="main" submit primary disabled={!store}>
          {t.begin}
        </Key>
      </form>
    </Entrance>
  );
}

function nameOf({ id, name, city }: Store): string {
  return [city, name].filter(Boolean).join(', ') || id;
}

/** All stores of the chain. */
function useStores(): { stores: Store[] | null; error: string | null } {
  const up = useUp();
  const [stores, setStores] = useState<Store[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    const read = async () => {
      const all: Store[] = [];
      for (let cursor: string | null | undefined = undefined; cursor !== null;) {
        const query: { limit: number; cursor?: string } = {
          limit: LIMIT,
          ...(cursor ? { cursor } : {}),
        };
        const list: components['schemas']['StoreList'] = await reach((signal) =>
          api.GET('/v1/stores', { params: { query }, signal }),
        );
        all.push(...list.items);
        cursor = list.next ?? null;
      }
      setStores(all);
      setError(null);
    };
    read().catch((failed: unknown) => setError(failed instanceof Error ? failed.message : ''));
  }, [up]);
  return { stores, error };
}
