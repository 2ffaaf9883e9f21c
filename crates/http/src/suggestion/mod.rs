//! What is likely to be taken next.

mod answer;
pub mod for_basket;
pub mod for_member;

pub use answer::{GoodsSuggested, Lists};

/// What is asked in the address.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SuggestParams {
    basket: Option<String>,
    top: Option<usize>,
}

/// Goods of a basket in an address.
pub const BASKET: (&str, &str) = (
    "basket",
    "Goods in the basket, as SKUs with commas between them: `burger,cola`. They are not suggested again; those that nobody has bought \
     yet tell nothing. Absent: nothing.",
);

/// Length of the lists.
pub const TOP: (&str, &str) = ("top", "Length of each list, 1 to 100. Absent: 5.");

impl SuggestParams {
    /// What they ask for somebody.
    fn ask(
        self,
        member: Option<regulars_app::MemberRef>,
    ) -> regulars_app::suggestion::SuggestRequest {
        regulars_app::suggestion::SuggestRequest {
            member,
            basket: skus(self.basket.as_deref()),
            top: self.top.unwrap_or(5),
        }
    }
}

/// SKUs with commas between them.
pub fn skus(text: Option<&str>) -> Vec<String> {
    let named = text.unwrap_or_default().split(',').map(str::trim);
    named
        .filter(|sku| !sku.is_empty())
        .map(str::to_owned)
        .collect()
}
