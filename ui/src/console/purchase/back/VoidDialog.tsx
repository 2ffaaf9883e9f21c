import { Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import { useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import type { Purchase } from '../queries';
import { Confirm } from './Confirm';
import { Outcome } from './Outcome';
import { backWords } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  purchase: Purchase;
}

/** Cancels a purchase as if it had not happened. */
export function VoidDialog({ opened, onClose, purchase }: Props) {
  const t = useWords(backWords);
  const queries = useQueryClient();
  const preview = usePreview(purchase, opened);
  const voiding = useMutation({
    mutationFn: () =>
      answer(api.POST('/v1/purchases/{id}/void', { params: { path: { id: purchase.purchase } } })),
    onSuccess: () => {
      for (const noun of ['purchases', 'members', 'overview']) {
        void queries.invalidateQueries({ queryKey: [noun] });
      }
    },
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={t.void} size="lg">
      {voiding.data ? (
        <Outcome back={voiding.data} purchase={purchase} close={onClose} />
      ) : (
        <Stack gap="sm">
          <Text>{t.voidAbout}</Text>
          <Confirm
            purchase={purchase}
            preview={preview}
            doing={voiding}
            back={onClose}
            confirm={() => voiding.mutate()}
            label={() => t.doVoid}
          />
        </Stack>
      )}
    </Dialog>
  );
}

/** What the void would come to, decided by the server as the void itself. */
function usePreview(purchase: Purchase, opened: boolean) {
  return useQuery({
    queryKey: ['purchases', purchase.purchase, 'void-preview'],
    queryFn: () =>
      answer(
        api.POST('/v1/purchases/{id}/void/preview', {
          params: { path: { id: purchase.purchase } },
        }),
      ),
    enabled: opened,
    gcTime: 0,
  });
}
