//! What can be imported, and which fields each kind of file has, told to people.

use regulars_engine::language::Language;
use serde::{Deserialize, Serialize};

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// People who join the program.
    Members,
    /// Purchases and returns, one row a line.
    Purchases,
    /// Goods of the catalogue.
    Products,
    /// Money spent on customers.
    Spend,
}

/// A field of a kind of file, for whoever maps its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guide {
    /// Its name.
    pub name: &'static str,
    about: (&'static str, &'static str),
}

impl Guide {
    /// What it holds, in a few words.
    pub fn about(&self, language: Language) -> &'static str {
        language.pick(self.about.0, self.about.1)
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Members => "members",
            Self::Purchases => "purchases",
            Self::Products => "products",
            Self::Spend => "spend",
        })
    }
}

impl Kind {
    /// Of each of these groups a file must have a column for at least one field.
    pub fn needs(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Members => &[&["external_id", "card", "phone", "email"]],
            Self::Purchases => &[&["at"], &["id", "member"], &["price", "amount"]],
            Self::Products => &[&["sku"]],
            Self::Spend => &[&["from"], &["purpose"], &["amount"]],
        }
    }
}

/// The fields of a kind, in the order in which people think of them.
pub fn guides(kind: Kind) -> &'static [Guide] {
    match kind {
        Kind::Members => MEMBERS,
        Kind::Purchases => PURCHASES,
        Kind::Products => PRODUCTS,
        Kind::Spend => SPEND,
    }
}

const fn field(name: &'static str, en: &'static str, ru: &'static str) -> Guide {
    Guide {
        name,
        about: (en, ru),
    }
}

#[rustfmt::skip]
const MEMBERS: &[Guide] = &[
    field("external_id", "The member's id in your own system; says who the row is about.", "Код участника в вашей системе: по нему понятно, о ком строка."),
    field("card", "Number of a loyalty card.", "Номер карты."),
    field("phone", "Telephone, with the country's code or as Russians write it.", "Телефон: с кодом страны или как принято в России."),
    field("email", "E-mail address.", "Адрес электронной почты."),
    field("first_name", "First name.", "Имя."),
    field("middle_name", "Middle name.", "Отчество."),
    field("last_name", "Last name.", "Фамилия."),
    field("birth_date", "Birthday: 1990-03-01 or 19900301.", "Дата рождения: 1990-03-01 или 19900301."),
    field("gender", "Gender: female or male.", "Пол: female или male."),
    field("city", "City.", "Город."),
    field("language", "Language: en, ru.", "Язык: ru, en."),
    field("store", "Id of the home store.", "Код своего магазина."),
    field("tags", "Tags, divided by |.", "Метки через |."),
    field("consents", "Channels the member agreed to, divided by |: sms|email.", "Каналы, на которые есть согласие, через |: sms|email."),
    field("registered_at", "When they joined; without it, now.", "Когда вступил; если нет, то сейчас."),
];

#[rustfmt::skip]
const PURCHASES: &[Guide] = &[
    field("id", "Number of the purchase, unique for ever; rows with one number are its lines.", "Номер чека, единственный навсегда: строки с одним номером составляют одну покупку."),
    field("at", "When: 2026-03-01T10:00:00+03:00, 2026-03-01 10:00, 2026-03-01.", "Когда: 2026-03-01T10:00:00+03:00, 2026-03-01 10:00, 2026-03-01."),
    field("member", "The member's id in your own system; empty: a buyer nobody knows.", "Код участника в вашей системе; пусто: покупатель неизвестен."),
    field("sku", "SKU of the goods.", "Артикул."),
    field("name", "Name of the goods, for the catalogue.", "Название товара для справочника."),
    field("category", "Categories of the goods, divided by |.", "Категории товара через |."),
    field("quantity", "Units; without it, 1.", "Количество; если нет, то 1."),
    field("price", "Price of one unit.", "Цена за единицу."),
    field("amount", "Instead of a price: what the whole row comes to.", "Вместо цены: сумма всей строки."),
    field("store", "Id of the store.", "Код магазина."),
    field("till", "The till.", "Касса."),
    field("channel", "How it was bought: store, web.", "Канал: store, web."),
];

#[rustfmt::skip]
const PRODUCTS: &[Guide] = &[
    field("sku", "SKU.", "Артикул."),
    field("name", "Name.", "Название."),
    field("category", "Categories, divided by |.", "Категории через |."),
    field("brand", "Brand.", "Марка."),
    field("price", "Price of one unit on the shelf.", "Цена за единицу на полке."),
    field("min_price", "The least a unit may cost after everything.", "Минимальная цена: дешевле не продавать."),
    field("club_price", "Price for members.", "Клубная цена: для участников."),
    field("cost", "What a unit costs you to buy or make.", "Себестоимость: во что вам обходится единица."),
    field("flags", "no_discount, no_redeem, no_earn, service, divided by |.", "no_discount, no_redeem, no_earn, service через |."),
];

#[rustfmt::skip]
const SPEND: &[Guide] = &[
    field("from", "The day, or the first of several: 2026-03-01.", "День или первый из нескольких: 2026-03-01."),
    field("to", "The last day, included; without it, the same day.", "Последний день, включительно; если нет, то тот же."),
    field("purpose", "For what: acquisition, keeping, contacts.", "На что: acquisition (привлечение), keeping (удержание), contacts (контакты)."),
    field("amount", "How much, over all its days.", "Сколько, за все дни."),
    field("source", "Where it was to bring members from: the source of registrations.", "Откуда приводили участников: источник регистраций."),
    field("label", "What it belongs to: a campaign, or the id of an experiment.", "К чему относится: кампания или код эксперимента."),
    field("note", "A remark.", "Примечание."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_is_read_is_told_about() {
        let check = |kind: Kind, read: &[&str]| {
            let mut told: Vec<_> = guides(kind).iter().map(|field| field.name).collect();
            let mut read = read.to_vec();
            told.sort_unstable();
            read.sort_unstable();
            assert_eq!(told, read, "{kind:?}");
            assert!(
                kind.needs()
                    .iter()
                    .flat_map(|group| *group)
                    .all(|name| told.contains(name))
            );
        };
        check(Kind::Members, &super::super::person::FIELDS);
        check(Kind::Purchases, &super::super::sale::FIELDS);
        check(Kind::Products, &super::super::products::FIELDS);
        check(Kind::Spend, &super::super::spend::FIELDS);
    }
}
