//! `POST /v1/programs/check`

use axum::extract::State;
use regulars_app::program;
use regulars_engine::language::{Language, Said};
use regulars_engine::name::ProgramId;
use regulars_engine::program::{Problem as Found, Program};
use serde::Serialize;
use utoipa::ToSchema;

use super::about::About;
use crate::body::{Answer, FileText, Outcome};
use crate::openapi::{Doc, Gives, Noun, Shape, Takes};
use crate::render::{LANGUAGE, Spoken};
use crate::server::Server;
use crate::words::SentenceAnswer;

/// The reference.
pub const DOC: Doc = Doc {
    id: "program_check",
    noun: Noun::Programs,
    summary: "Look a file over",
    description: "Reads a program file, YAML or JSON, looks for the saved segments it names, and stores nothing. The answer has every problem with its path, its line and \
        what would be right, or, if there is none, the rules in sentences.",
    address: &[],
    query: &[LANGUAGE],
    body: Takes::File,
    status: 200,
    answer: Gives::Json(Shape::of::<Checked>()),
    also: &[],
    problems: &[],
};

/// A file looked over.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProgramChecked)]
pub struct Checked {
    /// The program's id; `null` for a file with problems.
    #[schema(value_type = Option<String>, example = "burger-heroes")]
    id: Option<ProgramId>,
    /// The program's name.
    #[schema(example = "Burger Heroes")]
    name: Option<String>,
    /// What the program says of itself.
    about: Option<About>,
    /// What is wrong, in the file's order; empty for a file that can be stored and published.
    problems: Vec<FileProblem>,
    /// Its rules in words; empty for a file with problems.
    sentences: Vec<SentenceAnswer>,
}

/// Something wrong in a file.
#[derive(Debug, Serialize, ToSchema)]
struct FileProblem {
    /// Where; empty for the file as a whole.
    #[schema(example = "earn[1].rate")]
    path: String,
    /// The line, from 1.
    line: Option<usize>,
    /// What is wrong.
    message: String,
    /// What would be right.
    help: Option<String>,
}

/// Looks a file over.
pub async fn check(
    State(server): State<Server>,
    Spoken(language): Spoken,
    FileText(text): FileText,
) -> Outcome<Checked> {
    let checked = match program::check(&server.app, text.clone()).await? {
        Ok(program) => right(&program, &text, language),
        Err(problems) => wrong(&problems, language),
    };
    Ok(Answer::ok(checked))
}

fn right(program: &Program, text: &str, language: Language) -> Checked {
    let name = language.pick(&program.name.en, &program.name.ru);
    Checked {
        id: Some(program.id.clone()),
        name: Some(name.clone()),
        about: Some(About::of(program)),
        problems: Vec::new(),
        sentences: SentenceAnswer::all(program, text, language),
    }
}

fn wrong(problems: &[Found], language: Language) -> Checked {
    let say = |said: &Said| said.describe(language).to_owned();
    let problem = |found: &Found| FileProblem {
        path: found.path.clone(),
        line: found.line,
        message: say(&found.message),
        help: found.help.as_ref().map(say),
    };
    Checked {
        id: None,
        name: None,
        about: None,
        problems: problems.iter().map(problem).collect(),
        sentences: Vec::new(),
    }
}
