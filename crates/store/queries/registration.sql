-- Where and how members joined.

-- name: registration_insert
INSERT INTO registrations (member, store, till, cashier, source) VALUES (?1, ?2, ?3, ?4, ?5);

-- Where nothing was said, the home store a member has now stands for the store.
-- name: registration_list
SELECT o.id, o.registered_at, coalesce(r.store, p.store, ''), coalesce(r.till, ''), coalesce(r.cashier, ''),
       coalesce(r.source, '')
FROM owners o LEFT JOIN registrations r ON r.member = o.id LEFT JOIN profiles p ON p.member = o.id
WHERE o.registered_at >= ?1 AND o.registered_at < ?2 ORDER BY o.id;
