"""The tables of the station's accounts."""

_FIRST = """
CREATE TABLE accounts (
    name TEXT PRIMARY KEY COLLATE NOCASE,
    password TEXT,
    subject TEXT UNIQUE,
    totp BLOB,
    totp_step INTEGER NOT NULL DEFAULT 0,
    locked INTEGER NOT NULL DEFAULT 0,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL
);
CREATE TABLE roles (
    account TEXT NOT NULL COLLATE NOCASE REFERENCES accounts (name),
    place TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (account, place, role)
) WITHOUT ROWID;
CREATE TABLE logins (
    mark TEXT PRIMARY KEY,
    account TEXT NOT NULL COLLATE NOCASE REFERENCES accounts (name),
    made_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE failures (mark TEXT PRIMARY KEY, count INTEGER NOT NULL, last TEXT NOT NULL) WITHOUT ROWID;
"""
STEPS = (_FIRST,)
"""As for `tools.database.Database`. `place` is the id of a case, or `*` for the station; a login is kept as the SHA-256 of its token."""
STATION = "*"
"""The place of roles that are not of one case."""
