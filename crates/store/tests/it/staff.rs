//! Staff, their sessions, the audit.

use regulars_engine::id::{AuditId, KeyId, StaffId};
use regulars_engine::language::Language;
use regulars_engine::time::Instant;
use regulars_store::*;

use crate::support::{Shop, day, hour};

fn anna(shop: &Shop, login: &str) -> StaffRow {
    StaffRow {
        id: StaffId::from_raw(shop.id()),
        login: login.to_owned(),
        name: "Anna Petrova".to_owned(),
        role: StaffRole::Admin,
        store: Some("kazan-1".into()),
        language: Language::Ru,
        password: "$argon2id$…".to_owned(),
        blocked: false,
        created_at: day(0),
    }
}

fn put(row: &StaffRow, seen: i64) -> Changeset {
    Changeset {
        posted_at: day(0),
        staff: vec![row.clone()],
        staff_seen: Some(seen),
        ..Changeset::default()
    }
}

pub fn added(shop: &Shop, login: &str) -> StaffRow {
    let row = anna(shop, login);
    let seen = mark(shop);
    shop.commit(put(&row, seen));
    row
}

fn mark(shop: &Shop) -> i64 {
    shop.store.read(|reader| reader.staff_mark()).unwrap()
}

pub fn sessions(at: Instant, moves: Vec<SessionMove>) -> Changeset {
    Changeset {
        posted_at: at,
        sessions: moves,
        ..Changeset::default()
    }
}

pub fn open(hash: u8, staff: StaffId) -> SessionMove {
    let hash = [hash; 32];
    SessionMove::Open { hash, staff }
}

fn session(shop: &Shop, hash: u8) -> Option<SessionRow> {
    let read = shop
        .store
        .read(|reader| reader.session_by_hash(&[hash; 32]));
    read.unwrap()
}

/// Which of the sessions 1 to 4 are there.
fn there(shop: &Shop) -> Vec<u8> {
    (1..=4)
        .filter(|hash| session(shop, *hash).is_some())
        .collect()
}

#[test]
fn somebody_is_found_by_id_and_login_as_they_were_put() {
    let shop = Shop::open();
    let row = added(&shop, "anna");
    let (by_id, by_login, all) = shop
        .store
        .read(|reader| {
            let by_login = reader.staff_by_login("anna")?;
            Ok((reader.staff(row.id)?, by_login, reader.all_staff()?))
        })
        .unwrap();
    assert_eq!(
        (by_id.as_ref(), by_login.as_ref()),
        (Some(&row), Some(&row))
    );
    assert_eq!(all.first(), Some(&row));
    let changed = StaffRow {
        login: "olga".to_owned(),
        role: StaffRole::Cashier,
        store: None,
        language: Language::En,
        blocked: true,
        ..row
    };
    shop.commit(put(&changed, 1));
    let read = |reader: &Reader<'_>| {
        Ok((
            reader.staff_by_login("anna")?,
            reader.staff_by_login("olga")?,
        ))
    };
    assert_eq!(shop.store.read(read).unwrap(), (None, Some(changed)));
}

#[test]
fn staff_decided_on_an_older_state_are_refused() {
    let shop = Shop::open();
    assert_eq!(mark(&shop), 0);
    let row = added(&shop, "anna");
    assert_eq!(mark(&shop), 1);
    assert_eq!(
        shop.refuse(put(&anna(&shop, "eve"), 0)),
        CommitError::StaffMoved
    );
    shop.commit(put(&row, 1));
    assert_eq!(mark(&shop), 2, "a change moves it too");
    assert_eq!(shop.refuse(put(&row, 1)), CommitError::StaffMoved);
}

#[test]
fn a_session_is_opened_slides_and_ends() {
    let shop = Shop::open();
    let row = added(&shop, "anna");
    shop.commit(sessions(hour(1), vec![open(1, row.id)]));
    let opened = session(&shop, 1).unwrap();
    assert_eq!((opened.opened_at, opened.seen_at), (hour(1), hour(1)));
    assert_eq!(opened.staff, row);
    shop.commit(sessions(hour(3), vec![SessionMove::See { hash: [1; 32] }]));
    shop.commit(sessions(hour(2), vec![SessionMove::See { hash: [1; 32] }]));
    let seen = session(&shop, 1).unwrap();
    assert_eq!((seen.opened_at, seen.seen_at), (hour(1), hour(3)));
    shop.commit(sessions(
        hour(4),
        vec![SessionMove::Close { hash: [1; 32] }],
    ));
    assert_eq!(session(&shop, 1), None);
    // What ended meanwhile is no fault.
    let late = vec![
        SessionMove::Close { hash: [1; 32] },
        SessionMove::See { hash: [1; 32] },
    ];
    shop.commit(sessions(hour(5), late));
    assert_eq!(session(&shop, 1), None);
}

