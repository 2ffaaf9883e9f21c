//! A condition in words, for marketers, terms and explanations: `level silver or higher and city: Kazan`.

mod phrase;

use crate::condition::file::{Contact, EntryFile, MemberWord};
use crate::condition::leaf::Condition;
use crate::condition::scalar::{OneOrMany, Scalar, Short};
use crate::condition::written::{
    AgoFile, BasketLinesFile, BasketTotalFile, ClvFile, CompareFile, ConsentFile, DiscountedFile,
    EventsFile, FavouriteFile, LastPurchaseFile, LineWhereFile, NextPurchaseFile, NumberFile,
    NumberPer, PropertiesFile, PurchaseWhereFile, PurchasesFile, RfmFile, ThresholdFile, TierFile,
    TimeFile, ValueFile, WordsFile, YearlyFile,
};
use crate::language::Language;
use phrase::{
    around, compare, either, favourite, hours, known, last, plural, value, weekdays, window, words,
};

/// The condition as a part of a sentence. Names, amounts and dates stand as they are written in the file.
pub fn describe(condition: &Condition, lang: Language) -> String {
    match condition {
        Condition::Always => lang.pick("always", "всегда").to_owned(),
        Condition::Never => lang.pick("never", "никогда").to_owned(),
        Condition::All(parts) => joined(parts, lang, lang.pick(" and ", " и ")),
        Condition::Any(parts) => joined(parts, lang, lang.pick(" or ", " или ")),
        Condition::Not(not) => format!(
            "{} ({})",
            lang.pick("not", "не"),
            describe(&not.inner, lang)
        ),
        Condition::Segment(segment) => {
            format!("{} {}", lang.pick("in segment", "в сегменте"), segment.id)
        }
        Condition::Leaf(leaf) => entry(&leaf.written, lang),
    }
}

/// A filter of lines as a part of a sentence.
pub fn describe_lines(filter: &LineWhereFile, lang: Language) -> String {
    let mut parts = goods(
        filter.sku.as_ref(),
        filter.category.as_ref(),
        filter.brand.as_ref(),
        lang,
    );
    let counted = [
        (lang.pick("quantity", "количество"), &filter.quantity),
        (lang.pick("amount", "сумма"), &filter.amount),
    ];
    let counted = counted
        .into_iter()
        .filter_map(|(label, test)| Some((label, test.as_ref()?)));
    parts.extend(counted.map(|(label, test)| format!("{label}: {}", compare(&test.0, lang))));
    parts.extend(filter.discounted.as_ref().map(|by| discounted(by, lang)));
    if !filter.any.is_empty() {
        let any: Vec<String> = filter
            .any
            .iter()
            .map(|filter| describe_lines(filter, lang))
            .collect();
        parts.push(format!("({})", any.join(lang.pick(" or ", " или "))));
    }
    let not = filter.not.as_ref().map(|not| describe_lines(not, lang));
    parts.extend(not.map(|not| format!("{} ({not})", lang.pick("not", "кроме"))));
    match parts.is_empty() {
        true => lang.pick("all goods", "все товары").to_owned(),
        false => parts.join(", "),
    }
}

fn joined(parts: &[Condition], lang: Language, by: &str) -> String {
    let part = |part: &Condition| match part {
        Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
            format!("({})", describe(part, lang))
        }
        _ => describe(part, lang),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(by)
}

