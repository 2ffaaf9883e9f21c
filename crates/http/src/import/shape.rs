//! An import, as it is answered.

use std::collections::BTreeMap;

use regulars_app::import::{Guide, Kind, Sums, guides};
use regulars_app::upload::{self, Upload};
use regulars_engine::id::ImportId;
use regulars_engine::language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::render::Moment;

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportKind)]
pub enum FileKind {
    /// People who join the program.
    Members,
    /// Purchases and returns, one row a line.
    Purchases,
    /// Goods of the catalogue.
    Products,
    /// Money spent on customers.
    Spend,
}

/// What has become of a file.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportState)]
pub enum State {
    /// Here, and not imported.
    Uploaded,
    /// Waits for those before it.
    Queued,
    /// Is being imported.
    Running,
    /// Imported, or tried.
    Done,
    /// Stopped by something wrong; `error` says what.
    Failed,
    /// Stopped by a person.
    Cancelled,
    /// Stopped with the server; run it again, and it goes on.
    Interrupted,
}

/// A file brought in, and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    /// Our id.
    #[schema(value_type = String, example = "imp_01HZX3V8K0G04")]
    id: ImportId,
    /// What its rows are.
    kind: FileKind,
    /// What it was called where it came from.
    #[schema(example = "sales.csv")]
    name: String,
    /// Its length as it was sent.
    bytes: u64,
    /// What has become of it.
    state: State,
    /// When it came.
    created_at: Moment,
    /// When something was last done with it.
    changed_at: Moment,
    /// When it will be removed if nothing is done with it until then.
    removed_at: Moment,
    /// How it was last asked to be imported.
    asked: Option<Asked>,
    /// How far it is, while it runs.
    progress: Option<Progress>,
    /// What the last run did.
    result: Option<Counts>,
    /// Why the last run failed.
    error: Option<String>,
}

/// A file brought in, with what is needed to map its columns.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportDetail {
    #[serde(flatten)]
    import: Import,
    /// The names of its columns.
    columns: Vec<String>,
    /// Its first rows, long values cut.
    sample: Vec<Vec<String>>,
    /// Fields with the columns they are probably read from, by their names in English or Russian.
    #[schema(example = json!({"id": "invoice", "at": "date"}))]
    suggested: BTreeMap<String, String>,
    /// The fields a file of this kind may have.
    fields: Vec<Field>,
}

/// A field that a column can be read into.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportField)]
pub struct Field {
    /// Its name.
    #[schema(example = "id")]
    name: &'static str,
    /// It must have a column.
    required: bool,
    /// Of these fields at least one must have a column; empty: it may be left out.
    #[schema(example = json!(["id", "member"]))]
    one_of: Vec<&'static str>,
    /// What it holds, in the language of the request.
    about: &'static str,
}

/// How a file is imported.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportAsked)]
pub struct Asked {
    /// The column of each field that is read.
    #[schema(example = json!({"id": "invoice", "at": "date"}))]
    map: BTreeMap<String, String>,
    /// Nothing is written.
    dry_run: bool,
    /// What was is brought in without giving anything for it.
    history: bool,
    /// Of purchases: what the ids of cancellations begin with; `null`: there are none.
    cancellations: Option<String>,
}

/// How far an import is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportProgress)]
pub struct Progress {
    /// `reading` the file, or `writing` the purchases that were read; members and goods are written as they are read.
    #[schema(example = "reading")]
    step: &'static str,
    /// Rows read.
    rows: u64,
    /// Bytes read, of the file as it was sent.
    bytes: u64,
    /// Bytes in all.
    bytes_total: u64,
    /// Purchases written.
    written: u64,
    /// Purchases to write; 0 until the file is read.
    write_total: u64,
    /// Of the whole, 0 to 99; never less than before.
    percent: u8,
    /// Until it is done, at the pace so far; `null`: that cannot be said yet.
    seconds_left: Option<u64>,
}

/// What an import did, or would do. `rows` are `imported`, `unchanged` and `refused` ones together.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportResult)]
pub struct Counts {
    /// Nothing was written: the counts say what would be.
    dry_run: bool,
    /// Rows of the file, without its header.
    rows: u64,
    /// Rows that were taken.
    imported: u64,
    /// Rows known before, with the same content.
    unchanged: u64,
    /// Rows not taken; they are listed under `/refused`.
    refused: u64,
    /// Purchases made.
    purchases: u64,
    /// Returns made.
    returns: u64,
    /// Members registered.
    members: u64,
    /// Goods put into the catalogue.
    products: u64,
    /// Money of purchases; `null` for other kinds.
    money: Option<Money>,
    /// Of purchases: how often each rule for odd rows was used.
    #[schema(example = json!({"without_member": 12}))]
    rules: BTreeMap<String, u64>,
}

