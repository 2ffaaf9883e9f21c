//! Saved segments that a program names. They live beside it, so whether they are there is asked where it is published.

use crate::both;
use crate::document::Document;
use crate::name::SegmentId;
use crate::program::{Problem, Program};

impl Program {
    /// The saved segments it names that are not among those there are, each where it stands in `text`, the program's
    /// own, and in its order.
    pub fn unknown_saved(&self, text: &str, known: &[SegmentId]) -> Vec<Problem> {
        let unknown = self.saved.iter().filter(|(id, _)| !known.contains(id));
        let unknown = unknown.map(|(id, path)| {
            Problem::unknown(
                path,
                both!("there is no saved segment", "нет сохранённого сегмента"),
                id.as_str(),
                known.iter().map(SegmentId::as_str),
            )
        });
        let unknown = unknown.collect();
        match Document::scan(text) {
            Ok(document) => document.in_order(unknown),
            Err(_) => unknown,
        }
    }

    /// Where it names a saved segment; nowhere if it does not.
    pub fn saved_at(&self, id: &SegmentId) -> Vec<&str> {
        let named = self.saved.iter().filter(|(named, _)| named == id);
        named.map(|(_, path)| path.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::told;

    const TEXT: &str = "\
program: { id: shop, name: Shop, currency: RUB, time_zone: Europe/Moscow }
units: { points: { value: { points: 1, money: 1.00 } } }
earn:
  - { id: base, rate: 1% }
  - { id: back, when: { any: [{ saved_segment: lost }, { saved_segment: vip }] }, rate: 10%, combine: max }
";

    #[test]
    fn every_saved_segment_is_known_with_its_place() {
        let program = Program::read(TEXT).unwrap();
        assert_eq!(program.needs.saved, ["lost".into(), "vip".into()]);
        assert_eq!(
            program.saved_at(&"vip".into()),
            ["earn[1].when.any[1].saved_segment"]
        );
        let known = ["lost".into(), "vips".into()];
        let unknown = program.unknown_saved(TEXT, &known);
        let unknown: Vec<String> = unknown.iter().map(told).collect();
        assert_eq!(
            unknown,
            [
                "line 5: earn[1].when.any[1].saved_segment: there is no saved segment `vip`; did you mean `vips`?"
            ]
        );
        assert_eq!(
            program.unknown_saved(TEXT, &["lost".into(), "vip".into()]),
            []
        );
    }

    #[test]
    fn a_segment_is_not_made_of_saved_ones() {
        let text = format!("{TEXT}segments: {{ mine: {{ saved_segment: lost }} }}\n");
        let problems: Vec<String> = Program::read(&text).unwrap_err().iter().map(told).collect();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(
            problems[0].starts_with("line 6: segments.mine.saved_segment: a segment cannot"),
            "{problems:?}"
        );
    }
}