fn entry(entry: &EntryFile, lang: Language) -> String {
    match entry {
        EntryFile::SavedSegment(id) => format!(
            "{} {id}",
            lang.pick("in the saved segment", "в сохранённом сегменте")
        ),
        EntryFile::Purchases(file) => purchases(file, lang),
        EntryFile::LastPurchase(file) => last_purchase(&file.0, lang),
        EntryFile::Favourite(file) => favourite_is(file, lang),
        EntryFile::Events(kind, file) => events(kind, file, lang),
        EntryFile::ThisEvent(file) => {
            format!(
                "{} {}",
                lang.pick("an event with", "событие, где"),
                properties(&file.filter, lang)
            )
        }
        EntryFile::BasketTotal(file) => basket_total(&file.0, lang),
        EntryFile::BasketLines(file) => basket_lines(file, lang),
        EntryFile::BasketStore(file) => labelled(lang.pick("store", "магазин"), &file.0, lang),
        EntryFile::BasketChannel(file) => labelled(lang.pick("channel", "канал"), &file.0, lang),
        EntryFile::BasketPayment(file) => labelled(lang.pick("paid by", "оплата"), &file.0, lang),
        EntryFile::Number(file) => number(file, lang),
        EntryFile::BasketCoupon(codes) => {
            format!("{} {}", lang.pick("coupon", "купон"), either(codes, lang))
        }
        EntryFile::Time(file) => time(file, lang),
        EntryFile::Rfm(file) => rfm(file, lang),
        EntryFile::Stage(stages) => format!(
            "{}: {}",
            lang.pick("life-cycle stage", "этап жизни"),
            either(stages, lang)
        ),
        EntryFile::Clv(file) => clv(file, lang),
        EntryFile::Alive(file) => numbered(
            lang.pick("probability to be active", "вероятность активности"),
            file,
            lang,
        ),
        EntryFile::ExpectedPurchases(file) => numbered(
            lang.pick(
                "purchases expected within a year",
                "ожидается покупок за год",
            ),
            file,
            lang,
        ),
        EntryFile::NextPurchase(file) => next_purchase(file, lang),
        about_member => member(about_member, lang),
    }
}

fn member(entry: &EntryFile, lang: Language) -> String {
    match entry {
        EntryFile::Tier(file) => tier(&file.0, lang),
        EntryFile::Word(MemberWord::Gender, file) if file.0.present.is_none() => {
            words(&genders(&file.0, lang), lang)
        }
        EntryFile::Word(word, file) => labelled(word_label(*word, lang), &file.0, lang),
        EntryFile::Contact(contact, file) => {
            let label = match contact {
                Contact::Email => lang.pick("e-mail", "эл. почта"),
                Contact::Phone => lang.pick("telephone", "телефон"),
            };
            format!("{label}: {}", known(file.present, lang))
        }
        EntryFile::Yearly(date, file) => yearly(date, file, lang),
        EntryFile::Age(file) => numbered(lang.pick("age", "возраст"), file, lang),
        EntryFile::Attribute(name, file) => format!("{name}: {}", value(&file.0, lang)),
        EntryFile::Registered(file) => ago(lang.pick("joined", "регистрация"), file, lang),
        EntryFile::Known(true) => lang
            .pick("the buyer is identified", "покупатель известен")
            .to_owned(),
        EntryFile::Known(false) => lang
            .pick("the buyer is not identified", "покупатель неизвестен")
            .to_owned(),
        EntryFile::Balance(unit, file) => numbered(
            &format!("{} {unit}", lang.pick("balance of", "баланс")),
            file,
            lang,
        ),
        EntryFile::Consent(channel, state) => {
            let state = match state {
                ConsentFile::Granted => lang.pick("granted", "дано"),
                ConsentFile::Withdrawn => lang.pick("withdrawn", "отозвано"),
                ConsentFile::Unknown => lang.pick("never asked", "не спрашивали"),
            };
            format!(
                "{} {channel}: {state}",
                lang.pick("consent to", "согласие на")
            )
        }
        _ => String::new(),
    }
}

fn labelled(label: &str, test: &WordsFile, lang: Language) -> String {
    format!("{label}: {}", words(test, lang))
}

/// A test of gender in the words for those people: `women`, not `female`.
fn genders(test: &WordsFile, lang: Language) -> WordsFile {
    let told = |word: &Scalar| {
        Scalar::new(match word.as_str() {
            "female" => lang.pick("women", "женщины"),
            "male" => lang.pick("men", "мужчины"),
            _ => lang.pick("people of another gender", "люди другого пола"),
        })
    };
    let all = |words: &OneOrMany<Scalar>| OneOrMany(words.0.iter().map(told).collect());
    WordsFile {
        within: test.within.as_ref().map(all),
        not: test.not.as_ref().map(all),
        present: None,
    }
}

