import { Button, Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';

import { useLanguage, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Page } from '../common/Page';
import { useMay } from '../session/session';
import { aboutIn } from './about';
import { type Part, PARTS, partOf, type ProgramSearch } from './address';
import { type Programs, usePrograms, useVersion, type Version, type VersionFile } from './asks';
import { FileTab } from './FileTab';
import { PublishDialog } from './PublishDialog';
import { RulesTab } from './RulesTab';
import { ScenariosTab } from './ScenariosTab';
import { chosen, isLive, standingOf } from './standing';
import { Start } from './start/Start';
import { Strip } from './Strip';
import { VersionPick } from './VersionPick';
import { VersionsTab } from './VersionsTab';
import { programWords } from './words';

/** The program: which version decides, its rules in words, its file, its scenarios, its versions. */
export function ProgramPage() {
  const t = useWords(programWords);
  const programs = usePrograms();
  const search = useSearch({ strict: false }) as ProgramSearch;
  if (!programs.data)
    return (
      <Page title={t.title}>
        <Asked query={programs}>{() => null}</Asked>
      </Page>
    );
  const version = search.ready ? null : chosen(programs.data, search);
  if (!version) return <Start programs={programs.data} />;
  return <OneProgram programs={programs.data} version={version} />;
}

interface Props {
  programs: Programs;
  version: Version;
}

function OneProgram({ programs, version }: Props) {
  const t = useWords(programWords);
  const { language } = useLanguage();
  const may = useMay();
  const { part } = useParams({ strict: false });
  const search = useSearch({ strict: false }) as ProgramSearch;
  const navigate = useNavigate();
  const file = useVersion(version);
  const [publishing, setPublishing] = useState<Version | null>(null);
  const about = file.data?.about && aboutIn(file.data.about, language);
  const standing = standingOf(programs, version);
  const tab = partOf(part);
  return (
    <Page
      title={about?.name ?? version.id}
      about={<VersionPick programs={programs} version={version} zone={about?.zone} />}
      actions={
        may('programs:write') &&
        !isLive(programs, version) && (
          <Button onClick={() => setPublishing(version)}>
            {standing.is === 'past' ? t.rollBack : t.publish}
          </Button>
        )
      }
    >
      <Strip programs={programs} version={version} zone={about?.zone} />
      <Tabs
        value={tab}
        onChange={(next) =>
          void navigate({
            to: '/program/$part',
            params: { part: partOf(next ?? undefined) },
            search: {
              program: search.program,
              version: search.version,
            } as ProgramSearch,
          })
        }
        keepMounted={false}
      >
        <Tabs.List aria-label={t.tabs} mb="lg">
          {PARTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {PARTS.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <Asked query={file}>
              {(read) => (
                <Content part={name} programs={programs} file={read} publish={setPublishing} />
              )}
            </Asked>
          </Tabs.Panel>
        ))}
      </Tabs>
      {publishing && (
        <PublishDialog programs={programs} version={publishing} close={() => setPublishing(null)} />
      )}
    </Page>
  );
}

interface ContentProps {
  part: Part;
  programs: Programs;
  file: VersionFile;
  publish: (version: Version) => void;
}

function Content({ part, programs, file, publish }: ContentProps) {
  const which = `${file.id} ${file.version}`;
  if (part === 'rules') return <RulesTab file={file} />;
  if (part === 'file') return <FileTab key={which} programs={programs} file={file} />;
  if (part === 'scenarios') return <ScenariosTab key={which} file={file} />;
  return <VersionsTab programs={programs} file={file} publish={publish} />;
}
