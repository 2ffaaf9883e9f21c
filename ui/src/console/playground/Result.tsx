import { Button, Group, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import { Empty } from '../common/Empty';
import { ErrorNote } from '../common/ErrorNote';
import { useMay } from '../session/session';
import type { About } from '../program/about';
import type { Priced, Quote } from './asks';
import type { Trial } from './basket';
import style from './playground.module.css';
import { PricedLine } from './PricedLine';
import { SaveScenario } from './SaveScenario';
import { ToldList } from './ToldList';
import { Variants } from './Variants';
import { playgroundWords } from './words';

interface Props {
  trial: Trial;
  price: UseQueryResult<Priced>;
  /** There is something to price. */
  asked: boolean;
  stale: boolean;
  about: About;
}

/** What the basket comes to and why. */
export function Result({ trial, price, asked, stale, about }: Props) {
  const t = useWords(playgroundWords);
  const { data, error, refetch } = price;
  const waits = trial.who === 'member' && !trial.member && trial.lines.length > 0;
  if (!asked)
    return (
      <section className={style.result} aria-label={t.result}>
        <Empty title={waits ? t.chooseMember : t.emptyTitle} about={t.emptyAbout} />
      </section>
    );
  return (
    <section
      className={style.result}
      aria-label={t.result}
      aria-busy={stale}
      {...(stale ? { 'data-stale': true } : {})}
    >
      {error && <ErrorNote error={error} again={() => void refetch()} />}
      {!data && !error && <Text role="status">{t.stale}</Text>}
      {data && !error && <Whole trial={trial} priced={data} about={about} />}
    </section>
  );
}

function Whole({ trial, priced, about }: { trial: Trial; priced: Priced; about: About }) {
  const t = useWords(playgroundWords);
  const may = useMay();
  const [saving, setSaving] = useState(false);
  const { quote, explanation } = priced;
  const nearly = explanation.purchase.filter(({ kind }) => kind === 'near_miss');
  const rest = explanation.purchase.filter(({ kind }) => kind !== 'near_miss');
  return (
    <>
      <TotalsRow quote={quote} about={about} />
      <div>
        {quote.lines.map((line) => (
          <PricedLine
            key={line.line}
            line={line}
            goods={trial.lines[line.line - 1]}
            told={explanation.lines.find((one) => one.line === line.line)?.sentences ?? []}
            about={about}
          />
        ))}
      </div>
      {rest.length > 0 && (
        <div>
          <h2 className={style.heading}>{t.whole}</h2>
          <ToldList told={rest} />
        </div>
      )}
      {nearly.length > 0 && (
        <div>
          <h2 className={style.heading}>{t.nearly}</h2>
          <ToldList told={nearly} />
        </div>
      )}
      <Variants quote={quote} about={about} />
      {quote.slip.length > 0 && (
        <div>
          <h2 className={style.heading}>{t.receipt}</h2>
          <pre className={style.slip}>{quote.slip.join('\n')}</pre>
        </div>
      )}
      {may('programs:write') && (
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setSaving(true)}>
            {t.save}
          </Button>
        </Group>
      )}
      {saving && (
        <SaveScenario about={about} scenario={priced.scenario} close={() => setSaving(false)} />
      )}
    </>
  );
}

function TotalsRow({ quote, about }: { quote: Quote; about: About }) {
  const t = useWords(playgroundWords);
  const format = useFormat();
  const money = (amount: string) => format.money(amount, about.currency);
  const { totals } = quote;
  const some = (amount: string) => Number(amount) !== 0;
  return (
    <dl className={style.totals}>
      <div className={style.main}>
        <dt>{t.toPay}</dt>
        <dd>{money(totals.to_pay)}</dd>
      </div>
      {totals.to_pay !== totals.amount && (
        <div>
          <dt>{t.shelf}</dt>
          <dd>{money(totals.amount)}</dd>
        </div>
      )}
      {some(totals.discount) && (
        <div>
          <dt>{t.discount}</dt>
          <dd>{money(`-${totals.discount}`)}</dd>
        </div>
      )}
      {some(totals.redeemed) && (
        <div>
          <dt>{t.redeemed}</dt>
          <dd>{money(`-${totals.redeemed}`)}</dd>
        </div>
      )}
      {quote.earn.map((earn) => (
        <div key={`${earn.unit} ${earn.rule}`}>
          <dt>
            {t.earned}: {about.units.find(({ id }) => id === earn.unit)?.name ?? earn.unit}
          </dt>
          <dd>+{format.number(earn.amount)}</dd>
        </div>
      ))}
    </dl>
  );
}
