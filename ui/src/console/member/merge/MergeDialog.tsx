import {
  Button,
  Group,
  List,
  Skeleton,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../../api/client';
import { Intent } from '../../../api/intent';
import type { components } from '../../../api/schema';
import { UNKNOWN } from '../../../format/formats';
import { phone } from '../../../format/phone';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { memberName } from '../../common/member';
import { type Member, useMembers } from '../queries';
import style from './merge.module.css';
import { mergeWords } from './words';

type Preview = components['schemas']['MergePreview'];
type Side = components['schemas']['MergeSide'];

/** So much must be typed before anybody is looked for. */
const LEAST = 3;
/** So many are offered. */
const MOST = 8;

interface Props {
  opened: boolean;
  onClose: () => void;
  member: Member;
}

/** Two records of one person: the other is found, both are seen side by side, then they are one. */
export function MergeDialog({ opened, onClose, member }: Props) {
  const t = useWords(mergeWords);
  const [other, setOther] = useState<Member | null>(null);
  return (
    <Dialog opened={opened} onClose={onClose} title={t.merge} size="lg">
      {other ? (
        <Both member={member} other={other} back={() => setOther(null)} onDone={onClose} />
      ) : (
        <Find member={member} choose={setOther} />
      )}
    </Dialog>
  );
}

function Find({ member, choose }: { member: Member; choose: (other: Member) => void }) {
  const t = useWords(mergeWords);
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed.trim(), 200);
  return (
    <Stack gap="sm">
      <TextInput
        label={t.find}
        description={t.findAbout}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        data-autofocus
      />
      {wanted.length < LEAST ? (
        <Text size="sm" c="dimmed">
          {t.short}
        </Text>
      ) : (
        <Found wanted={wanted} member={member} choose={choose} />
      )}
    </Stack>
  );
}

interface FoundProps {
  wanted: string;
  member: Member;
  choose: (other: Member) => void;
}

function Found({ wanted, member, choose }: FoundProps) {
  const t = useWords(mergeWords);
  const { query, rows } = useMembers(wanted);
  const others = rows.filter(({ id }) => id !== member.id).slice(0, MOST);
  if (query.error) return <ErrorNote error={query.error} />;
  if (query.isPending) return <Skeleton height={96} />;
  if (others.length === 0) return <Text c="dimmed">{t.nobody}</Text>;
  return (
    <Stack gap={4}>
      {others.map((other) => (
        <UnstyledButton key={other.id} className={style.found ?? ''} onClick={() => choose(other)}>
          <Text component="span">{memberName(other)}</Text>
          <Text component="span" size="sm" c="dimmed">
            {[other.phone && phone(other.phone), other.cards[0], other.city]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </UnstyledButton>
      ))}
    </Stack>
  );
}

interface BothProps {
  member: Member;
  other: Member;
  back: () => void;
  onDone: () => void;
}

/** Both side by side, what they will be, and what moves, before it does. */
function Both({ member, other, back, onDone }: BothProps) {
  const t = useWords(mergeWords);
  const preview = usePreview(member, other);
  const merging = useMerge(member, onDone);
  if (preview.error) return <ErrorNote error={preview.error} />;
  if (!preview.data) return <Skeleton height={240} />;
  return (
    <Stack gap="md">
      <Compared preview={preview.data} />
      <List size="sm" spacing={4}>
        {preview.data.says.map((said) => (
          <List.Item key={said}>{said}</List.Item>
        ))}
      </List>
      {merging.error && <ErrorNote error={merging.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={back} disabled={merging.isPending}>
          {t.other}
        </Button>
        <Button color="red" loading={merging.isPending} onClick={() => merging.mutate(other.id)}>
          {t.doMerge}
        </Button>
      </Group>
    </Stack>
  );
}

function Compared({ preview }: { preview: Preview }) {
  const t = useWords(mergeWords);
  const format = useFormat();
  const { into, from, together } = preview;
  const points = (of: Preview['together'][number] | undefined) => {
    if (!of) return UNKNOWN;
    const pending = Number(of.pending) === 0 ? '' : ` ${t.pending(format.number(of.pending))}`;
    return format.number(of.available) + pending;
  };
  const unit = (side: Side, name: string) => side.balances.find((one) => one.unit === name);
  return (
    <table className={style.sides} aria-label={t.merge}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t.stays}</th>
          <th scope="col">{t.joins}</th>
          <th scope="col">{t.together}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td />
          <td>{memberName(into.member)}</td>
          <td>{memberName(from.member)}</td>
          <td />
        </tr>
        <tr>
          <th scope="row">{t.registered}</th>
          <td>{format.date(into.member.registered_at)}</td>
          <td>{format.date(from.member.registered_at)}</td>
          <td />
        </tr>
        <tr>
          <th scope="row">{t.purchases}</th>
          <td>{format.number(into.purchases)}</td>
          <td>{format.number(from.purchases)}</td>
          <td>{format.number(into.purchases + from.purchases)}</td>
        </tr>
        <tr>
          <th scope="row">{t.level}</th>
          <td>{into.tier ?? UNKNOWN}</td>
          <td>{from.tier ?? UNKNOWN}</td>
          <td />
        </tr>
        {together.map((both) => (
          <tr key={both.unit}>
            <th scope="row">{both.name}</th>
            <td>{points(unit(into, both.unit))}</td>
            <td>{points(unit(from, both.unit))}</td>
            <td>{points(both)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function usePreview(member: Member, other: Member) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['members', member.id, 'merge', other.id, language],
    queryFn: () =>
      answer(
        api.POST('/v1/members/{id}/merges/preview', {
          params: { path: { id: member.id } },
          body: { member: { id: other.id } },
        }),
      ),
  });
}

function useMerge(member: Member, onDone: () => void) {
  const t = useWords(mergeWords);
  const queries = useQueryClient();
  const [intent] = useState(() => new Intent());
  return useMutation({
    mutationFn: (other: string) => {
      const body = { member: { id: other } };
      return answer(
        api.POST('/v1/members/{id}/merges', {
          params: { path: { id: member.id }, header: { 'Idempotency-Key': intent.idOf(body) } },
          body,
        }),
      );
    },
    onSuccess: () => {
      intent.done();
      notifications.show({ title: t.merged, message: t.mergedAbout });
      void queries.invalidateQueries({ queryKey: ['members'] });
      void queries.invalidateQueries({ queryKey: ['audit'] });
      onDone();
    },
  });
}
