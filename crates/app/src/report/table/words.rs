//! How fields of reports are called, what they hold, and the order of their columns.

use regulars_engine::language::Language;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text, also one of digits.
    Text,
    /// A number.
    Number,
    /// A part of a whole.
    Share,
    /// A day.
    Day,
}

/// Fields in the order of their columns.
const FIELDS: &[(&str, Kind, &str, &str)] = &[
    ("period", Kind::Text, "Period", "Период"),
    ("cohort", Kind::Text, "Cohort", "Когорта"),
    ("store", Kind::Text, "Store", "Магазин"),
    ("till", Kind::Text, "Till", "Касса"),
    ("cashier", Kind::Text, "Cashier", "Кассир"),
    ("day", Kind::Day, "Day", "День"),
    ("weekday", Kind::Number, "Day of the week", "День недели"),
    ("hour", Kind::Number, "Hour", "Час"),
    ("member", Kind::Text, "Member", "Участник"),
    ("external_id", Kind::Text, "External id", "Внешний id"),
    ("id", Kind::Text, "Id", "Id"),
    ("partner", Kind::Text, "Partner", "Партнёр"),
    ("sku", Kind::Text, "SKU", "Артикул"),
    ("name", Kind::Text, "Name", "Название"),
    ("title", Kind::Text, "Called", "Называется"),
    ("kind", Kind::Text, "What", "Что"),
    ("class", Kind::Text, "Class", "Класс"),
    ("regularity", Kind::Text, "Evenness", "Ровность"),
    ("axis", Kind::Text, "Axis", "Ось"),
    ("score", Kind::Number, "Score", "Балл"),
    ("why", Kind::Text, "Why", "Почему"),
    ("r", Kind::Number, "R", "R"),
    ("f", Kind::Number, "F", "F"),
    ("m", Kind::Number, "M", "M"),
    ("from", Kind::Day, "From", "С"),
    ("to", Kind::Day, "To", "По"),
    ("items", Kind::Number, "Items", "Позиций"),
    ("last", Kind::Day, "Last purchase", "Последняя покупка"),
    ("recency_days", Kind::Number, "Days since", "Дней с покупки"),
    ("frequency", Kind::Number, "Purchases", "Покупок"),
    ("monetary", Kind::Number, "Paid", "Оплачено"),
    ("min", Kind::Number, "Least", "Меньше всего"),
    ("max", Kind::Number, "Most", "Больше всего"),
    ("receipts", Kind::Number, "Receipts", "Чеков"),
    ("identified", Kind::Number, "Identified", "Чеков с картой"),
    ("visits", Kind::Number, "Receipts", "Чеков"),
    ("members", Kind::Number, "Members", "Участники"),
    ("joined", Kind::Number, "Joined", "Вступили"),
    (
        "joined_rate",
        Kind::Share,
        "Joined ÷ receipts",
        "Вступили ÷ чеки",
    ),
    ("first", Kind::Number, "Bought", "Купили"),
    (
        "first_rate",
        Kind::Share,
        "Bought ÷ joined",
        "Купили ÷ вступили",
    ),
    ("second", Kind::Number, "Bought again", "Купили снова"),
    (
        "second_rate",
        Kind::Share,
        "Again ÷ bought",
        "Снова ÷ купили",
    ),
    (
        "days_to_first",
        Kind::Number,
        "Days to the first",
        "Дней до первой",
    ),
    (
        "days_to_second",
        Kind::Number,
        "Days to the second",
        "Дней до второй",
    ),
    ("engaged", Kind::Number, "Took part", "Активные"),
    ("engagement", Kind::Share, "Engagement", "Вовлечённость"),
    ("buyers", Kind::Number, "Buyers", "Покупатели"),
    ("new_buyers", Kind::Number, "New buyers", "Новые покупатели"),
    (
        "returning_buyers",
        Kind::Number,
        "Returning buyers",
        "Вернувшиеся",
    ),
    ("retained_buyers", Kind::Number, "Kept buyers", "Удержанные"),
    (
        "repeat_buyers",
        Kind::Number,
        "Repeat buyers",
        "С повторными покупками",
    ),
    (
        "repeats",
        Kind::Number,
        "Repeat purchases",
        "Повторных покупок",
    ),
    ("purchases", Kind::Number, "Purchases", "Покупки"),
    ("revenue", Kind::Number, "Revenue", "Выручка"),
    (
        "average_basket",
        Kind::Number,
        "Average basket",
        "Средний чек",
    ),
    (
        "revenue_per_buyer",
        Kind::Number,
        "Revenue per buyer",
        "Выручка на покупателя",
    ),
    ("purchase_frequency", Kind::Number, "Frequency", "Частота"),
    ("repeat_rate", Kind::Share, "Repeat rate", "Доля повторных"),
    (
        "returning_share",
        Kind::Share,
        "Returning share",
        "Доля вернувшихся",
    ),
    ("retention_rate", Kind::Share, "Retention", "Удержание"),
    ("churn_rate", Kind::Share, "Churn", "Отток"),
    (
        "negative_churn.members",
        Kind::Number,
        "Bought more: members",
        "Купили больше: участников",
    ),
    (
        "negative_churn.revenue",
        Kind::Number,
        "Bought more: money",
        "Купили больше: деньги",
    ),
    (
        "negative_churn.lost",
        Kind::Number,
        "Lost money",
        "Ушедшие деньги",
    ),
    (
        "negative_churn.rate",
        Kind::Share,
        "Expansion less losses",
        "Рост минус потери",
    ),
    (
        "days_to_next_purchase",
        Kind::Number,
        "Days to the next purchase",
        "Дней до следующей покупки",
    ),
    (
        "identification",
        Kind::Share,
        "Identification",
        "Доля чеков с картой",
    ),
    (
        "before",
        Kind::Share,
        "The weeks before",
        "За недели до того",
    ),
    ("target", Kind::Number, "Target, %", "Цель, %"),
    ("reached", Kind::Text, "Reached", "Достигнута"),
    (
        "program_share",
        Kind::Share,
        "Share of revenue",
        "Доля выручки",
    ),
    ("return_rate", Kind::Share, "Returns", "Возвраты"),
    ("sales", Kind::Number, "Sales", "Продажи"),
    (
        "identified_sales",
        Kind::Number,
        "Sales to members",
        "Продажи участникам",
    ),
    (
        "active",
        Kind::Number,
        "Bought, periods later",
        "Купили через периодов",
    ),
    (
        "retention",
        Kind::Share,
        "Retention, periods later",
        "Удержание через периодов",
    ),
    ("leads", Kind::Number, "New contacts", "Новые контакты"),
    (
        "new_customers",
        Kind::Number,
        "New customers",
        "Новые клиенты",
    ),
    (
        "acquisition_spend",
        Kind::Number,
        "Spent to win customers",
        "Траты на привлечение",
    ),
    (
        "cost_per_lead",
        Kind::Number,
        "Cost of a contact",
        "Стоимость контакта",
    ),
    (
        "acquisition_cost",
        Kind::Number,
        "Cost of a customer",
        "Стоимость клиента",
    ),
    (
        "cost_known",
        Kind::Share,
        "Revenue with known cost",
        "Выручка с известной себестоимостью",
    ),
    ("margin", Kind::Number, "Margin", "Маржа"),
    ("bonuses", Kind::Number, "Bonuses", "Бонусы"),
    (
        "keeping_spend",
        Kind::Number,
        "Spent to keep customers",
        "Траты на удержание",
    ),
    (
        "contact_spend",
        Kind::Number,
        "Contacts cost",
        "Стоимость контактов",
    ),
    ("result", Kind::Number, "Result", "Результат"),
    (
        "value_to_date",
        Kind::Number,
        "Value to date",
        "Ценность на сегодня",
    ),
    (
        "value_per_customer",
        Kind::Number,
        "Value to date of a customer",
        "Ценность клиента на сегодня",
    ),
    ("expected", Kind::Text, "Expected", "Ожидается"),
    ("sent", Kind::Number, "Sent", "Отправлено"),
    ("delivered", Kind::Number, "Delivered", "Доставлено"),
    ("opened", Kind::Number, "Opened", "Открыто"),
    ("clicked", Kind::Number, "Clicked", "Переходы"),
    (
        "delivered_rate",
        Kind::Share,
        "Delivered ÷ sent",
        "Доставлено ÷ отправлено",
    ),
    (
        "opened_rate",
        Kind::Share,
        "Opened ÷ delivered",
        "Открыто ÷ доставлено",
    ),
    (
        "clicked_rate",
        Kind::Share,
        "Clicked ÷ delivered",
        "Переходы ÷ доставлено",
    ),
    (
        "cost_per_contact",
        Kind::Number,
        "Cost of a message",
        "Стоимость сообщения",
    ),
    (
        "contact_buyers",
        Kind::Number,
        "Bought after a message",
        "Купили после сообщения",
    ),
    (
        "cost_per_buyer",
        Kind::Number,
        "Contacts ÷ buyers",
        "Контакты ÷ покупатели",
    ),
    (
        "wallets",
        Kind::Number,
        "Answers on spend",
        "Ответы о тратах",
    ),
    (
        "share_of_wallet",
        Kind::Share,
        "Share of wallet",
        "Доля кошелька",
    ),
    ("lacks", Kind::Text, "Not known", "Неизвестно"),
    ("expected.customers", Kind::Number, "Customers", "Клиенты"),
    ("expected.clv", Kind::Number, "CLV", "CLV"),
    (
        "expected.clv_over_cac",
        Kind::Number,
        "CLV ÷ cost of a customer",
        "CLV ÷ стоимость клиента",
    ),
    (
        "expected.whole_value",
        Kind::Number,
        "Value to date and CLV",
        "Ценность на сегодня и CLV",
    ),
    ("discount", Kind::Number, "Discounts", "Скидки"),
    (
        "discount_rate",
        Kind::Share,
        "Discounts ÷ prices",
        "Доля скидок",
    ),
    (
        "paid_by_points",
        Kind::Number,
        "Paid by points",
        "Оплачено баллами",
    ),
    (
        "coupons_used",
        Kind::Number,
        "Coupons used",
        "Использовано купонов",
    ),
    (
        "levels_up",
        Kind::Number,
        "Rose a level",
        "Повышения уровня",
    ),
    (
        "levels_down",
        Kind::Number,
        "Fell a level",
        "Понижения уровня",
    ),
    ("issued", Kind::Number, "Given", "Начислено"),
    ("redeemed", Kind::Number, "Spent", "Списано"),
    ("expired", Kind::Number, "Burned", "Сгорело"),
    (
        "redemption_rate",
        Kind::Share,
        "Redemption rate",
        "Доля списания",
    ),
    ("breakage", Kind::Share, "Breakage", "Доля сгорания"),
    ("left", Kind::Number, "Left", "Остаток"),
    ("liability", Kind::Number, "Liability", "Обязательство"),
    (
        "expected_liability",
        Kind::Number,
        "Expected liability",
        "Ожидаемое обязательство",
    ),
    ("x", Kind::Number, "X", "X"),
    ("y", Kind::Number, "Y", "Y"),
    ("z", Kind::Number, "Z", "Z"),
    ("alive", Kind::Share, "Still there", "Ещё с нами"),
    ("churn", Kind::Share, "Will not buy", "Не купит"),
    ("spend", Kind::Number, "Purchase expected", "Ожидаемый чек"),
    ("value", Kind::Number, "Value", "Ценность"),
    ("next", Kind::Day, "Next purchase", "Следующая покупка"),
    ("suggested", Kind::Text, "Suggested", "Подсказки"),
    ("suggestions", Kind::Text, "Suggestions", "Список подсказок"),
    ("popular", Kind::Text, "Popular", "Популярное"),
    (
        "suggested_hit",
        Kind::Share,
        "Right, made for the member",
        "Угадано, для участника",
    ),
    (
        "popular_hit",
        Kind::Share,
        "Right, popular",
        "Угадано, популярное",
    ),
    ("hit_rate", Kind::Share, "Right", "Угадано"),
    ("top", Kind::Number, "Length of a list", "Длина списка"),
    ("answers", Kind::Number, "Answers", "Ответы"),
    ("mean", Kind::Number, "Mean answer", "Средний ответ"),
    ("nps", Kind::Number, "NPS", "NPS"),
    ("nps_low", Kind::Number, "NPS, from", "NPS, от"),
    ("nps_high", Kind::Number, "NPS, to", "NPS, до"),
    ("promoters", Kind::Share, "Promoters", "Промоутеры"),
    ("detractors", Kind::Share, "Detractors", "Критики"),
    ("csat", Kind::Share, "Satisfied", "Довольны"),
    ("event", Kind::Text, "Event", "Событие"),
    ("answer", Kind::Text, "Property", "Свойство"),
    ("rows", Kind::Text, "Report", "Отчёт"),
    ("compared", Kind::Text, "Compared", "Сравнение"),
    ("each", Kind::Text, "Rows", "Строки"),
    ("names", Kind::Text, "Names", "Названия"),
    (
        "own_names",
        Kind::Text,
        "Names of the program",
        "Названия из программы",
    ),
    ("cells", Kind::Text, "Cells", "Клетки"),
    ("scores", Kind::Text, "Scores", "Баллы"),
    ("moves", Kind::Text, "Moves", "Переходы"),
    ("classes", Kind::Text, "Classes", "Классы"),
    ("curve", Kind::Text, "Curve", "Кривая"),
    ("alerts", Kind::Text, "Fell", "Просели"),
    ("gates", Kind::Text, "Gates", "Условия"),
    ("as_of", Kind::Text, "As of", "Данные на"),
    ("segment", Kind::Text, "Segment", "Сегмент"),
    ("by", Kind::Text, "By", "По"),
    ("currency", Kind::Text, "Currency", "Валюта"),
    ("with", Kind::Text, "Compared with", "Сравнение с"),
    ("of", Kind::Text, "Of", "Что"),
    ("method", Kind::Text, "Method", "Способ"),
    ("window", Kind::Number, "Window, days", "Окно, дней"),
    ("bins", Kind::Number, "Bins", "Баллов"),
    (
        "no_purchase",
        Kind::Number,
        "Without a purchase",
        "Без покупок",
    ),
    ("en", Kind::Text, "Name", "Название"),
    ("ru", Kind::Text, "Name in Russian", "Название по-русски"),
    ("given", Kind::Number, "Points given", "Начислено баллов"),
    ("taken_back", Kind::Number, "Taken back", "Отменено"),
    ("spent", Kind::Number, "Points spent", "Списано баллов"),
    ("given_back", Kind::Number, "Came back", "Возвращено"),
    ("due_from", Kind::Number, "Owes", "Должен"),
    ("due_to", Kind::Number, "Is owed", "Должны ему"),
    ("net", Kind::Number, "In the end", "Итог"),
    (
        "clearing",
        Kind::Number,
        "Held for points that are out",
        "Держим под непотраченные баллы",
    ),
    ("difference", Kind::Number, "Difference", "Расхождение"),
];

