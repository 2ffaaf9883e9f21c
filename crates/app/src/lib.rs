//! The use cases of Regulars: one file is one thing a person can do.
