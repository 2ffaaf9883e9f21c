//! Purchases brought in give what they would have given at the till.

use std::fmt::Write;

use regulars_app::audit::{self, AuditFilter};
use regulars_app::import::{
    Mapping, ProductsImport, PurchasesImport, Report, SpendImport, products, purchases, spend,
};
use regulars_app::segment::PreviewRequest;
use regulars_app::{Actor, MemberRef, MuchRequest, purchase};
use regulars_engine::condition::ConditionFile;
use regulars_engine::points::LotState;
use regulars_engine::time::Instant;

use crate::{System, at, basket, card_of, key, local};

const MEMBERS: [&str; 3] = ["ann", "bob", "eve"];
const START: &str = "2026-01-01T00:00:00+03:00";
const END: &str = "2026-02-20T00:00:00+03:00";

/// A purchase every eleven hours, by turns, at prices that differ.
fn sales() -> Vec<(usize, Instant, &'static str, String)> {
    let sale = |number: usize| {
        let hours = i64::try_from(number * 11 + 10).unwrap();
        let when = at(START).plus_seconds(hours * 3_600);
        (
            number,
            when,
            MEMBERS[number * 7 / 2 % 3],
            format!("{}.{:02}", 90 + number * 37 % 500, number % 100),
        )
    };
    (0..90).map(sale).collect()
}

fn csv(sales: &[(usize, Instant, &'static str, String)]) -> String {
    let mut text = "id,at,member,sku,price,store\n".to_owned();
    for (number, when, member, price) in sales {
        writeln!(text, "r-{number},{when},{member},burger,{price},kazan-1").unwrap();
    }
    text
}

fn import(system: &System, name: &str, text: &str) -> Report {
    import_as(system, name, text, false)
}

fn import_as(system: &System, name: &str, text: &str, history: bool) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    let asked = PurchasesImport {
        by: Actor::Machine,
        report: folder.path().join("refused.csv"),
        file,
        mapping: Mapping::default(),
        dry_run: false,
        history,
        cancellations: None,
    };
    let report = purchases(&system.app, &asked, &mut |_| Ok(())).unwrap();
    assert_eq!(report.refused, 0);
    report
}

fn external(member: &str) -> MemberRef {
    MemberRef::Identifier(regulars_store::Identifier {
        kind: regulars_store::IdentifierKind::ExternalId,
        value: member.to_owned(),
    })
}

/// What a member has: the balance, and every live lot.
async fn holdings(
    system: &System,
    named: MemberRef,
) -> (i64, Vec<(i64, LotState, Option<Instant>)>) {
    let view = regulars_app::account::read(&system.app, named)
        .await
        .unwrap();
    let account = &view.accounts[0];
    let lots = account
        .lots
        .iter()
        .map(|lot| (lot.remaining.raw(), lot.state, lot.expires_at));
    let mut lots: Vec<_> = lots.collect();
    lots.sort_by_key(|(points, _, expires_at)| (*expires_at, *points));
    (account.available.raw(), lots)
}

#[tokio::test]
async fn importing_a_history_gives_what_the_till_gave() {
    let till = System::start(START).await;
    for (number, when, member, price) in sales() {
        till.clock.set(when);
        till.run_due().await;
        if till.app_member(member).await.is_none() {
            till.join(member, regulars_engine::member::Profile::default())
                .await;
        }
        let id = format!("r-{number}");
        let request = purchase::ConfirmRequest {
            call: key(&id, &id),
            basket: Some(basket(Some(member), &price, MuchRequest::None)),
            quote: None,
        };
        purchase::confirm(&till.app, &local(), request)
            .await
            .unwrap();
    }
    till.pass(END).await;

    let imported = System::start(START).await;
    imported.clock.set(at(END));
    let app = imported.app.clone();
    let (imported, report) = tokio::task::spawn_blocking(move || {
        let report = import(&imported, "all.csv", &csv(&sales()));
        (imported, report)
    })
    .await
    .unwrap();
    assert_eq!((report.purchases, report.members), (90, 3));
    regulars_app::job::run_due(&app).await.unwrap();
    for member in MEMBERS {
        let (ours, theirs) = (external(member), MemberRef::Identifier(card_of(member)));
        assert_eq!(
            holdings(&imported, ours).await,
            holdings(&till, theirs).await,
            "{member}"
        );
    }
    imported.check();
    till.check();
}

fn goods(system: &System, text: &str) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("goods.csv");
    std::fs::write(&file, text).unwrap();
    let asked = ProductsImport {
        file,
        by: Actor::Machine,
        mapping: Mapping::default(),
        report: folder.path().join("refused.csv"),
        dry_run: false,
    };
    assert_eq!(
        products(&system.app, &asked, &mut |_| Ok(()))
            .unwrap()
            .refused,
        0
    );
}

