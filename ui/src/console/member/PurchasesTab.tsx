import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { Empty } from '../common/Empty';
import { More } from '../common/More';
import { PurchaseTable } from '../purchase/PurchaseTable';
import { type Member, useMemberPurchases } from './queries';
import { memberWords } from './words';

/** What somebody bought, latest first. */
export function PurchasesTab({ member }: { member: Member }) {
  const t = useWords(memberWords);
  const { query, rows } = useMemberPurchases(member.id);
  return (
    <Asked query={query}>
      {() => {
        if (rows.length === 0) {
          return <Empty title={t.noPurchases} about={t.noPurchasesAbout} />;
        }
        return (
          <>
            <PurchaseTable purchases={rows} />
            <More query={query} />
          </>
        );
      }}
    </Asked>
  );
}
