-- How a level is held (`earned`, `granted`, `frozen`), and when one earned meanwhile begins.
ALTER TABLE tier_states ADD COLUMN held TEXT NOT NULL DEFAULT 'earned';
ALTER TABLE tier_states ADD COLUMN rises_at INTEGER;
