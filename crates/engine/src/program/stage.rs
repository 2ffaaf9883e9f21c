//! Stages of a member's life with the shop.

use crate::condition::Condition;
use crate::program::{Program, Text};
use crate::stamp::Stage;

/// A stage that a program defines.
#[derive(Debug, Clone, PartialEq)]
pub struct LifeStage {
    /// Its id.
    pub id: Stage,
    /// Its name, for people.
    pub name: Text,
    /// Whose stage it is, of those whom no stage before it takes; always of the last one.
    pub when: Condition,
}

/// The usual stages, which a program without its own has: their names in English and Russian.
const USUAL: [(Stage, &str, &str); 6] = [
    (Stage::NEW, "New", "Новый"),
    (Stage::ACTIVE, "Active", "Активный"),
    (Stage::LOYAL, "Loyal", "Лояльный"),
    (Stage::AT_RISK, "At risk", "Под угрозой ухода"),
    (Stage::LOST, "Lost", "Потерянный"),
    (Stage::WON_BACK, "Won back", "Вернувшийся"),
];

impl Program {
    /// The name of a stage of its own or of the usual ones; of one that it has no more, its id.
    pub fn stage_name(&self, id: Stage) -> Text {
        let own = self.stages.iter().find(|stage| stage.id == id);
        let usual = USUAL.iter().find(|(usual, ..)| *usual == id);
        let usual = usual.filter(|_| self.stages.is_empty());
        match (own, usual) {
            (Some(stage), _) => stage.name.clone(),
            (None, Some((_, en, ru))) => Text {
                en: (*en).to_owned(),
                ru: (*ru).to_owned(),
            },
            (None, None) => Text {
                en: id.to_string(),
                ru: id.to_string(),
            },
        }
    }

    /// Whether members can be in a stage of that id.
    pub fn has_stage(&self, id: Stage) -> bool {
        match self.stages.is_empty() {
            true => Stage::USUAL.contains(&id),
            false => self.stages.iter().any(|stage| stage.id == id),
        }
    }
}
