import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { isZero, less, negative } from '../../format/decimal';
import { phone } from '../../format/phone';
import { useFormat, useWords } from '../../i18n/language';
import { memberName } from '../common/member';
import { useMoney } from '../common/money';
import { useMember } from '../member/queries';
import { useMay } from '../session/session';
import { earned } from './back/returning';
import style from './purchase.module.css';
import type { Purchase } from './queries';
import { useUnits } from './units';
import { purchaseWords } from './words';

/** The sums, who bought, and the rules that decided. */
export function Aside({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  const may = useMay();
  const { program } = purchase;
  return (
    <Stack gap="lg" className={style.aside ?? ''}>
      <Sums purchase={purchase} />
      <div>
        <Text size="sm" c="dimmed">
          {t.member}
        </Text>
        {purchase.member ? <Buyer id={purchase.member} /> : t.stranger}
      </div>
      {program && (
        <div>
          <Text size="sm" c="dimmed">
            {t.program}
          </Text>
          {may('programs:read') && program.version > 0 ? (
            <Anchor
              component={Link}
              to="/program"
              search={{ program: program.id, version: program.version } as never}
            >
              {t.version(program.id, program.version)}
            </Anchor>
          ) : (
            t.version(program.id, program.version)
          )}
        </div>
      )}
    </Stack>
  );
}

function Buyer({ id }: { id: string }) {
  const may = useMay();
  const { data } = useMember(id);
  if (!may('members:read')) return id;
  return (
    <>
      <Anchor component={Link} to={`/members/${id}`} className={style.wrap ?? ''}>
        {data ? memberName(data) : id}
      </Anchor>
      {data?.phone && (
        <Text size="sm" c="dimmed">
          {phone(data.phone)}
        </Text>
      )}
    </>
  );
}

function Sums({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  const money = useMoney();
  const format = useFormat();
  const { unitName } = useUnits(purchase.member);
  const { totals, refunded } = purchase;
  const taken = (name: string, amount: string) =>
    !isZero(amount) && <Sum name={name} value={money(negative(amount))} />;
  return (
    <dl className={style.sums}>
      <Sum name={t.amount} value={money(totals.amount)} />
      {taken(t.discount, totals.discount)}
      {taken(t.redeemed, totals.redeemed)}
      <Sum name={t.paid} value={money(totals.to_pay)} strong />
      {!isZero(refunded) && (
        <>
          {taken(t.refunded, refunded)}
          <Sum name={t.kept} value={money(less(totals.to_pay, refunded))} strong />
        </>
      )}
      {Object.entries(earned(purchase)).map(([unit, points]) => (
        <Sum key={unit} name={t.earned(unitName(unit))} value={`+${format.number(points)}`} given />
      ))}
    </dl>
  );
}

interface SumProps {
  name: string;
  value: ReactNode;
  strong?: boolean;
  given?: boolean;
}

function Sum({ name, value, strong, given }: SumProps) {
  return (
    <div className={[strong && style.strong, given && style.given].filter(Boolean).join(' ')}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
