//! Lengths of time, days and instants.

use super::Language;
use crate::time::{Instant, LocalDate, LocalTime, MonthDay, Span, Weekday, Zone};

impl Language {
    /// A length of time: `30 days`, `1 month`, `12 часов`.
    pub fn span(self, span: Span) -> String {
        let count = |number: u32, en, ru| self.count(i64::from(number), en, ru);
        match span {
            Span::Minutes(minutes) => count(
                minutes,
                ["minute", "minutes"],
                ["минута", "минуты", "минут"],
            ),
            Span::Hours(hours) => count(hours, ["hour", "hours"], ["час", "часа", "часов"]),
            Span::Days(days) | Span::LocalDays(days) => {
                count(days, ["day", "days"], ["день", "дня", "дней"])
            }
            Span::Months(months) => {
                count(months, ["month", "months"], ["месяц", "месяца", "месяцев"])
            }
            Span::Years(years) => count(years, ["year", "years"], ["год", "года", "лет"]),
        }
    }

    /// A length of time as the object of a verb or after `за`: `1 минуту`, else as [`span`](Self::span).
    pub fn span_object(self, span: Span) -> String {
        match (self, span) {
            (Self::Ru, Span::Minutes(minutes)) => {
                self.count(i64::from(minutes), ["", ""], ["минуту", "минуты", "минут"])
            }
            _ => self.span(span),
        }
    }

    /// A length of time after `after`, `через` … `after 1 day`; in the genitive after `после`, `в течение`:
    /// `в течение 30 дней`.
    pub fn span_genitive(self, span: Span) -> String {
        let count =
            |number: u32, en, one, many| self.count(i64::from(number), en, [one, many, many]);
        match span {
            Span::Minutes(minutes) => count(minutes, ["minute", "minutes"], "минуты", "минут"),
            Span::Hours(hours) => count(hours, ["hour", "hours"], "часа", "часов"),
            Span::Days(days) | Span::LocalDays(days) => count(days, ["day", "days"], "дня", "дней"),
            Span::Months(months) => count(months, ["month", "months"], "месяца", "месяцев"),
            Span::Years(years) => count(years, ["year", "years"], "года", "лет"),
        }
    }

    /// A day: `1 March 2026`, `1 марта 2026`.
    pub fn date(self, date: LocalDate) -> String {
        let day = self.day_of_year(MonthDay::of(date));
        format!("{day} {}", date.year())
    }

    /// A day of every year: `1 March`, `1 марта`.
    pub fn day_of_year(self, day: MonthDay) -> String {
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        const RU: [&str; 12] = [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ];
        let names = self.pick(EN, RU);
        let month = usize::try_from(day.month() - 1)
            .ok()
            .and_then(|place| names.get(place))
            .copied()
            .unwrap_or_default();
        format!("{}\u{a0}{month}", day.day())
    }

    /// An instant in a zone: the day alone where it is the day's first instant.
    pub fn instant(self, at: Instant, zone: &Zone) -> String {
        let local = zone.local(at);
        if at == zone.start_of_day(local.date) {
            return self.date(local.date);
        }
        format!(
            "{}, {}",
            self.date(local.date),
            self.time_of_day(local.time)
        )
    }

    /// A time of day: `09:00`.
    pub fn time_of_day(self, time: LocalTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// A day of the week: `Monday`, `понедельник`.
    pub fn weekday(self, weekday: Weekday) -> &'static str {
        match weekday {
            Weekday::Mon => self.pick("Monday", "понедельник"),
            Weekday::Tue => self.pick("Tuesday", "вторник"),
            Weekday::Wed => self.pick("Wednesday", "среда"),
            Weekday::Thu => self.pick("Thursday", "четверг"),
            Weekday::Fri => self.pick("Friday", "пятница"),
            Weekday::Sat => self.pick("Saturday", "суббота"),
            Weekday::Sun => self.pick("Sunday", "воскресенье"),
        }
    }
}
