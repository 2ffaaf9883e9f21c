import { ActionIcon, Menu } from '@mantine/core';

import { useLanguage, useWords } from '../../i18n/language';
import { Icon } from '../shell/Icon';
import { reportFile } from './file';
import type { ReportName } from './pages';
import { useReport } from './useReport';
import { reportWords } from './words';

const DOWN = 'M10 3.500v9M6 9l4 4 4-4M4 16.500h12';

/** Saves the report that is open as a file, asked as it is shown. */
export function Save({ name }: { name: ReportName }) {
  const t = useWords(reportWords);
  const { language } = useLanguage();
  const asked = useReport();
  const files = (['xlsx', 'csv'] as const).flatMap((format) => {
    const address = reportFile(name, format, language, asked);
    return address ? [{ format, address }] : [];
  });
  if (files.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={t.save}>
          <Icon path={DOWN} size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map(({ format, address }) => (
          <Menu.Item key={format} component="a" href={address} download>
            {t.files[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
