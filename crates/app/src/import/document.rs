//! Rows gathered into the purchases and returns they are lines of.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use regulars_engine::language::Said;
use regulars_engine::name::{Category, Sku, StoreId};
use regulars_engine::number::limits::LINES_MAX;
use regulars_engine::number::{Currency, Money, Price, Quantity, line_amount};
use regulars_engine::said;
use regulars_engine::time::Instant;

use super::field::Refusal;
use super::rule::{Rule, Uses};
use super::sale::SaleRow;
use super::source::RawRow;
use crate::basket::Stated;

/// Rows of one id further apart than this are not one purchase: the id was used again.
const SPREAD_MS: i64 = 24 * 3_600_000;

/// A purchase, or a return without its purchase.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Document {
    /// Its id, for ever.
    pub(super) id: String,
    /// Goods came back.
    pub(super) returned: bool,
    /// When: the earliest of its rows.
    pub(super) at: Stated,
    /// The member's external id.
    pub(super) member: Option<Arc<str>>,
    /// Where.
    pub(super) store: Option<StoreId>,
    /// Till.
    pub(super) till: Option<Arc<str>>,
    /// Channel.
    pub(super) channel: Option<Arc<str>>,
    /// Lines in the order of the file; their numbers are their places, from 1.
    pub(super) lines: Vec<DocumentLine>,
    /// Some rows bear another time.
    spread: bool,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DocumentLine {
    /// Line of the file.
    pub(super) row: u64,
    /// Goods.
    pub(super) sku: Option<Sku>,
    /// Categories, as the file says.
    pub(super) category: Vec<Category>,
    /// Units, > 0.
    pub(super) quantity: Quantity,
    /// Price of a unit.
    pub(super) price: Price,
    /// Price × quantity, rounded once.
    pub(super) amount: Money,
}

/// Goods the file names, for the catalogue.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct NamedGoods {
    pub(super) name: Option<Arc<str>>,
    pub(super) category: Vec<Category>,
}

/// A row that cannot join its purchase.
pub(super) struct Misfit {
    pub(super) field: &'static str,
    pub(super) reason: Said,
}

/// Rows gathered so far.
pub(super) struct Documents {
    currency: Currency,
    places: HashMap<String, usize>,
    documents: Vec<Document>,
    /// Every member a readable row names, also of rows that were refused.
    pub(super) members: BTreeSet<Arc<str>>,
    /// Goods by sku.
    pub(super) goods: HashMap<Sku, NamedGoods>,
    names: HashMap<String, Arc<str>>,
    skus: HashMap<String, Sku>,
    stores: HashMap<String, StoreId>,
    seen: HashSet<u64>,
    hasher: RandomState,
}

impl Documents {
    pub(super) fn new(currency: Currency) -> Self {
        Self {
            currency,
            places: HashMap::new(),
            documents: Vec::new(),
            members: BTreeSet::new(),
            goods: HashMap::new(),
            names: HashMap::new(),
            skus: HashMap::new(),
            stores: HashMap::new(),
            seen: HashSet::new(),
            hasher: RandomState::new(),
        }
    }

    /// Whether a row equal to this one in every field came before. Told by a 64-bit hash.
    pub(super) fn seen_before(&mut self, row: &RawRow<'_>) -> bool {
        let fields: Vec<&[u8]> = row.bytes().collect();
        !self.seen.insert(self.hasher.hash_one(fields))
    }

    /// Notes a member, also of a row that is refused: such a customer exists.
    pub(super) fn note_member(&mut self, member: &str) -> Arc<str> {
        let member = self.name(member);
        self.members.insert(member.clone());
        member
    }

    /// Adds a row to its document.
    pub(super) fn add(&mut self, line: u64, row: &SaleRow<'_>) -> Result<(), Misfit> {
        let amount = line_amount(row.price, row.quantity, self.currency).ok_or_else(|| Misfit {
            field: "price",
            reason: said!(
                "times the quantity is more than a line may cost",
                "вместе с количеством даёт больше, чем может стоить строка"
            ),
        })?;
        let member = row.member.map(|member| self.note_member(member));
        let id = match row.id {
            Some(id) => id.to_owned(),
            None => format!("{}@{}", row.member.unwrap_or_default(), row.at.at),
        };
        let place = match self.places.get(&id) {
            Some(place) => *place,
            None => self.open(id, row, member.clone()),
        };
        self.documents[place].join(row.at, member.as_ref())?;
        let line = self.line(line, row, amount);
        self.documents[place].lines.push(line);
        Ok(())
    }

    fn open(&mut self, id: String, row: &SaleRow<'_>, member: Option<Arc<str>>) -> usize {
        let document = Document {
            id: id.clone(),
            returned: row.returned,
            at: row.at,
            member,
            store: row.store.map(|store| interned(&mut self.stores, store)),
            till: row.till.map(|till| self.name(till)),
            channel: row.channel.map(|channel| self.name(channel)),
            lines: Vec::new(),
            spread: false,
        };
        self.documents.push(document);
        let place = self.documents.len() - 1;
        self.places.insert(id, place);
        place
    }

