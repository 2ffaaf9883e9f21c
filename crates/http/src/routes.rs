//! Every call of the API: method, address, the scope it needs, its handler and its reference. The whole table is here.

use regulars_engine::program::suggest;

use crate::docs;
use crate::route::{Route, delete, get, page, patch, post, put};
use crate::scope::Scope::{
    AccountsAdjust, AuditRead, CatalogueRead, CatalogueWrite, EventsWrite, ImportsWrite, KeysWrite,
    MembersExport, MembersRead, MembersWrite, Open, ProgramsRead, ProgramsWrite, Purchases,
    ReportsRead, ReportsWrite, ReviewWrite, SegmentsWrite, Session, StaffWrite, Till,
};
use crate::{
    account, audit, claim, coupon, dashboard, discrepancy, event, exchange, experiment, export,
    game, gift_card, health, identification, import, instance, job, key, member, overview, place,
    product, program, purchase, quote, report, rollout, segment, session, setup, spend, staff,
    stamp, suggestion, transfer, ui,
};

/// The table.
pub fn table() -> Vec<Route> {
    [
        of_the_till(),
        of_the_office(),
        of_the_desk(),
        of_experiments(),
        of_the_house(),
        pages(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What buyers do, and who they are.
#[rustfmt::skip]
fn of_the_till() -> Vec<Route> {
    vec![
        post("/v1/quotes", Till, quote::make::make, &quote::make::DOC),
        delete("/v1/quotes/{id}", Till, quote::release::release, &quote::release::DOC),

        post("/v1/purchases", Till, purchase::confirm::confirm, &purchase::confirm::DOC),
        get("/v1/purchases", MembersRead, purchase::search::search, &purchase::search::DOC),
        get("/v1/purchases/{id}", Purchases, purchase::read::read, &purchase::read::DOC),
        post("/v1/purchases/{id}/returns", Till, purchase::return_::return_, &purchase::return_::DOC),
        post("/v1/purchases/{id}/returns/preview", Till, purchase::preview::return_, &purchase::preview::RETURN),
        post("/v1/purchases/{id}/void", Till, purchase::void::void, &purchase::void::DOC),
        post("/v1/purchases/{id}/void/preview", Till, purchase::preview::void, &purchase::preview::VOID),
        get("/v1/discrepancies", ReportsRead, discrepancy::list::list, &discrepancy::list::DOC),
        patch("/v1/discrepancies/{purchase}", ReviewWrite, discrepancy::review::review, &discrepancy::review::DOC),
        post("/v1/returns", Till, purchase::unlinked::unlinked, &purchase::unlinked::DOC),
        get("/v1/returns/{id}", Purchases, purchase::return_::read, &purchase::return_::READ),
        post("/v1/exchanges", Till, exchange::make::make, &exchange::make::DOC),

        post("/v1/members", MembersWrite, member::register::register, &member::register::DOC),
        get("/v1/members", MembersRead, member::find::find, &member::find::DOC),
        get("/v1/members/{id}", MembersRead, member::read::read, &member::read::DOC),
        patch("/v1/members/{id}", MembersWrite, member::change::change, &member::change::DOC),
        get("/v1/members/{id}/merges", MembersRead, member::merge::list, &member::merge::LIST),
        post("/v1/members/{id}/merges", AccountsAdjust, member::merge::merge, &member::merge::DOC),
        post("/v1/members/{id}/merges/preview", AccountsAdjust, member::preview_merge::preview, &member::preview_merge::DOC),
        post("/v1/members/{id}/erasure", AccountsAdjust, member::erase::erase, &member::erase::DOC),
        get("/v1/members/{id}/purchases", MembersRead, purchase::list::list, &purchase::list::DOC),
        get("/v1/members/{id}/accounts", MembersRead, account::read::read, &account::read::DOC),
        get("/v1/members/{id}/segments", MembersRead, segment::of_member::list, &segment::of_member::DOC),
        get("/v1/members/{id}/experiments", MembersRead, experiment::assignment::of_member, &experiment::assignment::OF_MEMBER),
        get("/v1/members/{id}/stamps", MembersRead, stamp::read::read, &stamp::read::DOC),
        get("/v1/members/{id}/suggestions", MembersRead, suggestion::for_member::read, &suggestion::for_member::DOC).unhurried(),
        get("/v1/suggestions", Till, suggestion::for_basket::read, &suggestion::for_basket::DOC).unhurried(),
        get("/v1/members/{id}/entries", MembersRead, account::entries::entries, &account::entries::DOC),
        post("/v1/members/{id}/levels", AccountsAdjust, account::level::level, &account::level::DOC),
        post("/v1/members/{id}/adjustments", AccountsAdjust, account::adjust::adjust, &account::adjust::DOC),

        post("/v1/transfers", AccountsAdjust, transfer::make::make, &transfer::make::DOC),
        get("/v1/transfers/{id}", MembersRead, transfer::read::read, &transfer::read::DOC),

        get("/v1/members/{id}/rewards", MembersRead, claim::catalogue::catalogue, &claim::catalogue::DOC),
        get("/v1/members/{id}/claims", MembersRead, claim::list::of_member, &claim::list::OF_MEMBER),
        post("/v1/members/{id}/claims", Till, claim::make::make, &claim::make::DOC),
        get("/v1/claims", MembersRead, claim::list::list, &claim::list::DOC),
        get("/v1/claims/{id}", MembersRead, claim::read::read, &claim::read::DOC),
        post("/v1/claims/{id}/hand-over", Till, claim::end::hand_over, &claim::end::HAND_OVER),
        post("/v1/claims/{id}/cancel", Till, claim::end::cancel, &claim::end::CANCEL),

        get("/v1/members/{id}/coupons", MembersRead, coupon::list::list, &coupon::list::DOC),
        get("/v1/coupons/{code}", MembersRead, coupon::read::read, &coupon::read::DOC),
        post("/v1/coupons/{code}/revoke", ProgramsWrite, coupon::revoke::revoke, &coupon::revoke::DOC),
        post("/v1/coupons/series/{id}/codes", ProgramsWrite, coupon::make::make, &coupon::make::DOC),

        get("/v1/members/{id}/draws", MembersRead, game::draws::draws, &game::draws::DOC),
        get("/v1/games", ProgramsRead, game::list::list, &game::list::DOC),
        get("/v1/games/{name}/fairness", ProgramsRead, game::fairness::fairness, &game::fairness::DOC),
        post("/v1/games/{name}/rotate", ProgramsWrite, game::rotate::rotate, &game::rotate::DOC),

        post("/v1/events", EventsWrite, event::record::record, &event::record::DOC),
    ]
}

/// What is sold, and by which rules.
#[rustfmt::skip]
fn of_the_office() -> Vec<Route> {
    vec![
        put("/v1/products", CatalogueWrite, product::put::many, &product::put::MANY),
        get("/v1/products", CatalogueRead, product::list::list, &product::list::DOC),
        put("/v1/products/{sku}", CatalogueWrite, product::put::put, &product::put::DOC),
        get("/v1/products/{sku}", CatalogueRead, product::read::read, &product::read::DOC),
        put("/v1/stores", CatalogueWrite, place::put::many, &place::put::MANY),
        get("/v1/stores", CatalogueRead, place::list::list, &place::list::DOC),
        put("/v1/stores/{id}", CatalogueWrite, place::put::put, &place::put::DOC),
        get("/v1/stores/{id}", CatalogueRead, place::read::read, &place::read::DOC),

        get("/v1/programs", ProgramsRead, program::list::list, &program::list::DOC),
        post("/v1/programs/check", ProgramsRead, program::check::check, &program::check::DOC),
        get("/v1/programs/{id}/scenarios", ProgramsRead, program::scenarios::read, &program::scenarios::READ),
        put("/v1/programs/{id}/scenarios", ProgramsWrite, program::scenarios::put, &program::scenarios::DOC),
        get("/v1/programs/{id}/versions", ProgramsRead, program::list::versions, &program::list::VERSIONS),
        post("/v1/programs/{id}/versions", ProgramsWrite, program::put::put, &program::put::DOC),
        get("/v1/programs/{id}/versions/{version}", ProgramsRead, program::read::read, &program::read::DOC),
        get("/v1/programs/{id}/versions/{version}/changes", ProgramsRead, program::changes::changes, &program::changes::DOC),
        post("/v1/programs/{id}/versions/{version}/price", ProgramsRead, program::price::price, &program::price::DOC),
        post("/v1/programs/{id}/versions/{version}/test", ProgramsWrite, program::test::test, &program::test::DOC),
        post("/v1/programs/{id}/versions/{version}/publish", ProgramsWrite, program::publish::publish, &program::publish::DOC),
        post("/v1/programs/{id}/versions/{version}/rollout", ProgramsWrite, rollout::start::start, &rollout::start::DOC),
        get("/v1/programs/{id}/rollout", ProgramsRead, rollout::read::read, &rollout::read::DOC).unhurried(),
        post("/v1/programs/{id}/rollout/widen", ProgramsWrite, rollout::change::widen, &rollout::change::WIDEN),
        post("/v1/programs/{id}/rollout/withdraw", ProgramsWrite, rollout::change::withdraw, &rollout::change::WITHDRAW),
        delete("/v1/programs/{id}/publications/{publication}", ProgramsWrite, program::cancel::cancel, &program::cancel::DOC),
    ]
}

/// What comes of it: lists as files, segments, figures, and files brought in.
#[rustfmt::skip]
fn of_the_desk() -> Vec<Route> {
    vec![
        get("/v1/exports/members", MembersExport, export::members::export, &export::members::DOC),
        get("/v1/exports/purchases", MembersExport, export::purchases::export, &export::purchases::DOC),
        post("/v1/gift-cards", AccountsAdjust, gift_card::make::make, &gift_card::make::DOC),
        get("/v1/gift-cards", AccountsAdjust, gift_card::list::list, &gift_card::list::DOC),
        get("/v1/gift-cards/{code}", Till, gift_card::read::read, &gift_card::read::DOC),
        patch("/v1/gift-cards/{code}", AccountsAdjust, gift_card::change::change, &gift_card::change::DOC),
        post("/v1/gift-cards/{code}/loads", AccountsAdjust, gift_card::load::load, &gift_card::load::DOC),
        get("/v1/exports/coupons", ProgramsWrite, export::coupons::export, &export::coupons::DOC),
        get("/v1/exports/entries", MembersExport, export::entries::export, &export::entries::DOC),
        get("/v1/exports/reports/{report}", ReportsRead, export::report::export, &export::report::DOC).unhurried(),
        get("/v1/exports/assignments", MembersExport, export::assignments::export, &export::assignments::DOC),
        get("/v1/exports/rfm", MembersExport, export::rfm::export, &export::rfm::DOC).unhurried(),
        post("/v1/segments/preview", ReportsRead, segment::preview::preview, &segment::preview::DOC),
        post("/v1/segments", SegmentsWrite, segment::save::make, &segment::save::MAKE),
        post("/v1/segments/rfm", SegmentsWrite, segment::take::take, &segment::take::DOC),
        get("/v1/segments", ReportsRead, segment::read::list, &segment::read::LIST),
        get("/v1/segments/{id}", ReportsRead, segment::read::read, &segment::read::DOC),
        put("/v1/segments/{id}", SegmentsWrite, segment::save::put, &segment::save::DOC),
        delete("/v1/segments/{id}", SegmentsWrite, segment::remove::remove, &segment::remove::DOC),
        get("/v1/segments/{id}/members", MembersRead, segment::members::list, &segment::members::DOC),
        get("/v1/segments/{id}/changes", MembersRead, segment::changes::list, &segment::changes::DOC),
        get("/v1/segments/{id}/flow", ReportsRead, segment::flow::read, &segment::flow::DOC),
        post("/v1/segments/overlap", ReportsRead, segment::overlap::overlap, &segment::overlap::DOC),
        post("/v1/stamps", SegmentsWrite, stamp::make::make, &stamp::make::DOC).unhurried(),
        get("/v1/overview", ReportsRead, overview::read::read, &overview::read::DOC),
        get("/v1/dashboards", ReportsRead, dashboard::read::list, &dashboard::read::LIST),
        get("/v1/dashboards/{id}", ReportsRead, dashboard::read::read, &dashboard::read::DOC),
        put("/v1/dashboards/{id}", ReportsWrite, dashboard::put::put, &dashboard::put::DOC),
        delete("/v1/dashboards/{id}", ReportsWrite, dashboard::remove::remove, &dashboard::remove::DOC),
        post("/v1/spend", ReportsWrite, spend::add::add, &spend::add::DOC),
        get("/v1/spend", ReportsRead, spend::list::list, &spend::list::DOC),
        get("/v1/spend/months", ReportsRead, spend::months::read, &spend::months::DOC),
        delete("/v1/spend/{id}", ReportsWrite, spend::remove::remove, &spend::remove::DOC),
        get("/v1/identification-targets", ReportsRead, identification::read::read, &identification::read::DOC),
        put("/v1/identification-targets", ReportsWrite, identification::put::put, &identification::put::DOC),
        get("/v1/reports/kpi", ReportsRead, report::kpi::read, &report::kpi::DOC).unhurried(),
        get("/v1/reports/program", ReportsRead, report::program::read, &report::program::DOC).unhurried(),
        get("/v1/reports/economics", ReportsRead, report::economics::read, &report::economics::DOC).unhurried(),
        get("/v1/reports/identification", ReportsRead, report::identification::read, &report::identification::DOC).unhurried(),
        get("/v1/reports/funnel", ReportsRead, report::funnel::read, &report::funnel::DOC).unhurried(),
        get("/v1/reports/cohorts", ReportsRead, report::cohorts::read, &report::cohorts::DOC).unhurried(),
        get("/v1/reports/rfm", ReportsRead, report::rfm::read, &report::rfm::DOC).unhurried(),
        get("/v1/reports/hours", ReportsRead, report::hours::read, &report::hours::DOC).unhurried(),
        get("/v1/reports/clv", ReportsRead, report::clv::read, &report::clv::DOC).unhurried(),
        get("/v1/reports/next", ReportsRead, report::next::read, &report::next::DOC).unhurried(),
        get("/v1/reports/settlement", ReportsRead, report::settlement::read, &report::settlement::DOC).unhurried(),
        get("/v1/reports/opinions", ReportsRead, report::opinions::read, &report::opinions::DOC).unhurried(),
        get("/v1/reports/abc", ReportsRead, report::abc::read, &report::abc::DOC).unhurried(),

        post("/v1/imports", ImportsWrite, import::upload::upload, &import::upload::DOC).unhurried(),
        get("/v1/imports", ImportsWrite, import::list::list, &import::list::DOC),
        get("/v1/imports/{id}", ImportsWrite, import::read::read, &import::read::DOC),
        post("/v1/imports/{id}/run", ImportsWrite, import::run::run, &import::run::DOC),
        post("/v1/imports/{id}/cancel", ImportsWrite, import::cancel::cancel, &import::cancel::DOC),
        get("/v1/imports/{id}/refused", ImportsWrite, import::refused::list, &import::refused::DOC),
        get("/v1/imports/{id}/refused.csv", ImportsWrite, import::refused::csv, &import::refused::CSV),
        delete("/v1/imports/{id}", ImportsWrite, import::remove::remove, &import::remove::DOC),
    ]
}

/// What is tried on some members and not on others.
#[rustfmt::skip]
fn of_experiments() -> Vec<Route> {
    vec![
        post("/v1/experiments/analyse", ReportsRead, experiment::analyse::analyse, &experiment::analyse::DOC),
        post("/v1/experiments/plan", ReportsRead, experiment::plan::plan, &experiment::plan::DOC),
        post("/v1/experiments/forecast", ReportsRead, experiment::keep::forecast, &experiment::keep::FORECAST).unhurried(),
        post("/v1/experiments", ReportsWrite, experiment::keep::make, &experiment::keep::MAKE),
        get("/v1/experiments", ReportsRead, experiment::read::list, &experiment::read::LIST),
        get("/v1/experiments/{id}", ReportsRead, experiment::read::read, &experiment::read::DOC),
        put("/v1/experiments/{id}", ReportsWrite, experiment::keep::change, &experiment::keep::CHANGE),
        delete("/v1/experiments/{id}", ReportsWrite, experiment::keep::remove, &experiment::keep::REMOVE),
        post("/v1/experiments/{id}/launch", ReportsWrite, experiment::keep::launch, &experiment::keep::LAUNCH).unhurried(),
        post("/v1/experiments/{id}/end", ReportsWrite, experiment::keep::end, &experiment::keep::END),
        get("/v1/experiments/{id}/results", ReportsRead, experiment::results::read, &experiment::results::DOC).unhurried(),
        get("/v1/experiments/{id}/assignments", MembersRead, experiment::assignment::list, &experiment::assignment::LIST),
        get("/v1/experiments/{id}/assignments/{member}", MembersRead, experiment::assignment::read, &experiment::assignment::DOC),
        put("/v1/experiments/{id}/assignments/{member}", ReportsWrite, experiment::assignment::assign, &experiment::assignment::ASSIGN),
        get("/v1/universal-control", ReportsRead, experiment::control::read, &experiment::control::DOC),
        put("/v1/universal-control", ReportsWrite, experiment::control::put, &experiment::control::PUT),
    ]
}

/// Who may do what, and how the server is.
#[rustfmt::skip]
fn of_the_house() -> Vec<Route> {
    vec![
        post("/v1/keys", KeysWrite, key::create::create, &key::create::DOC),
        get("/v1/keys", KeysWrite, key::list::list, &key::list::DOC),
        delete("/v1/keys/{id}", KeysWrite, key::revoke::revoke, &key::revoke::DOC),

        get("/v1/session", Open, session::read::read, &session::read::DOC),
        post("/v1/session", Open, session::open::open, &session::open::DOC),
        delete("/v1/session", Open, session::close::close, &session::close::DOC),
        patch("/v1/session", Session, session::change::change, &session::change::DOC),
        post("/v1/setup", Open, setup::make::make, &setup::make::DOC),
        get("/v1/staff", StaffWrite, staff::list::list, &staff::list::DOC),
        post("/v1/staff", StaffWrite, staff::add::add, &staff::add::DOC),
        patch("/v1/staff/{id}", StaffWrite, staff::change::change, &staff::change::DOC),
        get("/v1/audit", AuditRead, audit::list::list, &audit::list::DOC),
        get("/v1/instance", StaffWrite, instance::read::read, &instance::read::DOC),
        post("/v1/instance/resume", StaffWrite, instance::resume::resume, &instance::resume::DOC),

        get("/v1/jobs", ReportsRead, job::list::list, &job::list::DOC),
        post("/v1/jobs/{id}/retry", ReviewWrite, job::retry::retry, &job::retry::DOC),

        get("/healthz", Open, health::alive, &health::ALIVE),
        get("/readyz", Open, health::ready, &health::READY),
        get("/metrics", Open, health::metrics, &health::METRICS),
    ]
}

/// What is looked at.
#[rustfmt::skip]
fn pages() -> Vec<Route> {
    vec![
        page("/openapi.json", docs::openapi),
        page("/docs", docs::reference),
        page("/docs/{part}", docs::part),
        page("/problems/{kind}", docs::problem),

        page("/", ui::home),
        page("/console", ui::console),
        page("/console/", ui::console),
        page("/console/{*rest}", ui::console),
        page("/till", ui::till),
        page("/till/", ui::till),
        page("/till/worker.js", ui::worker),
        page("/till/{*rest}", ui::till),
        page("/assets/{name}", ui::asset),
    ]
}

/// The address in the table that was probably meant, if it has no ids in it.
pub fn nearest(path: &str) -> Option<&'static str> {
    let known: Vec<_> = table()
        .into_iter()
        .map(|route| route.path)
        .filter(|path| !path.contains('{'))
        .collect();
    suggest(path, known)
}