fn numbered(label: &str, test: &Short<CompareFile>, lang: Language) -> String {
    format!("{label}: {}", compare(&test.0, lang))
}

/// `every 10th purchase of the year`, `purchase number: 5`.
fn number(file: &NumberFile, lang: Language) -> String {
    let which = match (&file.number, file.every) {
        (Some(number), _) => numbered(
            lang.pick("number of the purchase", "номер покупки"),
            number,
            lang,
        ),
        (None, every) => {
            let every = every.unwrap_or(1);
            match lang {
                Language::En => format!("one purchase in every {every}"),
                Language::Ru => format!("каждая {every}-я покупка"),
            }
        }
    };
    let per = match file.per {
        None | Some(NumberPer::Life) => return which,
        Some(NumberPer::Week) => lang.pick("counted by the week", "считая с начала недели"),
        Some(NumberPer::Month) => lang.pick("counted by the month", "считая с начала месяца"),
        Some(NumberPer::Quarter) => lang.pick("counted by the quarter", "считая с начала квартала"),
        Some(NumberPer::Year) => lang.pick("counted by the year", "считая с начала года"),
    };
    format!("{which}, {per}")
}

fn tier(file: &TierFile, lang: Language) -> String {
    let at_least = file
        .at_least
        .as_ref()
        .map(|level| format!("{level} {}", lang.pick("or higher", "или выше")));
    let is = file.is.as_ref().map(|levels| either(levels, lang));
    let below = file
        .below
        .as_ref()
        .map(|level| format!("{} {level}", lang.pick("below", "ниже")));
    let said = at_least.or(is).or(below).unwrap_or_default();
    format!("{} {said}", lang.pick("level", "уровень"))
}

fn word_label(word: MemberWord, lang: Language) -> &'static str {
    match word {
        MemberWord::FirstName => lang.pick("first name", "имя"),
        MemberWord::LastName => lang.pick("last name", "фамилия"),
        MemberWord::City => lang.pick("city", "город"),
        MemberWord::Gender => lang.pick("gender", "пол"),
        MemberWord::Language => lang.pick("language", "язык"),
        MemberWord::Store => lang.pick("home store", "свой магазин"),
        MemberWord::Tags => lang.pick("tag", "метка"),
    }
}

fn yearly(date: &str, file: &YearlyFile, lang: Language) -> String {
    let name = match date {
        "birthday" | "birth_date" => lang.pick("birthday", "день рождения"),
        name => name,
    };
    let near = file.within.as_ref().map(|file| around(file, lang));
    let month = file.month.as_ref().map(|months| match months.0.as_slice() {
        [one] if one.as_str() == "current" => lang.pick("this month", "в этом месяце").to_owned(),
        _ => format!(
            "{} {}",
            lang.pick("in month", "в месяце"),
            either(months, lang)
        ),
    });
    format!("{name}: {}", near.or(month).unwrap_or_default())
}

fn ago(label: &str, file: &AgoFile, lang: Language) -> String {
    let within = file.within.map(|span| last(span, lang));
    let days = file.days_ago.as_ref().map(|days| days_ago(days, lang));
    format!("{label} {}", within.or(days).unwrap_or_default())
}

fn days_ago(days: &CompareFile, lang: Language) -> String {
    format!(
        "{} {}",
        compare(days, lang),
        lang.pick("days ago", "дней назад")
    )
}

fn last_purchase(file: &LastPurchaseFile, lang: Language) -> String {
    match file.never {
        Some(true) => lang
            .pick("no purchases yet", "ещё не было покупок")
            .to_owned(),
        Some(false) => lang
            .pick("bought at least once", "была хотя бы одна покупка")
            .to_owned(),
        None => {
            let ago_file = AgoFile {
                within: file.within,
                days_ago: file.days_ago.clone(),
            };
            ago(
                lang.pick("last purchase", "последняя покупка"),
                &ago_file,
                lang,
            )
        }
    }
}

