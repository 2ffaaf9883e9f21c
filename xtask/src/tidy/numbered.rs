//! Files numbered `0001-name` or `0001_name`, with no gap and no double.

use super::Finding;

/// A file by its path and its bare name.
pub struct Named<'a> {
    /// Path from the root of the repository.
    pub path: &'a str,
    /// The name without folders.
    pub name: &'a str,
}

/// What is wrong with the numbers of these files, which come sorted by name.
pub fn check(files: &[Named<'_>]) -> Vec<Finding> {
    let wrong = (1_usize..)
        .zip(files)
        .filter_map(|(due, file)| match number(file.name) {
            None => Some(Finding::whole(
                file.path,
                "the name must begin with four digits, as in 0001-name",
            )),
            Some(found) if found != due => Some(Finding::whole(
                file.path,
                format!("number {found:04} where {due:04} is due"),
            )),
            Some(_) => None,
        });
    // One gap moves all that follow; the first tells enough.
    wrong.take(1).collect()
}

fn number(name: &str) -> Option<usize> {
    let (digits, rest) = name.split_at_checked(4)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    (all_digits && rest.starts_with(['-', '_'])).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_names(names: &[&str], expected: &[&str]) {
        let files: Vec<_> = names
            .iter()
            .map(|name| Named { path: name, name })
            .collect();
        let found: Vec<_> = check(&files).iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn gaps_doubles_and_bad_names() {
        check_names(&[], &[]);
        check_names(&["0001-a.md", "0002_b.sql"], &[]);
        check_names(
            &["0001-a.md", "0003-b.md"],
            &["0003-b.md: number 0003 where 0002 is due"],
        );
        check_names(
            &["0001-a.md", "0001-b.md"],
            &["0001-b.md: number 0001 where 0002 is due"],
        );
        check_names(
            &["1-a.md"],
            &["1-a.md: the name must begin with four digits, as in 0001-name"],
        );
        check_names(
            &["00011.md"],
            &["00011.md: the name must begin with four digits, as in 0001-name"],
        );
    }
}
