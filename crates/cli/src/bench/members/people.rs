//! People made up by number, with names as common as they are.

use crate::bench::goods::{Dice, pick};

/// Common last names, the commonest first; women add an `а`.
const LAST: [&str; 40] = [
    "Иванов",
    "Смирнов",
    "Кузнецов",
    "Попов",
    "Васильев",
    "Петров",
    "Соколов",
    "Михайлов",
    "Новиков",
    "Фёдоров",
    "Морозов",
    "Волков",
    "Алексеев",
    "Лебедев",
    "Семёнов",
    "Егоров",
    "Павлов",
    "Козлов",
    "Степанов",
    "Николаев",
    "Орлов",
    "Андреев",
    "Макаров",
    "Никитин",
    "Захаров",
    "Зайцев",
    "Соловьёв",
    "Борисов",
    "Яковлев",
    "Григорьев",
    "Романов",
    "Воробьёв",
    "Сергеев",
    "Кимов",
    "Фролов",
    "Александров",
    "Дмитриев",
    "Королёв",
    "Гусев",
    "Киселёв",
];

const WOMEN: [&str; 10] = [
    "Анна",
    "Мария",
    "Елена",
    "Ольга",
    "Наталья",
    "Алёна",
    "Екатерина",
    "Татьяна",
    "Александра",
    "Юлия",
];

const MEN: [&str; 10] = [
    "Александр",
    "Максим",
    "Иван",
    "Дмитрий",
    "Пётр",
    "Сергей",
    "Андрей",
    "Алексей",
    "Михаил",
    "Евгений",
];

const FATHERS: [&str; 6] = [
    "Александров",
    "Владимиров",
    "Сергеев",
    "Николаев",
    "Иванов",
    "Андреев",
];

/// A person of the base.
#[derive(Debug, Clone, Copy)]
pub struct Person(pub u32);

impl Person {
    /// Columns of [`Person::row`].
    pub const HEADER: &'static str =
        "external_id,card,phone,email,last_name,first_name,middle_name,city,language";

    /// A row of the file of members.
    pub fn row(self) -> String {
        let number = self.0;
        let mut dice = Dice::new(u64::from(number));
        let is_woman = dice.roll(2) == 0;
        // The smaller of two rolls: the first names of the list are the commonest.
        let place = dice.roll(40).min(dice.roll(40));
        let (last, father) = (pick(&LAST, place), pick(&FATHERS, dice.roll(6)));
        let (first, last_end, father_end) = if is_woman {
            (pick(&WOMEN, dice.roll(10)), "а", "на")
        } else {
            (pick(&MEN, dice.roll(10)), "", "ич")
        };
        // A rare one among them.
        let last = if number.is_multiple_of(20_000) {
            "Ким".to_owned()
        } else {
            format!("{last}{last_end}")
        };
        // Multiplied by an odd number, so that no two are equal.
        let phone = u64::from(number) * 7_368_787 % 1_000_000_000;
        let email = if number.is_multiple_of(3) {
            format!("ann{number}@example.org")
        } else {
            String::new()
        };
        format!(
            "crm-{number},29{number:011},+79{phone:09},{email},{last},{first},{father}{father_end},Казань,ru"
        )
    }
}
