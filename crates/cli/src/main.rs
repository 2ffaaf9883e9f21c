//! The `regulars` binary.

fn main() {}
