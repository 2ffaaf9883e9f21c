import { Drawer, type DrawerProps, Modal, type ModalProps } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { commonWords } from './words';

/** What floats over a page: closes by Escape, and says what its cross does. */
function useClose() {
  const t = useWords(commonWords);
  return { 'aria-label': t.close };
}

/** A question in the middle. */
export function Dialog(props: ModalProps) {
  return <Modal closeButtonProps={useClose()} {...props} />;
}

/** A form at the side, the page still in sight. */
export function SidePanel(props: DrawerProps) {
  return <Drawer position="right" closeButtonProps={useClose()} {...props} />;
}
