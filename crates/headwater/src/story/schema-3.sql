-- Beginnings of one and two letters are looked up like words: without this index each of their words is read and joined, two thirds of
-- a second for "t* a* s*" in a thousand articles. It takes three hundredths of the file.
DROP TRIGGER documents_words;
DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (title, text, content = 'documents', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2');
CREATE TRIGGER documents_words AFTER INSERT ON documents
    BEGIN INSERT INTO words (rowid, title, text) VALUES (new.id, new.title, new.text); END;
INSERT INTO words (words) VALUES ('rebuild');
