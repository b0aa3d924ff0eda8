//! Where each shared shingle stands: postings sorted by shingle, and the places of each document.
//!
//! **Form.** Two flat tables of numbers, each sorted: members by (shingle, document, word) and places by (document, word).
//! Both can be written to disk as they are and merged with those of later documents in one pass, since hashes depend
//! on no other document; nothing in them points anywhere.

use super::shingles;
use super::words::Words;

/// Places of one shingle in one document that are kept; a text that repeats itself needs no more.
const PLACES: usize = 4;

/// A shingle in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    /// The document.
    pub(super) doc: u32,
    /// Its first word.
    pub(super) word: u32,
}

/// A place of a document where a shingle stands that another document has too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// First word.
    pub(super) word: u32,
    /// Which shingle: a number of no meaning, the same for all its members.
    pub(super) shingle: u32,
    /// Which of the members this is.
    pub(super) member: u32,
}

/// Shingles that at least two documents hold.
#[derive(Debug, Default)]
pub(super) struct Postings {
    members: Vec<Member>,
    /// For each shingle, its first member; one more at the end.
    first_member: Vec<u32>,
    places: Vec<Place>,
    /// For each document, its first place; one more at the end.
    first_place: Vec<u32>,
}

impl Postings {
    /// Reads all texts.
    pub(super) fn of(texts: &[Words]) -> Self {
        let words: usize = texts.iter().map(Words::len).sum();
        // Winnowing keeps two of five shingles.
        let mut all: Vec<(u64, u32, u32)> = Vec::with_capacity(words / 5 * 2 + words / 50);
        for (doc, text) in texts.iter().enumerate() {
            shingles::select(&text.ids, |hash, word| all.push((hash, doc as u32, word)));
        }
        all.sort_unstable();
        let mut postings = Self::default();
        for same in all.chunk_by(|one, next| one.0 == next.0) {
            if same.first().map(|one| one.1) == same.last().map(|one| one.1) {
                continue;
            }
            postings.first_member.push(postings.members.len() as u32);
            for places in same.chunk_by(|one, next| one.1 == next.1) {
                let kept = places.iter().take(PLACES);
                postings.members.extend(kept.map(|&(_, doc, word)| Member { doc, word }));
            }
        }
        drop(all);
        postings.first_member.push(postings.members.len() as u32);
        postings.arrange(texts.len());
        postings
    }

    /// Sorts the members by document and place, by counting.
    fn arrange(&mut self, documents: usize) {
        let mut ends = vec![0u32; documents + 1];
        for member in &self.members {
            ends[member.doc as usize + 1] += 1;
        }
        for doc in 0..documents {
            ends[doc + 1] += ends[doc];
        }
        self.first_place = ends.clone();
        self.places = vec![Place { word: 0, shingle: 0, member: 0 }; self.members.len()];
        for shingle in 0..self.shingles() {
            for member in self.range(shingle as u32) {
                let Member { doc, word } = self.members[member];
                let slot = &mut ends[doc as usize];
                self.places[*slot as usize] = Place { word, shingle: shingle as u32, member: member as u32 };
                *slot += 1;
            }
        }
        for doc in 0..documents {
            let range = self.first_place[doc] as usize..self.first_place[doc + 1] as usize;
            self.places[range].sort_unstable_by_key(|place| place.word);
        }
    }

    /// How many shingles.
    pub(super) fn shingles(&self) -> usize {
        self.first_member.len().saturating_sub(1)
    }

    /// Indices of the members of a shingle; the members are sorted by document and word.
    pub(super) fn range(&self, shingle: u32) -> std::ops::Range<usize> {
        self.first_member[shingle as usize] as usize..self.first_member[shingle as usize + 1] as usize
    }

    /// The members of a shingle, by document and word.
    pub(super) fn members(&self, shingle: u32) -> &[Member] {
        &self.members[self.range(shingle)]
    }

    /// How many members there are in all.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The places of a document, by word.
    pub(super) fn places(&self, doc: usize) -> &[Place] {
        &self.places[self.first_place[doc] as usize..self.first_place[doc + 1] as usize]
    }

    /// Those of them inside words `from..to`: the whole shingle must be.
    pub(super) fn places_in(&self, doc: usize, from: usize, to: usize) -> &[Place] {
        let places = self.places(doc);
        let first = places.partition_point(|place| (place.word as usize) < from);
        let last = places.partition_point(|place| place.word as usize + shingles::SHINGLE <= to);
        &places[first..last.max(first)]
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Stops;
    use super::*;

    #[test]
    fn shared_shingles_and_where_they_stand() {
        let texts = [
            "Nobody mended the gate of the upper sluice before the rain came",
            "He wrote that nobody mended the gate of the upper sluice before noon",
            "Six of seven pilots refused to sail",
        ]
        .map(|text| Words::of(text, &Stops::default()));
        let postings = Postings::of(&texts);
        assert!(postings.shingles() >= 1);
        for place in postings.places(0) {
            let members = postings.members(place.shingle);
            assert_eq!(members.len(), 2);
            assert_eq!(members[0], Member { doc: 0, word: place.word });
            assert_eq!(members[1], Member { doc: 1, word: place.word + 3 });
        }
        assert!(postings.places(2).is_empty());
        assert_eq!(postings.places_in(0, 0, 4).len(), 0);
        assert_eq!(postings.places_in(0, 0, 99).len(), postings.places(0).len());
    }
}
