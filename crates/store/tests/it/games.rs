//! Games: seeds that are told once, and the log of what was drawn by them.

use regulars_engine::id::{DrawId, MemberId, SeedId};
use regulars_engine::name::RuleId;
use regulars_store::*;

use crate::support::*;

fn wheel() -> RuleId {
    RuleId::new("wheel")
}

pub fn new_seed(shop: &Shop, secret: &str) -> NewSeed {
    NewSeed {
        id: SeedId::from_raw(shop.id()),
        draw: wheel(),
        secret: Secret::new(secret.to_owned()),
        commitment: format!("of {secret}"),
    }
}

pub fn seeds(moves: Vec<SeedMove>) -> Changeset {
    Changeset {
        posted_at: day(1),
        seeds: moves,
        ..Changeset::default()
    }
}

pub fn reveal(seed: SeedId) -> SeedMove {
    SeedMove::Reveal {
        seed,
        draw: wheel(),
    }
}

pub fn opened(shop: &Shop, secret: &str) -> SeedId {
    let new = new_seed(shop, secret);
    let id = new.id;
    shop.commit(seeds(vec![SeedMove::Open(new)]));
    id
}

/// A member draws by a seed.
pub fn draws(shop: &Shop, member: MemberId, version: i64, seed: SeedId, nonce: i64) -> Changeset {
    let made = NewDraw {
        id: DrawId::from_raw(shop.id()),
        draw: wheel(),
        nonce,
        seed: Some(seed),
        word: Some("luck".to_owned()),
        number: 7,
        at: day(2),
    };
    Changeset {
        posted_at: day(2),
        owners: vec![OwnerChange {
            draws: vec![made],
            ..unchanged(member, version)
        }],
        ..Changeset::default()
    }
}

fn moved() -> CommitError {
    CommitError::SeedMoved { draw: wheel() }
}

/// What is told of the seeds: commitment and secret.
fn told(shop: &Shop) -> Vec<(String, Option<String>)> {
    let rows = shop.store.read(|reader| reader.seeds_of(&wheel())).unwrap();
    let hex = |row: SeedRow| row.secret.map(|secret| secret.hex().to_owned());
    let each = rows.into_iter();
    each.map(|row| (row.commitment.clone(), hex(row))).collect()
}

#[test]
fn a_secret_is_told_once_its_seed_ends() {
    let shop = Shop::open();
    let first = opened(&shop, "aa");
    assert_eq!(told(&shop), [("of aa".to_owned(), None)]);
    let next = SeedMove::Open(new_seed(&shop, "bb"));
    shop.commit(seeds(vec![reveal(first), next]));
    let aa = ("of aa".to_owned(), Some("aa".to_owned()));
    assert_eq!(told(&shop), [("of bb".to_owned(), None), aa]);
    let open = shop.store.read(|reader| reader.open_seeds()).unwrap();
    let open: Vec<_> = open.iter().map(|seed| seed.commitment.as_str()).collect();
    assert_eq!(open, ["of bb"]);
    assert!(!format!("{open:?} {:?}", Secret::new("bb".to_owned())).contains("\"bb"));
}

#[test]
fn a_draw_has_one_seed_at_a_time_and_tells_it_once() {
    let shop = Shop::open();
    let first = opened(&shop, "aa");
    let another = || SeedMove::Open(new_seed(&shop, "bb"));
    assert_eq!(shop.refuse(seeds(vec![another()])), moved());
    assert_eq!(
        shop.refuse(seeds(vec![reveal(first), reveal(first)])),
        moved()
    );
    shop.commit(seeds(vec![reveal(first)]));
    assert_eq!(shop.refuse(seeds(vec![reveal(first)])), moved());
    shop.commit(seeds(vec![another()]));
}

#[test]
fn nothing_is_drawn_by_a_seed_that_was_told() {
    let shop = Shop::open();
    let ann = shop.register("1");
    let first = opened(&shop, "aa");
    shop.commit(draws(&shop, ann, 1, first, 0));
    shop.commit(seeds(vec![reveal(first)]));
    assert_eq!(shop.refuse(draws(&shop, ann, 2, first, 1)), moved());
    let second = opened(&shop, "bb");
    shop.commit(draws(&shop, ann, 2, second, 1));
}

#[test]
fn the_log_tells_what_was_drawn_and_secrets_that_were_told() {
    let shop = Shop::open();
    let (ann, bob) = (shop.register("1"), shop.register("2"));
    let seed = opened(&shop, "aa");
    shop.commit(draws(&shop, ann, 1, seed, 0));
    shop.commit(draws(&shop, ann, 2, seed, 1));
    shop.commit(draws(&shop, bob, 1, seed, 0));
    let log = |member| shop.store.read(|reader| reader.draws_of(member, None, 10));
    let log = |member| log(member).unwrap().items;
    let secret = |row: &DrawRow| row.seed.as_ref().unwrap().secret.clone();
    let of_ann = log(ann);
    assert_eq!(
        of_ann.iter().map(|row| row.nonce).collect::<Vec<_>>(),
        [1, 0]
    );
    let (member, draw, number) = (of_ann[0].member, &of_ann[0].draw, of_ann[0].number);
    assert_eq!((member, draw, number), (ann, &wheel(), 7));
    assert_eq!(of_ann[0].word.as_deref(), Some("luck"));
    assert!(of_ann.iter().all(|row| secret(row).is_none()));
    shop.commit(seeds(vec![reveal(seed)]));
    let aa = Some(Secret::new("aa".to_owned()));
    assert!(log(bob).iter().all(|row| secret(row) == aa));
    let page = |after: Option<&Cursor>| shop.store.read(|reader| reader.draws_of(ann, after, 1));
    let first = page(None).unwrap();
    assert_eq!(page(first.next.as_ref()).unwrap().items[0].nonce, 0);
}
