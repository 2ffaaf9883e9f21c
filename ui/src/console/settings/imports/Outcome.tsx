import { Text } from '@mantine/core';

import { useFormat, useWords } from '../../../i18n/language';
import { LinkButton } from '../../common/LinkButton';
import { type Import, type Result, toldOf } from './imports';
import style from './Imports.module.css';
import { RefusedRows } from './RefusedRows';
import { importWords } from './words';

/** Where what was imported is seen. */
const LEADS = {
  members: '/members',
  purchases: '/purchases',
  products: '/settings/goods',
  spend: '/settings/spend',
} as const;

/** What came of a run, or would have come: counts, money, how odd rows were read, and which were refused. */
export function Outcome({ one, result }: { one: Import; result: Result }) {
  const t = useWords(importWords);
  const format = useFormat();
  const rules: Record<string, (rows: string) => string> = t.rules;
  const { money } = result;
  const used = Object.entries(result.rules).filter(([name, rows]) => rows > 0 && rules[name]);
  return (
    <>
      <dl className={style.results} aria-label={t.outcome}>
        {toldOf(result).map((name) => (
          <div key={name}>
            <dt>{t.result[name]}</dt>
            <dd>{format.number(result[name])}</dd>
          </div>
        ))}
        {money && (
          <div>
            <dt>{t.result.identified}</dt>
            <dd>{format.wholeMoney(money.identified, money.currency)}</dd>
          </div>
        )}
      </dl>
      {used.length > 0 && (
        <ul className={style.rules}>
          {used.map(([name, rows]) => (
            <li key={name}>{rules[name]?.(format.number(rows))}</li>
          ))}
        </ul>
      )}
      {!result.dry_run && result.imported > 0 && (
        <div>
          <LinkButton variant="default" to={LEADS[one.kind]}>
            {t.see[one.kind]}
          </LinkButton>
        </div>
      )}
      {result.refused > 0 ? (
        <RefusedRows id={one.id} count={result.refused} />
      ) : (
        <Text c="dimmed">{t.noneRefused}</Text>
      )}
    </>
  );
}