    fn line(&mut self, line: u64, row: &SaleRow<'_>, amount: Money) -> DocumentLine {
        let sku = row.sku.map(|sku| interned(&mut self.skus, sku));
        let category: Vec<Category> = row
            .category
            .into_iter()
            .flat_map(|list| list.split('|'))
            .map(|one| Category::new(one.trim()))
            .collect();
        if let Some(sku) = &sku {
            let name = row.name.map(|name| self.name(name));
            let goods = self.goods.entry(sku.clone()).or_default();
            // The last name the file gives is the one in use.
            if name.is_some() {
                goods.name = name;
            }
            if !category.is_empty() {
                goods.category.clone_from(&category);
            }
        }
        DocumentLine {
            row: line,
            sku,
            category,
            quantity: row.quantity,
            price: row.price,
            amount,
        }
    }

    fn name(&mut self, text: &str) -> Arc<str> {
        interned(&mut self.names, text)
    }

    /// The documents in order of time, and the rows of those that are none, with why.
    pub(super) fn finish(
        &mut self,
        uses: &mut Uses,
        column: &str,
    ) -> (Vec<Document>, Vec<(u64, Refusal)>) {
        self.places.clear();
        self.seen.clear();
        let mut refused = Vec::new();
        let mut documents = std::mem::take(&mut self.documents);
        documents.retain(|document| match document.no_sale() {
            None => true,
            Some((rule, reason)) => {
                let rows = document.lines.iter().map(|line| {
                    let (column, value) = (column.to_owned(), line.price.format(self.currency));
                    (
                        line.row,
                        Refusal {
                            column,
                            value,
                            reason: reason.clone(),
                        },
                    )
                });
                refused.extend(rows);
                if let Some(rule) = rule {
                    uses.add(rule, document.rows());
                }
                false
            }
        });
        documents.sort_by_key(|document| (document.at.at, document.first_row()));
        documents
            .iter()
            .for_each(|document| document.count(uses, self.currency));
        (documents, refused)
    }
}

/// One shared value for equal texts.
fn interned<'t, T: Clone + From<&'t str>>(known: &mut HashMap<String, T>, text: &'t str) -> T {
    if let Some(value) = known.get(text) {
        return value.clone();
    }
    let value = T::from(text);
    known.insert(text.to_owned(), value.clone());
    value
}

impl Document {
    /// Whether a row may be a line of this document; takes the earlier of the two times.
    fn join(&mut self, at: Stated, member: Option<&Arc<str>>) -> Result<(), Misfit> {
        if member != self.member.as_ref() {
            let reason = said!(
                "differs from the member of `{}` named before",
                "не тот участник, что в прежних строках `{}`",
                self.id
            );
            return Err(Misfit {
                field: "member",
                reason,
            });
        }
        if at.at == self.at.at {
            return Ok(());
        }
        if at.at.ms_since(self.at.at).abs() > SPREAD_MS {
            let reason = said!(
                "is more than a day from the time of `{}` named before: the id was used again",
                "больше суток от времени в прежних строках `{}`: номер использован повторно",
                self.id
            );
            return Err(Misfit {
                field: "at",
                reason,
            });
        }
        self.spread = true;
        if at.at < self.at.at {
            self.at = at;
        }
        Ok(())
    }

    /// Why the whole document is not taken.
    fn no_sale(&self) -> Option<(Option<Rule>, Said)> {
        if self.lines.is_empty() {
            return Some((None, Said::same("")));
        }
        if self.lines.len() > LINES_MAX {
            return Some((
                None,
                said!(
                    "the purchase has {} lines; it may have {LINES_MAX}",
                    "строк в покупке: {}; их может быть {LINES_MAX}",
                    self.lines.len()
                ),
            ));
        }
        let goods_for_nothing = |line: &DocumentLine| line.price.is_zero() && line.sku.is_some();
        if !self.returned && self.lines.iter().all(goods_for_nothing) {
            let reason = said!(
                "every price of the purchase is zero: a stock correction, no sale",
                "все цены в покупке нулевые: это правка остатков, а не продажа"
            );
            return Some((Some(Rule::NothingSold), reason));
        }
        None
    }

    fn count(&self, uses: &mut Uses, currency: Currency) {
        if self.returned {
            uses.add(Rule::UnlinkedReturns, self.rows());
        } else if self.member.is_none() {
            uses.add(Rule::WithoutMember, self.rows());
        }
        if self.spread {
            uses.add(Rule::SpreadOverTimes, 1);
        }
        let gifts = self
            .lines
            .iter()
            .filter(|line| line.price.is_zero() && line.sku.is_some())
            .count();
        uses.add(Rule::Gifts, u64::try_from(gifts).unwrap_or(0));
        let rounded = self
            .lines
            .iter()
            .filter(|line| line.is_rounded(currency))
            .count();
        uses.add(Rule::RoundedLines, u64::try_from(rounded).unwrap_or(0));
    }

