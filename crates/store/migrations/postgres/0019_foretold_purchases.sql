-- What a model foretells of a member's purchases: how many within a year, in hundredths, and the local day by which the next
-- one is expected, in days since 1970. A row from before is without until the next night.
ALTER TABLE stamps ADD COLUMN purchases_hundredths BIGINT;
ALTER TABLE stamps ADD COLUMN next_purchase_day BIGINT;
