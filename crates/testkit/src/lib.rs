//! What tests share: a settable clock, seeded randomness, stories.
