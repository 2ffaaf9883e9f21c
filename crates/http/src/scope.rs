//! What a key may be for. The words are those of `app::key::SCOPES`.

/// What a call needs of the key or the session it is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Nothing.
    Open,
    /// A session, whatever its scopes.
    Session,
    /// Quotes, purchases, returns, voids, exchanges.
    Till,
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
    /// Making and revoking keys.
    KeysWrite,
    /// Figures and plots.
    ReportsRead,
    /// Taking lists out as files.
    MembersExport,
    /// Bringing files in.
    ImportsWrite,
    /// Listing, adding and changing staff.
    StaffWrite,
    /// Reading who changed what.
    AuditRead,
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
        (Self::KeysWrite, "list, make and revoke keys"),
        (Self::ReportsRead, "read figures"),
        (Self::MembersExport, "take lists out as files"),
        (Self::ImportsWrite, "bring files in"),
        (Self::StaffWrite, "list, add and change staff"),
        (Self::AuditRead, "read who changed what"),
    ];

    /// The word for it; `None` for calls that need none.
    pub const fn word(self) -> Option<&'static str> {
        Some(match self {
            Self::Open | Self::Session => return None,
            Self::Till => "till",
            Self::MembersRead => "members:read",
            Self::MembersWrite => "members:write",
            Self::AccountsAdjust => "accounts:adjust",
            Self::EventsWrite => "events:write",
            Self::CatalogueRead => "catalogue:read",
            Self::CatalogueWrite => "catalogue:write",
            Self::ProgramsRead => "programs:read",
            Self::ProgramsWrite => "programs:write",
            Self::KeysWrite => "keys:write",
            Self::ReportsRead => "reports:read",
            Self::MembersExport => "members:export",
            Self::ImportsWrite => "imports:write",
            Self::StaffWrite => "staff:write",
            Self::AuditRead => "audit:read",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn these_are_the_scopes_keys_are_made_with() {
        let ours = Scope::ALL.iter().filter_map(|(scope, _)| scope.word());
        let mut ours: Vec<_> = ours.chain(["all"]).collect();
        let mut known = regulars_app::key::SCOPES.to_vec();
        ours.sort_unstable();
        known.sort_unstable();
        assert_eq!(ours, known);
    }
}
