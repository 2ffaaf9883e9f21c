//! Imports goods into the catalogue: a known SKU takes what the file states of it.

use std::path::PathBuf;

use regulars_engine::basket::Flag;
use regulars_engine::both;
use regulars_engine::name::{Category, Sku};
use regulars_engine::situation::Product;
use regulars_store::{Actor, Changeset, ProductRow};

use super::audit::audited;
use super::field::{Fields, Refusal};
use super::mapping::Mapping;
use super::report::{RefusedRows, Report};
use super::source::Source;
use super::{ImportError, Progress, TELL_EVERY, Watch};
use crate::app::{App, Commit};
use crate::error::AppError;

/// Rows of a changeset.
const CHUNK: usize = 2_000;
pub(super) const FIELDS: [&str; 9] = [
    "sku",
    "name",
    "category",
    "brand",
    "price",
    "min_price",
    "club_price",
    "cost",
    "flags",
];

/// A file of goods to import.
#[derive(Debug, Clone)]
pub struct ProductsImport {
    /// The file.
    pub file: PathBuf,
    /// Who imports it.
    pub by: Actor,
    /// Its columns.
    pub mapping: Mapping,
    /// Where refused rows are listed.
    pub report: PathBuf,
    /// Write nothing.
    pub dry_run: bool,
}

/// Imports a file of goods. What a row leaves empty stays as it is.
///
/// # Errors
/// As [`super::purchases`].
pub fn products(
    app: &App,
    asked: &ProductsImport,
    watch: Watch<'_>,
) -> Result<Report, ImportError> {
    audited(app, (asked.by, "products"), asked.dry_run, || {
        read_all(app, asked, watch)
    })
}

fn read_all(app: &App, asked: &ProductsImport, watch: Watch<'_>) -> Result<Report, ImportError> {
    let mut source = Source::open(&asked.file)?;
    let columns = asked.mapping.resolve(FIELDS, &source.headers)?;
    columns.need_one_of(&["sku"])?;
    let decimal_comma = source.decimal_comma;
    let mut refused = RefusedRows::new(&asked.report);
    let mut report = Report {
        dry_run: asked.dry_run,
        ..Report::default()
    };
    let mut chunk: Vec<(Sku, ProductRow)> = Vec::new();
    let total = source.bytes;
    loop {
        let done = source.bytes_read();
        let Some(row) = source.next()? else { break };
        report.rows += 1;
        let line = row.line;
        match read(Fields {
            row,
            columns: &columns,
            decimal_comma,
        }) {
            Ok(goods) => {
                if chunk.len() == CHUNK || chunk.iter().any(|(sku, _)| *sku == goods.0) {
                    flush(app, asked, &mut chunk, &mut report)?;
                }
                chunk.push(goods);
            }
            Err(refusal) => refused.add(line, &refusal)?,
        }
        if report.rows.is_multiple_of(TELL_EVERY) {
            let rows = report.rows;
            watch(Progress::Reading { rows, done, total })?;
        }
    }
    flush(app, asked, &mut chunk, &mut report)?;
    (report.refused, report.report) = refused.close()?;
    Ok(report)
}

fn read(fields: Fields<'_, 9>) -> Result<(Sku, ProductRow), Refusal> {
    fields.check_width()?;
    let sku = Sku::new(fields.required("sku")?);
    let price = |field| match fields.price(field)? {
        Some(price) if price.is_negative() => {
            Err(fields.refuse(field, both!("is below zero", "меньше нуля")))
        }
        price => Ok(price),
    };
    let parts = |field| {
        Ok::<_, Refusal>(
            fields
                .text(field)?
                .into_iter()
                .flat_map(|text| text.split('|'))
                .map(str::trim),
        )
    };
    let facts = Product {
        name: fields.text("name")?.map(str::to_owned),
        category: parts("category")?.map(Category::new).collect(),
        brand: fields.text("brand")?.map(str::to_owned),
        flags: parts("flags")?
            .map(|word| flag(word, &fields))
            .collect::<Result<_, _>>()?,
        min_price: price("min_price")?,
        club_price: price("club_price")?,
    };
    Ok((
        sku,
        ProductRow {
            facts,
            price: price("price")?,
            cost: price("cost")?,
        },
    ))
}

fn flag(word: &str, fields: &Fields<'_, 9>) -> Result<Flag, Refusal> {
    match word {
        "no_discount" => Ok(Flag::NoDiscount),
        "no_redeem" => Ok(Flag::NoRedeem),
        "no_earn" => Ok(Flag::NoEarn),
        "service" => Ok(Flag::Service),
        _ => Err(fields.refuse(
            "flags",
            both!(
                "is not of no_discount, no_redeem, no_earn, service, divided by |",
                "можно только `no_discount`, `no_redeem`, `no_earn`, `service` через |"
            ),
        )),
    }
}

fn flush(
    app: &App,
    asked: &ProductsImport,
    chunk: &mut Vec<(Sku, ProductRow)>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let rows = u64::try_from(chunk.len()).unwrap_or(0);
    let known: Vec<_> = app.read_here(|reader| {
        let rows = chunk
            .drain(..)
            .map(|(sku, row)| Ok((reader.product(&sku)?, sku, row)));
        rows.collect::<Result<_, AppError>>()
    })?;
    report.products +=
        u64::try_from(known.iter().filter(|(known, _, _)| known.is_none()).count()).unwrap_or(0);
    let changed: Vec<_> = known
        .into_iter()
        .filter_map(|(known, sku, row)| {
            let merged = over(row, known.clone());
            (Some(&merged) != known.as_ref()).then_some((sku, merged))
        })
        .collect();
    let imported = u64::try_from(changed.len()).unwrap_or(0);
    report.imported += imported;
    report.unchanged += rows - imported;
    if asked.dry_run || changed.is_empty() {
        return Ok(());
    }
    match app.commit_here(Changeset {
        posted_at: app.now(),
        products: changed,
        ..Changeset::default()
    })? {
        Commit::Done => Ok(()),
        Commit::Again | Commit::Replayed => {
            Err(AppError::Internal("goods have no guard to fail".to_owned()).into())
        }
    }
}

/// What is stated, over what is known.
fn over(stated: ProductRow, known: Option<ProductRow>) -> ProductRow {
    let Some(known) = known else { return stated };
    ProductRow {
        price: stated.price.or(known.price),
        cost: stated.cost.or(known.cost),
        facts: Product {
            name: stated.facts.name.or(known.facts.name),
            category: if stated.facts.category.is_empty() {
                known.facts.category
            } else {
                stated.facts.category
            },
            brand: stated.facts.brand.or(known.facts.brand),
            flags: if stated.facts.flags.is_empty() {
                known.facts.flags
            } else {
                stated.facts.flags
            },
            min_price: stated.facts.min_price.or(known.facts.min_price),
            club_price: stated.facts.club_price.or(known.facts.club_price),
        },
    }
}
