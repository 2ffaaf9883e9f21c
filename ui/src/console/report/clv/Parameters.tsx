import { Button, Collapse, Text } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { statistics } from '../../../format/statistics';
import style from './Clv.module.css';
import type { Clv } from './queries';
import { clvWords } from './words';

/** From here on frequency and spend are not independent. */
const CORRELATION_MOST = 0.3;

/** The models and their parameters, for who wants to check them. */
export function Parameters({ clv }: { clv: Clv }) {
  const t = useWords(clvWords);
  const [open, setOpen] = useState(false);
  const { language } = useLanguage();
  const format = useFormat();
  const number = statistics(language, false).value;
  const bought = clv.model === 'bgnbd' ? clv.bgnbd : clv.mbgnbd;
  const spent = clv.gamma_gamma;
  const rows = (pairs: [string, number | null][]) => (
    <dl className={style.facts}>
      {pairs.map(([name, value]) => (
        <Row key={name} name={name} value={number(value)} />
      ))}
    </dl>
  );
  return (
    <section>
      <Button variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t.parameters}
      </Button>
      <Collapse expanded={open}>
        <div className={style.parameters}>
          {bought && (
            <div>
              <Text fw={600}>{t.models[clv.model === 'bgnbd' ? 'bgnbd' : 'mbgnbd']}</Text>
              <Text size="sm" c="dimmed">
                {t.parametersAbout.purchasing}
              </Text>
              {rows([
                ['r', bought.r],
                ['α', bought.alpha],
                ['a', bought.a],
                ['b', bought.b],
                [t.likelihood, bought.log_likelihood],
              ])}
            </div>
          )}
          {spent && (
            <div>
              <Text fw={600}>Gamma-Gamma</Text>
              <Text size="sm" c="dimmed">
                {t.parametersAbout.spend}{' '}
                {t.correlation(format.number(Number(spent.correlation.toFixed(2))))}
                {Math.abs(spent.correlation) > CORRELATION_MOST && `, ${t.correlated}`}.
              </Text>
              {rows([
                ['p', spent.p],
                ['q', spent.q],
                ['v', spent.v],
                [t.spend, spent.population_mean],
                [t.likelihood, spent.log_likelihood],
              ])}
            </div>
          )}
        </div>
      </Collapse>
    </section>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
