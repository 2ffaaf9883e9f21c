import { Text } from '@mantine/core';

import { phone } from '../../format/phone';
import { UNKNOWN } from '../../format/formats';
import { useFormat, useWords } from '../../i18n/language';
import { DataTable, type Column } from '../common/DataTable';
import { memberName } from '../common/member';
import { useMoney } from '../common/money';
import { Moment } from '../common/Moment';
import { Marked } from './Marked';
import style from './member.module.css';
import type { Member } from './queries';
import type { ColumnName } from './useColumns';
import { membersWords } from './words';

interface Props {
  members: Member[];
  columns: ColumnName[];
  /** What was looked for, to be marked. */
  wanted: string;
}

/** Members in the columns somebody chose. On a phone: name, telephone and balance. */
export function MemberTable({ members, columns, wanted }: Props) {
  const t = useWords(membersWords);
  const all = useAllColumns(wanted);
  const shown = columns.map((column) => ({
    key: column,
    head: t.columns[column],
    ...all[column],
  }));
  const name: Column<Member> = {
    key: 'name',
    head: t.columns.name,
    cell: (member) => <Name member={member} wanted={wanted} />,
  };
  return (
    <DataTable
      label={t.title}
      columns={[name, ...shown]}
      rows={members}
      rowKey={(member) => member.id}
      href={(member) => `/members/${member.id}`}
    />
  );
}

function useAllColumns(wanted: string): Record<ColumnName, Omit<Column<Member>, 'key' | 'head'>> {
  const format = useFormat();
  const money = useMoney();
  return {
    phone: {
      minor: true,
      cell: ({ phone: number }) => (
        <span className={style.nowrap}>
          {number ? <Marked text={phone(number)} wanted={wanted} /> : UNKNOWN}
        </span>
      ),
    },
    email: {
      minor: true,
      cell: ({ email }) => (
        <div className={style.cut}>{email ? <Marked text={email} wanted={wanted} /> : UNKNOWN}</div>
      ),
    },
    city: {
      minor: true,
      cell: ({ city }) => <div className={style.cut}>{city ?? UNKNOWN}</div>,
    },
    tier: { minor: true, cell: ({ summary }) => summary?.tier ?? UNKNOWN },
    balance: {
      number: true,
      cell: ({ summary }) => {
        const balances = Object.values(summary?.balances ?? {});
        return balances.map((balance) => format.number(balance)).join(' · ') || UNKNOWN;
      },
    },
    purchases: {
      number: true,
      minor: true,
      cell: ({ summary }) => format.number(summary?.purchases),
    },
    spent: { number: true, minor: true, cell: ({ summary }) => money(summary?.spent) },
    last: {
      minor: true,
      cell: ({ summary }) => <Moment at={summary?.last_purchase_at} />,
    },
    registered: {
      minor: true,
      cell: ({ registered_at }) => <Moment at={registered_at} />,
    },
  };
}

function Name({ member, wanted }: { member: Member; wanted: string }) {
  const t = useWords(membersWords);
  const name = memberName(member);
  const other = found(member, wanted);
  return (
    <div className={style.name}>
      <Text component="span" fw={550}>
        <Marked text={name === member.phone ? phone(name) : name} wanted={wanted} />
      </Text>
      {member.blocked && (
        <Text component="span" size="xs" c="var(--harm)" ml={8}>
          {t.blocked}
        </Text>
      )}
      {member.phone && name !== member.phone && (
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          <Marked text={phone(member.phone)} wanted={wanted} />
        </Text>
      )}
      {other && (
        <Text size="xs" c="dimmed">
          {t.alsoKnown[other.kind]} <Marked text={other.text} wanted={wanted} />
        </Text>
      )}
    </div>
  );
}

/** The identifier by which somebody was found, where no column shows it. */
function found(member: Member, wanted: string): { kind: 'card' | 'external'; text: string } | null {
  if (wanted.length < 3) return null;
  const card = member.cards.find((own) => own.includes(wanted.replace(/\s/g, '')));
  if (card) return { kind: 'card', text: card };
  const { external_id: external } = member;
  return external?.toLowerCase().includes(wanted.toLowerCase())
    ? { kind: 'external', text: external }
    : null;
}
