//! `PUT /v1/stores/{id}` and `PUT /v1/stores`

use axum::extract::State;
use regulars_app::place::{self, StoreRow};
use regulars_engine::name::StoreId;
use regulars_engine::{both, said};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Store, StoreBody};
use crate::auth::By;
use crate::body::{Address, Answer, Body, Bulk, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::MISSING;
use crate::parse::{Pointer, Wrong, name};
use crate::problem::Problem;
use crate::product::put::PutMany;
use crate::server::Server;

/// The most stores of one request.
const MOST: usize = 10_000;

/// What `{id}` of a store is.
pub const ID: (&str, &str) = ("id", "Your own id of the store.");

/// The reference.
pub const DOC: Doc = Doc {
    id: "store_put",
    noun: Noun::Catalogue,
    summary: "Put a store",
    description: "Puts a place of sale, whole: what is not said is not kept.",
    address: &[ID],
    query: &[],
    body: Takes::Json(Shape::of::<StoreBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Store>()),
    also: &[],
    problems: &[],
};

/// Puts one.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Address(id): Address<String>,
    Body(body): Body<StoreBody>,
) -> Outcome<Store> {
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let named = name(Some(StoreId::new(&id)), &root.field("id"), &mut wrong);
    if body.id.as_ref().is_some_and(|stated| stated.as_str() != id) {
        wrong.say(
            &root.field("id"),
            both!(
                "is another one than in the address; leave it out",
                "не то, что в адресе; уберите поле"
            ),
        );
    }
    let row = body.check(&root, &mut wrong);
    let (id, row) = wrong.finish(named.map(|id| (id, row)))?;
    place::put(&server.app, caller.by, vec![(id.clone(), row.clone())]).await?;
    Ok(Answer::ok(Store::of(id, row)))
}

/// The reference.
pub const MANY: Doc = Doc {
    id: "store_put_many",
    noun: Noun::Catalogue,
    summary: "Put many stores",
    description: "Puts up to 10,000 places of sale, all or none.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<StoresBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<PutMany>()),
    also: &[],
    problems: &[],
};

/// Stores, each with its `id`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = StoresRequest)]
pub struct StoresBody {
    /// 1 to 10,000 stores.
    items: Vec<StoreBody>,
}

/// Puts many.
pub async fn many(
    State(server): State<Server>,
    By(caller): By,
    Bulk(body): Bulk<StoresBody>,
) -> Outcome<PutMany> {
    let rows = check(body)?;
    let put = rows.len();
    place::put(&server.app, caller.by, rows).await?;
    Ok(Answer::ok(PutMany { put }))
}

fn check(body: StoresBody) -> Result<Vec<(StoreId, StoreRow)>, Problem> {
    let root = Pointer::ROOT;
    let items = root.field("items");
    let mut wrong = Wrong::default();
    let count = body.items.len();
    if count == 0 || count > MOST {
        wrong.say(
            &items,
            said!(
                "has {count} items; the list has 1 to {MOST}",
                "записей: {count}; в списке их от 1 до {MOST}"
            ),
        );
        return wrong.finish(None);
    }
    let mut rows = Vec::with_capacity(count);
    for (index, mut item) in body.items.into_iter().enumerate() {
        let at = items.item(index);
        let id = item
            .id
            .take()
            .or_else(|| wrong.none(&at.field("id"), MISSING));
        let id = name(id, &at.field("id"), &mut wrong);
        let row = item.check(&at, &mut wrong);
        rows.extend(id.map(|id| (id, row)));
    }
    wrong.finish(Some(rows))
}
