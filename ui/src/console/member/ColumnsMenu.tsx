import { Button, Menu } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { Icon } from '../shell/Icon';
import { COLUMNS, type ColumnName } from './useColumns';
import { membersWords } from './words';

interface Props {
  shown: ColumnName[];
  toggle: (column: ColumnName) => void;
  reset: () => void;
}

const TICK = 'M4.500 10.500l3.500 3.500 7.500-8';

/** Which columns the list has. */
export function ColumnsMenu({ shown, toggle, reset }: Props) {
  const t = useWords(membersWords);
  return (
    <Menu position="bottom-end" closeOnItemClick={false} width={220}>
      <Menu.Target>
        <Button variant="default" visibleFrom="sm">
          {t.chooseColumns}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {COLUMNS.map((column) => (
          <Menu.Item
            key={column}
            role="menuitemcheckbox"
            aria-checked={shown.includes(column)}
            rightSection={shown.includes(column) ? <Icon path={TICK} size={16} /> : null}
            onClick={() => toggle(column)}
          >
            {t.columns[column]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={reset}>{t.usualColumns}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
