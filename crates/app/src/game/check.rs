//! Works numbers out again from a seed that was told.

use regulars_engine::program::number_of;
use serde::Deserialize;

use super::number::{bits_of, commitment_of};

/// A number drawn, as the log tells it; what else the log says is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Logged {
    /// What the member brought to it.
    pub client: String,
    /// How many were drawn for the member before.
    pub nonce: i64,
    /// What was drawn.
    pub number: i64,
    /// The commitment of its seed; `None`: nothing proves it.
    pub commitment: Option<String>,
}

/// A number worked out again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What the log says.
    pub logged: Logged,
    /// What the seed gives.
    pub number: i64,
}

impl Checked {
    /// Whether the log says what the seed gives.
    pub fn is_right(&self) -> bool {
        self.logged.number == self.number
    }
}

/// Works the numbers of this commitment out again; those of other seeds are left out. `None`: the seed is not what the commitment
/// promised, or no seed.
pub fn check(seed: &str, commitment: &str, logged: Vec<Logged>) -> Option<Vec<Checked>> {
    commitment_of(seed).filter(|of_seed| *of_seed == commitment)?;
    let of_seed =
        { logged.into_iter() }.filter(|logged| logged.commitment.as_deref() == Some(commitment));
    let checked = of_seed.map(|logged| {
        let number = number_of(bits_of(seed, &logged.client, logged.nonce)?);
        Some(Checked { logged, number })
    });
    checked.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn logged(seed: &str, client: &str, nonce: i64) -> Logged {
        Logged {
            client: client.to_owned(),
            nonce,
            number: number_of(bits_of(seed, client, nonce).unwrap()),
            commitment: commitment_of(seed),
        }
    }

    proptest! {
        #[test]
        fn what_was_drawn_comes_out_again_and_nothing_else(
            seed in "[0-9a-f]{64}", client in "[a-z_]{1,12}", nonces in prop::collection::vec(0..1_000_i64, 1..20), other in "[0-9a-f]{64}"
        ) {
            let commitment = commitment_of(&seed).unwrap();
            let log: Vec<Logged> = nonces.iter().map(|nonce| logged(&seed, &client, *nonce)).collect();
            let checked = check(&seed, &commitment, log.clone()).unwrap();
            prop_assert_eq!(checked.len(), log.len());
            prop_assert!(checked.iter().all(Checked::is_right));
            // One number that was changed is found, wherever it stands.
            let mut changed = log.clone();
            changed[0].number = (changed[0].number + 1) % 1_000_000;
            prop_assert!(!check(&seed, &commitment, changed).unwrap()[0].is_right());
            // Another seed does not pass for the one that was promised.
            prop_assert!(other == seed || check(&other, &commitment, log).is_none());
        }
    }
}
