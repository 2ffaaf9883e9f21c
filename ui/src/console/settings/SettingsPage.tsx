import { Link, Navigate, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';

import { patient } from '../../api/connection';
import { useWords } from '../../i18n/language';
import { Rows } from '../common/Asked';
import { Page } from '../common/Page';
import { NoRight } from '../session/NoRight';
import { useMay } from '../session/session';
import { type PartName, PARTS } from './parts';
import style from './Settings.module.css';
import { settingsWords } from './words';

/** A part that is loaded when it is first opened. */
function part<K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) {
  return lazy(patient(async () => ({ default: (await load())[name] })));
}

const CONTENT: Record<PartName, ComponentType> = {
  stores: part(() => import('./Stores'), 'Stores'),
  goods: part(() => import('./Goods'), 'Goods'),
  cards: part(() => import('./GiftCards'), 'GiftCards'),
  spend: part(() => import('./Spend'), 'Spend'),
  imports: part(() => import('./imports/Imports'), 'Imports'),
  keys: part(() => import('./Keys'), 'Keys'),
  people: part(() => import('./People'), 'People'),
  audit: part(() => import('./Audit'), 'Audit'),
  account: part(() => import('./Account'), 'Account'),
};

/** On a phone the parts stand in a row that is wider than the screen. */
function bringIntoSight(link: HTMLElement | null) {
  link?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

/** Settings, a part at an address of its own. */
export function SettingsPage() {
  const t = useWords(settingsWords);
  const may = useMay();
  const { part: wanted } = useParams({ strict: false });
  const allowed = PARTS.filter(({ scope }) => scope === null || may(scope));
  const chosen = PARTS.find(({ name }) => name === wanted);
  if (chosen?.scope && !may(chosen.scope)) return <NoRight scope={chosen.scope} />;
  if (!chosen) {
    return (
      <Navigate to="/settings/$part" params={{ part: allowed[0]?.name ?? 'account' }} replace />
    );
  }
  const Content = CONTENT[chosen.name];
  return (
    <Page title={t.title}>
      <div className={style.frame}>
        <nav className={style.parts} aria-label={t.title}>
          {allowed.map(({ name }) => (
            <Link
              key={name}
              ref={name === chosen.name ? bringIntoSight : null}
              to="/settings/$part"
              params={{ part: name }}
              className={style.part}
            >
              {t.parts[name]}
            </Link>
          ))}
        </nav>
        <div>
          <Suspense fallback={<Rows />}>
            <Content />
          </Suspense>
        </div>
      </div>
    </Page>
  );
}
