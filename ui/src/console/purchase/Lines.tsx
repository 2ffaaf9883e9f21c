import { Text, Title } from '@mantine/core';

import { isZero } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import { useMoney } from '../common/money';
import style from './purchase.module.css';
import { goodsOf, type PricedLine, type Purchase, type Sentence } from './queries';
import { Sentences } from './Sentences';
import { purchaseWords } from './words';

/** What was bought, line by line, each with what the rules did to it. */
export function Lines({ purchase }: { purchase: Purchase }) {
  const t = useWords(purchaseWords);
  const said = (line: PricedLine) =>
    purchase.explanation.lines.find((of) => of.line === line.line)?.sentences ?? [];
  const returned = (line: PricedLine) =>
    purchase.returned.find((units) => units.line === line.line)?.quantity;
  return (
    <section>
      <Title order={2} mb="xs">
        {t.lines}
      </Title>
      <ol className={style.lines}>
        {purchase.lines.map((line) => (
          <Line
            key={line.line}
            line={line}
            sentences={said(line)}
            returned={returned(line)}
            purchase={purchase}
          />
        ))}
      </ol>
    </section>
  );
}

interface LineProps {
  line: PricedLine;
  sentences: Sentence[];
  returned: string | undefined;
  purchase: Purchase;
}

function Line({ line, sentences, returned, purchase }: LineProps) {
  const t = useWords(purchaseWords);
  const format = useFormat();
  const money = useMoney();
  const changed = line.amount !== line.to_pay;
  return (
    <li className={style.line}>
      <div className={style.sold}>
        <div className={style.goods}>
          <Text component="span" fw={550}>
            {goodsOf(purchase, line) ?? t.line(line.line)}
          </Text>
          <Text component="span" c="dimmed">
            {t.units(format.number(line.quantity))}
          </Text>
          {returned && !isZero(returned) && (
            <Text component="span" c="var(--wait)">
              {t.returnedUnits(format.number(returned))}
            </Text>
          )}
        </div>
        <div className={style.price}>
          {changed && (
            <Text component="s" td="line-through" c="dimmed" title={t.shelf}>
              {money(line.amount)}
            </Text>
          )}
          <Text component="span" fw={550}>
            {money(line.to_pay)}
          </Text>
        </div>
      </div>
      <Sentences sentences={sentences} program={purchase.program} />
    </li>
  );
}
