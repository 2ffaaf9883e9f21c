//! What the reference says about a call. Stands with the call's handler.

use utoipa::ToSchema;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Ref, Schema};

use crate::problem::Kind;

/// What a call is about: a chapter of the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// Quotes.
    Quotes,
    /// Purchases, returns, voids, exchanges.
    Purchases,
    /// Members.
    Members,
    /// Accounts.
    Accounts,
    /// Coupons.
    Coupons,
    /// Rewards and their claims.
    Rewards,
    /// Gift cards.
    GiftCards,
    /// Custom events.
    Events,
    /// Games of chance.
    Games,
    /// Goods and places.
    Catalogue,
    /// Programs.
    Programs,
    /// Segments.
    Segments,
    /// Figures.
    Reports,
    /// Arms compared.
    Experiments,
    /// Files brought in.
    Imports,
    /// Keys.
    Keys,
    /// Staff, their sessions, the audit.
    Staff,
    /// The server itself.
    Server,
}

impl Noun {
    /// Every chapter, in order, with its name and what it is about.
    pub const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (
            Self::Quotes,
            "Quotes",
            "What a basket costs, what it earns, and what it can be paid with. With a hold, a promise.",
        ),
        (
            Self::Purchases,
            "Purchases",
            "Confirmed baskets; what comes back of them, all at once or by and by.",
        ),
        (
            Self::Members,
            "Members",
            "People who joined the program, found by card, telephone, e-mail or your own id.",
        ),
        (
            Self::Accounts,
            "Accounts",
            "Balances with their lots, the ledger behind them, corrections.",
        ),
        (
            Self::Coupons,
            "Coupons",
            "Codes of the program's series: made, given to members, looked at, called back.",
        ),
        (
            Self::Rewards,
            "Rewards",
            "What members may claim for points or for nothing, and claims: handed over, given up, left too long.",
        ),
        (
            Self::GiftCards,
            "Gift cards",
            "Money that was paid before, on codes of their own: made, sold, topped up, blocked, looked at.",
        ),
        (Self::Events, "Events", "What members do beside buying."),
        (
            Self::Games,
            "Games",
            "What was drawn for members, and the seeds by which anybody can check that it was drawn fairly.",
        ),
        (
            Self::Catalogue,
            "Catalogue",
            "Facts about goods and stores that a basket may leave out. What a basket states wins.",
        ),
        (
            Self::Programs,
            "Programs",
            "The rules, as versioned files: stored, tested, published at an instant.",
        ),
        (
            Self::Segments,
            "Segments",
            "Members for whom a condition holds, counted while it is being written.",
        ),
        (
            Self::Reports,
            "Reports",
            "What a period brought: sales, members, points.",
        ),
        (
            Self::Experiments,
            "Experiments",
            "How many members show a difference, and what the arms of a file say.",
        ),
        (
            Self::Imports,
            "Imports",
            "Files of another system brought in: members, goods, purchases.",
        ),
        (Self::Keys, "Keys", "Who may call, and for what."),
        (
            Self::Staff,
            "Staff",
            "People who log in to the console and the till page, and who changed what.",
        ),
        (
            Self::Server,
            "Server",
            "Is it alive, is it ready, what has it counted.",
        ),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(noun, ..)| *noun == self)
            .map_or("", |(_, name, _)| name)
    }
}

/// What the reference says about a call.
#[derive(Clone, Copy)]
pub struct Doc {
    /// Its `operationId`, and the name of its step in the story of examples.
    pub id: &'static str,
    /// Its chapter.
    pub noun: Noun,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// The same at length, in Markdown of paragraphs, lists and code.
    pub description: &'static str,
    /// Names in its address, and what they mean.
    pub address: &'static [(&'static str, &'static str)],
    /// Query parameters, and what they mean.
    pub query: &'static [(&'static str, &'static str)],
    /// What it takes.
    pub body: Takes,
    /// The status of success.
    pub status: u16,
    /// What it answers.
    pub answer: Gives,
    /// Answers of success with another status and shape.
    pub also: &'static [(u16, Shape)],
    /// Problems of its own, beside those of every call.
    pub problems: &'static [Kind],
}

/// What a call takes in its body.
#[derive(Clone, Copy)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// JSON.
    Json(Shape),
    /// JSON, and an `Idempotency-Key`.
    KeyedJson(Shape),
    /// JSON, or nothing.
    MaybeJson(Shape),
    /// A YAML or JSON file, and an `Idempotency-Key`.
    KeyedFile,
    /// A YAML or JSON file.
    File,
    /// A YAML or JSON file, or nothing.
    MaybeFile,
    /// A table in CSV, plain or packed.
    Table,
}

/// What a call answers.
#[derive(Clone, Copy)]
pub enum Gives {
    /// JSON.
    Json(Shape),
    /// Nothing.
    Nothing,
    /// Text of this media type.
    Text(&'static str),
}

/// A shape of JSON, by its type.
#[derive(Clone, Copy)]
pub struct Shape {
    name: fn() -> std::borrow::Cow<'static, str>,
    schema: fn() -> RefOr<Schema>,
    parts: fn(&mut Vec<(String, RefOr<Schema>)>),
}

impl Shape {
    /// The shape of a type.
    pub const fn of<T: ToSchema>() -> Self {
        Self {
            name: T::name,
            schema: T::schema,
            parts: T::schemas,
        }
    }

    /// A reference to it.
    pub fn reference(self) -> Ref {
        Ref::from_schema_name((self.name)())
    }

    /// It and every shape it is made of, by name.
    pub fn collect(self, into: &mut Vec<(String, RefOr<Schema>)>) {
        into.push(((self.name)().into_owned(), (self.schema)()));
        (self.parts)(into);
    }
}
