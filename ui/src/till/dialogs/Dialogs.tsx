import { ReturnDialog } from '../back/ReturnDialog';
import { useTill } from '../till';
import { Changed } from './Changed';
import { Help } from './Help';
import { Price, Quantity } from './Numbers';
import { Clear, Refused, WithoutPoints } from './Questions';
import { ReceiptDialog } from './ReceiptDialog';
import { Redeem } from './Redeem';
import { Register } from './Register';
import { ClaimShown, Rewards } from './Rewards';
import { SendingDialog } from './SendingDialog';
import { Settings } from './Settings';
import { UnsentDialog } from './UnsentDialog';

/** What lies over the basket, one at a time. */
export function Dialogs() {
  const { dialog, sending } = useTill();
  if (sending) return <SendingDialog />;
  switch (dialog?.show) {
    case undefined:
      return null;
    case 'help':
      return <Help />;
    case 'settings':
      return <Settings />;
    case 'clear':
      return <Clear />;
    case 'withoutPoints':
      return <WithoutPoints />;
    case 'refused':
      return <Refused reason={dialog.reason} />;
    case 'unsent':
      return <UnsentDialog />;
    case 'redeem':
      return <Redeem />;
    case 'quantity':
      return <Quantity line={dialog.line} />;
    case 'price':
      return <Price line={dialog.line} unknown={dialog.unknown} />;
    case 'register':
      return <Register card={dialog.card} phone={dialog.phone} name={dialog.name} />;
    case 'return':
      return <ReturnDialog key={dialog.number} number={dialog.number} />;
    case 'rewards':
      return <Rewards member={dialog.member} name={dialog.name} />;
    case 'claim':
      return <ClaimShown claim={dialog.claim} />;
    case 'receipt':
      return <ReceiptDialog receipt={dialog.receipt} member={dialog.member} />;
    case 'changed':
      return <Changed before={dialog.before} />;
  }
}
