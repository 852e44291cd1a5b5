"""What the database of a case has for retention, as a step of its format (see `tools.database`)."""

RETENTION = """
CREATE TABLE tombstones (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    about TEXT NOT NULL,
    sha256 TEXT,
    rule INTEGER NOT NULL,
    basis TEXT NOT NULL,
    officer TEXT NOT NULL,
    at TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
);
CREATE INDEX tombstones_of_subject ON tombstones (kind, subject);
CREATE TRIGGER tombstones_stay BEFORE UPDATE ON tombstones BEGIN SELECT raise(ABORT, 'a tombstone is never changed'); END;
CREATE TRIGGER tombstones_remain BEFORE DELETE ON tombstones BEGIN SELECT raise(ABORT, 'a tombstone is never deleted'); END;
CREATE TABLE removing (exhibit TEXT PRIMARY KEY) WITHOUT ROWID;
DROP TRIGGER confirmations_remain;
CREATE TRIGGER confirmations_remain BEFORE DELETE ON confirmations WHEN OLD.exhibit NOT IN (SELECT exhibit FROM removing)
    BEGIN SELECT raise(ABORT, 'a confirmation is never deleted while its recording is kept'); END;
DROP TRIGGER verdicts_remain;
CREATE TRIGGER verdicts_remain BEFORE DELETE ON verdicts WHEN OLD.exhibit NOT IN (SELECT exhibit FROM removing)
    BEGIN SELECT raise(ABORT, 'a verdict is never deleted while its candidate is kept'); END;
DROP TRIGGER opened_remain;
CREATE TRIGGER opened_remain BEFORE DELETE ON opened_verdicts
    WHEN (SELECT exhibit FROM verdicts WHERE verdicts.number = OLD.number) NOT IN (SELECT exhibit FROM removing)
    BEGIN SELECT raise(ABORT, 'a verdict is never deleted while its candidate is kept'); END;
DROP TRIGGER speaker_names_remain;
CREATE TRIGGER speaker_names_remain BEFORE DELETE ON speaker_names WHEN OLD.exhibit NOT IN (SELECT exhibit FROM removing)
    BEGIN SELECT raise(ABORT, 'a name is never deleted while its recording is kept'); END;
"""
"""`removing` is empty but inside a transaction that deletes: rows about the exhibits that it names may then be deleted."""
