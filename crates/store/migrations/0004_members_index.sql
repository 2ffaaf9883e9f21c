-- Members by what a person types of them: an index of trigrams over `profiles.search`, which keeps its text. The words of a
-- member (names, telephone, e-mail address, identifiers; small letters, `е` for `ё`, of numbers the digits) stand between
-- two spaces on each side, so that a trigram also tells where a word begins and ends.

CREATE VIRTUAL TABLE members_index USING fts5 (
    search,
    content = 'profiles', content_rowid = 'member', columnsize = 0,
    tokenize = 'trigram case_sensitive 1'
);

-- Imports write many members in a transaction: fewer and larger pieces are merged less often.
INSERT INTO members_index (members_index, rank) VALUES ('hashsize', 16777216);
INSERT INTO members_index (members_index, rank) VALUES ('automerge', 16);
INSERT INTO members_index (members_index, rank) VALUES ('crisismerge', 64);

UPDATE profiles SET search = '  ' || replace(replace(replace(search, 'ё', 'е'), '+', ''), ' ', '  ') || '  ' || coalesce(
    (SELECT group_concat(lower(value), '  ') || '  ' FROM identifiers i
     WHERE i.member = profiles.member AND kind IN ('card', 'external_id')), '');

INSERT INTO members_index (members_index) VALUES ('rebuild');
