//! Partners in words.

use super::parts::{Sentence, named, unit_of};
use crate::language::Language;
use crate::program::{Partner, PointValue, Program};

/// `Partner “Alpha”: pays 1.00 for 100 points given with it; is paid 0.90 for 100 points spent with it; stores alpha-1, alpha-2;
/// the money for points that expire stays with the program.`
pub(super) fn partner(program: &Program, partner: &Partner, language: Language) -> String {
    let name = named(&partner.name, language);
    let (unit, scale) = unit_of(program, &partner.unit, language);
    let told = |price: &PointValue| {
        let money = language.money(price.money, program.currency);
        let points = language.amount(price.points, scale, unit);
        (money, points)
    };
    let ((paid, given), (received, spent)) = (told(&partner.issue), told(&partner.burn));
    let stores: Vec<&str> = partner.stores.iter().map(|store| store.as_str()).collect();
    let stores = stores.join(", ");
    let statement = match language {
        Language::En => format!("partner “{name}”: pays {paid} for {given} given with it"),
        Language::Ru => {
            format!("партнёр «{name}»: платит {paid} за каждые начисленные у него {given}")
        }
    };
    let burn = match language {
        Language::En => format!("is paid {received} for {spent} spent with it"),
        Language::Ru => format!("получает {received} за каждые списанные у него {spent}"),
    };
    let places = match language {
        Language::En => format!("stores: {stores}"),
        Language::Ru => format!("магазины: {stores}"),
    };
    let expired = match partner.expired_goes_back {
        true => language.pick(
            "the money for points that expire goes back to it",
            "деньги за сгоревшие баллы возвращаются ему",
        ),
        false => language.pick(
            "the money for points that expire stays with the program",
            "деньги за сгоревшие баллы остаются у программы",
        ),
    };
    Sentence::new(language, &statement)
        .and(burn)
        .and(places)
        .and(expired.to_owned())
        .end()
}
