//! An index as bytes: what took long to find, and nothing that is soon read from the texts again.
//!
//! **Form 1.** Numbers are LEB128, seven bits a byte, the lowest first. The language's tag, its length before it; BLAKE3 over all
//! documents and what is read of them, 32 bytes; how many documents; for each document how many runs it has with documents
//! before it, and for each of these, ordered by the other document, how much further on that one stands than the last, first word
//! and words of the run there, first word and words here, words alike, 1 where another run says that the two hang together and 2 more where each text has names of its own in it;
//! how many shingles at least two documents hold, and for each of these, by hash, over how many unrelated ones it is spread.

use super::align::Run;
use super::index::{Index, Key, State};
use super::kept::Kept;
use super::known::{Known, Tables};
use super::moves::Moves;
use super::postings::{Alone, Postings};
use super::rows::Rows;
use super::spread::Spread;
use super::words::Words;
use crate::Pile;
use headwater_text::Language;

/// Bytes of a BLAKE3.
const HASH: usize = 32;

/// Why bytes are no index of a pile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoredError {
    /// It is of another pile, or of articles that were read in another way.
    #[error("what was found is not of these articles")]
    OtherPile,
    /// It was made with the tables of another language.
    #[error("what was found is of another language")]
    OtherLanguage,
    /// The bytes end too early, go on too long, or tell what cannot be.
    #[error("what was found cannot be read")]
    Damaged,
}

impl Index {
    /// The number of the form that [`Index::to_bytes`] writes. It changes with the form and with how runs are found.
    pub const FORM: u32 = 1;

    /// What was found, as bytes that [`Index::from_bytes`] reads. The documents are not among them.
    ///
    /// ```
    /// use headwater_text::Language;
    /// use headwater_trace::{Pile, reuse::Index};
    /// let (pile, english) = (Pile { documents: &[], annotations: &[] }, Language::english());
    /// let mut index = Index::default();
    /// index.update(pile, &english);
    /// assert!(Index::from_bytes(&index.to_bytes(), pile, &english).is_ok());
    /// assert!(Index::from_bytes(b"", pile, &english).is_err());
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let language = self.tables.as_ref().map_or("", |(code, _)| code);
        put(&mut bytes, language.len());
        bytes.extend_from_slice(language.as_bytes());
        bytes.extend_from_slice(digest(&self.keys).as_bytes());
        put(&mut bytes, self.keys.len());
        for row in self.state.rows.each() {
            put(&mut bytes, row.len());
            let mut before = 0;
            for kept in row {
                let run = kept.run();
                put(&mut bytes, (kept.other - before) as usize);
                before = kept.other;
                for (from, to) in [(run.a_from, run.a_to), (run.b_from, run.b_to)] {
                    put(&mut bytes, from);
                    put(&mut bytes, to - from);
                }
                put(&mut bytes, run.alike);
                put(&mut bytes, usize::from(kept.others) | usize::from(kept.mould) << 1);
            }
        }
        let counts = self.state.spread.counts();
        put(&mut bytes, counts.len());
        counts.iter().for_each(|count| put(&mut bytes, *count as usize));
        bytes
    }

    /// The index that [`Index::to_bytes`] gave, of the same `pile`.
    ///
    /// # Errors
    ///
    /// [`StoredError`]: whatever the bytes are, what they tell is checked against the documents.
    pub fn from_bytes(bytes: &[u8], pile: Pile<'_>, language: &Language) -> Result<Self, StoredError> {
        let mut reader = Reader(bytes);
        let code = reader.number()?;
        let code = reader.take(code)?;
        if code != language.code.as_bytes() && !code.is_empty() {
            return Err(StoredError::OtherLanguage);
        }
        let keys: Vec<Key> = (0..pile.documents.len()).map(|doc| Key::of(pile, doc)).collect();
        if reader.take(HASH)? != digest(&keys).as_bytes() || reader.number()? != keys.len() {
            return Err(StoredError::OtherPile);
        }
        let (tables, moves) = (Tables::of(language), Moves::all_new(keys.len()));
        let known = Known::default().updated(&moves, pile, &tables, || {});
        let rows = (0..keys.len()).map(|doc| reader.row(doc, &known.texts)).collect::<Result<_, _>>()?;
        let (postings, _) = Postings::default().updated(&moves, &known.texts, Alone::Kept);
        if reader.number()? != postings.shingles() {
            return Err(StoredError::Damaged);
        }
        let counts = (0..postings.shingles()).map(|_| reader.small()).collect::<Result<_, _>>()?;
        if !reader.0.is_empty() {
            return Err(StoredError::Damaged);
        }
        let state = State { known, postings, spread: Spread::counted(counts), rows: Rows::of(rows) };
        Ok(Self { tables: Some((language.code, tables)), keys, state })
    }
}

fn digest(keys: &[Key]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for key in keys {
        hasher.update(&(key.id.len() as u64).to_le_bytes());
        hasher.update(key.id.as_bytes());
        hasher.update(key.read.as_bytes());
    }
    hasher.finalize()
}

fn put(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads from the front of bytes of which nothing is known.
struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], StoredError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(StoredError::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, StoredError> {
        let mut number = 0u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.take(1)?[0];
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return Err(StoredError::Damaged);
            }
            number |= bits << shift;
            if byte < 0x80 {
                return usize::try_from(number).map_err(|_| StoredError::Damaged);
            }
        }
        Err(StoredError::Damaged)
    }

    fn small(&mut self) -> Result<u32, StoredError> {
        u32::try_from(self.number()?).map_err(|_| StoredError::Damaged)
    }

    /// The runs of document `doc`.
    fn row(&mut self, doc: usize, texts: &[Words]) -> Result<Vec<Kept>, StoredError> {
        let count = self.number()?;
        let (mut row, mut other) = (Vec::new(), 0usize);
        for _ in 0..count {
            other = other.checked_add(self.number()?).ok_or(StoredError::Damaged)?;
            let (a_from, a_to) = self.range()?;
            let (b_from, b_to) = self.range()?;
            let run = Run { a_from, a_to, b_from, b_to, alike: self.number()? };
            let marks = self.number()?;
            if marks > 3 {
                return Err(StoredError::Damaged);
            }
            let marks = (marks & 1 != 0, marks & 2 != 0);
            row.push(Kept::checked(other, doc, &run, marks, texts).ok_or(StoredError::Damaged)?);
        }
        Ok(row)
    }

    fn range(&mut self) -> Result<(usize, usize), StoredError> {
        let (from, count) = (self.number()?, self.number()?);
        Ok((from, from.checked_add(count).ok_or(StoredError::Damaged)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let check = |number: usize, expected: &[u8]| {
            let mut bytes = Vec::new();
            put(&mut bytes, number);
            assert_eq!(bytes, expected);
            let mut reader = Reader(&bytes);
            assert_eq!((reader.number(), reader.0.len()), (Ok(number), 0));
        };
        check(0, &[0]);
        check(127, &[127]);
        check(128, &[0x80, 1]);
        check(usize::MAX, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]);
        let damaged = |bytes: &[u8]| assert_eq!(Reader(bytes).number(), Err(StoredError::Damaged));
        damaged(&[]);
        damaged(&[0x80]);
        damaged(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2]);
        damaged(&[0x80; 11]);
    }
}
