//! Lists in pages.

use regulars_app::{Cursor, Page};
use regulars_engine::said;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Ref, Schema, SchemaType, Type};

use crate::problem::{Kind, Problem};

/// The most items of a page.
const MOST: usize = 200;
/// Items of a page when nobody says.
const USUAL: usize = 50;

/// Query parameters of every list, for the reference.
pub const PAGING: &[(&str, &str)] = &[
    ("limit", "Items of a page, 1 to 200. Absent: 50."),
    ("cursor", "The `next` of the page before, unchanged."),
];

/// Where a page begins and how long it is.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// Items.
    pub limit: Option<usize>,
    /// `next` of the page before.
    pub cursor: Option<String>,
}

impl Paging {
    /// The parameters within their limits.
    ///
    /// # Errors
    /// `bad_query`.
    pub fn check(self) -> Result<(Option<Cursor>, usize), Problem> {
        let limit = self.limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            return Err(Problem::at(
                Kind::BadQuery,
                "limit",
                said!(
                    "is {limit}; a page has 1 to {MOST} items",
                    "указано {limit}; на странице от 1 до {MOST} записей"
                ),
            ));
        }
        Ok((self.cursor.map(Cursor::new), limit))
    }
}

/// A page of a list.
#[derive(Debug, Serialize)]
pub struct Listed<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next page begins, to be sent as `cursor`; `null`: this was the last.
    pub next: Option<String>,
}

impl<T> Listed<T> {
    /// A page with its items rendered.
    pub fn of<R>(page: Page<R>, render: impl FnMut(R) -> T) -> Self {
        Self {
            items: page.items.into_iter().map(render).collect(),
            next: page.next.map(|cursor| cursor.as_str().to_owned()),
        }
    }

    /// A list that is one page.
    pub fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

impl<T: ToSchema> utoipa::PartialSchema for Listed<T> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .property("items", ArrayBuilder::new()
                    .items(Ref::from_schema_name(T::name()))
                    .description(Some("The items of the page.")))
            .required("items")
            .property(
                "next",
                ObjectBuilder::new()
                    .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
                    .description(Some("Where the next page begins, to be sent as `cursor`; `null`: this was the last.")),
            )
            .required("next")
            .description(Some("A page of a list."))
            .into()
    }
}

impl<T: ToSchema> ToSchema for Listed<T> {
    fn name() -> std::borrow::Cow<'static, str> {
        format!("{}List", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}
