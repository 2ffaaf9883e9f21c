//! Returns and segments in words.

use super::parts::{Sentence, condition};
use crate::cell::CellName;
use crate::condition::{Condition, describe};
use crate::language::Language;
use crate::program::{Broken, LifeStage, Program, Referral, Segment, Shortfall, UnlinkedReverse};

/// `On a return, points spent come back; …`; nothing to say of a program without points.
pub(super) fn returns(program: &Program, language: Language) -> Option<String> {
    let policy = &program.returns;
    if program.units.is_empty() {
        let parts = broken(policy.broken, language);
        return parts.map(|parts| Sentence::new(language, parts).end());
    }
    let burned = match policy.restore_grace {
        Some(grace) => format!(
            "{} {}",
            language.pick(
                "those that have burned meanwhile live on for",
                "сгоревшие за это время действуют ещё"
            ),
            language.span_object(grace)
        ),
        None => language
            .pick(
                "those that have burned meanwhile are lost",
                "сгоревшие за это время не восстанавливаются",
            )
            .to_owned(),
    };
    let sentence = Sentence::new(
        language,
        language.pick(
            "on a return, points spent come back",
            "при возврате потраченные баллы возвращаются",
        ),
    )
    .and(burned)
    .and(taken_back(policy.shortfall, language).to_owned())
    .and_if(
        policy.tier_at_once && !program.schemes.is_empty(),
        "a level won by returned goods is lost at once",
        "уровень, полученный за возвращённые товары, снимается сразу",
    )
    .and(broken(policy.broken, language).map(str::to_owned))
    .and(unlinked(&policy.unlinked, language));
    Some(sentence.end())
}

fn broken(broken: Broken, language: Language) -> Option<&'static str> {
    match broken {
        Broken::Keep => None,
        Broken::Reprice => Some(language.pick(
            "what is kept loses the discounts whose threshold it no longer reaches, off the refund",
            "оставшиеся товары теряют скидки, до порога которых больше не дотягивают: разницу удерживают из суммы возврата",
        )),
        Broken::Refuse => Some(language.pick(
            "a purchase whose part would break a set or a threshold comes back whole only",
            "покупку, в которой возврат части нарушает набор или порог скидки, возвращают только целиком",
        )),
    }
}

fn taken_back(shortfall: Shortfall, language: Language) -> &'static str {
    match shortfall {
        Shortfall::NegativeBalance => language.pick(
            "points earned are taken back, and those already spent are owed",
            "начисленные баллы отзываются, а уже потраченные становятся долгом",
        ),
        Shortfall::WithholdFromRefund => language.pick(
            "points earned are taken back, and the value of those already spent is kept back from the refund",
            "начисленные баллы отзываются, а стоимость уже потраченных удерживается из суммы возврата",
        ),
        Shortfall::Forgive => language.pick(
            "points earned are taken back, and those already spent are forgiven",
            "начисленные баллы отзываются, а уже потраченные прощаются",
        ),
    }
}

fn unlinked(reverse: &UnlinkedReverse, language: Language) -> String {
    match (reverse, language) {
        (UnlinkedReverse::Nothing, Language::En) => {
            "a return without its receipt takes no points back".to_owned()
        }
        (UnlinkedReverse::Nothing, Language::Ru) => "возврат без чека баллы не отзывает".to_owned(),
        (UnlinkedReverse::BaseRate(rule), Language::En) => {
            format!("a return without its receipt takes points back by the rule “{rule}”")
        }
        (UnlinkedReverse::BaseRate(rule), Language::Ru) => {
            format!("возврат без чека отзывает баллы по правилу «{rule}»")
        }
    }
}

/// `A friend's first purchase counts; if …`
pub(super) fn referral(referral: &Referral, language: Language) -> String {
    Sentence::new(
        language,
        language.pick(
            "a friend counts with the first purchase that fits",
            "друг засчитывается с первой подходящей покупкой",
        ),
    )
    .and(condition(&referral.when, language))
    .end()
}

/// `Segment “lost”: last purchase more than 60 days ago.`
pub(super) fn segment(segment: &Segment, language: Language) -> String {
    let (id, who) = (&segment.id, describe(&segment.when, language));
    let statement = match language {
        Language::En => format!("segment “{id}”: {who}"),
        Language::Ru => format!("сегмент «{id}»: {who}"),
    };
    Sentence::new(language, &statement).end()
}

/// `RFM group “Stars”: recency 4 or 5, money 5.`
pub(super) fn cell_name(named: &CellName, language: Language) -> String {
    let name = language.pick(&named.name.en, &named.name.ru);
    let which = match named.scores.is_any() {
        true => language
            .pick("all other cells", "все остальные ячейки")
            .to_owned(),
        false => named.scores.told(language),
    };
    let statement = match language {
        Language::En => format!("RFM group “{name}”: {which}"),
        Language::Ru => format!("группа RFM «{name}»: {which}"),
    };
    Sentence::new(language, &statement).end()
}

/// `Stage “Asleep”: last purchase more than 90 days ago.`
pub(super) fn stage(stage: &LifeStage, language: Language) -> String {
    let (name, when) = (language.pick(&stage.name.en, &stage.name.ru), &stage.when);
    let who = match when {
        Condition::Always => language
            .pick("everybody else who has bought", "все остальные покупатели")
            .to_owned(),
        when => describe(when, language),
    };
    let statement = match language {
        Language::En => format!("stage “{name}”: {who}"),
        Language::Ru => format!("стадия «{name}»: {who}"),
    };
    Sentence::new(language, &statement).end()
}
