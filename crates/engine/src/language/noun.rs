//! Amounts of a unit with its name: a file names units in the plural, sentences need the form after a number.

use super::Language;
use crate::number::{Points, Scale};

/// Russian nouns whose forms cannot be read off the plural: nominative plural, then the forms after 1, 2 and 5.
const RU: &[[&str; 4]] = &[
    [
        "бонусные рубли",
        "бонусный рубль",
        "бонусных рубля",
        "бонусных рублей",
    ],
    ["звезды", "звезда", "звезды", "звёзд"],
    ["звёзды", "звезда", "звезды", "звёзд"],
    ["зерна", "зерно", "зерна", "зёрен"],
    ["карты", "карта", "карты", "карт"],
    ["километры", "километр", "километра", "километров"],
    ["копейки", "копейка", "копейки", "копеек"],
    ["марки", "марка", "марки", "марок"],
    ["мили", "миля", "мили", "миль"],
    ["монеты", "монета", "монеты", "монет"],
    ["наклейки", "наклейка", "наклейки", "наклеек"],
    ["очки", "очко", "очка", "очков"],
    ["печати", "печать", "печати", "печатей"],
    ["рубли", "рубль", "рубля", "рублей"],
    ["сердечки", "сердечко", "сердечка", "сердечек"],
    ["фишки", "фишка", "фишки", "фишек"],
    ["ягоды", "ягода", "ягоды", "ягод"],
];

/// Masculine Russian nouns of the regular kind: `балл, балла, баллов`.
const RU_REGULAR: &[&str] = &[
    "балл",
    "бонус",
    "доллар",
    "жетон",
    "кристалл",
    "купон",
    "литр",
    "талон",
    "штамп",
    "визит",
    "кешбэк",
];

impl Language {
    /// Points with the name of their unit, which is given in the plural: `37 bonuses`, `1 bonus`, `37 бонусов`,
    /// `1,5 балла`. A Russian name with unknown forms stands in brackets: `37 (кроны)`.
    pub fn amount(self, points: Points, scale: Scale, plural: &str) -> String {
        let number = self.points(points, scale);
        let whole = whole(points, scale);
        let name = match self {
            Self::En if matches!(whole, Some(1 | -1)) => singular(plural),
            Self::En => plural.to_owned(),
            Self::Ru => match russian(plural) {
                // A fraction takes the form of a part: 1,5 балла.
                Some(forms) => forms[whole.map_or(1, super::plural::russian_form)].clone(),
                None => format!("({plural})"),
            },
        };
        format!("{number}\u{a0}{name}")
    }
}

/// The whole number of points, if it is one.
fn whole(points: Points, scale: Scale) -> Option<i64> {
    let parts = scale.parts();
    (points.raw() % parts == 0).then(|| points.raw() / parts)
}

/// `bonus` of `bonuses`.
fn singular(plural: &str) -> String {
    let with_es = ["ses", "xes", "ches", "shes"];
    if let Some(stem) = plural.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let cut = if with_es.iter().any(|end| plural.ends_with(end)) {
        "es"
    } else {
        "s"
    };
    plural.strip_suffix(cut).unwrap_or(plural).to_owned()
}

/// The forms after 1, 2 and 5.
fn russian(plural: &str) -> Option<[String; 3]> {
    let folded = plural.to_lowercase();
    if let Some([_, one, few, many]) = RU.iter().find(|[plural, ..]| *plural == folded) {
        return Some([one, few, many].map(|form| (*form).to_owned()));
    }
    let (adjective, noun) = match folded.rsplit_once(' ') {
        Some((adjective, noun)) => (Some(adjective), noun),
        None => (None, folded.as_str()),
    };
    let stem = noun
        .strip_suffix('ы')
        .filter(|stem| RU_REGULAR.contains(stem))?;
    let forms = [stem.to_owned(), format!("{stem}а"), format!("{stem}ов")];
    match adjective {
        None => Some(forms),
        Some(adjective) => {
            let ends = [
                ("ные", ["ный", "ных", "ных"]),
                ("кие", ["кий", "ких", "ких"]),
            ];
            let (stem, ends) = ends
                .into_iter()
                .find_map(|(plural, ends)| Some((adjective.strip_suffix(plural)?, ends)))?;
            let mut ends = ends.into_iter();
            Some(forms.map(|noun| format!("{stem}{} {noun}", ends.next().unwrap_or_default())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(language: Language, raw: i64, decimals: u8, plural: &str) -> String {
        let scale = Scale::new(decimals).unwrap();
        language
            .amount(Points::from_raw(raw), scale, plural)
            .replace('\u{a0}', " ")
    }

    #[test]
    fn units_follow_their_numbers() {
        for (raw, decimals, plural, expected) in [
            (1, 0, "бонусы", "1 бонус"),
            (2, 0, "бонусы", "2 бонуса"),
            (37, 0, "бонусы", "37 бонусов"),
            (11, 0, "баллы", "11 баллов"),
            (21, 0, "баллы", "21 балл"),
            (-3, 0, "баллы", "−3 балла"),
            (150, 2, "баллы", "1,50 балла"),
            (500, 2, "Подарочные доллары", "5 подарочных долларов"),
            (100, 2, "подарочные доллары", "1 подарочный доллар"),
            (200, 2, "подарочные доллары", "2 подарочных доллара"),
            (12_500, 0, "мили", "12 500 миль"),
            (4, 0, "звёзды", "4 звезды"),
            (4, 0, "кроны", "4 (кроны)"),
        ] {
            assert_eq!(say(Language::Ru, raw, decimals, plural), expected);
        }
        for (raw, plural, expected) in [
            (1, "bonuses", "1 bonus"),
            (1, "points", "1 point"),
            (1, "berries", "1 berry"),
            (0, "points", "0 points"),
            (37, "bonuses", "37 bonuses"),
        ] {
            assert_eq!(say(Language::En, raw, 0, plural), expected);
        }
    }
}
