import { useMemo, useState } from 'react';

import { Builder } from '../../segment/Builder';
import { isDone } from '../../segment/grammar';
import { conditionOf, type Group, group, type Json, mapOf, treeOf } from '../../segment/tree';
import { same } from '../text/read';
import { Box } from './Box';
import type { ControlProps } from './Control';
import { problemsAt, useDesk } from './desk';
import { tight } from './condition';

const none = (): Group => group('all', []);

/** A condition, in the builder of segments. Lines that are not filled in yet are there, and not in the file. */
export function ConditionControl({ label, about, value, path, onChange }: ControlProps) {
  const { problems, readOnly } = useDesk();
  const [tree, setTree] = useState<Group>(() => (value === undefined ? none() : treeOf(value)));
  const said = useMemo(() => conditionOf(tree, isDone), [tree]);
  // Whoever changed the file elsewhere is right: the builder shows what it says.
  const [seen, setSeen] = useState<Json | undefined>(value);
  if (!same(seen, value)) {
    setSeen(value);
    if (!same(tight(said, value), value)) setTree(value === undefined ? none() : treeOf(value));
  }
  const change = (next: Group) => {
    setTree(next);
    const condition = tight(conditionOf(next, isDone), value);
    if (!same(condition, tight(said, value))) onChange(condition);
  };
  return (
    <Box
      label={label}
      about={about}
      problems={problemsAt(problems, path, true)}
      remove={
        value === undefined || Object.keys(mapOf(value)).length === 0
          ? undefined
          : () => {
              setTree(none());
              onChange(undefined);
            }
      }
    >
      <Builder root={tree} change={change} asOf={null} self={null} readOnly={readOnly} />
    </Box>
  );
}
