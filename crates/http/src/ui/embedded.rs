//! Files of `ui/dist` in the binary; none where the screens were not built.

/// Paths under `ui/dist` with what the files hold, sorted by path.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/ui.rs"));

/// What the file at this path holds.
pub fn file(path: &str) -> Option<&'static [u8]> {
    let place = FILES
        .binary_search_by(|(known, _)| (*known).cmp(path))
        .ok()?;
    FILES.get(place).map(|(_, bytes)| *bytes)
}
