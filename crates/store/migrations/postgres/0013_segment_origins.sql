-- Where the members of a frozen segment were taken from, in words, when no condition says who they are.
ALTER TABLE saved_segments ADD COLUMN origin_en TEXT;
ALTER TABLE saved_segments ADD COLUMN origin_ru TEXT;
