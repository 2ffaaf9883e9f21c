//! From what the store gives to what the columns take.

use regulars_insight::column::{MemberRecord, Sale};
use regulars_store::{MemberPast, SalePast};

pub(super) fn record(past: MemberPast) -> MemberRecord {
    MemberRecord {
        member: past.member,
        wallet: past.wallet,
        stamps: past.stamps,
        tiers: past.tiers.into_iter().collect(),
        sales: past.sales.into_iter().map(sale).collect(),
        events: past.events,
    }
}

fn sale(sale: SalePast) -> Sale {
    Sale {
        past: sale.past,
        returned: sale.returned,
        till: sale.till,
        offset: sale.offset,
    }
}
