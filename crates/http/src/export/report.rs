//! `GET /v1/exports/reports/{report}`

use axum::extract::State;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use regulars_app::audit;
use regulars_app::report::table::{Table, XLSX_TYPE, csv, tables, xlsx};
use regulars_engine::language::Language;
use regulars_engine::said;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::auth::By;
use crate::body::{Address, Answer, Params};
use crate::openapi::{Doc, Gives, Noun, Takes};
use crate::problem::{Kind, Problem, read_query};
use crate::render::{Spoken, without_language};
use crate::report::{
    abc, clv, cohorts, economics, funnel, hours, identification, kpi, next, opinions, program, rfm,
};
use crate::server::Server;

/// The reference.
pub const DOC: Doc = Doc {
    id: "export_report",
    noun: Noun::Reports,
    summary: "Take a report out as a file",
    description: "A report as CSV or as a workbook (XLSX): asked with its own parameters, called in the language asked for, numbers as \
        numbers. CSV has its rows, or those asked by `top`; the workbook all of its tables, a sheet each, and what was asked.",
    address: &[(
        "report",
        "`kpi`, `program`, `economics`, `identification`, `funnel`, `cohorts`, `rfm`, `hours`, `clv`, `abc`, `next`, `opinions`.",
    )],
    query: &[("format", "`csv` or `xlsx`. Absent: `csv`.")],
    body: Takes::Nothing,
    status: 200,
    answer: Gives::Text("text/csv"),
    also: &[],
    problems: &[Kind::NotFound],
};

/// The parameter that is ours; the others are the report's.
const FORMAT: &str = "format";

/// Sends the file.
pub async fn export(
    State(server): State<Server>,
    By(caller): By,
    Spoken(language): Spoken,
    Address(report): Address<String>,
    uri: Uri,
) -> Result<Response, Problem> {
    let asked = Asked::read(&uri, language)?;
    let tables = asked.tables(&server, &report).await?;
    audit::exported(
        &server.app,
        caller.by,
        "report.export",
        Some(report.clone()),
    )
    .await?;
    let today = {
        let now = server.app.now();
        server.app.programs().at(now).program.zone.date(now)
    };
    let (kind, ending, content) = match asked.is_workbook {
        true => (XLSX_TYPE, "xlsx", xlsx(&tables)),
        false => ("text/csv; charset=utf-8", "csv", csv(&tables).into_bytes()),
    };
    let file = format!("attachment; filename=\"{report}-{today}.{ending}\"");
    let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, file)];
    Ok((headers, content).into_response())
}

/// What is asked of a report.
struct Asked {
    is_workbook: bool,
    /// The report's own parameters.
    query: String,
    language: Language,
}

impl Asked {
    fn read(uri: &Uri, language: Language) -> Result<Self, Problem> {
        let query = without_language(uri.query().unwrap_or_default());
        let is_ours = |pair: &&str| pair.split('=').next() == Some(FORMAT);
        let (ours, others): (Vec<&str>, Vec<&str>) = query.split('&').partition(is_ours);
        let format = ours.first().and_then(|pair| pair.split_once('='));
        let is_workbook = match format.map(|(_, word)| word) {
            None | Some("csv") => false,
            Some("xlsx") => true,
            Some(_) => {
                let why = said!("is neither csv nor xlsx", "бывает только `csv` или `xlsx`");
                return Err(Problem::at(Kind::BadQuery, FORMAT, why));
            }
        };
        Ok(Self {
            is_workbook,
            query: others.join("&"),
            language,
        })
    }

    /// The tables of a report by its name.
    async fn tables(&self, server: &Server, report: &str) -> Result<Vec<Table>, Problem> {
        let state = State(server.clone());
        match report {
            "kpi" => self.told(kpi::read(state, self.params()?).await?),
            "program" => self.told(program::read(state, self.params()?).await?),
            "identification" => self.told(identification::read(state, self.params()?).await?),
            "funnel" => self.told(funnel::read(state, self.params()?).await?),
            "cohorts" => self.told(cohorts::read(state, self.params()?).await?),
            "rfm" => self.told(rfm::read(state, self.params()?).await?),
            "economics" => self.told(economics::read(state, self.params()?).await?),
            "hours" => self.told(hours::read(state, self.params()?).await?),
            "clv" => self.told(clv::read(state, self.params()?).await?),
            "abc" => self.told(abc::read(state, self.params()?).await?),
            "opinions" => self.told(opinions::read(state, self.params()?).await?),
            "next" => self.told(next::read(state, self.params()?).await?),
            _ => {
                let shown: String = report.chars().take(40).collect();
                Err(Problem::new(
                    Kind::NotFound,
                    said!(
                        "there is no report `{shown}`; there are kpi, program, economics, identification, funnel, cohorts, rfm, hours, clv, abc, next, opinions",
                        "отчёта `{shown}` нет; есть `kpi`, `program`, `economics`, `identification`, `funnel`, `cohorts`, `rfm`, `hours`, `clv`, `abc`, `next`, `opinions`"
                    ),
                ))
            }
        }
    }

    fn params<T: DeserializeOwned>(&self) -> Result<Params<T>, Problem> {
        read_query(&self.query).map(Params)
    }

    fn told<T: Serialize>(&self, answer: Answer<T>) -> Result<Vec<Table>, Problem> {
        Ok(tables(&answer.1, self.language))
    }
}
