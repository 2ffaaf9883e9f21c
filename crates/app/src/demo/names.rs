//! Names of made-up people: Russian ones with the endings of their gender, Tatar ones in Kazan, some Latin ones.

use regulars_engine::member::Gender;

use super::chain::City;
use super::random::Random;

const MEN: [&str; 32] = [
    "Александр",
    "Алексей",
    "Андрей",
    "Антон",
    "Артём",
    "Борис",
    "Вадим",
    "Виктор",
    "Владимир",
    "Вячеслав",
    "Георгий",
    "Денис",
    "Дмитрий",
    "Евгений",
    "Егор",
    "Иван",
    "Игорь",
    "Илья",
    "Кирилл",
    "Константин",
    "Максим",
    "Матвей",
    "Михаил",
    "Никита",
    "Николай",
    "Олег",
    "Павел",
    "Роман",
    "Сергей",
    "Степан",
    "Фёдор",
    "Юрий",
];

const WOMEN: [&str; 32] = [
    "Александра",
    "Алёна",
    "Алина",
    "Алла",
    "Анастасия",
    "Анна",
    "Валентина",
    "Валерия",
    "Варвара",
    "Вера",
    "Виктория",
    "Галина",
    "Дарья",
    "Евгения",
    "Екатерина",
    "Елена",
    "Елизавета",
    "Жанна",
    "Ирина",
    "Кристина",
    "Ксения",
    "Лариса",
    "Любовь",
    "Людмила",
    "Маргарита",
    "Марина",
    "Мария",
    "Надежда",
    "Наталья",
    "Ольга",
    "Полина",
    "Татьяна",
];

/// A man's and a woman's patronymic.
const PATRONYMICS: [(&str, &str); 20] = [
    ("Александрович", "Александровна"),
    ("Алексеевич", "Алексеевна"),
    ("Андреевич", "Андреевна"),
    ("Борисович", "Борисовна"),
    ("Викторович", "Викторовна"),
    ("Владимирович", "Владимировна"),
    ("Геннадьевич", "Геннадьевна"),
    ("Дмитриевич", "Дмитриевна"),
    ("Евгеньевич", "Евгеньевна"),
    ("Иванович", "Ивановна"),
    ("Игоревич", "Игоревна"),
    ("Ильич", "Ильинична"),
    ("Константинович", "Константиновна"),
    ("Михайлович", "Михайловна"),
    ("Николаевич", "Николаевна"),
    ("Олегович", "Олеговна"),
    ("Павлович", "Павловна"),
    ("Петрович", "Петровна"),
    ("Сергеевич", "Сергеевна"),
    ("Юрьевич", "Юрьевна"),
];

/// Family names as men bear them.
const FAMILIES: [&str; 64] = [
    "Алексеев",
    "Андреев",
    "Антонов",
    "Афанасьев",
    "Баранов",
    "Белов",
    "Белый",
    "Беляев",
    "Богданов",
    "Борисов",
    "Васильев",
    "Виноградов",
    "Вишневский",
    "Волков",
    "Воробьёв",
    "Герасимов",
    "Голубев",
    "Григорьев",
    "Давыдов",
    "Денисов",
    "Егоров",
    "Жуков",
    "Зайцев",
    "Захаров",
    "Иванов",
    "Ильин",
    "Калинин",
    "Ким",
    "Киселёв",
    "Ковалёв",
    "Козлов",
    "Комаров",
    "Королёв",
    "Кузнецов",
    "Кузьмин",
    "Лебедев",
    "Левицкий",
    "Макаров",
    "Медведев",
    "Миронов",
    "Михайлов",
    "Морозов",
    "Никитин",
    "Николаев",
    "Новиков",
    "Орлов",
    "Осипов",
    "Островский",
    "Павлов",
    "Петров",
    "Попов",
    "Романов",
    "Семёнов",
    "Сергеев",
    "Сидоров",
    "Смирнов",
    "Соколов",
    "Соловьёв",
    "Степанов",
    "Тарасов",
    "Титов",
    "Ткачук",
    "Черных",
    "Шевченко",
];

const TATAR_MEN: [&str; 10] = [
    "Айдар",
    "Азат",
    "Булат",
    "Ильдар",
    "Ильнур",
    "Камиль",
    "Марат",
    "Ринат",
    "Рустам",
    "Тимур",
];

const TATAR_WOMEN: [&str; 10] = [
    "Айгуль",
    "Алия",
    "Алсу",
    "Гузель",
    "Гульнара",
    "Диляра",
    "Лейсан",
    "Резеда",
    "Чулпан",
    "Эльвира",
];

const TATAR_PATRONYMICS: [(&str, &str); 6] = [
    ("Айратович", "Айратовна"),
    ("Ильдарович", "Ильдаровна"),
    ("Маратович", "Маратовна"),
    ("Ринатович", "Ринатовна"),
    ("Рустамович", "Рустамовна"),
    ("Фаритович", "Фаритовна"),
];

const TATAR_FAMILIES: [&str; 12] = [
    "Ахметов",
    "Валиев",
    "Галиев",
    "Гарипов",
    "Гильманов",
    "Закиров",
    "Мухаметов",
    "Сафин",
    "Фаттахов",
    "Хабибуллин",
    "Шакиров",
    "Юсупов",
];

