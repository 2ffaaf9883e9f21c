-- Statements that PostgreSQL says in other words, under the names of those they stand for.
--
-- Sums that every till moves are kept in shares, one for each connection of a process, so that no commit waits for another.

-- name: figure_move_day
INSERT INTO sales_days_shares (day, store, sales, returned, discount, purchases, identified_sales, identified_purchases,
    identified_discount, identified_redeemed, identified_kept, share)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, current_setting('regulars.share')::bigint)
ON CONFLICT (day, store, share) DO UPDATE SET
    sales = sales_days_shares.sales + excluded.sales,
    returned = sales_days_shares.returned + excluded.returned,
    discount = sales_days_shares.discount + excluded.discount,
    purchases = sales_days_shares.purchases + excluded.purchases,
    identified_sales = sales_days_shares.identified_sales + excluded.identified_sales,
    identified_purchases = sales_days_shares.identified_purchases + excluded.identified_purchases,
    identified_discount = sales_days_shares.identified_discount + excluded.identified_discount,
    identified_redeemed = sales_days_shares.identified_redeemed + excluded.identified_redeemed,
    identified_kept = sales_days_shares.identified_kept + excluded.identified_kept;

-- name: figure_move_hour
INSERT INTO sales_hours_shares (day, store, hour, purchases, share)
VALUES ($1, $2, $3, $4, current_setting('regulars.share')::bigint)
ON CONFLICT (day, store, hour, share) DO UPDATE SET purchases = sales_hours_shares.purchases + excluded.purchases;

-- name: figure_move_points
INSERT INTO points_hours_shares (hour, store, unit, issued, redeemed, expired, share)
VALUES ($1, $2, $3, $4, $5, $6, current_setting('regulars.share')::bigint)
ON CONFLICT (hour, unit, store, share) DO UPDATE SET
    issued = points_hours_shares.issued + excluded.issued,
    redeemed = points_hours_shares.redeemed + excluded.redeemed,
    expired = points_hours_shares.expired + excluded.expired;

-- name: figure_move_left
INSERT INTO points_left_shares (hour, unit, available, pending, share)
VALUES ($1, $2, $3, $4, current_setting('regulars.share')::bigint)
ON CONFLICT (hour, unit, share) DO UPDATE SET
    available = points_left_shares.available + excluded.available,
    pending = points_left_shares.pending + excluded.pending;

-- name: figure_move_joined
INSERT INTO members_joined_shares (hour, store, members, share)
VALUES ($1, $2, $3, current_setting('regulars.share')::bigint)
ON CONFLICT (hour, store, share) DO UPDATE SET members = members_joined_shares.members + excluded.members;

-- name: figure_move_tier
INSERT INTO members_in_tiers_shares (scheme, level, members, share)
VALUES ($1, $2, $3, current_setting('regulars.share')::bigint)
ON CONFLICT (scheme, level, share) DO UPDATE SET members = members_in_tiers_shares.members + excluded.members;

-- name: figure_move_unit
INSERT INTO unit_hours_shares (hour, unit, issued, redeemed, expired, gained, given, spent, burned, share)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, current_setting('regulars.share')::bigint)
ON CONFLICT (hour, unit, share) DO UPDATE SET
    issued = unit_hours_shares.issued + excluded.issued,
    redeemed = unit_hours_shares.redeemed + excluded.redeemed,
    expired = unit_hours_shares.expired + excluded.expired,
    gained = unit_hours_shares.gained + excluded.gained,
    given = unit_hours_shares.given + excluded.given,
    spent = unit_hours_shares.spent + excluded.spent,
    burned = unit_hours_shares.burned + excluded.burned;

-- name: figure_move_level
INSERT INTO level_hours_shares (hour, scheme, from_level, to_level, moves, share)
VALUES ($1, $2, $3, $4, $5, current_setting('regulars.share')::bigint)
ON CONFLICT (hour, scheme, from_level, to_level, share) DO UPDATE SET moves = level_hours_shares.moves + excluded.moves;

