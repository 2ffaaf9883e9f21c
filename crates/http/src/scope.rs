//! What a key may be for. The words are those of `app::key::SCOPES`.

use regulars_app::Caller;
use regulars_engine::language::Said;

/// What a call needs of the key or the session it is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Nothing.
    Open,
    /// A session, whatever its scopes.
    Session,
    /// Quotes, purchases, returns, voids, exchanges.
    Till,
    /// Reading one purchase or return: those who make them, and those who see them in lists.
    Purchases,
    /// Reading members, their accounts and purchases.
    MembersRead,
    /// Registering and changing members.
    MembersWrite,
    /// Correcting balances.
    AccountsAdjust,
    /// Recording custom events.
    EventsWrite,
    /// Reading goods and places.
    CatalogueRead,
    /// Changing goods and places.
    CatalogueWrite,
    /// Reading programs.
    ProgramsRead,
    /// Storing, testing and publishing programs.
    ProgramsWrite,
    /// Saving and dropping segments.
    SegmentsWrite,
    /// Making and revoking keys.
    KeysWrite,
    /// Figures and plots.
    ReportsRead,
    /// Setting what figures should be.
    ReportsWrite,
    /// Taking lists out as files.
    MembersExport,
    /// Bringing files in.
    ImportsWrite,
    /// Listing, adding and changing staff.
    StaffWrite,
    /// Reading who changed what.
    AuditRead,
    /// Trying failed jobs again, marking differences as reviewed.
    ReviewWrite,
}

impl Scope {
    /// Every scope a key can have, with what it is for.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Till, "quotes, purchases, returns, voids, exchanges"),
        (
            Self::MembersRead,
            "read members, their accounts, ledgers and purchases",
        ),
        (Self::MembersWrite, "register and change members"),
        (Self::AccountsAdjust, "correct balances by hand"),
        (Self::EventsWrite, "record custom events"),
        (Self::CatalogueRead, "read goods and stores"),
        (Self::CatalogueWrite, "change goods and stores"),
        (Self::ProgramsRead, "read programs and their versions"),
        (Self::ProgramsWrite, "store, test and publish programs"),
        (Self::SegmentsWrite, "save and drop segments"),
        (Self::KeysWrite, "list, make and revoke keys"),
        (Self::ReportsRead, "read figures"),
        (
            Self::ReportsWrite,
            "set targets, dashboards, experiments, money spent",
        ),
        (Self::MembersExport, "take lists out as files"),
        (Self::ImportsWrite, "bring files in"),
        (Self::StaffWrite, "list, add and change staff"),
        (Self::AuditRead, "read who changed what"),
        (
            Self::ReviewWrite,
            "try failed jobs again, mark differences as reviewed",
        ),
    ];

    /// The words for it, any of which is enough; none for calls that need none.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Open | Self::Session => &[],
            Self::Till => &["till"],
            Self::Purchases => &["members:read", "till"],
            Self::MembersRead => &["members:read"],
            Self::MembersWrite => &["members:write"],
            Self::AccountsAdjust => &["accounts:adjust"],
            Self::EventsWrite => &["events:write"],
            Self::CatalogueRead => &["catalogue:read"],
            Self::CatalogueWrite => &["catalogue:write"],
            Self::ProgramsRead => &["programs:read"],
            Self::ProgramsWrite => &["programs:write"],
            Self::SegmentsWrite => &["segments:write"],
            Self::KeysWrite => &["keys:write"],
            Self::ReportsRead => &["reports:read"],
            Self::ReportsWrite => &["reports:write"],
            Self::MembersExport => &["members:export"],
            Self::ImportsWrite => &["imports:write"],
            Self::StaffWrite => &["staff:write"],
            Self::AuditRead => &["audit:read"],
            Self::ReviewWrite => &["review:write"],
        }
    }

    /// The first of them; nothing for calls that need none.
    pub fn word(self) -> &'static str {
        self.words().first().copied().unwrap_or_default()
    }

    /// Whether a caller has one of them, or none is needed.
    pub fn admits(self, caller: &Caller) -> bool {
        let words = self.words();
        words.is_empty() || words.iter().any(|word| caller.may(word))
    }

    /// The same in a sentence: `till` or `members:read`.
    pub fn in_words(self) -> Said {
        let words: Vec<String> = self
            .words()
            .iter()
            .map(|word| format!("`{word}`"))
            .collect();
        Said::by(|language| language.one_of(&words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn these_are_the_scopes_keys_are_made_with() {
        let ours = Scope::ALL.iter().flat_map(|(scope, _)| scope.words());
        let mut ours: Vec<_> = ours.copied().chain(["all"]).collect();
        let mut known = regulars_app::key::SCOPES.to_vec();
        ours.sort_unstable();
        known.sort_unstable();
        assert_eq!(ours, known);
    }
}
