//! Segments of the program that a member enters and leaves.

use crate::activity::fire::Firing;
use crate::condition::{MemberColumns, holds};
use crate::decision::SegmentMove;
use crate::program::Trigger;
use crate::situation::Situation;

impl Firing<'_> {
    /// Notes every segment the member enters or leaves as `now` stands, and fires what entering sets off. What would
    /// take points that are not there does not fire.
    pub fn move_segments(&mut self, mut now: Situation) {
        let program = self.program;
        let mut columns = MemberColumns::of(program, &now, self.when);
        for segment in &program.segments {
            let was_in = now.segments.contains(&segment.id);
            let entered = holds(&segment.when, &columns.view());
            if entered == was_in {
                continue;
            }
            let moved = SegmentMove {
                segment: segment.id.clone(),
                entered,
            };
            now.move_segment(&moved);
            self.decision.segments.push(moved);
            if entered {
                columns = MemberColumns::of(program, &now, self.when);
                let is_it =
                    |on: &Trigger| matches!(on, Trigger::SegmentEntered(id) if *id == segment.id);
                let _not_fired = self.fire(&columns, None, is_it);
                now.wallet = self.book.wallet.clone();
            }
            columns = MemberColumns::of(program, &now, self.when);
        }
    }
}
