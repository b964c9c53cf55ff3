-- The relay's key store: its own file, under its own key, never in the same backup as the log.

CREATE TABLE secrets (
    -- The relay's own secrets: signing and custody pair, TLS key, keys of the log file and of cursors.
    name   TEXT NOT NULL PRIMARY KEY,
    value  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE case_keys (
    -- A case's key per epoch. Keys of cases that the log does not know are left from a commit that did not
    -- come about; they open nothing.
    case_id  BLOB    NOT NULL,
    epoch    INTEGER NOT NULL,
    key      BLOB    NOT NULL,
    PRIMARY KEY (case_id, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentence_keys (
    -- The key of what a person wrote in an act, by the act; handed to whoever is told of the act.
    act_id  BLOB NOT NULL PRIMARY KEY,
    key     BLOB NOT NULL
) STRICT, WITHOUT ROWID;
