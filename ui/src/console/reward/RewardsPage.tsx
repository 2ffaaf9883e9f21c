import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { answer, api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Empty } from '../common/Empty';
import { More } from '../common/More';
import { Page } from '../common/Page';
import { ClaimTable } from './ClaimTable';
import { type ClaimState, useClaims } from './queries';
import { rewardWords } from './words';

const STATES: ClaimState[] = ['open', 'given', 'cancelled', 'expired'];

/** Claims of everybody: what waits to be handed over first. */
export function RewardsPage() {
  const t = useWords(rewardWords);
  const [state, setState] = useState<ClaimState | null>('open');
  const [code, setCode] = useState<string | null>(null);
  const { query, rows } = useClaims(state);
  const choose = (word: string) => {
    setCode(null);
    setState(STATES.find((known) => known === word) ?? null);
  };
  const states = STATES.map((value) => ({ value, label: t.states[value] }));
  return (
    <Page title={t.title} about={t.about}>
      <Stack>
        <Find onFind={setCode} />
        {code !== null && <Found key={code} code={code} />}
        <SegmentedControl
          aria-label={t.state}
          value={state ?? ''}
          onChange={choose}
          data={[...states, { value: '', label: t.every }]}
          orientation={window.matchMedia('(max-width: 40em)').matches ? 'vertical' : 'horizontal'}
        />
        <Asked query={query}>
          {() =>
            rows.length === 0 ? (
              <Empty title={t.empty} about={t.emptyAbout} />
            ) : (
              <ClaimTable claims={rows} whose />
            )
          }
        </Asked>
        <More query={query} />
      </Stack>
    </Page>
  );
}

function Find({ onFind }: { onFind: (code: string) => void }) {
  const t = useWords(rewardWords);
  const [code, setCode] = useState('');
  const find = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') onFind(code.trim());
  };
  return (
    <form onSubmit={find}>
      <Group align="flex-end">
        <TextInput
          label={t.code}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="off"
        />
        <Button type="submit">{t.find}</Button>
      </Group>
    </form>
  );
}

/** The claim of a code that somebody shows. */
function Found({ code }: { code: string }) {
  const query = useQuery({
    queryKey: ['claims', 'one', code],
    queryFn: () => answer(api.GET('/v1/claims/{id}', { params: { path: { id: code } } })),
  });
  return <Asked query={query}>{(claim) => <ClaimTable claims={[claim]} whose />}</Asked>;
}
