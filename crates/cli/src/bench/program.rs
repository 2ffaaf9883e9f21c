//! The program that measured servers and imports decide by.

use regulars_app::program::{publish, put};
use regulars_app::{Actor, App};

use crate::data;
use crate::failure::Failure;

const BURGER_HEROES: &str = include_str!("../../../../programs/burger-heroes.yaml");

/// Makes `burger-heroes` the first program of a new folder: it decides at once.
///
/// # Errors
/// A store that takes no writes.
pub fn publish_burger_heroes(app: &App) -> Result<(), Failure> {
    data::block_on(async {
        let stored = put(app, Actor::Machine, None, BURGER_HEROES.to_owned(), None).await?;
        publish(app, Actor::Machine, stored.outcome, None).await?;
        Ok(())
    })
}
