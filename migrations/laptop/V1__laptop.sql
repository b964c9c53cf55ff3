CREATE TABLE facts (
    -- Single facts of this vault: device and relay keys, cursor, configuration, language, last contact.
    name   TEXT NOT NULL PRIMARY KEY,
    value  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE nonces (
    -- Single-use nonces from the relay, used oldest first.
    nonce_id  INTEGER PRIMARY KEY,
    nonce     BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE cases (
    -- On this laptop only; sets of records are kept by it.
    number            INTEGER NOT NULL PRIMARY KEY,
    case_id           BLOB    NOT NULL UNIQUE,
    case_id_display   TEXT    NOT NULL,
    -- Which of the five types of records it is; also in the id.
    record_type       TEXT    NOT NULL,
    owner             TEXT    NOT NULL,
    -- open, closed, transferred or disabled.
    standing          TEXT    NOT NULL,
    -- Flags that are open.
    flags             INTEGER NOT NULL DEFAULT 0,
    created_at_ms     INTEGER NOT NULL,
    -- Epoch of keys to write under, and the relay's log position at which it was the present one.
    epoch             INTEGER NOT NULL,
    auth_seq          INTEGER NOT NULL,
    -- Referrals and owner as the accepted acts made them (postcard of CaseState).
    state             BLOB    NOT NULL,
    -- From here on: derived from the documents for lists, rewritten whenever one of them changes.
    name              TEXT,
    name_withheld     INTEGER NOT NULL DEFAULT 0,
    sex               TEXT,
    risk              TEXT,
    -- How far the work on it is.
    stage             TEXT,
    date_of_birth     TEXT,
    age_answer        INTEGER,
    age_answered_on   TEXT,
    -- From when age is counted (`born` of the facets).
    born              INTEGER,
    changed_at_ms     INTEGER NOT NULL,
    -- Fields and entries with two values.
    two_values        INTEGER NOT NULL DEFAULT 0,
    -- Compartments with changes that the relay has not taken.
    unsent            INTEGER NOT NULL DEFAULT 0,
    -- Its facets (numbers of `facets`, postcard): those of what acts made of it, and those of its answers.
    act_facets        BLOB,
    answer_facets     BLOB,
    -- The time round (fact `round`) in which all of that was derived.
    derived           INTEGER NOT NULL DEFAULT 0
) STRICT;
-- What is to be derived anew, under another configuration or by a newer program.
CREATE INDEX cases_by_derived ON cases (derived);
-- The list, latest change first; by name; and its filters.
CREATE INDEX cases_by_change ON cases (record_type, changed_at_ms DESC, number);
CREATE INDEX cases_by_name ON cases (record_type, name IS NULL, name, number);
CREATE INDEX cases_by_age ON cases (record_type, born);
-- Flags on somebody's cases.
CREATE INDEX cases_flagged ON cases (owner) WHERE flags > 0;
CREATE INDEX cases_with_two_values ON cases (number) WHERE two_values > 0;
CREATE INDEX cases_unsent ON cases (number) WHERE unsent > 0;

CREATE TABLE facets (
    -- What records are listed and counted by: a key and one of its values.
    facet_id  INTEGER NOT NULL PRIMARY KEY,
    key       TEXT    NOT NULL,
    value     ANY     NOT NULL,
    UNIQUE (key, value)
) STRICT;

CREATE TABLE facet_cases (
    -- Which records have it: sets of their numbers in portions of 4,096 (Roaring's portable form).
    facet_id  INTEGER NOT NULL REFERENCES facets (facet_id) ON DELETE CASCADE,
    portion   INTEGER NOT NULL,
    numbers   BLOB    NOT NULL,
    PRIMARY KEY (facet_id, portion)
) STRICT, WITHOUT ROWID;

CREATE TABLE news (
    -- What others did in this person's cases since they last opened them.
    case_id  BLOB    NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
    author   TEXT    NOT NULL,
    -- `form`: they wrote in it; `act`: they did it.
    kind     TEXT    NOT NULL CHECK (kind IN ('form', 'act')),
    what     TEXT    NOT NULL,
    -- When it came to this laptop.
    at_ms    INTEGER NOT NULL,
    PRIMARY KEY (case_id, author, kind, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE tasks (
    -- What there is to do in a case, derived from its documents whenever one of them changes.
    case_id   BLOB    NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
    kind      TEXT    NOT NULL,
    -- The entry of a subform that it is about; empty: the case itself.
    entry_id  BLOB    NOT NULL,
    -- The last day on which it is not late, in days since 1970-01-01.
    due       INTEGER NOT NULL,
    about     TEXT,
    -- The case's owner; none while nobody works on it.
    owner     TEXT,
    PRIMARY KEY (case_id, kind, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tasks_by_kind ON tasks (kind, due, case_id) WHERE owner IS NOT NULL;
CREATE INDEX tasks_by_owner ON tasks (owner, due, case_id) WHERE owner IS NOT NULL;

CREATE TABLE matters (
    -- What waits for an answer: referrals, transfers, requests and approvals, as the state of their case has them.
    matter_id  BLOB    NOT NULL PRIMARY KEY,
    case_id    BLOB    NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL CHECK (kind IN ('referral', 'transfer', 'request', 'approval')),
    author     TEXT    NOT NULL,
    -- Who is asked; none: whoever may approve.
    asked      TEXT,
    at_ms      INTEGER NOT NULL,
    -- When it is over by itself.
    until_ms   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX matters_by_case ON matters (case_id);
CREATE INDEX matters_by_asked ON matters (asked, at_ms);
-- Those that somebody else may answer in the place of whoever is asked.
CREATE INDEX matters_for_others ON matters (at_ms, matter_id) WHERE kind IN ('transfer', 'approval');

CREATE TABLE case_words (
    -- Folded words of names and ids, for search as one types: a prefix of `word` is a range of this table.
    word    TEXT    NOT NULL,
    number  INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
    -- `word` as folded, or `key` for the sound of a name across scripts.
    kind    TEXT    NOT NULL CHECK (kind IN ('word', 'key')),
    -- The field in which it stands; none: the name that lists show.
    field   TEXT,
    PRIMARY KEY (kind, word, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_words_by_case ON case_words (number);

CREATE TABLE identifiers (
    -- Answers that one record of a type should have alone, folded as they are compared.
    record_type  TEXT    NOT NULL,
    field        TEXT    NOT NULL,
    value        TEXT    NOT NULL,
    number       INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
    -- Whether another record has the same, both are in use, and this person has not told the two apart.
    shared       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (record_type, field, value, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_by_case ON identifiers (number);
-- The filter of lists, and the day's.
CREATE INDEX identifiers_shared ON identifiers (number) WHERE shared;

CREATE TABLE told_apart (
    -- Pairs of records with the same identifier, the smaller number first, that this person said are two; until the
    -- identifier of one of them changes.
    field   TEXT    NOT NULL,
    number  INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
    other   INTEGER NOT NULL REFERENCES cases (number) ON DELETE CASCADE,
    PRIMARY KEY (field, number, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX told_apart_by_case ON told_apart (number);
CREATE INDEX told_apart_by_other ON told_apart (other);

CREATE TABLE cards (
    -- By what own cases can be found beyond one's reach: a mark of what was handed in last, and whether the case's
    -- derived columns were written since.
    case_id  BLOB NOT NULL PRIMARY KEY REFERENCES cases (case_id) ON DELETE CASCADE,
    mark     BLOB NOT NULL,
    due      INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE compartments (
    -- Kept by row number: an ordered table would put all but the first kilobyte of a row on pages of its own, half empty.
    case_id      BLOB    NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
    compartment  INTEGER NOT NULL,
    mode         TEXT    NOT NULL CHECK (mode IN ('r', 'rw')),
    -- The Automerge document; none before its first change.
    document     BLOB,
    -- What the document says now (postcard), so that showing a case loads no document.
    contents     BLOB,
    two_values   INTEGER NOT NULL DEFAULT 0,
    -- Own changes from this one on are not yet cut into segments.
    uncut_actor  BLOB,
    uncut_from   INTEGER,
    PRIMARY KEY (case_id, compartment)
) STRICT;
-- What the next sync has to cut.
CREATE INDEX compartments_uncut ON compartments (case_id, compartment) WHERE uncut_actor IS NOT NULL;

CREATE TABLE case_keys (
    case_id      BLOB    NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
    compartment  INTEGER NOT NULL,
    epoch        INTEGER NOT NULL,
    key          BLOB    NOT NULL,
    PRIMARY KEY (case_id, compartment, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE receptions (
    -- When the relay took a run of changes; the time people are shown.
    case_id         BLOB    NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
    compartment     INTEGER NOT NULL,
    actor           BLOB    NOT NULL,
    first_seq       INTEGER NOT NULL,
    last_seq        INTEGER NOT NULL,
    received_at_ms  INTEGER NOT NULL,
    PRIMARY KEY (case_id, compartment, actor, first_seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
    -- Whose device wrote what stands here.
    device     INTEGER NOT NULL PRIMARY KEY,
    user_name  TEXT    NOT NULL,
    sign       BLOB    NOT NULL,
    -- When the relay took the latest of its work that came here.
    heard_at_ms INTEGER
) STRICT;

CREATE TABLE queue (
    -- What the relay has not answered yet, in the order of writing; sent again byte for byte until it is.
    queue_id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT    NOT NULL CHECK (kind IN ('act', 'segment', 'receipt', 'card')),
    -- No reference: unsent work outlives the case on this laptop.
    case_id        BLOB    NOT NULL,
    compartment    INTEGER,
    act_id         BLOB,
    item           BLOB    NOT NULL,
    written_at_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX queue_by_case ON queue (case_id);

CREATE TABLE links (
    -- Ties between records that stand, as the state of the one that was tied has them.
    link_id  BLOB NOT NULL PRIMARY KEY,
    case_id  BLOB NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
    to_id    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_record ON links (case_id);
-- Serves the page of the other record.
CREATE INDEX links_by_other ON links (to_id);

CREATE TABLE acts (
    -- Acts of this person and those the relay told of.
    act_id          BLOB    NOT NULL PRIMARY KEY,
    case_id         BLOB    NOT NULL,
    kind            TEXT    NOT NULL,
    author          TEXT    NOT NULL,
    at_ms           INTEGER NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('queued', 'accepted', 'refused')),
    -- Why it was refused.
    code            TEXT,
    act             BLOB    NOT NULL,
    -- Its place in the relay's order, once the feed has come to it.
    seq             INTEGER,
    -- What a person wrote in it, opened.
    sentence        TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX acts_by_case ON acts (case_id, at_ms);
CREATE INDEX acts_unsettled ON acts (state) WHERE state <> 'accepted';

CREATE TABLE refusals (
    -- Changes the relay set aside or did not take; the sealed segment stays here until the person settles it.
    refusal_id   INTEGER PRIMARY KEY,
    case_id      BLOB    NOT NULL,
    compartment  INTEGER NOT NULL,
    code         TEXT    NOT NULL,
    at_ms        INTEGER NOT NULL,
    -- What they set (JSON), for their author; only while the compartment is on this laptop.
    refused_values BLOB,
    segment      BLOB
) STRICT;
CREATE INDEX refusals_by_case ON refusals (case_id);

CREATE TABLE late_edits (
    -- Changes handed in after their author's access had ended, for this person to adopt or discard.
    quarantine_id   BLOB    NOT NULL PRIMARY KEY,
    case_id         BLOB    NOT NULL REFERENCES cases (case_id) ON DELETE CASCADE,
    compartment     INTEGER NOT NULL,
    author          TEXT    NOT NULL,
    code            TEXT    NOT NULL,
    received_at_ms  INTEGER NOT NULL,
    -- postcard of Segment.
    segment         BLOB    NOT NULL,
    -- Settled ones are kept for those that build upon them.
    settled         INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX late_edits_by_case ON late_edits (case_id);

CREATE TABLE files (
    -- Sealed bytes of attachments by their SHA-256. The key of each stands in the document that names it, so that a file
    -- whose document has left is closed for good.
    file_id      BLOB    NOT NULL PRIMARY KEY,
    sealed       BLOB    NOT NULL,
    -- No reference: what the relay does not have outlives the case on this laptop.
    case_id      BLOB,
    compartment  INTEGER,
    -- How it opens (JSON), while only a draft names it.
    reference    BLOB,
    at_ms        INTEGER NOT NULL,
    -- Whether the relay has it.
    sent         INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX files_by_case ON files (case_id, compartment);
CREATE INDEX files_drafted ON files (at_ms) WHERE reference IS NOT NULL;

CREATE TABLE ended (
    -- Cases whose access ended: the short id and why, nothing else.
    ended_id         INTEGER PRIMARY KEY,
    case_id_display  TEXT    NOT NULL,
    reason           TEXT    NOT NULL,
    at_ms            INTEGER NOT NULL
) STRICT;

CREATE TABLE drafts (
    -- Edits not yet saved, per case; the empty key is the new case being written.
    case_id  BLOB    NOT NULL PRIMARY KEY,
    at_ms    INTEGER NOT NULL,
    edits    BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