-- name: figure_move_coupon
INSERT INTO coupon_hours_shares (hour, uses, share)
VALUES ($1, $2, current_setting('regulars.share')::bigint)
ON CONFLICT (hour, share) DO UPDATE SET uses = coupon_hours_shares.uses + excluded.uses;

-- name: figure_buyers
SELECT member, at + utc_offset * 1000 FROM purchases
WHERE at >= $1 AND at < $2 AND member IS NOT NULL AND state = 'sold' AND ($3 = '' OR store = $3);

-- name: call_forget
DELETE FROM calls WHERE ctid IN (
    SELECT ctid FROM calls WHERE keep_until IS NOT NULL AND keep_until <= $1 LIMIT $2);

-- The first word that is long enough finds, by the index; the others narrow.
-- name: member_find
SELECT member FROM profiles
WHERE search ~ $6 AND search ~ ALL (string_to_array($7, chr(1))) AND ($8 = '' OR NOT search ~ ALL (string_to_array($8, chr(1))))
  AND member < $1
  AND ($2 = '' OR city = $2)
  AND ($3 = '' OR tags LIKE $3 ESCAPE '\')
  AND ($4 = '' OR store = $4)
ORDER BY member DESC LIMIT $5;

-- name: member_find_number
SELECT i.value, i.member FROM identifiers i JOIN profiles p ON p.member = i.member
WHERE i.kind = $1 AND i.value >= $2 AND i.value < $2 || chr(1114111) AND i.value > $7
  AND ($3 = '' OR p.city = $3)
  AND ($4 = '' OR p.tags LIKE $4 ESCAPE '\')
  AND ($5 = '' OR p.store = $5)
ORDER BY i.value LIMIT $6;

-- name: meta_new_epoch
UPDATE meta SET value = CASE key
    WHEN 'instance' THEN replace(gen_random_uuid()::text, '-', '')
    ELSE CAST(CAST(value AS BIGINT) + 1 AS TEXT)
END
WHERE key IN ('instance', 'epoch');

-- name: meta_close
ALTER TABLE writers ADD CONSTRAINT writers_moved CHECK (false) NOT VALID;

-- name: meta_open
ALTER TABLE writers DROP CONSTRAINT IF EXISTS writers_moved;

-- name: meta_random
SELECT floor(random() * 9223372036854774784)::bigint;

-- name: verify_links
SELECT '', 0::bigint, '' WHERE false;

-- name: verify_pages
SELECT '' WHERE false;

-- name: job_ready
SELECT id, kind, lane, key, due_at, payload, attempts, lease FROM jobs
WHERE state = 'waiting' AND lane = $1 AND ready_at <= $2
ORDER BY ready_at, id LIMIT $3
FOR UPDATE SKIP LOCKED;

-- name: purchase_search
SELECT p.id, p.integration, p.external, p.at, p.utc_offset, p.store, p.channel, p.amount, p.discount, p.redeemed,
       p.to_pay, p.returned, p.state, p.member, f.first_name, f.last_name, p.till, p.cashier
FROM purchases p LEFT JOIN profiles f ON f.member = p.member
WHERE p.at <= $1 AND (p.at < $1 OR p.id < $2) AND p.at >= $3
  AND p.at + p.utc_offset * 1000 >= $4 AND p.at + p.utc_offset * 1000 < $5
  AND ($6 = '' OR p.store = $6)
  AND ($7::bool IS NULL OR (p.member IS NOT NULL) = $7)
  AND ($8 = '' OR $8 = CASE WHEN p.state <> 'sold' THEN p.state
                            WHEN p.returned > 0 THEN 'partly_returned'
                            ELSE 'posted' END)
  AND ($9 = '' OR p.external = $9)
ORDER BY p.at DESC, p.id DESC LIMIT $10;

-- name: purchase_search_external
WITH RECURSIVE senders (integration) AS (
    SELECT min(integration) FROM purchases WHERE external IS NOT NULL
    UNION ALL
    SELECT (SELECT min(integration) FROM purchases WHERE external IS NOT NULL AND integration > s.integration)
    FROM senders s WHERE s.integration IS NOT NULL
)
SELECT p.id, p.integration, p.external, p.at, p.utc_offset, p.store, p.channel, p.amount, p.discount, p.redeemed,
       p.to_pay, p.returned, p.state, p.member, f.first_name, f.last_name, p.till, p.cashier
FROM senders s
JOIN purchases p ON p.integration = s.integration AND p.external = $9
LEFT JOIN profiles f ON f.member = p.member
WHERE p.at <= $1 AND (p.at < $1 OR p.id < $2) AND p.at >= $3
  AND p.at + p.utc_offset * 1000 >= $4 AND p.at + p.utc_offset * 1000 < $5
  AND ($6 = '' OR p.store = $6)
  AND ($7::bool IS NULL OR (p.member IS NOT NULL) = $7)
  AND ($8 = '' OR $8 = CASE WHEN p.state <> 'sold' THEN p.state
                            WHEN p.returned > 0 THEN 'partly_returned'
                            ELSE 'posted' END)
  AND ($9 = '' OR p.external = $9)
ORDER BY p.at DESC, p.id DESC LIMIT $10;

-- name: lock_name
SELECT pg_advisory_xact_lock(hashtextextended($1, 0));

-- name: lock_owner
SELECT id FROM owners WHERE id = $1 FOR UPDATE;

-- name: lock_purchase
SELECT id FROM purchases WHERE id = $1 FOR UPDATE;

-- name: migration_table
CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT NULL);

-- name: migration_begun
SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_migrations');

-- name: engine_version
SELECT current_setting('server_version_num')::bigint;

-- name: sequence_journal
WITH last AS (SELECT coalesce(max(pos), 0) AS pos FROM journal),
     waiting AS (
         SELECT seq, row_number() OVER (ORDER BY seq) AS place
         FROM (SELECT seq FROM journal WHERE pos IS NULL ORDER BY seq LIMIT $1) AS first
     )
UPDATE journal SET pos = last.pos + waiting.place FROM last, waiting WHERE journal.seq = waiting.seq;

-- name: sequence_waiting
SELECT count(*) FROM (SELECT FROM journal WHERE pos IS NULL LIMIT 1) AS first;

-- name: sequence_turn
SELECT pg_try_advisory_xact_lock(7205759403792795);

-- name: lock_lease
SELECT number FROM leases WHERE name = $1 FOR SHARE;

-- name: lock_job
SELECT lease FROM jobs WHERE id = $1 AND state = 'waiting' FOR SHARE;

-- name: lease_take
INSERT INTO leases (name, number, holder, until)
VALUES ($1, 1, $2, (extract(epoch FROM clock_timestamp()) * 1000)::bigint + $3)
ON CONFLICT (name) DO UPDATE SET
    number = leases.number + (CASE WHEN leases.holder = excluded.holder THEN 0 ELSE 1 END),
    holder = excluded.holder, until = excluded.until
WHERE leases.holder = excluded.holder OR leases.until <= (extract(epoch FROM clock_timestamp()) * 1000)::bigint
RETURNING number;

-- name: meta_put_now
INSERT INTO meta (key, value) VALUES ($1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text)
ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: lease_node
INSERT INTO leases (name, number, holder, until)
SELECT 'node/' || node, 1, $1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint + $2
FROM generate_series(1, $3::bigint) AS node
WHERE NOT EXISTS (
    SELECT FROM leases
    WHERE name = 'node/' || node AND until > (extract(epoch FROM clock_timestamp()) * 1000)::bigint)
ORDER BY node LIMIT 1
ON CONFLICT (name) DO UPDATE SET
    number = leases.number + 1, holder = excluded.holder, until = excluded.until
WHERE leases.until <= (extract(epoch FROM clock_timestamp()) * 1000)::bigint
RETURNING substr(name, 6)::bigint, number;

-- name: lease_writer
UPDATE writers SET node = $2, node_number = $3 WHERE id = $1;

-- A writer whose node another process has taken touches no row.
-- name: writer_mark
INSERT INTO writers (id, batch, last_id, posted_at, members, purchases) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO UPDATE SET
    batch = excluded.batch, last_id = excluded.last_id, posted_at = excluded.posted_at,
    members = excluded.members, purchases = excluded.purchases
WHERE EXISTS (SELECT FROM leases WHERE leases.name = writers.node AND leases.number = writers.node_number);

-- name: remembered_put
INSERT INTO quotes_remembered (quote, owner, program, version, expires_at, promise) VALUES ($1, $2, $3, $4, $5, $6);

-- name: remembered_get
SELECT owner, program, version, promise FROM quotes_remembered WHERE quote = $1;

-- name: remembered_forget
DELETE FROM quotes_remembered WHERE quote IN (
    SELECT quote FROM quotes_remembered WHERE expires_at <= $1 LIMIT $2);

-- name: lock_mark
SELECT batch FROM writers WHERE id = $1 FOR UPDATE;

-- name: job_waiting
SELECT id, kind, lane, key, due_at, payload, attempts, lease, state, ready_at, reason FROM jobs
WHERE state = 'waiting' AND id < $1 ORDER BY id DESC LIMIT $2;

-- name: past_purchases
SELECT member, id, at, store, channel, to_pay - returned, returned, till, utc_offset
FROM purchases
WHERE member > $1 AND member <= $2 AND state = 'sold' ORDER BY member, at, id;

-- name: past_lines
SELECT p.member, p.id, l.sku, l.category, l.brand, l.quantity - l.returned_quantity, l.to_pay - l.returned_amount
FROM purchases p JOIN purchase_lines l ON l.purchase = p.id
WHERE p.member > $1 AND p.member <= $2 AND p.state = 'sold' AND l.quantity > l.returned_quantity
ORDER BY p.member, p.at, p.id, l.line;

-- name: past_buyers
SELECT DISTINCT member FROM purchases WHERE id BETWEEN $1 AND $2 AND member IS NOT NULL;

-- name: copy_free_links
DO $$
DECLARE link record;
BEGIN
    FOR link IN SELECT conrelid::regclass::text AS holder, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
                WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
    LOOP
        INSERT INTO move_links (holder, name, definition) VALUES (link.holder, link.conname, link.definition);
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', link.holder, link.conname);
    END LOOP;
END $$;

-- name: copy_bind_links
DO $$
DECLARE link record;
BEGIN
    FOR link IN SELECT holder, name, definition FROM move_links LOOP
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', link.holder, link.name, link.definition);
    END LOOP;
    DELETE FROM move_links;
END $$;

-- name: copy_settle
ANALYZE;

-- name: copy_go_on
SELECT setval(pg_get_serial_sequence('publications', 'id'), greatest((SELECT max(id) FROM publications), 1)),
       setval(pg_get_serial_sequence('jobs', 'id'), greatest((SELECT max(id) FROM jobs), 1)),
       setval(pg_get_serial_sequence('journal', 'seq'), greatest((SELECT max(seq) FROM journal), 1));

-- name: copy_waiting_facts
SELECT at, posted_at, kind, owner, payload FROM journal WHERE pos IS NULL ORDER BY seq;

-- name: copy_others
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND application_name = 'regulars' AND pid <> pg_backend_pid();

-- name: copy_pause
SELECT pg_sleep(0.1);

-- name: bare_durable
SELECT (current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off')::int;

-- Who rotates the seed waits for those who draw by it, and they do not wait for one another.
-- name: seed_guard
SELECT revealed_at FROM game_seeds WHERE id = $1 FOR SHARE;
