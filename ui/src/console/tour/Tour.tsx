import { Anchor, Button, CloseButton, VisuallyHidden } from '@mantine/core';
import type { KeyboardEvent } from 'react';

import { useWords } from '../../i18n/language';
import { commonWords } from '../common/words';
import { useMay } from '../session/session';
import type { Look } from './steps';
import style from './Tour.module.css';
import { useTour } from './useTour';
import { tourWords } from './words';

/** The first look: a quiet card that goes along over the screens themselves. */
export function Tour() {
  const t = useWords(tourWords);
  const tour = useTour();
  const { look } = tour;
  return (
    <>
      {/* Always there: what appears together with its words is not read out. */}
      <VisuallyHidden aria-live="polite">
        {look &&
          !look.away &&
          t.announced(look.number, look.of, t.titles[look.step], t.texts[look.step])}
      </VisuallyHidden>
      {look && <Card {...tour} look={look} />}
    </>
  );
}

type Props = Omit<ReturnType<typeof useTour>, 'look'> & { look: Look };

function Card({ look, open, opening, failed, dismiss }: Props) {
  const t = useWords(tourWords);
  const common = useWords(commonWords);
  const { step, before } = look;
  const leave = () => {
    dismiss();
    // The card goes, and the focus that was in it has to stay somewhere.
    document.getElementById('content')?.focus({ preventScroll: true });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  };
  return (
    <section
      className={style.card}
      aria-label={t.name}
      data-away={look.away || undefined}
      onKeyDown={press}
    >
      <div className={style.head}>
        <span>
          {t.name} · {t.step(look.number, look.of)}
        </span>
        <CloseButton size="sm" aria-label={t.dismiss} title={t.dismiss} onClick={leave} />
      </div>
      <strong className={style.title}>{t.titles[step]}</strong>
      <p className={style.text}>
        {t.texts[step]} {step === 'playground' && <ToTill />}
      </p>
      {failed && (
        <p className={style.failed} role="alert">
          {common.failed}
        </p>
      )}
      <div className={style.ways}>
        {before && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => open(before)}>
            {t.back}
          </Button>
        )}
        <Forward look={look} open={open} opening={opening} leave={leave} />
      </div>
    </section>
  );
}

function Forward({
  look,
  open,
  opening,
  leave,
}: Pick<Props, 'look' | 'open' | 'opening'> & { leave: () => void }) {
  const t = useWords(tourWords);
  const { step, here, after } = look;
  const go = () => {
    if (!here) open(step);
    else if (after) open(after);
    else leave();
  };
  return (
    <Button size="compact-sm" ml="auto" loading={opening} onClick={go}>
      {here ? (after ? t.next : t.done) : t.show}
    </Button>
  );
}

function ToTill() {
  const t = useWords(tourWords);
  const may = useMay();
  if (!may('till')) return null;
  return (
    <Anchor href="/till/" inherit underline="always">
      {t.till}
    </Anchor>
  );
}
