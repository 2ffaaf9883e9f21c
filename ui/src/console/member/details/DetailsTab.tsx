import { SimpleGrid, Stack } from '@mantine/core';

import { useWords } from '../../../i18n/language';
import { useMay } from '../../session/session';
import { OneRecord } from '../merge/OneRecord';
import type { Member } from '../queries';
import { Blocking } from './Blocking';
import { ConsentSection } from './ConsentSection';
import { FieldsSection } from './FieldsSection';
import { PairsSection } from './PairsSection';
import { detailsWords } from './words';

/** What is known of somebody, to be corrected where it stands. */
export function DetailsTab({ member }: { member: Member }) {
  const t = useWords(detailsWords);
  const may = useMay();
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" verticalSpacing="xl">
      <Stack gap="xl">
        <FieldsSection
          member={member}
          title={t.profile}
          names={[
            'last_name',
            'first_name',
            'middle_name',
            'birth_date',
            'gender',
            'city',
            'language',
            'store',
            'tags',
          ]}
        />
      </Stack>
      <Stack gap="xl">
        <FieldsSection
          member={member}
          title={t.identifiers}
          names={['phone', 'email', 'cards', 'external_id']}
        />
        <ConsentSection member={member} />
        <PairsSection member={member} what="attributes" />
        <PairsSection member={member} what="dates" />
        {may('members:write') && !member.erased_at && <Blocking member={member} />}
        {may('accounts:adjust') && !member.erased_at && <OneRecord member={member} />}
      </Stack>
    </SimpleGrid>
  );
}
