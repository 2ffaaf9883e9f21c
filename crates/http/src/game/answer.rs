//! Draws and seeds, as they are told.

use regulars_app::game::{DrawView, Fairness, SeedRow};
use regulars_engine::id::DrawId;
use regulars_engine::name::RuleId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::render::Moment;

/// A number drawn for a member.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Draw)]
pub struct DrawAnswer {
    /// Our id.
    #[schema(value_type = String, example = "drw_01HZX3V8K0G04")]
    id: DrawId,
    /// When.
    at: Moment,
    /// The draw.
    #[schema(value_type = String, example = "wheel")]
    draw: RuleId,
    /// What was drawn, from 0 to 999,999.
    #[schema(example = 833_298)]
    number: i64,
    /// The activity that wins by this number, by the program of that day; its other conditions may have stood against it. `null`: none.
    #[schema(value_type = Option<String>, example = "free-coffee")]
    prize: Option<RuleId>,
    /// What the member brought to it: our id of them, and their own word behind a colon, if they said one.
    #[schema(example = "mem_01HZX3V8K0G04:luck")]
    client: String,
    /// How many were drawn for them in this draw before.
    #[schema(example = 0)]
    nonce: i64,
    /// The commitment of the seed it was made of; `null`: nothing proves it.
    #[schema(example = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd")]
    commitment: Option<String>,
    /// The seed, once it was told.
    seed: Option<String>,
}

impl From<DrawView> for DrawAnswer {
    fn from(view: DrawView) -> Self {
        let row = view.row;
        let (commitment, seed) = match row.seed {
            Some(seed) => (Some(seed.commitment.clone()), secret(&seed)),
            None => (None, None),
        };
        Self {
            id: row.id,
            at: Moment::utc(row.at),
            draw: row.draw,
            number: row.number,
            prize: view.prize,
            client: view.client,
            nonce: row.nonce,
            commitment,
            seed,
        }
    }
}

/// The seeds of a draw.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fairness)]
pub struct FairnessAnswer {
    /// The draw.
    #[schema(value_type = String, example = "wheel")]
    draw: RuleId,
    /// SHA-256 of the seed that numbers are made of now, in hexadecimal; `null`: the draw is not played.
    #[schema(example = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd")]
    commitment: Option<String>,
    /// Since when.
    since: Option<Moment>,
    /// Seeds that were told, latest first.
    revealed: Vec<Seed>,
}

/// A seed that was told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RevealedSeed)]
struct Seed {
    /// What was promised: SHA-256 of the seed.
    #[schema(example = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd")]
    commitment: String,
    /// The seed, 32 bytes in hexadecimal.
    #[schema(example = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")]
    seed: Option<String>,
    /// Since when numbers were made of it.
    since: Moment,
    /// When it was told: no number is made of it any more.
    revealed_at: Option<Moment>,
}

impl From<Fairness> for FairnessAnswer {
    fn from(told: Fairness) -> Self {
        let since = told.current.as_ref().map(|seed| Moment::utc(seed.since));
        Self {
            draw: told.draw,
            commitment: told.current.map(|seed| seed.commitment),
            since,
            revealed: told.revealed.into_iter().map(Seed::from).collect(),
        }
    }
}

impl From<SeedRow> for Seed {
    fn from(row: SeedRow) -> Self {
        Self {
            seed: secret(&row),
            commitment: row.commitment,
            since: Moment::utc(row.since),
            revealed_at: row.revealed_at.map(Moment::utc),
        }
    }
}

/// The secret of a seed that was told; nothing else of it ever goes out.
fn secret(seed: &SeedRow) -> Option<String> {
    seed.revealed_at?;
    seed.secret.as_ref().map(|secret| secret.hex().to_owned())
}