#[test]
fn sessions_of_one_end_without_those_of_another() {
    let shop = Shop::open();
    let (anna, olga) = (added(&shop, "anna").id, added(&shop, "olga").id);
    let opened = vec![open(1, anna), open(2, anna), open(3, anna), open(4, olga)];
    shop.commit(sessions(hour(1), opened));
    let but = |but| SessionMove::CloseOthers { staff: anna, but };
    shop.commit(sessions(hour(2), vec![but(Some([2; 32]))]));
    assert_eq!(there(&shop), [2, 4]);
    shop.commit(sessions(hour(2), vec![but(None)]));
    assert_eq!(there(&shop), [4]);
}

#[test]
fn what_is_over_is_forgotten() {
    let shop = Shop::open();
    let anna = added(&shop, "anna").id;
    shop.commit(sessions(hour(1), vec![open(1, anna), open(2, anna)]));
    shop.commit(sessions(
        hour(5),
        vec![open(3, anna), SessionMove::See { hash: [2; 32] }],
    ));
    let forget = |opened_until, seen_until| SessionMove::Forget {
        staff: anna,
        opened_until,
        seen_until,
    };
    shop.commit(sessions(hour(6), vec![forget(hour(0), hour(4))]));
    assert_eq!(there(&shop), [2, 3]);
    shop.commit(sessions(hour(6), vec![forget(hour(1), hour(4))]));
    assert_eq!(there(&shop), [3]);
}

#[test]
fn the_audit_is_written_with_what_it_tells_of_or_not_at_all() {
    let shop = Shop::open();
    let row = added(&shop, "anna");
    let key = NewKey {
        id: KeyId::from_raw(shop.id()),
        name: "tills".to_owned(),
        integration: "tills".to_owned(),
        scopes: vec!["till".to_owned()],
        hash: [7; 32],
    };
    let line = |by, action, target: Option<&str>| NewAudit {
        id: AuditId::from_raw(shop.id()),
        by,
        action,
        target: target.map(str::to_owned),
        fields: Vec::new(),
        note: None,
    };
    let by_key = Actor::Key(key.id);
    let first = NewAudit {
        fields: vec!["phone".to_owned(), "city".to_owned()],
        note: Some("12".to_owned()),
        ..line(Actor::Staff(row.id), "member.change", Some("mem_1"))
    };
    shop.commit(Changeset {
        posted_at: hour(1),
        new_keys: vec![key],
        audit: vec![
            first,
            line(by_key, "product.put", None),
            line(Actor::Machine, "import.end", Some("mem_1")),
        ],
        ..Changeset::default()
    });
    shop.refuse(Changeset {
        audit: vec![line(Actor::Machine, "staff.add", None)],
        ..put(&anna(&shop, "eve"), 0)
    });
    let list = |target: Option<&str>, staff, after: Option<&Cursor>, limit| {
        let filter = AuditFilter {
            target: target.map(str::to_owned),
            staff,
        };
        shop.store
            .read(|reader| reader.audit(&filter, after, limit))
            .unwrap()
    };
    let whole = list(None, None, None, 10);
    let told: Vec<_> = whole
        .items
        .iter()
        .map(|row| (row.action.as_str(), row.by, row.name.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("import.end", Actor::Machine, None),
            ("product.put", by_key, Some("tills")),
            ("member.change", Actor::Staff(row.id), Some("Anna Petrova")),
        ]
    );
    let last = &whole.items[2];
    assert_eq!(
        (last.at, &last.fields[..], last.note.as_deref()),
        (
            hour(1),
            &["phone".to_owned(), "city".to_owned()][..],
            Some("12")
        )
    );
    let page = list(None, None, None, 2);
    assert_eq!(
        (
            page.items.len(),
            list(None, None, page.next.as_ref(), 2).items
        ),
        (2, vec![last.clone()])
    );
    assert_eq!(list(Some("mem_1"), None, None, 10).items.len(), 2);
    let by_anna = [
        list(Some("mem_1"), Some(row.id), None, 10),
        list(None, Some(row.id), None, 10),
    ];
    assert!(by_anna.iter().all(|page| page.items.iter().eq([last])));
}

#[test]
fn ids_of_staff_and_of_the_audit_are_never_given_again() {
    let shop = Shop::open();
    let row = added(&shop, "anna");
    let last = |shop: &Shop| shop.store.read(|reader| reader.marks()).unwrap().last_id;
    assert_eq!(last(&shop), row.id.raw());
    let id = AuditId::from_raw(shop.id());
    let audit = NewAudit {
        id,
        by: Actor::Machine,
        action: "a.b",
        target: None,
        fields: Vec::new(),
        note: None,
    };
    shop.commit(Changeset {
        posted_at: day(0),
        audit: vec![audit],
        ..Changeset::default()
    });
    assert_eq!(last(&shop), id.raw());
}
