-- Members who are erased: what is left of them names nobody. Every column with personal data is dealt with here, or in the change of
-- the profile that goes with it; a test looks through them all.

-- name: erasure_owner
UPDATE owners SET erased_at = ?2, blocked = 1, due_at = NULL, check_at = NULL
WHERE (id = ?1 OR merged_into = ?1) AND erased_at IS NULL;

-- What somebody typed as the reason of a correction.
-- name: erasure_reasons
UPDATE adjustments SET reason = '' WHERE member = ?1;

-- name: erasure_words
UPDATE game_draws SET word = NULL
WHERE member = ?1 OR member IN (SELECT id FROM owners WHERE merged_into = ?1);

-- name: erasure_kept
UPDATE merges SET kept = '{}' WHERE source = ?1 OR target = ?1
    OR source IN (SELECT id FROM owners WHERE merged_into = ?1);

-- name: erasure_events
SELECT id, properties FROM events WHERE member = ?1 AND properties IS NOT NULL;

-- name: erasure_event
UPDATE events SET properties = ?2 WHERE id = ?1;

-- Why a level was changed by hand, as somebody typed it.
-- name: erasure_facts
UPDATE journal SET payload = '{}' WHERE owner = ?1 AND kind = 'tier.set_by_hand';

-- name: erasure_claims
SELECT id FROM claims WHERE member = ?1;

-- Notes on what was done with a member, or with a claim of theirs.
-- name: erasure_notes
UPDATE audit SET note = NULL WHERE target = ?1;

-- name: erasure_source
UPDATE registrations SET source = NULL WHERE member = ?1;

-- Erased members of whom something is left.
-- name: erasure_differences
SELECT o.id FROM owners o
WHERE o.erased_at IS NOT NULL AND (
    EXISTS (SELECT 1 FROM profiles p WHERE p.member = o.id)
    OR EXISTS (SELECT 1 FROM identifiers i WHERE i.member = o.id)
    OR EXISTS (SELECT 1 FROM yearly_dates d WHERE d.member = o.id)
    OR EXISTS (SELECT 1 FROM holds h WHERE h.owner = o.id)
    OR EXISTS (SELECT 1 FROM balances b
               WHERE b.owner = o.id AND (b.available <> 0 OR b.pending <> 0 OR b.debt <> 0)))
ORDER BY o.id;
