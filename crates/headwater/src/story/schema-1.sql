-- A file or stream as it was given. Never changed, never deleted.
CREATE TABLE captures (
    id       INTEGER PRIMARY KEY,
    hash     TEXT NOT NULL,      -- BLAKE3 of the bytes, hexadecimal
    path     TEXT NOT NULL,      -- as given; tells the format
    captured TEXT NOT NULL,      -- RFC 3339, UTC
    size     INTEGER NOT NULL,   -- of the bytes
    bytes    BLOB NOT NULL,      -- a zlib stream of them
    UNIQUE (hash, path)
) STRICT;

-- An article, once for each version of its text.
CREATE TABLE documents (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,     -- the id in all output; all versions of an article share it
    version   INTEGER NOT NULL,  -- from 1
    capture   INTEGER NOT NULL REFERENCES captures (id),
    hash      TEXT NOT NULL,     -- BLAKE3 of its own bytes: of the record, where a file holds many
    url       TEXT,
    outlet    TEXT,
    title     TEXT,
    author    TEXT,
    language  TEXT,
    published TEXT,              -- best evidence, ISO 8601, no finer than recorded
    text      TEXT NOT NULL,
    text_hash TEXT NOT NULL,     -- BLAKE3 of the text
    record    TEXT NOT NULL,     -- everything else that was read of it, JSON
    added     TEXT NOT NULL,     -- RFC 3339, UTC
    replaces  INTEGER UNIQUE REFERENCES documents (id),
    removed   TEXT,              -- when it was taken out of the story, if it was
    UNIQUE (name, version)
) STRICT;
CREATE INDEX documents_text ON documents (text_hash);
CREATE INDEX documents_url ON documents (url) WHERE url IS NOT NULL;

-- The articles that the story consists of now.
CREATE VIEW present AS
    SELECT * FROM documents AS d
    WHERE removed IS NULL AND NOT EXISTS (SELECT 1 FROM documents AS later WHERE later.replaces = d.id);

-- What was found in one document alone.
CREATE TABLE annotations (
    document  INTEGER PRIMARY KEY REFERENCES documents (id),
    annotator TEXT NOT NULL,     -- program, version, model
    text_hash TEXT NOT NULL,     -- of the text that the spans count into
    notes     BLOB NOT NULL      -- a zlib stream of JSON; spans in bytes
) STRICT;

-- What the analyst decided. Never changed, never deleted.
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    added  TEXT NOT NULL,        -- RFC 3339, UTC
    line   TEXT NOT NULL         -- JSON as schema/judgement.json says
) STRICT;

-- What was done to the file. Never changed, never deleted.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,        -- RFC 3339, UTC
    event  TEXT NOT NULL,        -- new, added, version, restored, removed, judged, told
    about  TEXT,                 -- the article or judgement
    detail TEXT
) STRICT;

CREATE TRIGGER captures_kept BEFORE DELETE ON captures BEGIN SELECT RAISE(ABORT, 'captures are kept'); END;
CREATE TRIGGER captures_unchanged BEFORE UPDATE ON captures BEGIN SELECT RAISE(ABORT, 'captures are not changed'); END;
CREATE TRIGGER documents_kept BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents are kept'); END;
CREATE TRIGGER documents_unchanged BEFORE UPDATE OF name, version, capture, hash, url, outlet, title, author, language, published,
    text, text_hash, record, added, replaces ON documents BEGIN SELECT RAISE(ABORT, 'documents are not changed'); END;
CREATE TRIGGER judgements_kept BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are kept'); END;
CREATE TRIGGER judgements_unchanged BEFORE UPDATE ON judgements
    BEGIN SELECT RAISE(ABORT, 'a judgement is taken back by a further one'); END;
CREATE TRIGGER log_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is kept'); END;
CREATE TRIGGER log_unchanged BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is not changed'); END;

-- Words of titles and texts, for searching.
CREATE VIRTUAL TABLE words USING fts5 (title, text, content = 'documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER documents_words AFTER INSERT ON documents
    BEGIN INSERT INTO words (rowid, title, text) VALUES (new.id, new.title, new.text); END;
