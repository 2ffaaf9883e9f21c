import { Alert, List, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { useWords } from '../../i18n/language';
import style from './purchase.module.css';
import type { Purchase } from './queries';
import { Sentences } from './Sentences';
import { purchaseWords } from './words';

/** What was decided about the purchase as a whole, what did not apply, what nearly did. */
export function Whole({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  const said = purchase.explanation.purchase;
  const parts = [
    {
      title: t.decided,
      sentences: said.filter(({ kind }) => kind !== 'refused' && kind !== 'near_miss'),
    },
    { title: t.refused, sentences: said.filter(({ kind }) => kind === 'refused') },
    { title: t.nearly, sentences: said.filter(({ kind }) => kind === 'near_miss') },
  ].filter(({ sentences }) => sentences.length > 0);
  return (
    <>
      {parts.map(({ title, sentences }) => (
        <Part key={title} title={title}>
          <Sentences sentences={sentences} program={purchase.program} />
        </Part>
      ))}
      {purchase.coupons.length > 0 && (
        <Part title={t.coupons}>
          <Coupons coupons={purchase.coupons} />
        </Part>
      )}
      {purchase.discrepancies.length > 0 && <Discrepancies purchase={purchase} />}
      {purchase.slip.length > 0 && (
        <Part title={t.slip}>
          <Text component="pre" className={style.slip ?? ''}>
            {purchase.slip.join('\n')}
          </Text>
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

function Coupons({ coupons }: { coupons: Purchase['coupons'] }) {
  const t = useWords(purchaseWords);
  const statuses: Record<string, string> = t.couponStatus;
  const reasons: Record<string, string> = t.couponReason;
  return (
    <Stack gap={4}>
      {coupons.map(({ code, status, reason }) => (
        <Text key={code}>
          <code>{code}</code>{' '}
          <Text component="span" c="dimmed">
            {[statuses[status] ?? status, reason && (reasons[reason] ?? reason)]
              .filter(Boolean)
              .join(': ')}
          </Text>
        </Text>
      ))}
    </Stack>
  );
}

/** Where the till did otherwise than the rules say. */
function Discrepancies({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  return (
    <Alert color="yellow" title={t.discrepancies}>
      <List size="sm">
        {purchase.discrepancies.map((found, place) => (
          <List.Item key={place}>{found.text}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
