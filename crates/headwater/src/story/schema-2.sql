-- What words mean stands beside the rest of what was found: numbers that no compression makes smaller, and nine tenths of what
-- there is to read. NULL where the notes hold them too, as they did in form 1.
ALTER TABLE annotations ADD COLUMN meanings BLOB;
