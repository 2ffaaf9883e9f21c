import { Skeleton, Stack } from '@mantine/core';
import { type ComponentProps, lazy, Suspense } from 'react';

import { patient } from '../../../api/connection';

const Forms = lazy(patient(() => import('./Forms')));

/** The forms of a program, loaded with the schema and the reader of YAML when they are first shown. */
export function FormsPane(props: ComponentProps<typeof Forms>) {
  return (
    <Suspense
      fallback={
        <Stack gap="sm">
          {[1, 2, 3, 4].map((place) => (
            <Skeleton key={place} height={64} radius={8} />
          ))}
        </Stack>
      }
    >
      <Forms {...props} />
    </Suspense>
  );
}
