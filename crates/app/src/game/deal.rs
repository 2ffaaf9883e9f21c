//! What a decision draws by.

use std::sync::atomic::Ordering;

use regulars_engine::counter::CounterKey;
use regulars_engine::decision::{Decision, EffectKind};
use regulars_engine::id::{DrawId, MemberId, SeedId};
use regulars_engine::name::RuleId;
use regulars_engine::program::Program;
use regulars_engine::situation::Situation;
use regulars_engine::time::Instant;
use regulars_store::NewDraw;

use super::number::{bits_of, client_of};
use crate::app::App;
use crate::secret::random;

/// The bits of one draw, and what they are made of.
#[derive(Debug, Clone)]
pub(crate) struct Hand {
    draw: RuleId,
    /// How many were drawn for the member before.
    nonce: i64,
    /// `None`: the machine's own randomness, which nothing proves.
    seed: Option<SeedId>,
    /// Absent on a machine without randomness: nobody wins.
    bits: Option<u64>,
}

/// The hands of a member for every draw of a program, in its order; a decision uses few of them, or none.
pub(crate) fn deal(
    app: &App,
    program: &Program,
    situation: &Situation,
    member: MemberId,
    word: Option<&str>,
) -> Vec<Hand> {
    let hand = |draw: &RuleId| {
        let nonce = situation.counters.get(&CounterKey::draws(draw));
        let (seed, bits) = bits(app, draw, member, word, nonce);
        let draw = draw.clone();
        Hand {
            draw,
            nonce,
            seed,
            bits,
        }
    };
    program.draws().into_iter().map(hand).collect()
}

fn bits(
    app: &App,
    draw: &RuleId,
    member: MemberId,
    word: Option<&str>,
    nonce: i64,
) -> (Option<SeedId>, Option<u64>) {
    if let Some(told) = &app.settings().draws {
        return (None, Some(told.load(Ordering::Relaxed)));
    }
    let of_seed = app.seeds().of(draw).and_then(|seed| {
        let client = client_of(member, word);
        let bits = bits_of(seed.secret?.hex(), &client, nonce)?;
        Some((seed.id, bits))
    });
    match of_seed {
        Some((seed, bits)) => (Some(seed), Some(bits)),
        // A game that is played before its seed was committed to, as imports may.
        None => (None, random(1).unwrap_or_default().first().copied()),
    }
}

impl Hand {
    /// What the engine is told of all of them.
    pub(crate) fn bits_of(hands: &[Self]) -> Vec<u64> {
        hands.iter().map_while(|hand| hand.bits).collect()
    }

    /// What a decision has drawn of them, to be written down.
    pub(crate) fn made(
        app: &App,
        hands: Vec<Self>,
        decision: &Decision,
        word: Option<&str>,
        at: Instant,
    ) -> Vec<NewDraw> {
        let made = |hand: Self| {
            let number = number_of(decision, &hand.draw)?;
            Some(NewDraw {
                id: DrawId::from_raw(app.next_id()),
                nonce: hand.nonce,
                seed: hand.seed,
                word: word.map(str::to_owned),
                draw: hand.draw,
                number,
                at,
            })
        };
        hands.into_iter().filter_map(made).collect()
    }
}

/// The number that a decision told of a draw.
fn number_of(decision: &Decision, of: &RuleId) -> Option<i64> {
    decision
        .effects
        .iter()
        .find_map(|effect| match &effect.kind {
            EffectKind::Draw { draw, number } if draw == of => Some(*number),
            _ => None,
        })
}