/// A field of the list, its place there, and what its name has beyond: the unit, the place in a list, the part.
fn find(field: &str) -> Option<(usize, &str)> {
    let known = |name: &str| FIELDS.iter().position(|(known, ..)| *known == name);
    if let Some(place) = known(field) {
        return Some((place, ""));
    }
    let (base, rest) = field.split_once('.')?;
    known(base).map(|place| (place, rest))
}

/// How a field is called; one that nobody named by its own name.
pub(super) fn of(field: &str, language: Language) -> String {
    let found = find(field).and_then(|(place, rest)| FIELDS.get(place).zip(Some(rest)));
    match found {
        Some(((_, _, en, ru), "")) => language.pick(*en, *ru).to_owned(),
        Some(((_, _, en, ru), rest)) => format!("{}, {rest}", language.pick(*en, *ru)),
        None => field.replace(['_', '.'], " "),
    }
}

/// What a field holds; a number where nobody said: a text that is none stays a text.
pub(super) fn kind(field: &str) -> Kind {
    let found = find(field).and_then(|(place, _)| FIELDS.get(place));
    found.map_or(Kind::Number, |(_, kind, ..)| *kind)
}

/// Where a column stands: by the list, then by its unit or place.
pub(super) fn place(field: &str) -> (usize, usize, String) {
    let (place, rest) = find(field).unwrap_or((FIELDS.len(), field));
    let number = rest.parse().unwrap_or(0);
    (place, number, rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_called_and_ordered_by_the_list() {
        let check = |field: &str, en: &str, ru: &str| {
            assert_eq!(
                (of(field, Language::En), of(field, Language::Ru)),
                (en.to_owned(), ru.to_owned())
            );
        };
        check("buyers", "Buyers", "Покупатели");
        check("issued.points", "Given, points", "Начислено, points");
        check(
            "retention.3",
            "Retention, periods later, 3",
            "Удержание через периодов, 3",
        );
        check(
            "negative_churn.rate",
            "Expansion less losses",
            "Рост минус потери",
        );
        check("log_likelihood", "log likelihood", "log likelihood");
        assert!(place("active.2") < place("active.10"));
        assert!(place("period") < place("buyers"));
        let mut names: Vec<&str> = FIELDS.iter().map(|(name, ..)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), FIELDS.len(), "a field is named twice");
    }
}
