-- The relay's log and everything that follows from it. Access is kept in factors (people, associations,
-- configurations), each with the log positions from and to which it held. No key and no field's value is here.

CREATE TABLE settings (
    -- Small facts about this relay, such as the address it last listened on.
    name   TEXT NOT NULL PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE log (
    -- What happened, in the one order there is; append only, kept for ever.
    seq            INTEGER PRIMARY KEY,  -- dense, from 1
    kind           TEXT    NOT NULL CHECK (kind IN ('segment', 'late', 'act', 'console', 'admin')),
    case_id        BLOB,                 -- none for administration
    compartment    INTEGER,              -- segments and late segments
    actor          BLOB,                 -- segments and late segments: who wrote it
    first_seq      INTEGER,              -- segments and late segments: the first change's number
    n              INTEGER,              -- segments and late segments: how many changes
    commitment     BLOB,                 -- segments and late segments: keyed hash of the last change
    device         INTEGER NOT NULL,     -- whose signature `bytes` carry; 0 is the relay's console
    bytes          BLOB    NOT NULL,     -- as signed, in postcard encoding
    received_at_ms INTEGER NOT NULL,
    running_hash   BLOB    NOT NULL      -- SHA-256 over the previous one and this row
) STRICT;
-- Serves a pull: which cases were touched since the cursor.
CREATE INDEX log_touched ON log (seq, case_id) WHERE case_id IS NOT NULL;
-- Serves a back-fill, and the answer to something pushed twice.
CREATE INDEX log_by_document ON log (case_id, compartment, seq) WHERE compartment IS NOT NULL;
CREATE INDEX log_by_actor ON log (case_id, compartment, actor, first_seq) WHERE compartment IS NOT NULL;

CREATE TABLE changes (
    -- The header gate's memory: one row per accepted change, and per late change under its own flag.
    case_id      BLOB    NOT NULL,
    compartment  INTEGER NOT NULL,
    late         INTEGER NOT NULL CHECK (late IN (0, 1)),
    actor        BLOB    NOT NULL,
    seq          INTEGER NOT NULL,
    max_op       INTEGER NOT NULL,
    clock        BLOB    NOT NULL,  -- per actor the last seq below this change, in postcard encoding
    PRIMARY KEY (case_id, compartment, late, actor, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE acts (
    -- Accepted acts; their bytes are in the log.
    act_id       BLOB    NOT NULL PRIMARY KEY,
    seq          INTEGER NOT NULL REFERENCES log (seq),
    case_id      BLOB    NOT NULL,
    author       TEXT    NOT NULL,
    device       INTEGER NOT NULL,
    incarnation  BLOB    NOT NULL   -- of the laptop that pushed it: the same one need not be sent it back
) STRICT, WITHOUT ROWID;
-- Serves the acts of a case, in order.
CREATE INDEX acts_by_case ON acts (case_id, seq);

CREATE TABLE admin_deeds (
    -- Accepted deeds of administrators; their bytes are in the log.
    act_id  BLOB    NOT NULL PRIMARY KEY,
    seq     INTEGER NOT NULL REFERENCES log (seq),
    device  INTEGER NOT NULL,
    hash    BLOB    NOT NULL   -- SHA-256 of the deed as signed, without the nonce it came with
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
    -- Registered cases as their acts made them; rebuilt by folding the acts.
    case_id        BLOB    NOT NULL PRIMARY KEY,
    created_seq    INTEGER NOT NULL,
    created_at_ms  INTEGER NOT NULL,  -- by the creating laptop's clock
    epoch          INTEGER NOT NULL,  -- of the keys to write under
    state          BLOB    NOT NULL   -- owner and referrals, in postcard encoding
) STRICT, WITHOUT ROWID;

CREATE TABLE epochs (
    -- Since which log position a case's key epoch is the present one.
    case_id   BLOB    NOT NULL REFERENCES cases (case_id),
    epoch     INTEGER NOT NULL,
    from_seq  INTEGER NOT NULL,
    due_seq   INTEGER NOT NULL,  -- since which change it was due: whoever had heard of that writes under no older key
    PRIMARY KEY (case_id, epoch)
) STRICT, WITHOUT ROWID;
-- Serves a pull: whose keys changed since the cursor.
CREATE INDEX epochs_by_start ON epochs (from_seq);

CREATE TABLE renewals (
    -- Changes that took something from somebody, for as long as cases wait for new keys because of them.
    renewal  INTEGER PRIMARY KEY,
    user     TEXT,               -- whose record changed: all their laptops held is due, and all they are associated with
    device   INTEGER,            -- or which laptop was revoked
    seq      INTEGER NOT NULL,   -- the position of the change; cases whose epoch began later are done
    done     BLOB    NOT NULL,   -- the last case that was looked at, in the order of their ids
    CHECK ((user IS NULL) <> (device IS NULL))
) STRICT;

CREATE TABLE people (
    -- Each version of each person, with the log positions between which it held.
    span      INTEGER PRIMARY KEY,
    user      TEXT    NOT NULL,
    role      TEXT    NOT NULL,
    agency    TEXT    NOT NULL,
    location  TEXT,               -- code of the place where they work
    disabled  INTEGER NOT NULL CHECK (disabled IN (0, 1)),
    from_seq  INTEGER NOT NULL,
    to_seq    INTEGER             -- none while it holds
) STRICT;
CREATE INDEX people_by_user ON people (user, to_seq);
-- Serves an agency-wide scope.
CREATE INDEX people_by_agency ON people (agency, to_seq);
-- Serve a pull: whose record changed since the cursor.
CREATE INDEX people_by_start ON people (from_seq);
CREATE INDEX people_by_end ON people (to_seq);

CREATE TABLE person_groups (
    -- The user groups of a person's version.
    span      INTEGER NOT NULL REFERENCES people (span),
    group_id  TEXT    NOT NULL,
    PRIMARY KEY (span, group_id)
) STRICT, WITHOUT ROWID;
-- Serves a group-wide scope.
CREATE INDEX person_groups_by_group ON person_groups (group_id, span);

CREATE TABLE person_services (
    -- The services that a person offers in a version.
    span     INTEGER NOT NULL REFERENCES people (span),
    service  TEXT    NOT NULL,   -- option id
    PRIMARY KEY (span, service)
) STRICT, WITHOUT ROWID;

CREATE TABLE associations (
    -- Who is associated with a case and how, with the log positions between which it held.
    association  INTEGER PRIMARY KEY,
    case_id      BLOB    NOT NULL REFERENCES cases (case_id),
    user         TEXT    NOT NULL,
    how          TEXT    NOT NULL CHECK (how IN ('owner', 'referral', 'transfer', 'glass', 'attributed')),
    lends        TEXT,               -- a referral's type; none: a blank one
    referral     BLOB,               -- the act that offered it
    until_ms     INTEGER,            -- when it ends by itself
    from_seq     INTEGER NOT NULL,
    to_seq       INTEGER             -- none while it holds
) STRICT;
CREATE INDEX associations_by_case ON associations (case_id);
-- Serves everybody's list of reachable cases, and what is lent to whom; has all that they ask.
CREATE INDEX associations_by_user ON associations (user, to_seq, how, lends, case_id);
-- Serve a pull: which cases changed hands since the cursor.
CREATE INDEX associations_by_start ON associations (from_seq);
CREATE INDEX associations_by_end ON associations (to_seq);
-- Serves every transaction: what has run out meanwhile.
CREATE INDEX associations_by_expiry ON associations (until_ms) WHERE until_ms IS NOT NULL AND to_seq IS NULL;

CREATE TABLE follows (
    -- Incidents whose associations are those of their case, copied when they change there.
    incident  BLOB NOT NULL PRIMARY KEY REFERENCES cases (case_id),
    case_id   BLOB NOT NULL REFERENCES cases (case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX follows_by_case ON follows (case_id);

CREATE TABLE cards (
    -- By what a case is found beyond one's reach; sealed with a secret that is not here.
    case_id  BLOB NOT NULL PRIMARY KEY REFERENCES cases (case_id),
    sealed   BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE card_tokens (
    -- Tokens of a card's words, made with the same secret.
    token    BLOB NOT NULL,
    case_id  BLOB NOT NULL REFERENCES cards (case_id),
    PRIMARY KEY (token, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_tokens_by_case ON card_tokens (case_id);

CREATE TABLE searches (
    -- When somebody searched beyond their reach; what it showed stands in the log.
    search  INTEGER PRIMARY KEY,
    user    TEXT    NOT NULL,
    at_ms   INTEGER NOT NULL
) STRICT;
CREATE INDEX searches_by_user ON searches (user, at_ms);

CREATE TABLE shown (
    -- The last time a search showed somebody a case.
    user     TEXT    NOT NULL,
    case_id  BLOB    NOT NULL,
    at_ms    INTEGER NOT NULL,
    PRIMARY KEY (user, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
    -- One person on one laptop. Numbers are never used again.
    device          INTEGER PRIMARY KEY AUTOINCREMENT,
    user            TEXT    NOT NULL,
    machine         BLOB    NOT NULL,
    sign            BLOB    NOT NULL,  -- public keys
    seal            BLOB    NOT NULL,
    code_hash       BLOB    NOT NULL,  -- the enrolment code it came with
    enrolled_at_ms  INTEGER NOT NULL,
    contact_at_ms   INTEGER,           -- the last verified contact
    nonces_given    INTEGER NOT NULL DEFAULT 0,  -- the number of its latest nonce
    nonces_heard    INTEGER NOT NULL DEFAULT 0,  -- nonces asked for when fewer than these were given are void
    revoked         TEXT    CHECK (revoked IN ('retired', 'lost')),
    from_seq        INTEGER NOT NULL,
    to_seq          INTEGER
) STRICT;
CREATE INDEX devices_by_user ON devices (user);

CREATE TABLE enrol_codes (
    -- One-time codes, known by hash only.
    secret_hash  BLOB    NOT NULL PRIMARY KEY,
    user         TEXT    NOT NULL,
    made_at_ms   INTEGER NOT NULL,
    used_at_ms   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE nonces (
    -- Unused nonces that were given to a device; a used one is deleted and so never works again.
    device  INTEGER NOT NULL,
    number  INTEGER NOT NULL,  -- ascending; the oldest give way when there are too many
    nonce   BLOB    NOT NULL,
    PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE asked_nonces (
    -- Those of GET /nonce that a search has used. Unused ones are nowhere: anybody may ask for any number of them.
    device  INTEGER NOT NULL,
    number  INTEGER NOT NULL,  -- how many nonces the device had been given when it was asked for
    nonce   BLOB    NOT NULL,
    PRIMARY KEY (device, nonce)
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
    -- What was refused to a laptop that proved who it is: how often on a day, and nothing of what it tried.
    device  INTEGER NOT NULL,
    day     INTEGER NOT NULL,  -- days since 1970-01-01
    code    TEXT    NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (device, day, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_day ON attempts (day);

CREATE TABLE holdings (
    -- What was handed to which laptop and not yet reported deleted; written before the bytes leave.
    device       INTEGER NOT NULL,
    case_id      BLOB    NOT NULL,
    compartment  INTEGER NOT NULL,
    opened_seq   INTEGER NOT NULL,
    closed_seq   INTEGER,            -- the position at which the laptop was told that access ended
    receipt_at_ms INTEGER,           -- when its word arrived that it deleted it
    PRIMARY KEY (device, case_id, compartment)
) STRICT, WITHOUT ROWID;
-- Serves key rotation and the question who held a case.
CREATE INDEX holdings_by_case ON holdings (case_id) WHERE receipt_at_ms IS NULL;

CREATE TABLE receipts (
    -- Signed words of laptops that they deleted what they were told to.
    receipt         INTEGER PRIMARY KEY,
    device          INTEGER NOT NULL,
    case_id         BLOB    NOT NULL,
    closed_seq      INTEGER NOT NULL,
    bytes           BLOB    NOT NULL,
    received_at_ms  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX receipts_once ON receipts (device, case_id, closed_seq, bytes);

CREATE TABLE quarantine (
    -- Late edits: the segment is in the log under `seq`; settled by an act.
    quarantine   BLOB    NOT NULL PRIMARY KEY,
    seq          INTEGER NOT NULL UNIQUE REFERENCES log (seq),
    case_id      BLOB    NOT NULL,
    compartment  INTEGER NOT NULL,
    code         TEXT    NOT NULL,
    settled_seq  INTEGER,
    adopted      INTEGER CHECK (adopted IN (0, 1))
) STRICT, WITHOUT ROWID;
-- Serves whoever is to settle a case's late edits.
CREATE INDEX quarantine_by_case ON quarantine (case_id, seq);

CREATE TABLE configs (
    -- Every published version of the configuration.
    version    INTEGER PRIMARY KEY,
    from_seq   INTEGER NOT NULL,
    published  BLOB    NOT NULL   -- in postcard encoding
) STRICT;
