import {
  ActionIcon,
  Button,
  CloseButton,
  Combobox,
  Group as Row,
  useCombobox,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

import { Problem } from '../../api/problem';
import { useFormat, useWords } from '../../i18n/language';
import { Icon } from '../shell/Icon';
import { INITIAL, isDone, kindOf } from './grammar';
import { choices, Pick } from './Inputs';
import { LineInputs } from './LineInputs';
import { useKeyName, useOffered } from './named';
import { usePreview } from './queries';
import style from './Segment.module.css';
import { useRule } from './rule';
import {
  changed,
  type Group,
  group,
  HOWS,
  isGroup,
  type Json,
  type Line,
  line,
  type Node,
} from './tree';
import { segmentWords } from './words';

/** How long nothing is typed before it is counted. */
export const PAUSE_MS = 300;

const BIN = 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6';

interface Props {
  root: Group;
  /** Puts another tree; changes of one field in a row are one step back. */
  change: (root: Group, field: string | null) => void;
  /** As of when lines are counted; now. */
  asOf: string | null;
  /** The segment being edited. */
  self: string | null;
  readOnly: boolean;
}

/** A condition as groups of lines, each with its own count. */
export function Builder(props: Props) {
  return (
    <fieldset disabled={props.readOnly} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <GroupBox {...props} node={props.root} />
    </fieldset>
  );
}

function GroupBox({ node, ...props }: Props & { node: Group }) {
  const t = useWords(segmentWords);
  const rule = useRule();
  const { root, change } = props;
  const put = (to: Group, field: string | null = null) =>
    change(
      changed(root, node.id, () => to),
      field,
    );
  const add = (part: Node) => put({ ...node, parts: [...node.parts, part] });
  return (
    <section className={style.group} aria-label={t.hows[node.how]}>
      <div className={style.head}>
        <Pick
          label={t.how}
          value={node.how}
          data={choices(t.hows)}
          onChange={(how) => put({ ...node, how: HOWS.find((one) => one === how) ?? node.how })}
        />
        {node.id !== root.id && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t.removeGroup}
            onClick={() =>
              change(
                changed(root, node.id, () => null),
                null,
              )
            }
          >
            <Icon path={BIN} size={16} />
          </ActionIcon>
        )}
      </div>
      <ul className={style.parts}>
        {node.parts.map((part) => (
          <li key={part.id}>
            {isGroup(part) ? (
              <GroupBox {...props} node={part} />
            ) : (
              <LineBox {...props} line={part} />
            )}
          </li>
        ))}
      </ul>
      <Row gap="xs" mt="xs">
        <AddLine add={(key) => add(begun(key, rule?.begun(key)))} />
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => add(group('any', []))}
          leftSection={<span aria-hidden="true">+</span>}
        >
          {t.addGroup}
        </Button>
      </Row>
    </section>
  );
}

/** A new line of a word. */
function begun(key: string, told: Json | undefined): Line {
  return line(key, told ?? INITIAL[kindOf(line(key, null))]);
}

/** The words of the grammar, found by typing. */
function AddLine({ add }: { add: (key: string) => void }) {
  const t = useWords(segmentWords);
  const offered = useOffered();
  const [wanted, setWanted] = useState('');
  const box = useCombobox({
    onDropdownClose: () => {
      setWanted('');
      box.resetSelectedOption();
      box.focusTarget();
    },
    onDropdownOpen: () => box.focusSearchInput(),
  });
  const has = (label: string) => label.toLowerCase().includes(wanted.trim().toLowerCase());
  const groups = offered
    .map((one) => ({ ...one, items: one.items.filter(({ label }) => has(label)) }))
    .filter(({ items }) => items.length > 0);
  const choose = (key: string) => {
    add(key);
    box.closeDropdown();
  };
  return (
    <Combobox store={box} onOptionSubmit={choose} width={280} position="bottom-start" withinPortal>
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => box.toggleDropdown()}
          leftSection={<span aria-hidden="true">+</span>}
        >
          {t.addLine}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={wanted}
          placeholder={t.findWord}
          aria-label={t.findWord}
          onChange={(event) => {
            setWanted(event.currentTarget.value);
            box.selectFirstOption();
          }}
        />
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={t.findWord}>
          {groups.map(({ group: name, items }) => (
            <Combobox.Group key={name} label={name}>
              {items.map(({ value, label }) => (
                <Combobox.Option key={value} value={value}>
                  {label}
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function LineBox({ line: own, root, change, asOf, self }: Props & { line: Line }) {
  const t = useWords(segmentWords);
  const rule = useRule();
  const name = useKeyName()(own.key);
  return (
    <div className={style.line} role="group" aria-label={name}>
      <div className={style.fields}>
        <span className={style.name}>{name}</span>
        <LineInputs
          line={own}
          name={name}
          self={self}
          change={(to) =>
            change(
              changed(root, own.id, () => to),
              own.id,
            )
          }
        />
      </div>
      {rule ? <Unfinished line={own} /> : <LineCount line={own} asOf={asOf} />}
      <CloseButton
        size="sm"
        aria-label={t.remove(name)}
        onClick={() =>
          change(
            changed(root, own.id, () => null),
            null,
          )
        }
      />
    </div>
  );
}

/** Of a rule, only whether the line says something: nobody is counted by a basket. */
function Unfinished({ line: own }: { line: Line }) {
  const t = useWords(segmentWords);
  return isDone(own) ? <span /> : <span className={style.count}>{t.unfinished}</span>;
}

/** How many one line is true of, all others aside. */
function LineCount({ line: own, asOf }: { line: Line; asOf: string | null }) {
  const t = useWords(segmentWords);
  const format = useFormat();
  const [still] = useDebouncedValue(own, PAUSE_MS);
  const done = isDone(still);
  const { data, error, isFetching } = usePreview(done ? { [still.key]: still.value } : null, asOf);
  if (!isDone(own)) return <span className={style.count}>{t.unfinished}</span>;
  if (error instanceof Problem && error.status < 500)
    return (
      <span className={style.fault} role="alert">
        {error.errors[0]?.message ?? error.detail}
      </span>
    );
  const stale = isFetching || still !== own;
  return (
    <output className={`${style.count} ${stale ? style.stale : ''}`} aria-label={t.members}>
      {data && done ? format.number(data.found.members) : '…'}
    </output>
  );
}
