import { Link, Navigate, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';

import { useWords } from '../../i18n/language';
import { Rows } from '../common/Asked';
import { Page } from '../common/Page';
import { NoRight } from '../session/NoRight';
import { useMay } from '../session/session';
import { type PartName, PARTS } from './parts';
import style from './Settings.module.css';
import { settingsWords } from './words';

const CONTENT: Record<PartName, ComponentType> = {
  stores: lazy(() => import('./Stores').then(({ Stores }) => ({ default: Stores }))),
  goods: lazy(() => import('./Goods').then(({ Goods }) => ({ default: Goods }))),
  imports: lazy(() => import('./imports/Imports').then(({ Imports }) => ({ default: Imports }))),
  keys: lazy(() => import('./Keys').then(({ Keys }) => ({ default: Keys }))),
  people: lazy(() => import('./People').then(({ People }) => ({ default: People }))),
  audit: lazy(() => import('./Audit').then(({ Audit }) => ({ default: Audit }))),
  account: lazy(() => import('./Account').then(({ Account }) => ({ default: Account }))),
};

/** Settings, a part at an address of its own. */
export function SettingsPage() {
  const t = useWords(settingsWords);
  const may = useMay();
  const { part } = useParams({ strict: false });
  const allowed = PARTS.filter(({ scope }) => scope === null || may(scope));
  const chosen = PARTS.find(({ name }) => name === part);
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
            <Link key={name} to="/settings/$part" params={{ part: name }} className={style.part}>
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
