import { UNKNOWN } from '../../format/formats';
import { useFormat } from '../../i18n/language';

/** An instant as people say it, and exactly when pointed at. */
export function Moment({ at }: { at: string | null | undefined }) {
  const format = useFormat();
  if (!at) return UNKNOWN;
  return (
    <time dateTime={at} title={format.dateTime(at)} style={{ whiteSpace: 'nowrap' }}>
      {format.relative(at)}
    </time>
  );
}
