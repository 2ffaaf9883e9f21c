//! Members and money by cell.

use super::score::Cell;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellTally {
    /// Which.
    pub cell: Cell,
    /// How many have these scores.
    pub members: u64,
    /// What they paid in the window, in minor units.
    pub monetary: i64,
}

/// Counts members by cell, in the order of cells; cells with nobody in them are left out. `monetary` stands beside
/// `cells`, member by member.
pub fn tally(cells: &[Cell], monetary: &[i64]) -> Vec<CellTally> {
    let most = cells
        .iter()
        .map(|cell| cell.r.max(cell.f).max(cell.m))
        .max();
    // A table of every cell there could be: scores are few, members many.
    let side = usize::from(most.unwrap_or_default()) + 1;
    let mut table = vec![(0_u64, 0_i64); side * side * side];
    for (cell, monetary) in cells.iter().zip(monetary) {
        let [r, f, m] = [cell.r, cell.f, cell.m].map(usize::from);
        let (members, sum) = &mut table[(r * side + f) * side + m];
        *members += 1;
        *sum += monetary;
    }
    let scores = || 0..=most.unwrap_or_default();
    let each = scores().flat_map(|r| scores().flat_map(move |f| scores().map(move |m| (r, f, m))));
    let rows = each
        .zip(table)
        .map(|((r, f, m), (members, monetary))| CellTally {
            cell: Cell { r, f, m },
            members,
            monetary,
        });
    rows.filter(|row| row.members > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_money_are_counted_by_cell_in_order() {
        let cell = |r, f, m| Cell { r, f, m };
        let cells = [cell(5, 1, 2), cell(1, 5, 2), cell(5, 1, 2)];
        let found = tally(&cells, &[100, -20, 50]);
        let row = |cell, members, monetary| CellTally {
            cell,
            members,
            monetary,
        };
        assert_eq!(
            found,
            [row(cell(1, 5, 2), 1, -20), row(cell(5, 1, 2), 2, 150)]
        );
        assert!(tally(&[], &[]).is_empty());
    }
}