    /// How many rows of the file it has.
    pub(super) fn rows(&self) -> u64 {
        u64::try_from(self.lines.len()).unwrap_or(u64::MAX)
    }

    /// Line of the file its first row stands on.
    pub(super) fn first_row(&self) -> u64 {
        self.lines.first().map_or(0, |line| line.row)
    }

    /// What it comes to.
    pub(super) fn amount(&self) -> Money {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// When.
    pub(super) fn instant(&self) -> Instant {
        self.at.at
    }
}

impl DocumentLine {
    fn is_rounded(&self, currency: Currency) -> bool {
        let exact = i128::from(self.price.raw()) * i128::from(self.quantity.raw());
        i128::from(Price::from_money(self.amount, currency).raw()) * 10_000 != exact
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<'t>(
        id: &'t str,
        minutes: i64,
        member: &'t str,
        quantity: i64,
        price: &str,
    ) -> SaleRow<'t> {
        SaleRow {
            id: Some(id).filter(|id| !id.is_empty()),
            at: Stated {
                at: Instant::from_ms(minutes * 60_000),
                offset: None,
            },
            member: Some(member).filter(|member| !member.is_empty()),
            returned: id.starts_with('C'),
            sku: Some("sku"),
            name: None,
            category: None,
            quantity: Quantity::whole(quantity),
            price: Price::parse(price).unwrap(),
            store: None,
            till: None,
            channel: None,
        }
    }

    fn gather(rows: &[SaleRow<'_>]) -> (Vec<Document>, Vec<u64>, Uses) {
        let mut documents = Documents::new(Currency::parse("GBP").unwrap());
        let mut refused = Vec::new();
        for (line, row) in (2..).zip(rows) {
            if documents.add(line, row).is_err() {
                refused.push(line);
            }
        }
        let mut uses = Uses::default();
        let (documents, nothing) = documents.finish(&mut uses, "price");
        refused.extend(nothing.iter().map(|(line, _)| line));
        (documents, refused, uses)
    }

    #[test]
    fn rows_of_one_id_are_one_document_at_the_earliest_time() {
        let rows = [
            row("7", 10, "ann", 2, "1.50"),
            row("8", 5, "", 1, "3"),
            row("7", 9, "ann", 1, "0.10"),
        ];
        let (documents, refused, uses) = gather(&rows);
        let shape: Vec<_> = documents
            .iter()
            .map(|it| (it.id.as_str(), it.at.at.ms() / 60_000, it.amount().minor()))
            .collect();
        assert_eq!(shape, [("8", 5, 300), ("7", 9, 310)]);
        assert_eq!(refused, Vec::<u64>::new());
        assert_eq!(
            (
                uses.by_name()["spread_over_times"],
                uses.by_name()["without_member"]
            ),
            (1, 1)
        );
    }

    #[test]
    fn without_an_id_the_member_and_the_time_make_one() {
        let (documents, _, _) = gather(&[
            row("", 1, "ann", 1, "5"),
            row("", 1, "ann", 1, "6"),
            row("", 2, "ann", 1, "7"),
        ]);
        let shape: Vec<_> = documents
            .iter()
            .map(|it| (it.id.as_str(), it.lines.len()))
            .collect();
        assert_eq!(
            shape,
            [
                ("ann@1970-01-01T00:01:00Z", 2),
                ("ann@1970-01-01T00:02:00Z", 1)
            ]
        );
    }

    #[test]
    fn a_row_of_another_member_or_day_does_not_join() {
        let (documents, refused, _) = gather(&[
            row("7", 0, "ann", 1, "5"),
            row("7", 0, "bob", 1, "5"),
            row("7", 2_000, "ann", 1, "5"),
        ]);
        assert_eq!(
            (documents.len(), documents[0].lines.len(), refused),
            (1, 1, vec![3, 4])
        );
    }

    #[test]
    fn a_purchase_with_no_price_at_all_is_none() {
        let (documents, refused, uses) = gather(&[
            row("7", 0, "ann", 1, "0"),
            row("8", 0, "ann", 1, "0"),
            row("8", 0, "ann", 1, "5"),
        ]);
        assert_eq!((documents.len(), refused), (1, vec![2]));
        assert_eq!(
            (uses.by_name()["gifts"], uses.by_name()["nothing_sold"]),
            (1, 1)
        );
    }

    #[test]
    fn a_line_finer_than_a_penny_is_rounded_once_and_counted() {
        let (documents, _, uses) = gather(&[
            row("7", 0, "ann", 3, "0.125"),
            row("7", 0, "ann", 4, "0.125"),
        ]);
        assert_eq!(
            (
                documents[0].amount().minor(),
                uses.by_name()["rounded_lines"]
            ),
            (38 + 50, 1)
        );
    }
}
