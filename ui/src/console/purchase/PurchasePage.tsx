import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Page } from '../common/Page';
import { useStores } from '../common/stores';
import { useMay } from '../session/session';
import { ReturnDialog } from './back/ReturnDialog';
import { VoidDialog } from './back/VoidDialog';
import { Aside } from './Aside';
import { Lines } from './Lines';
import { isRecent, storeOffset, storeTime } from './moment';
import style from './purchase.module.css';
import { type Purchase, usePurchase } from './queries';
import { Returns } from './Returns';
import { StateMark } from './StateMark';
import { Whole } from './Whole';
import { purchaseWords } from './words';

/** One purchase: what was bought, what each rule did to it, what came back. */
export function PurchasePage() {
  const { id } = useParams({ from: '/purchases/$id' });
  const t = useWords(purchaseWords);
  const query = usePurchase(id);
  if (query.data) return <Loaded purchase={query.data} />;
  return (
    <Page title={t.purchase}>
      <Asked query={query} waiting={<Waiting />}>
        {() => null}
      </Asked>
    </Page>
  );
}

function Loaded({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  return (
    <Page
      title={purchase.id ? t.receipt(purchase.id) : t.purchase}
      about={<Circumstances purchase={purchase} />}
      actions={<Actions purchase={purchase} />}
    >
      <div className={style.columns}>
        <Stack gap="xl">
          <Lines purchase={purchase} />
          {purchase.returns.length > 0 && <Returns purchase={purchase} />}
          <Whole purchase={purchase} />
        </Stack>
        <Aside purchase={purchase} />
      </div>
    </Page>
  );
}

/** When, where and by whom it was sold. */
function Circumstances({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  const format = useFormat();
  const { storeName } = useStores();
  const { at, till, cashier } = purchase;
  const channels: Record<string, string> = t.channels;
  const channel = purchase.channel && (channels[purchase.channel] ?? purchase.channel);
  return (
    <Group component="span" gap="xs" className={style.about ?? ''}>
      <StateMark state={purchase.state} />
      <time dateTime={at}>
        {format.dateTime(storeTime(at))} {storeOffset(at)}
      </time>
      {[
        storeName(purchase.store),
        till && t.till(till),
        cashier && t.cashier(cashier),
        purchase.store ? null : channel,
      ]
        .filter(Boolean)
        .map((part) => (
          <Text key={part} component="span">
            {part}
          </Text>
        ))}
    </Group>
  );
}

/** What may still be done with it. */
function Actions({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  const may = useMay();
  const [returning, back] = useDisclosure(false);
  const [voiding, cancel] = useDisclosure(false);
  const { state } = purchase;
  const returnable = state === 'posted' || state === 'partly_returned';
  const voidable = state === 'posted' && isRecent(purchase.at);
  if (!may('till')) return null;
  return (
    <>
      {voidable && (
        <Button variant="default" onClick={cancel.open}>
          {t.void}
        </Button>
      )}
      {returnable && <Button onClick={back.open}>{t.return}</Button>}
      <ReturnDialog
        key={`return ${returning}`}
        opened={returning}
        onClose={back.close}
        purchase={purchase}
      />
      <VoidDialog
        key={`void ${voiding}`}
        opened={voiding}
        onClose={cancel.close}
        purchase={purchase}
      />
    </>
  );
}

/** The page's shape while the purchase is on the way. */
function Waiting() {
  return (
    <Stack gap="lg">
      <Skeleton height={18} maw={420} />
      <div className={style.columns}>
        <Skeleton height={320} />
        <Skeleton height={220} />
      </div>
    </Stack>
  );
}
