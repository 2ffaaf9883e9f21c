import { Button, CloseButton, TextInput } from '@mantine/core';

import { useWords } from '../../../i18n/language';
import { type Json, mapOf } from '../../segment/tree';
import { Box } from './Box';
import { Control, type ControlProps } from './Control';
import { problemsAt, useDesk } from './desk';
import style from './Form.module.css';
import { withField } from './FormsControl';
import { RecordFields } from './RecordControl';
import { beginOf } from './sections';
import { type Shape, shapeOf } from './shape';
import { freshId } from './template';
import { formWords } from './words/words';

type ListProps = ControlProps<Extract<Shape, { is: 'list' }>>;

/** Several of a thing, one under the other. */
export function ListControl(props: ListProps) {
  const t = useWords(formWords);
  const { root, problems, program } = useDesk();
  const { shape, label, about, value, path, required, onChange } = props;
  const alone = shape.alone && value !== undefined && !Array.isArray(value);
  const items = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const put = (next: Json[]) => {
    if (next.length === 0 && !required) onChange(undefined);
    else onChange(shape.alone && next.length === 1 && !Array.isArray(value) ? next[0] : next);
  };
  const own = shapeOf(root, shape.of);
  const add = () => put([...items, begun(own, program, items.length)]);
  return (
    <Box
      label={label}
      about={about}
      problems={problemsAt(problems, path, value === undefined)}
      remove={value === undefined || required ? undefined : () => onChange(undefined)}
    >
      {items.length > 0 && (
        <ol className={style.items}>
          {items.map((item, i) => (
            <li key={i}>
              <Item
                {...props}
                own={own}
                label={t.item(label, i + 1)}
                value={item}
                path={alone ? path : [...path, i]}
                onChange={(next) => put(items.with(i, next ?? {}))}
                remove={() => put(items.toSpliced(i, 1))}
              />
            </li>
          ))}
        </ol>
      )}
      <Another label={label} add={add} />
    </Box>
  );
}

/** Adds an item at the end. */
function Another({ label, add }: { label: string; add: () => void }) {
  const t = useWords(formWords);
  const { readOnly } = useDesk();
  return (
    <Button
      size="compact-sm"
      variant="light"
      className={style.setter ?? ''}
      disabled={readOnly}
      aria-label={t.another(label)}
      leftSection={<span aria-hidden="true">+</span>}
      onClick={add}
    >
      {t.add}
    </Button>
  );
}

/** What another item begins with; its id is one nobody has. */
function begun(shape: Shape, program: Json, count: number): Json {
  if (shape.is === 'forms') return shape.of[count]?.word ?? '';
  const begin = shape.is === 'record' ? mapOf(beginOf(shape.part)) : {};
  return 'id' in begin ? { ...begin, id: freshId('level', program) } : begin;
}

interface ItemProps extends Omit<ListProps, 'shape'> {
  own: Shape;
  remove: () => void;
}

function Item({ own, label, field, value, path, onChange, remove }: ItemProps) {
  const t = useWords(formWords);
  const { readOnly } = useDesk();
  return (
    <div className={style.item} role="group" aria-label={label}>
      <div className={style.itemBody}>
        {own.is === 'record' ? (
          <RecordFields
            part={own.part}
            fields={own.fields}
            value={mapOf(value)}
            path={path}
            onField={(name, next) => onChange(withField(mapOf(value), name, next))}
          />
        ) : (
          <Control
            shape={own}
            field={field}
            label={label}
            value={value}
            path={path}
            required
            onChange={onChange}
          />
        )}
      </div>
      {!readOnly && <CloseButton size="sm" aria-label={t.unset(label)} onClick={remove} />}
    </div>
  );
}

type TableProps = ControlProps<Extract<Shape, { is: 'table' }>>;

/** Parts by names of their own. */
export function TableControl(props: TableProps) {
  const t = useWords(formWords);
  const { root, problems, readOnly } = useDesk();
  const { shape, label, about, value, path, field, required, onChange } = props;
  const map = mapOf(value);
  const inner = shapeOf(root, shape.of);
  const add = () => {
    const begin = inner.is === 'record' ? beginOf(inner.part) : '';
    onChange({ ...map, [freshId('name', map)]: begin });
  };
  const rename = (name: string, to: string) => {
    if (to in map) return;
    onChange(
      Object.fromEntries(Object.entries(map).map(([own, v]) => [own === name ? to : own, v])),
    );
  };
  return (
    <Box
      label={label}
      about={about}
      problems={problemsAt(problems, path, value === undefined)}
      remove={value === undefined || required ? undefined : () => onChange(undefined)}
    >
      <ol className={style.items}>
        {Object.entries(map).map(([name, part], i) => (
          <li key={i} className={style.item} role="group" aria-label={t.item(label, i + 1)}>
            <div className={style.itemBody}>
              <TextInput
                aria-label={`${label}: ${t.key}`}
                value={name}
                onChange={({ currentTarget }) => rename(name, currentTarget.value)}
              />
              <Control
                shape={inner}
                field={field}
                label={`${label}: ${name}`}
                value={part}
                path={[...path, name]}
                required
                onChange={(next) => onChange(withField(map, name, next))}
              />
            </div>
            {!readOnly && (
              <CloseButton
                size="sm"
                aria-label={t.unset(name)}
                onClick={() => onChange(withField(map, name, undefined))}
              />
            )}
          </li>
        ))}
      </ol>
      <Another label={label} add={add} />
    </Box>
  );
}
