import { useCallback, useEffect, useRef, useState } from 'react';

import { newId } from '../../api/client';
import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { memberId } from '../buyer/members';
import { isNoAnswer } from '../queue/queue';
import { type Claim, handOver, makeClaim, readRewards } from '../reward/rewards';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import { Waiting } from '../window/Waiting';
import styles from './Parts.module.css';
import { dialogWords } from './words';

type Known = Awaited<ReturnType<typeof readRewards>>;

/** What a buyer may claim, and what of theirs lies under the counter. */
export function Rewards({ member, name }: { member: string; name: string }) {
  const t = useWords(dialogWords).rewards;
  const { language } = useLanguage();
  const { open } = useTill();
  const [known, setKnown] = useState<Known | null>(null);
  const [failed, setFailed] = useState<Error | null>(null);
  const read = useCallback(
    () => readRewards(member, language).then(setKnown).catch(setFailed),
    [member, language],
  );
  useEffect(() => void read(), [read]);
  const { busy, error, give, claim } = useRewardActs(read);
  const wrong = error ?? failed;
  return (
    <Dialog title={t.title(name)} onClose={() => open(null)} wide>
      <Waiting busy={busy || (known === null && failed === null)} />
      {known && known.open.length > 0 ? (
        <>
          <h3>{t.waiting}</h3>
          <dl className={styles.rows}>
            {known.open.map((one) => (
              <ClaimRow key={one.claim} claim={one} busy={busy} give={() => void give(one)} />
            ))}
          </dl>
        </>
      ) : null}
      {known ? (
        <Catalogue known={known} busy={busy} claim={(reward) => void claim(member, reward)} />
      ) : null}
      <Wrong error={wrong} />
    </Dialog>
  );
}

function ClaimRow({ claim, busy, give }: { claim: Claim; busy: boolean; give: () => void }) {
  const t = useWords(dialogWords).rewards;
  const format = useFormat();
  const nameOf = useNameOf();
  return (
    <div>
      <dt>
        {nameOf(claim)} {claim.expires_at ? t.until(format.date(claim.expires_at)) : ''}
      </dt>
      <dd>
        <Key disabled={busy} onClick={give}>
          {t.handOver}
        </Key>
      </dd>
    </div>
  );
}

interface CatalogueProps {
  known: Known;
  busy: boolean;
  claim: (reward: string) => void;
}

function Catalogue({ known, busy, claim }: CatalogueProps) {
  const t = useWords(dialogWords).rewards;
  const format = useFormat();
  if (known.rewards.length === 0) return <p>{t.none}</p>;
  return (
    <>
      <h3>{t.catalogue}</h3>
      <dl className={styles.rows}>
        {known.rewards.map(({ reward, text, left, problem }) => (
          <div key={reward}>
            <dt>
              {text} {left === null ? '' : t.left(format.number(String(left)))}
              {problem ? ` ${problem.title}.` : ''}
            </dt>
            <dd>
              <Key disabled={busy || problem !== null} onClick={() => claim(reward)}>
                {t.claim}
              </Key>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A claim whose code was scanned. */
export function ClaimShown({ claim }: { claim: Claim }) {
  const t = useWords(dialogWords).rewards;
  const { open } = useTill();
  const nameOf = useNameOf();
  const { busy, error, give } = useRewardActs(() => Promise.resolve());
  const states: Record<string, string> = t.states;
  const isOpen = claim.state === 'open';
  const submit = () => {
    if (isOpen && !busy) void give(claim).then((done) => done && open(null));
  };
  return (
    <Dialog
      title={nameOf(claim)}
      onClose={() => open(null)}
      onSubmit={submit}
      buttons={
        isOpen ? (
          <Key tone="main" submit primary disabled={busy}>
            {t.handOver}
          </Key>
        ) : null
      }
    >
      <p>{claim.member.name ?? ''}</p>
      <p className={isOpen ? styles.good : styles.harm}>{states[claim.state] ?? claim.state}</p>
      <Waiting busy={busy} />
      <Wrong error={error} />
    </Dialog>
  );
}

function Wrong({ error }: { error: Error | null }) {
  const t = useWords(dialogWords).rewards;
  if (error === null) return null;
  return (
    <p className={styles.harm} role="alert">
      {isNoAnswer(error) ? t.noAnswer : error.message}
    </p>
  );
}

/** Hands over and claims, one at a time; afterwards what is shown is read anew. */
function useRewardActs(read: () => Promise<void>) {
  const t = useWords(dialogWords).rewards;
  const { basket, moved, place, say, staff } = useTill();
  const nameOf = useNameOf();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const intent = useRef({ reward: '', key: '' });

  const act = async (what: () => Promise<Claim>, told: (reward: string) => string) => {
    setBusy(true);
    setError(null);
    try {
      const claim = await what();
      say('good', told(nameOf(claim)));
      if (memberId(basket.buyer) === claim.member.id) moved();
      await read();
      return true;
    } catch (failed) {
      setError(failed as Error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const by = { store: place.store, cashier: staff.login };
  return {
    busy,
    error,
    give: (claim: Claim) => act(() => handOver(claim.claim, by), t.given),
    claim: async (member: string, reward: string) => {
      if (intent.current.reward !== reward) intent.current = { reward, key: newId() };
      const { key } = intent.current;
      const done = await act(() => makeClaim(member, reward, key), t.claimed);
      if (done) intent.current = { reward: '', key: '' };
    },
  };
}

function useNameOf() {
  const { language } = useLanguage();
  return (claim: Claim) => claim.name?.[language] ?? claim.reward;
}
