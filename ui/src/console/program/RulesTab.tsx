import { Games } from '../game/Games';
import type { VersionFile } from './asks';
import { Sentences } from './Sentences';

/** The rules as a member lives them. */
export function RulesTab({ file }: { file: VersionFile }) {
  return (
    <>
      <Sentences sentences={file.sentences} version={file} />
      <Games />
    </>
  );
}