fn favourite_is(file: &FavouriteFile, lang: Language) -> String {
    format!(
        "{} {}: {}",
        favourite(file.of, lang),
        last(file.within, lang),
        either(&file.is, lang)
    )
}

fn purchases(file: &PurchasesFile, lang: Language) -> String {
    let window = window(file.within, file.from.as_ref(), file.to.as_ref(), lang);
    let filter = file
        .filter
        .as_ref()
        .map(|filter| purchase_where(filter, lang))
        .unwrap_or_default();
    let filter = if filter.is_empty() {
        filter
    } else {
        format!(" ({filter})")
    };
    let measured = [
        (lang.pick("spent", "потрачено"), &file.sum),
        (lang.pick("average purchase", "средний чек"), &file.average),
        (lang.pick("units bought", "куплено штук"), &file.units),
        (lang.pick("purchases", "покупок"), &file.count),
    ];
    let measured = measured
        .into_iter()
        .find_map(|(label, test)| Some((label.to_owned(), compare(&test.as_ref()?.0, lang))));
    let distinct = || {
        let distinct = file.distinct.as_ref()?;
        let label = format!(
            "{} {} {}",
            lang.pick("different", "разных"),
            plural(distinct.of, lang),
            lang.pick("in purchases", "в покупках")
        );
        Some((label, compare(&distinct.compare(), lang)))
    };
    let at_least_one = || {
        (
            lang.pick("purchases", "покупок").to_owned(),
            lang.pick("at least 1", "не меньше 1").to_owned(),
        )
    };
    let (label, amount) = measured.or_else(distinct).unwrap_or_else(at_least_one);
    format!("{label} {window}{filter}: {amount}")
}

fn purchase_where(file: &PurchaseWhereFile, lang: Language) -> String {
    let mut parts = goods(
        file.sku.as_ref(),
        file.category.as_ref(),
        file.brand.as_ref(),
        lang,
    );
    let places = [
        (lang.pick("store", "магазин"), &file.store),
        (lang.pick("channel", "канал"), &file.channel),
        (lang.pick("city of the store", "город магазина"), &file.city),
        (
            lang.pick("country of the store", "страна магазина"),
            &file.country,
        ),
    ];
    let places = places
        .into_iter()
        .filter_map(|(label, test)| Some((label, test.as_ref()?)));
    parts.extend(places.map(|(label, test)| labelled(label, &test.0, lang)));
    parts.extend(file.weekday.as_ref().map(|days| weekdays(days, lang)));
    parts.extend(file.hours.map(hours));
    parts.join(", ")
}

fn goods(
    sku: Option<&Short<WordsFile>>,
    category: Option<&Short<WordsFile>>,
    brand: Option<&Short<WordsFile>>,
    lang: Language,
) -> Vec<String> {
    let tests = [
        (lang.pick("goods", "товар"), sku),
        (lang.pick("category", "категория"), category),
        (lang.pick("brand", "бренд"), brand),
    ];
    let tests = tests
        .into_iter()
        .filter_map(|(label, test)| Some((label, test?)));
    tests
        .map(|(label, test)| labelled(label, &test.0, lang))
        .collect()
}

fn events(kind: &str, file: &EventsFile, lang: Language) -> String {
    let window = window(file.within, file.from.as_ref(), file.to.as_ref(), lang);
    let filter = if file.filter.is_empty() {
        String::new()
    } else {
        format!(" ({})", properties(&file.filter, lang))
    };
    let count = match &file.count {
        Some(count) => compare(&count.0, lang),
        None => lang.pick("at least 1", "не меньше 1").to_owned(),
    };
    format!(
        "{} {kind} {window}{filter}: {count}",
        lang.pick("events", "событий")
    )
}

fn properties(tests: &PropertiesFile, lang: Language) -> String {
    let test =
        |(name, test): (&String, &Short<ValueFile>)| format!("{name}: {}", value(&test.0, lang));
    tests.iter().map(test).collect::<Vec<_>>().join(", ")
}