const LATIN_MEN: [&str; 8] = [
    "Ahmed", "David", "James", "Lukas", "Marco", "Mehmet", "Pierre", "Wei",
];

const LATIN_WOMEN: [&str; 8] = [
    "Aylin", "Chloe", "Elena", "Emily", "Julia", "Maria", "Mei", "Sophie",
];

const LATIN_FAMILIES: [&str; 12] = [
    "Clark", "Dubois", "Garcia", "Hansen", "Li", "Miller", "Novak", "Rossi", "Schmidt", "Silva",
    "Yilmaz", "Zhang",
];

/// What somebody is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) first: &'static str,
    pub(super) middle: Option<&'static str>,
    pub(super) last: String,
    /// The language they are written to in.
    pub(super) language: &'static str,
}

/// A name of a man or woman of a city.
pub(super) fn name(gender: Gender, city: City, random: &mut Random) -> Name {
    let is_tatar = city == City::Kazan && random.percent(35);
    if random.percent(4) {
        return latin(gender, random);
    }
    let (men, women, patronymics, families): (&[_], &[_], &[_], &[_]) = if is_tatar {
        (
            &TATAR_MEN,
            &TATAR_WOMEN,
            &TATAR_PATRONYMICS,
            &TATAR_FAMILIES,
        )
    } else {
        (&MEN, &WOMEN, &PATRONYMICS, &FAMILIES)
    };
    let is_woman = gender == Gender::Female;
    let first = one(if is_woman { women } else { men }, random);
    let middle = random.percent(55).then(|| {
        let (his, hers) = random.pick(patronymics).copied().unwrap_or_default();
        if is_woman { hers } else { his }
    });
    let family = one(families, random);
    let last = if is_woman {
        of_woman(family)
    } else {
        family.to_owned()
    };
    Name {
        first,
        middle,
        last,
        language: "ru",
    }
}

fn latin(gender: Gender, random: &mut Random) -> Name {
    let is_woman = gender == Gender::Female;
    Name {
        first: one(if is_woman { &LATIN_WOMEN } else { &LATIN_MEN }, random),
        middle: None,
        last: one(&LATIN_FAMILIES, random).to_owned(),
        language: "en",
    }
}

fn one(of: &[&'static str], random: &mut Random) -> &'static str {
    random.pick(of).copied().unwrap_or_default()
}

/// A man's family name as a woman bears it; names like Ким, Ткачук and Черных have one form.
fn of_woman(family: &str) -> String {
    let swapped = ["ий", "ый", "ой"]
        .into_iter()
        .find_map(|end| family.strip_suffix(end));
    if let Some(stem) = swapped {
        return format!("{stem}ая");
    }
    let takes_an_ending = ["ов", "ев", "ёв", "ин", "ын"]
        .into_iter()
        .any(|end| family.ends_with(end));
    if takes_an_ending {
        format!("{family}а")
    } else {
        family.to_owned()
    }
}

/// A name in the letters of an e-mail address.
pub(super) fn in_latin_letters(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .map(letter)
        .collect()
}

fn letter(of: char) -> &'static str {
    const LATIN: [&str; 26] = [
        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
        "s", "t", "u", "v", "w", "x", "y", "z",
    ];
    /// From а to я.
    const RUSSIAN: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s",
        "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
    ];
    let from = |letters: &[&'static str], first: char| {
        let place = u32::from(of).checked_sub(u32::from(first));
        let place = place.and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| letters.get(place)).copied()
    };
    match of {
        'ё' => "e",
        _ => from(&LATIN, 'a')
            .or_else(|| from(&RUSSIAN, 'а'))
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(his: &str, hers: &str) {
        assert_eq!(of_woman(his), hers);
    }

    #[test]
    fn a_woman_bears_her_form_of_the_name() {
        check("Иванов", "Иванова");
        check("Королёв", "Королёва");
        check("Лебедев", "Лебедева");
        check("Ильин", "Ильина");
        check("Вишневский", "Вишневская");
        check("Левицкий", "Левицкая");
        check("Белый", "Белая");
        check("Хабибуллин", "Хабибуллина");
        for same in ["Ким", "Ткачук", "Черных", "Шевченко"] {
            check(same, same);
        }
    }

    #[test]
    fn everybody_has_a_first_and_a_last_name_of_one_script() {
        let mut random = Random::of(1, 0);
        let mut latin = 0;
        for place in 0..5_000 {
            let gender = if place % 2 == 0 {
                Gender::Female
            } else {
                Gender::Male
            };
            let name = name(gender, City::Kazan, &mut random);
            assert!(!name.first.is_empty() && !name.last.is_empty());
            let all = format!(
                "{}{}{}",
                name.first,
                name.middle.unwrap_or_default(),
                name.last
            );
            let is_latin = name.language == "en";
            assert!(
                all.chars().all(|letter| letter.is_ascii() == is_latin),
                "{name:?}"
            );
            latin += u32::from(is_latin);
        }
        assert!((150..250).contains(&latin), "{latin}");
    }

    #[test]
    fn names_are_written_in_latin_letters() {
        assert_eq!(in_latin_letters("Артём"), "artem");
        assert_eq!(in_latin_letters("Юрьевна"), "yurevna");
        assert_eq!(in_latin_letters("Щукина-Яхонтова"), "shchukinayakhontova");
        assert_eq!(in_latin_letters("O'Neil"), "oneil");
    }
}