/// Money of the purchases an import made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportMoney)]
pub struct Money {
    /// Currency.
    #[schema(example = "RUB")]
    currency: String,
    /// Paid in purchases of members.
    identified: String,
    /// Purchases of members.
    identified_purchases: u64,
    /// Members with at least one of these purchases.
    buyers: u64,
    /// Paid in purchases of nobody known.
    unidentified: String,
    /// Given back in returns.
    returned: String,
    /// What rounding lines to the minor unit added to the purchases of members; below zero: took off.
    rounding: String,
}

impl From<FileKind> for Kind {
    fn from(kind: FileKind) -> Self {
        match kind {
            FileKind::Members => Self::Members,
            FileKind::Purchases => Self::Purchases,
            FileKind::Products => Self::Products,
            FileKind::Spend => Self::Spend,
        }
    }
}

impl From<Kind> for FileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Members => Self::Members,
            Kind::Purchases => Self::Purchases,
            Kind::Products => Self::Products,
            Kind::Spend => Self::Spend,
        }
    }
}

impl From<upload::State> for State {
    fn from(state: upload::State) -> Self {
        match state {
            upload::State::Uploaded => Self::Uploaded,
            upload::State::Queued => Self::Queued,
            upload::State::Running => Self::Running,
            upload::State::Done => Self::Done,
            upload::State::Failed => Self::Failed,
            upload::State::Cancelled => Self::Cancelled,
            upload::State::Interrupted => Self::Interrupted,
        }
    }
}

impl Import {
    /// An upload, told in a language.
    pub fn of(upload: Upload, language: Language) -> Self {
        let stored = upload.stored;
        let failure = stored.failure.as_ref();
        Self {
            id: stored.id,
            kind: stored.kind.into(),
            state: stored.state.into(),
            created_at: Moment::utc(stored.created_at()),
            changed_at: Moment::utc(stored.changed_at()),
            removed_at: Moment::utc(stored.removed_at()),
            name: stored.name,
            bytes: stored.bytes,
            asked: stored.asked.map(Asked::from),
            progress: upload.progress.map(Progress::from),
            result: stored.counts.map(Counts::from),
            error: failure.map(|why| why.describe(language).to_owned()),
        }
    }
}

impl ImportDetail {
    /// An upload with its columns, told in a language.
    pub fn of(upload: Upload, language: Language) -> Self {
        let kind = upload.stored.kind;
        Self {
            columns: upload.stored.columns.clone(),
            sample: upload.stored.sample.clone(),
            suggested: upload.suggested(),
            fields: guides(kind)
                .iter()
                .map(|guide| field(kind, guide, language))
                .collect(),
            import: Import::of(upload, language),
        }
    }
}

fn field(kind: Kind, guide: &Guide, language: Language) -> Field {
    let group = kind
        .needs()
        .iter()
        .find(|group| group.contains(&guide.name));
    let one_of = group.filter(|group| group.len() > 1);
    Field {
        name: guide.name,
        required: group.is_some_and(|group| group.len() == 1),
        one_of: one_of.map(|group| group.to_vec()).unwrap_or_default(),
        about: guide.about(language),
    }
}

impl From<upload::Asked> for Asked {
    fn from(asked: upload::Asked) -> Self {
        Self {
            map: asked.map,
            dry_run: asked.dry_run,
            history: asked.history,
            cancellations: asked.cancellations,
        }
    }
}

impl From<upload::Progress> for Progress {
    fn from(progress: upload::Progress) -> Self {
        Self {
            step: match progress.step {
                upload::Step::Reading => "reading",
                upload::Step::Writing => "writing",
            },
            rows: progress.rows,
            bytes: progress.bytes,
            bytes_total: progress.bytes_total,
            written: progress.written,
            write_total: progress.write_total,
            percent: progress.percent,
            seconds_left: progress.seconds_left,
        }
    }
}

impl From<upload::Counts> for Counts {
    fn from(counts: upload::Counts) -> Self {
        Self {
            dry_run: counts.dry_run,
            rows: counts.rows,
            imported: counts.imported,
            unchanged: counts.unchanged,
            refused: counts.refused,
            purchases: counts.purchases,
            returns: counts.returns,
            members: counts.members,
            products: counts.products,
            money: counts.money.map(Money::from),
            rules: counts.rules,
        }
    }
}

impl From<Sums> for Money {
    fn from(sums: Sums) -> Self {
        Self {
            currency: sums.currency,
            identified: sums.identified,
            identified_purchases: sums.identified_purchases,
            buyers: sums.buyers,
            unidentified: sums.unidentified,
            returned: sums.returned,
            rounding: sums.rounding,
        }
    }
}
