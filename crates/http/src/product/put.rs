//! `PUT /v1/products/{sku}` and `PUT /v1/products`

use axum::extract::State;
use regulars_app::product::{self, ProductRow};
use regulars_engine::name::Sku;
use regulars_engine::{both, said};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Product, ProductBody};
use crate::auth::By;
use crate::body::{Address, Answer, Body, Bulk, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::parse::MISSING;
use crate::parse::{Pointer, Wrong, name};
use crate::problem::Problem;
use crate::render::Scales;
use crate::server::Server;

/// The most goods of one request.
const MOST: usize = 10_000;

/// What `{sku}` is.
pub const SKU: (&str, &str) = ("sku", "The code of the goods.");

/// The reference.
pub const DOC: Doc = Doc {
    id: "product_put",
    noun: Noun::Catalogue,
    summary: "Put a product",
    description: "Puts goods into the catalogue, whole: what is not said is not kept.",
    address: &[SKU],
    query: &[],
    body: Takes::Json(Shape::of::<ProductBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<Product>()),
    also: &[],
    problems: &[],
};

/// Puts one.
pub async fn put(
    State(server): State<Server>,
    By(caller): By,
    Address(sku): Address<String>,
    Body(body): Body<ProductBody>,
) -> Outcome<Product> {
    let root = Pointer::ROOT;
    let mut wrong = Wrong::default();
    let named = name(Some(Sku::new(&sku)), &root.field("sku"), &mut wrong);
    if body
        .sku
        .as_ref()
        .is_some_and(|stated| stated.as_str() != sku)
    {
        wrong.say(
            &root.field("sku"),
            both!(
                "is another one than in the address; leave it out",
                "не то, что в адресе; уберите поле"
            ),
        );
    }
    let row = body.check(&root, &mut wrong);
    let (sku, row) = wrong.finish(named.map(|sku| (sku, row)))?;
    product::put(&server.app, caller.by, vec![(sku.clone(), row.clone())]).await?;
    let live = server.app.programs().at(server.app.now());
    Ok(Answer::ok(Product::of(
        sku,
        row,
        Scales(&live.program),
        &caller,
    )))
}

/// The reference.
pub const MANY: Doc = Doc {
    id: "product_put_many",
    noun: Noun::Catalogue,
    summary: "Put many products",
    description: "Puts up to 10,000 goods into the catalogue, all or none.",
    address: &[],
    query: &[],
    body: Takes::Json(Shape::of::<ProductsBody>()),
    status: 200,
    answer: Gives::Json(Shape::of::<PutMany>()),
    also: &[],
    problems: &[],
};

/// Goods, each with its `sku`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProductsRequest)]
pub struct ProductsBody {
    /// 1 to 10,000 goods.
    items: Vec<ProductBody>,
}

/// How many were put.
#[derive(Debug, Serialize, ToSchema)]
pub struct PutMany {
    /// How many.
    #[schema(example = 2)]
    pub put: usize,
}

/// Puts many.
pub async fn many(
    State(server): State<Server>,
    By(caller): By,
    Bulk(body): Bulk<ProductsBody>,
) -> Outcome<PutMany> {
    let rows = check(body)?;
    let put = rows.len();
    product::put(&server.app, caller.by, rows).await?;
    Ok(Answer::ok(PutMany { put }))
}

fn check(body: ProductsBody) -> Result<Vec<(Sku, ProductRow)>, Problem> {
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
        let sku = item
            .sku
            .take()
            .or_else(|| wrong.none(&at.field("sku"), MISSING));
        let sku = name(sku, &at.field("sku"), &mut wrong);
        let row = item.check(&at, &mut wrong);
        rows.extend(sku.map(|sku| (sku, row)));
    }
    wrong.finish(Some(rows))
}
