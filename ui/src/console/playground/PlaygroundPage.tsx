import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

import { useLanguage, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Empty } from '../common/Empty';
import { LinkButton } from '../common/LinkButton';
import { Page } from '../common/Page';
import { type About, aboutIn } from '../program/about';
import type { ProgramSearch } from '../program/address';
import { type Programs, usePrograms, useVersion, type Version } from '../program/asks';
import { chosen, isLive } from '../program/standing';
import { programWords } from '../program/words';
import { shellWords } from '../shell/words';
import { usePrice } from './asks';
import { requestOf, useTrial } from './basket';
import { BasketForm } from './BasketForm';
import { BuyerForm } from './BuyerForm';
import { CircumstanceForm } from './CircumstanceForm';
import style from './playground.module.css';
import { Result } from './Result';
import { playgroundWords } from './words';

/** How long typing rests before the basket is priced, ms. */
const REST_MS = 250;

/** A basket priced on any version: line by line, with rules and near misses. */
export function PlaygroundPage() {
  const t = useWords(playgroundWords);
  const title = useWords(shellWords).playground;
  const programs = usePrograms();
  const search = useSearch({ strict: false }) as ProgramSearch;
  const version = programs.data ? chosen(programs.data, search) : null;
  return (
    <Page
      title={title}
      about={t.about}
      actions={version && programs.data && <Pick programs={programs.data} version={version} />}
    >
      <Asked query={programs}>
        {() => (version ? <Trials version={version} /> : <NoProgram />)}
      </Asked>
    </Page>
  );
}

function NoProgram() {
  const t = useWords(playgroundWords);
  return (
    <Empty
      title={t.noProgram}
      about={t.noProgramAbout}
      action={<LinkButton to="/program">{t.start}</LinkButton>}
    />
  );
}

function Trials({ version }: { version: Version }) {
  const { language } = useLanguage();
  const file = useVersion(version);
  const own = file.data?.about;
  const about = useMemo(() => (own ? aboutIn(own, language) : null), [own, language]);
  return <Asked query={file}>{() => about && <Trying version={version} about={about} />}</Asked>;
}

function Trying({ version, about }: { version: Version; about: About }) {
  const [trial, change] = useTrial();
  const [settled] = useDebouncedValue(trial, REST_MS);
  const request = useMemo(() => requestOf(settled, about.zone), [settled, about.zone]);
  const price = usePrice(version, request);
  return (
    <div className={style.split}>
      <form className={style.form} onSubmit={(event) => event.preventDefault()}>
        <BasketForm trial={trial} change={change} />
        <BuyerForm trial={trial} change={change} about={about} />
        <CircumstanceForm trial={trial} change={change} about={about} />
      </form>
      <Result
        trial={settled}
        price={price}
        asked={request !== null}
        stale={settled !== trial || price.isFetching}
        about={about}
      />
    </div>
  );
}

function Pick({ programs, version }: { programs: Programs; version: Version }) {
  const t = useWords(playgroundWords);
  const words = useWords(programWords);
  const navigate = useNavigate();
  const several = new Set(programs.items.map(({ id }) => id)).size > 1;
  return (
    <Select
      aria-label={t.version}
      w={230}
      allowDeselect={false}
      value={`${version.id} ${version.version}`}
      data={[...programs.items].reverse().map((item) => ({
        value: `${item.id} ${item.version}`,
        label: [
          several
            ? `${item.id} · ${words.versionLower(item.version)}`
            : words.version(item.version),
          ...(isLive(programs, item) ? [t.live] : []),
        ].join(' · '),
      }))}
      onChange={(value) => {
        const [program, number] = (value ?? '').split(' ');
        if (program)
          void navigate({ to: '/playground', search: { program, version: Number(number) } });
      }}
    />
  );
}
