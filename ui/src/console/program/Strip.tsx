import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useFormat, useWords } from '../../i18n/language';
import type { Programs, Version } from './asks';
import style from './Program.module.css';
import { isLive, newest, nextSet, standingOf } from './standing';
import { programWords } from './words';

interface Props {
  programs: Programs;
  version: Version;
  /** The program's clocks. */
  zone: string | undefined;
}

/** What to know about the version looked at: another decides, one is coming, a newer one waits. */
export function Strip({ programs, version, zone }: Props) {
  const t = useWords(programWords);
  const format = useFormat();
  const { live } = programs;
  if (!isLive(programs, version)) {
    return (
      <div className={style.strip} data-waiting>
        <span>
          {live.id === version.id
            ? t.lookingAt(version.version, live.version)
            : t.lookingAtOther(version.version, live.id)}
        </span>
        <span className={style.stripEnd}>
          {live.id === version.id && (
            <To part="versions" version={version} from={live.version}>
              {t.compare}
            </To>
          )}
          {live.version > 0 && (
            <To part="rules" version={live}>
              {t.toLive}
            </To>
          )}
        </span>
      </div>
    );
  }
  const coming = nextSet(programs);
  const last = newest(programs, version.id);
  const waits =
    last && last.version > version.version && standingOf(programs, last).is === 'stored'
      ? last
      : null;
  if (!coming && !waits) return null;
  const shown = coming?.version ?? waits;
  return (
    <div className={style.strip}>
      <span>
        {coming
          ? t.coming(coming.version.version, format.moment(coming.at, zone))
          : waits && t.newer(waits.version)}
      </span>
      {shown && (
        <span className={style.stripEnd}>
          <To part="versions" version={shown} from={version.version}>
            {t.compare}
          </To>
          <To part="rules" version={shown}>
            {t.look}
          </To>
        </span>
      )}
    </div>
  );
}

interface ToProps {
  part: 'rules' | 'versions';
  version: { id: string; version: number };
  from?: number;
  children: string;
}

function To({ part, version, from, children }: ToProps) {
  return (
    <Anchor
      component={Link}
      to="/program/$part"
      params={{ part } as never}
      search={
        {
          program: version.id,
          version: version.version,
          ...(from === undefined ? {} : { from }),
        } as never
      }
    >
      {children}
    </Anchor>
  );
}
