//! Text → scenarios bound to their program.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::program::{Problem, Program};
use crate::said;
use crate::scenario::file::{File, GoodsFile, ScenarioFile};
use crate::scenario::{Scenario, bind};

/// The most scenarios of a file.
const SCENARIOS_MAX: usize = 1_000;

/// Reads a scenario file for a program.
///
/// # Errors
/// Every problem found: unknown fields, units, members and names, malformed numbers and times, steps out of order.
pub fn parse(program: &Program, text: &str) -> Result<Vec<Scenario>, Vec<Problem>> {
    let document = Document::scan(text)?;
    let file = several(document.read()?).map_err(|problem| vec![problem])?;
    let line = |path: &str| document.line(path);
    bind::bind(program, &file, line).map_err(|problems| document.in_order(problems))
}

/// A file in the form with several scenarios.
pub(super) struct Several {
    pub(super) program: Option<String>,
    pub(super) goods: BTreeMap<String, GoodsFile>,
    pub(super) scenarios: Vec<Placed>,
}

/// A scenario and its path in the file.
pub(super) struct Placed {
    pub(super) path: String,
    pub(super) scenario: ScenarioFile,
}

/// Both forms of a file as one.
fn several(file: File) -> Result<Several, Problem> {
    let scenarios = match (file.scenario, file.steps, file.scenarios) {
        (Some(scenario), Some(steps), None) => {
            let scenario = ScenarioFile { scenario, steps };
            vec![Placed {
                path: String::new(),
                scenario,
            }]
        }
        (None, None, Some(list)) if list.len() <= SCENARIOS_MAX => {
            let place = |(index, scenario)| Placed {
                path: format!("scenarios[{index}]"),
                scenario,
            };
            list.into_iter().enumerate().map(place).collect()
        }
        (None, None, Some(list)) => {
            let message = said!(
                "{} scenarios are too many for one file; the most is {SCENARIOS_MAX}",
                "{} сценариев для одного файла слишком много; можно не больше {SCENARIOS_MAX}",
                list.len()
            );
            return Err(
                Problem::new("", message).with_help(said!("split the file", "разделите файл"))
            );
        }
        _ => {
            let help = said!(
                "write `scenario:` and `steps:`, or `scenarios:` with a list of such pairs",
                "напишите `scenario:` и `steps:` или `scenarios:` со списком таких пар"
            );
            return Err(Problem::new(
                "",
                said!("this is not a scenario file", "это не файл сценариев"),
            )
            .with_help(help));
        }
    };
    Ok(Several {
        program: file.program,
        goods: file.goods,
        scenarios,
    })
}
