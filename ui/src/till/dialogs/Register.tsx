import { useRef, useState } from 'react';

import { api, newId } from '../../api/client';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import { isZero } from '../../format/decimal';
import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { byCard, byPhone, type Member, nameOf, readAccounts } from '../buyer/members';
import { unitName } from '../buyer/useAccounts';
import { birthDate, names } from '../buyer/typed';
import { reach } from '../link/link';
import { isNoAnswer } from '../queue/queue';
import { Field } from '../screen/Field';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import { Waiting } from '../window/Waiting';
import styles from './Parts.module.css';
import { dialogWords } from './words';

type Body = components['schemas']['MemberRequest'];

interface Props {
  card: string;
  phone: string;
  name: string;
}

/** A member in three fields, and a card if one is scanned meanwhile. */
export function Register({ card, ...began }: Props) {
  const t = useWords(dialogWords);
  const till = useTill();
  const [phone, setPhone] = useState(began.phone);
  const [name, setName] = useState(began.name);
  const [birth, setBirth] = useState('');
  const { busy, error, taken, register } = useRegister();
  const date = birthDate(birth, new Date());
  const wrongBirth = birth.trim() !== '' && date === null;
  const nothing = phone.trim() === '' && card === '';

  const submit = () => {
    if (nothing || wrongBirth || busy) return;
    void register({
      ...names(name),
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
      ...(card === '' ? {} : { card }),
      ...(date === null ? {} : { birth_date: date }),
      store: till.place.store,
    });
  };
  const at = (pointer: string) => (error instanceof Problem ? error.at(pointer) : undefined);
  const placed = ['/phone', '/birth_date', '/first_name', '/card'].some((each) => at(each));
  return (
    <Dialog
      title={t.register.title}
      onClose={() => till.open(null)}
      onSubmit={submit}
      buttons={
        <Key tone="main" submit primary disabled={busy || nothing}>
          {t.register.register}
        </Key>
      }
    >
      <Field
        label={t.register.phone}
        value={phone}
        onChange={setPhone}
        type="tel"
        error={at('/phone')}
        first
      />
      <Field label={t.register.name} value={name} onChange={setName} error={at('/first_name')} />
      <Field
        label={t.register.birth}
        value={birth}
        onChange={setBirth}
        inputMode="numeric"
        about={t.register.birthAbout}
        error={wrongBirth && birth.length >= 8 ? t.register.birthWrong : at('/birth_date')}
      />
      <p className={card === '' ? styles.about : styles.good}>
        {card === '' ? t.register.noCard : t.register.card(card)} {at('/card') ?? ''}
      </p>
      {nothing ? <p className={styles.about}>{t.register.needed}</p> : null}
      {taken ? (
        <div className={styles.wait} role="alert">
          <p>
            {t.register.taken} {nameOf(taken)}
          </p>
          <div className={styles.actions}>
            <Key
              onClick={() => {
                till.takeMember(taken);
                till.open(null);
              }}
            >
              {t.register.take}
            </Key>
          </div>
        </div>
      ) : null}
      <Waiting busy={busy} />
      {error === null || placed || taken ? null : (
        <p className={styles.harm} role="alert">
          {isNoAnswer(error) ? t.register.noAnswer : error.message}
        </p>
      )}
    </Dialog>
  );
}

/** Registers, once for each set of answers however often the button is pressed. */
function useRegister() {
  const t = useWords(dialogWords);
  const format = useFormat();
  const { language } = useLanguage();
  const till = useTill();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [taken, setTaken] = useState<Member | null>(null);
  const intent = useRef({ body: '', key: '' });

  const register = async (body: Body) => {
    const text = JSON.stringify(body);
    if (intent.current.body !== text) intent.current = { body: text, key: newId() };
    const headers = { 'Idempotency-Key': intent.current.key };
    setBusy(true);
    setError(null);
    setTaken(null);
    try {
      const member = await reach((signal) =>
        api.POST('/v1/members', {
          body: { ...body, language, joined: { ...till.sold, source: 'till' } },
          params: { header: headers },
          signal,
        }),
      );
      const accounts = await readAccounts(member.id).catch(() => null);
      till.takeMember(member);
      const gift = Object.entries(member.granted).find(([, points]) => !isZero(points));
      till.say(
        'good',
        gift
          ? `${t.register.done(nameOf(member))} ${t.register.gift(format.number(gift[1]), unitName(gift[0], accounts))}`
          : t.register.done(nameOf(member)),
      );
      till.open(null);
    } catch (failed) {
      setError(failed as Error);
      if (failed instanceof Problem && failed.kind === 'taken') setTaken(await owner(body));
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, taken, register };
}

/** Who has the phone or card that is taken. */
async function owner({ phone, card }: Body): Promise<Member | null> {
  try {
    const [byNumber] = phone ? await byPhone(phone) : [];
    if (byNumber) return byNumber;
    const [holder] = card ? await byCard(card) : [];
    return holder ?? null;
  } catch {
    return null;
  }
}