#[tokio::test]
async fn history_takes_from_the_catalogue_what_the_file_does_not_say() {
    let system = System::start(START).await;
    system.clock.set(at(END));
    let system = tokio::task::spawn_blocking(move || {
        goods(&system, "sku,category,brand\nring,jewellery,Aurum\n");
        let sales = "id,at,member,sku,category,price\n\
                     r-1,2026-02-01T10:00:00+03:00,ann,ring,,100\n\
                     r-2,2026-02-02T10:00:00+03:00,bob,ring,gifts,100\n\
                     r-3,2026-02-03T10:00:00+03:00,eve,lamp,,100\n";
        import_as(&system, "sales.csv", sales, true);
        system
    })
    .await
    .unwrap();
    for (lines, buyers) in [
        ("category: jewellery", 1),
        ("category: gifts", 1),
        ("brand: Aurum", 2),
    ] {
        let when = format!("purchases: {{ within: 1 year, where: {{ {lines} }} }}");
        let request = PreviewRequest {
            when: ConditionFile::read(&when).unwrap(),
            as_of: None,
        };
        let found = regulars_app::segment::preview(&system.app, request).await;
        assert_eq!(found.unwrap().found.members, buyers, "{lines}");
    }
    system.check();
}

#[tokio::test]
async fn purchases_may_come_in_any_order_of_files() {
    let system = System::start(START).await;
    system.clock.set(at(END));
    let system = tokio::task::spawn_blocking(move || {
        let (even, odd): (Vec<_>, Vec<_>) = sales()
            .into_iter()
            .partition(|(number, ..)| number % 2 == 0);
        import(&system, "even.csv", &csv(&even));
        // Each of these stands before purchases that the store has: they are decided one by one.
        let report = import(&system, "odd.csv", &csv(&odd));
        assert_eq!((report.purchases, report.members), (45, 0));
        let again = import(&system, "all.csv", &csv(&sales()));
        assert_eq!((again.imported, again.unchanged), (0, 90));
        system
    })
    .await
    .unwrap();
    system.run_due().await;
    system.check();
}

#[tokio::test]
async fn the_audit_tells_that_an_import_began_and_what_it_did() {
    let system = System::start(START).await;
    system.clock.set(at(END));
    let rows = sales().len();
    let imported = tokio::task::spawn_blocking(move || {
        import(&system, "all.csv", &csv(&sales()));
        system
    });
    let system = imported.await.unwrap();
    let told = audit::list(&system.app, AuditFilter::default(), None, 2)
        .await
        .unwrap();
    let told: Vec<_> = told
        .items
        .into_iter()
        .map(|line| (line.action, line.note.unwrap()))
        .collect();
    let did = format!("purchases: {rows} rows, {rows} imported, 0 unchanged, 0 refused");
    let expected = [("import.end", did.as_str()), ("import.begin", "purchases")];
    assert_eq!(
        told,
        expected.map(|(action, note)| (action.to_owned(), note.to_owned()))
    );
}

#[tokio::test]
async fn money_spent_is_known_when_it_comes_again() {
    let system = System::start(START).await;
    let bring_in = |rows: &str| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("spend.csv");
        std::fs::write(&file, format!("from,to,purpose,amount,source\n{rows}")).unwrap();
        let asked = SpendImport {
            by: Actor::Machine,
            file,
            mapping: Mapping::default(),
            report: folder.path().join("refused.csv"),
            dry_run: false,
        };
        let report = spend(&system.app, &asked, &mut |_| Ok(())).unwrap();
        (report.imported, report.unchanged, report.refused)
    };
    let twice = "2026-03-01,,keeping,10,\n2026-03-01,,keeping,10,\n";
    let rows = format!("2026-03-01,2026-03-31,acquisition,1500.50,poster\n{twice}");
    let wrong = "2026-03-02,2026-03-01,keeping,1,\n,,keeping,1,\n2026-03-01,,fun,1,\n\
                 2026-03-01,,keeping,-1,\n2026-03-01,,keeping,0.001,\n";
    std::thread::scope(|threads| {
        let work = || {
            assert_eq!(bring_in(&rows), (3, 0, 0));
            let more = format!("{rows}2026-03-01,,keeping,10,\n");
            assert_eq!(bring_in(&more), (1, 3, 0));
            assert_eq!(bring_in(wrong), (0, 0, 5));
        };
        threads.spawn(work).join().unwrap();
    });
}
