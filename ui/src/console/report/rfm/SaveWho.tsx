import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { answer, api } from '../../../api/client';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { ErrorNote } from '../../common/ErrorNote';
import { today } from '../../home/period';
import { usePreview, useSave } from '../../segment/queries';
import { rfmOf } from '../queries';
import { useReport } from '../useReport';
import type { Who } from './map';
import style from './Rfm.module.css';
import { rfmWords } from './words';

interface Props {
  who: Who;
  title: string;
  count: number;
}

/** Saves those of the map who were chosen as a segment: followed by every night's scores, or as they are now. */
export function SaveWho({ who, title, count }: Props) {
  const t = useWords(rfmWords);
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button size="xs" mt="sm" onClick={() => setOpen(true)}>
        {t.save}
      </Button>
    );
  }
  return <SaveForm who={who} title={title} count={count} />;
}

/** What a condition says of them; nothing where none can: it knows neither moves nor the past. */
function useCondition(who: Who) {
  const { search, span, segment } = useReport();
  const isUsual = (search.window ?? 'all') === 'all' && span.to === today() && !segment;
  if (who.from || !isUsual) return null;
  const { name, r, f } = who;
  return { rfm: name ? { name } : { recency: Number(r), frequency: Number(f) } };
}

function SaveForm({ who, title, count }: Props) {
  const t = useWords(rfmWords);
  const format = useFormat();
  const { language } = useLanguage();
  const when = useCondition(who);
  const [name, setName] = useState(`RFM: ${title}`);
  const [kind, setKind] = useState(when ? 'dynamic' : 'frozen');
  const preview = usePreview(when, null);
  const follow = useSave(null);
  const take = useTake();
  const saved = follow.data ?? take.data;
  const error = follow.error ?? take.error;
  if (saved) {
    return (
      <Text mt="sm" role="status">
        {t.saved}{' '}
        <Link to="/segments/$id" params={{ id: saved.id }}>
          {saved.name[language]}
        </Link>
      </Text>
    );
  }
  const submit = () => {
    const told = { en: '', ru: '', [language]: name.trim() };
    if (kind === 'dynamic' && when) {
      follow.mutate({ name: told, when, kind: 'dynamic', asOf: null });
    } else {
      take.mutate({ name: told, who });
    }
  };
  return (
    <Stack gap="xs" mt="sm" className={style.save}>
      <TextInput
        label={t.saveName}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Radio.Group label={t.saveKind} value={kind} onChange={setKind}>
        <Stack gap={6} mt={4}>
          <Radio
            value="dynamic"
            disabled={!when}
            label={t.follow}
            description={
              when
                ? preview.data && t.followAbout(format.number(preview.data.found.members))
                : t.followNot
            }
          />
          <Radio
            value="frozen"
            label={t.freeze}
            description={t.freezeAbout(format.number(count))}
          />
        </Stack>
      </Radio.Group>
      {error && <ErrorNote error={error} />}
      <Group>
        <Button
          size="xs"
          loading={follow.isPending || take.isPending}
          disabled={name.trim() === ''}
          onClick={submit}
        >
          {t.saveNow}
        </Button>
      </Group>
    </Stack>
  );
}

/** Freezes whom the report counts. */
function useTake() {
  const asked = useReport();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, who }: { name: { en: string; ru: string }; who: Who }) => {
      const { window, ...of } = { window: undefined, ...rfmOf(asked, who) };
      const body = { name, of: { ...of, ...(window ? { window: Number(window) } : {}) } };
      return answer(api.POST('/v1/segments/rfm', { body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['segments'] }),
  });
}