fn basket_total(file: &BasketTotalFile, lang: Language) -> String {
    let at = match &file.at {
        None | Some(ThresholdFile::BeforeDiscounts) => lang
            .pick("basket before discounts", "чек до скидок")
            .to_owned(),
        Some(ThresholdFile::Final) => lang
            .pick("basket after discounts", "чек после скидок")
            .to_owned(),
        Some(ThresholdFile::After(lane)) => format!(
            "{} {lane}",
            lang.pick("basket after lane", "чек после дорожки")
        ),
    };
    format!("{at}: {}", compare(&file.compare(), lang))
}

fn basket_lines(file: &BasketLinesFile, lang: Language) -> String {
    let filter = file.filter.clone().unwrap_or_default();
    let measured = [
        (lang.pick("units", "штук"), &file.units),
        (lang.pick("lines", "строк"), &file.count),
        (lang.pick("amount", "сумма"), &file.sum),
    ];
    let measured = measured.into_iter().find_map(|(label, test)| {
        Some(format!(" — {label}: {}", compare(&test.as_ref()?.0, lang)))
    });
    let basket = lang.pick("in the basket", "в чеке");
    format!(
        "{basket} {}{}",
        describe_lines(&filter, lang),
        measured.unwrap_or_default()
    )
}

fn discounted(file: &DiscountedFile, lang: Language) -> String {
    match file.by.as_str() {
        "none" => lang.pick("not reduced yet", "ещё без скидки").to_owned(),
        "any" => lang.pick("reduced already", "уже со скидкой").to_owned(),
        lane => format!("{} {lane}", lang.pick("reduced by", "со скидкой")),
    }
}

fn time(file: &TimeFile, lang: Language) -> String {
    let mut parts = Vec::new();
    parts.extend(file.weekdays.as_ref().map(|days| weekdays(days, lang)));
    parts.extend(file.hours.map(hours));
    let window = window(None, file.from.as_ref(), file.to.as_ref(), lang);
    parts.extend(Some(window).filter(|window| !window.is_empty()));
    parts.extend(
        file.months
            .as_ref()
            .map(|months| format!("{} {}", lang.pick("month", "месяц"), either(months, lang))),
    );
    parts.extend(file.dates.map(|dates| match lang {
        Language::En => format!("every year from {} before {}", dates.from, dates.to),
        Language::Ru => format!("каждый год с {} до {}", dates.from, dates.to),
    }));
    parts.join(", ")
}

fn rfm(file: &RfmFile, lang: Language) -> String {
    let marks = [
        (lang.pick("recency", "давность"), &file.recency),
        (lang.pick("frequency", "частота"), &file.frequency),
        (lang.pick("money", "деньги"), &file.money),
        (lang.pick("group", "группа"), &file.name),
    ];
    let marks = marks
        .into_iter()
        .filter_map(|(label, marks): (_, &Option<OneOrMany<Scalar>>)| {
            Some(format!("{label}: {}", either(marks.as_ref()?, lang)))
        });
    format!("RFM ({})", marks.collect::<Vec<_>>().join(", "))
}

fn clv(file: &ClvFile, lang: Language) -> String {
    let label = lang.pick("lifetime value", "ценность за жизнь");
    match (&file.top, &file.value) {
        (Some(share), _) => format!("{label}: {} {share}", lang.pick("the top", "лучшие")),
        (None, Some(value)) => numbered(label, value, lang),
        (None, None) => label.to_owned(),
    }
}

fn next_purchase(file: &NextPurchaseFile, lang: Language) -> String {
    let near = file.within.as_ref().map(|within| {
        let day = lang.pick(
            "expected day of the next purchase",
            "ожидаемый день следующей покупки",
        );
        format!("{day}: {}", around(within, lang))
    });
    let overdue = file.days_ago.as_ref().map(|days| {
        let (label, not) = (
            lang.pick("next purchase expected", "следующая покупка ожидалась"),
            lang.pick("and not made", "и не состоялась"),
        );
        format!("{label} {} {not}", days_ago(days, lang))
    });
    near.or(overdue).unwrap_or_default()
}
