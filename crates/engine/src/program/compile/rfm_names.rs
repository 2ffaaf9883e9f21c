//! Section `rfm_names`: the first that takes a cell names it, and what is left are the others.

use super::names::text;
use super::scalar::field;
use crate::cell::{CellNames, Cells, OTHERS, Scores};
use crate::condition::{OneOrMany, Scalar};
use crate::program::Problem;
use crate::program::file::{Named, RfmNameFile};
use crate::said;

/// Every name, in file order; the usual ones where the file has none.
pub(super) fn compile(file: &Named<RfmNameFile>, problems: &mut Vec<Problem>) -> CellNames {
    if file.0.is_empty() {
        return CellNames::usual();
    }
    let mut taken = Cells::default();
    let mut rules = Vec::new();
    for (id, written) in &file.0 {
        let path = field("rfm_names", id);
        let before = problems.len();
        let mut axis = |axis: &Option<OneOrMany<Scalar>>, name| {
            scores(axis.as_ref(), &field(&path, name), problems)
        };
        let scores = Scores {
            recency: axis(&written.recency, "recency"),
            frequency: axis(&written.frequency, "frequency"),
            money: axis(&written.money, "money"),
        };
        let cells = Cells::of(&scores);
        if id == OTHERS {
            let message = said!(
                "`{OTHERS}` are the cells that no name takes; take another id",
                "`{OTHERS}` — ячейки, которые не забрало ни одно название; возьмите другой код"
            );
            problems.push(Problem::new(&path, message));
        }
        if problems.len() == before && cells.without(taken).is_empty() {
            let message = said!(
                "no cell is left for it, names before it take all of its cells; put it before them or widen its scores",
                "для него не осталось ячеек: их забрали названия перед ним; поставьте его раньше или расширьте оценки"
            );
            problems.push(Problem::new(&path, message));
        }
        taken = taken.and(cells);
        rules.push((id.clone(), text(written.name.as_ref(), id), scores));
    }
    CellNames::own(rules)
}

/// Scores of an axis; none where nothing is said of it.
fn scores(written: Option<&OneOrMany<Scalar>>, path: &str, problems: &mut Vec<Problem>) -> Vec<u8> {
    let mut scores = Vec::new();
    for score in written.iter().flat_map(|written| &written.0) {
        match score.as_str().parse() {
            Ok(number) if (1..=5).contains(&number) => scores.push(number),
            _ => problems.push(Problem::new(
                path,
                said!(
                    "`{score}` is no score; write numbers from 1 to 5, 5 the best",
                    "`{score}` — не оценка; напишите числа от 1 до 5, 5 — лучшая"
                ),
            )),
        }
    }
    if written.is_some_and(|written| written.0.is_empty()) {
        let message = said!(
            "names no score; leave it out for all of them",
            "не называет ни одной оценки; уберите поле, если подходят все"
        );
        problems.push(Problem::new(path, message));
    }
    scores
}

#[cfg(test)]
mod tests {
    use crate::program::{Program, told};
    use crate::stamp::Marks;

    fn read(names: &str, when: &str) -> Result<Program, Vec<String>> {
        let text = format!(
            "program: {{ id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }}\n\
             units: {{ points: {{ value: {{ points: 1, money: 1.00 }} }} }}\n\
             earn: [{{ id: base, rate: 1%, when: {{ rfm: {when} }} }}]\n{names}"
        );
        Program::read(&text).map_err(|problems| problems.iter().map(told).collect())
    }

    const STARS: &str =
        "rfm_names:\n  stars: { name: { en: Stars, ru: Звёзды }, recency: 5, money: [4, 5] }\n";

    #[test]
    fn conditions_name_the_cells_there_are() {
        let usual = read("", "{ name: [champions, others] }").unwrap();
        assert!(!usual.cell_names.are_own());
        let own = format!("{STARS}  lately: {{ recency: [4, 5] }}\n");
        let program = read(&own, "{ name: stars }").unwrap();
        let ids: Vec<&str> = program.cell_names.ids().collect();
        assert_eq!(ids, ["stars", "lately", "others"]);
        let name = |id: &str| program.cell_names.get(id).map(|name| name.name.ru.clone());
        assert_eq!(name("stars").as_deref(), Some("Звёзды"));
        for (recency, money, id) in [(5, 4, "stars"), (5, 3, "lately"), (3, 5, "others")] {
            let marks = Marks {
                recency,
                frequency: 1,
                money,
            };
            assert_eq!(program.cell_names.id_of(marks), id);
        }
        assert_eq!(
            read(&own, "{ name: star }").unwrap_err(),
            ["line 3: earn[0].when.rfm.name: there is no RFM group `star`; did you mean `stars`?"]
        );
        assert_eq!(
            read(&own, "{ name: champions }").unwrap_err(),
            [
                "line 3: earn[0].when.rfm.name: there is no RFM group `champions`; there is stars, lately, others"
            ]
        );
    }

    #[test]
    fn what_no_name_can_be_is_told_where_it_stands() {
        let check = |more: &str, expected: &str| {
            let problems = read(&format!("{STARS}{more}"), "{ name: stars }").unwrap_err();
            assert!(
                problems.iter().any(|problem| problem.contains(expected)),
                "{more}: {problems:?}"
            );
        };
        check(
            "  best: { recency: 6 }\n",
            "rfm_names.best.recency: `6` is no score; write numbers from 1 to 5",
        );
        check(
            "  best: { money: [] }\n",
            "rfm_names.best.money: names no score",
        );
        check(
            "  best: { recency: 5, money: 5 }\n",
            "rfm_names.best: no cell is left for it",
        );
        check(
            "  all: {}\n  rest: { recency: 1 }\n",
            "rfm_names.rest: no cell is left for it",
        );
        check(
            "  others: { recency: 1 }\n",
            "rfm_names.others: `others` are the cells",
        );
        check("  best: { cells: 5 }\n", "rfm_names.best");
    }
}
