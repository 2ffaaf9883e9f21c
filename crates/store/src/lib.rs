//! All SQL of Regulars: situations out, changesets in.
