//! What somebody should look at, in sentences.

use regulars_app::overview::Attention;
use regulars_engine::language::Language;
use regulars_engine::name::StoreId;

/// Stores named in a sentence; the others are counted.
const NAMED_MAX: usize = 3;

/// What it is and what to do about it.
pub fn text(language: Language, attention: &Attention) -> String {
    match attention {
        Attention::NoProgram => language
            .pick(
                "No program is published: purchases are recorded, nothing is issued",
                "Программа не опубликована: покупки записываются, баллы не начисляются",
            )
            .to_owned(),
        Attention::ProgramEnded => language
            .pick(
                "The program has ended: nothing is issued any more",
                "Программа закончилась: баллы больше не начисляются",
            )
            .to_owned(),
        Attention::JobsDead(count) => {
            let jobs = jobs(language, *count);
            language.pick(
                format!("{jobs} failed too often and will not run again"),
                format!("{jobs}: слишком много неудач, больше не выполняются"),
            )
        }
        Attention::JobsLate(count) => {
            let jobs = jobs(language, *count);
            language.pick(
                format!("{jobs} late by more than 15 minutes"),
                format!("{jobs}: опаздывают больше чем на 15 минут"),
            )
        }
        Attention::Discrepancies(count) => {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            let en = ["purchase", "purchases"];
            let purchases = language.count(count, en, ["покупка", "покупки", "покупок"]);
            language.pick(
                format!("{purchases} where the till did otherwise than the rules say"),
                format!("{purchases}: касса разошлась с правилами"),
            )
        }
        Attention::StoresSilent(stores) => {
            let named = named(language, stores);
            language.pick(
                format!("Sold every day last week, nothing yesterday and today: {named}"),
                format!("Продажи были каждый день недели, вчера и сегодня их нет: {named}"),
            )
        }
        Attention::StoresUnknown(stores) => {
            let named = named(language, stores);
            language.pick(
                format!("Purchases name stores that the catalogue does not have: {named}"),
                format!("В покупках есть магазины, которых нет в справочнике: {named}"),
            )
        }
        Attention::IdentificationFell(stores) => {
            let named = named(language, stores);
            language.pick(
                format!("Fewer receipts have a member than before, or than should: {named}"),
                format!("Доля чеков с картой упала или ниже цели: {named}"),
            )
        }
    }
}

fn jobs(language: Language, count: u64) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    language.count(count, ["job", "jobs"], ["задание", "задания", "заданий"])
}

/// `msk-1, msk-2, msk-3 and 4 more`.
fn named(language: Language, stores: &[StoreId]) -> String {
    let shown: Vec<&str> = stores.iter().take(NAMED_MAX).map(StoreId::as_str).collect();
    match stores.len().saturating_sub(NAMED_MAX) {
        0 => language.all_of(&shown),
        rest => {
            let shown = shown.join(", ");
            language.pick(
                format!("{shown} and {rest} more"),
                format!("{shown} и ещё {rest}"),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_what_and_how_much() {
        let stores = |count: usize| {
            (1..=count)
                .map(|n| StoreId::new(format!("s-{n}")))
                .collect()
        };
        for (attention, en, ru) in [
            (
                Attention::JobsDead(1),
                "1\u{a0}job failed too often and will not run again",
                "1\u{a0}задание: слишком много неудач, больше не выполняются",
            ),
            (
                Attention::JobsLate(5),
                "5\u{a0}jobs late by more than 15 minutes",
                "5\u{a0}заданий: опаздывают больше чем на 15 минут",
            ),
            (
                Attention::Discrepancies(2),
                "2\u{a0}purchases where the till did otherwise than the rules say",
                "2\u{a0}покупки: касса разошлась с правилами",
            ),
            (
                Attention::StoresSilent(stores(2)),
                "Sold every day last week, nothing yesterday and today: s-1 and s-2",
                "Продажи были каждый день недели, вчера и сегодня их нет: s-1 и s-2",
            ),
            (
                Attention::StoresUnknown(stores(7)),
                "Purchases name stores that the catalogue does not have: s-1, s-2, s-3 and 4 more",
                "В покупках есть магазины, которых нет в справочнике: s-1, s-2, s-3 и ещё 4",
            ),
            (
                Attention::IdentificationFell(stores(1)),
                "Fewer receipts have a member than before, or than should: s-1",
                "Доля чеков с картой упала или ниже цели: s-1",
            ),
        ] {
            assert_eq!(text(Language::En, &attention), en);
            assert_eq!(text(Language::Ru, &attention), ru);
        }
    }
}
