//! Reads queries strictly, and says precisely what is wrong with them.

use axum::extract::Query;
use axum::http::Uri;
use regulars_engine::said;
use serde::de::DeserializeOwned;

use super::of_json::place;
use super::tree::Tree;
use super::{Kind, Problem};

/// Reads the query of an address.
///
/// # Errors
/// `bad_query` with the name of the first wrong parameter.
pub fn read_query<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let unreadable = || {
        let detail = said!("the query cannot be read", "параметры запроса не читаются");
        Problem::new(Kind::BadQuery, detail)
    };
    let uri = Uri::try_from(format!("/?{query}")).map_err(|_| unreadable())?;
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(|_| unreadable())?;
    let words = pairs
        .0
        .into_iter()
        .map(|(name, word)| (name, Tree::Word(word)));
    let tree = Tree::Map(words.collect());
    serde_path_to_error::deserialize(&tree).map_err(|error| {
        let (pointer, said) = place(error);
        Problem::at(Kind::BadQuery, pointer.trim_start_matches('/'), said)
    })
}
