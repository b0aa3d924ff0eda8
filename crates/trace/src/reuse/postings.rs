//! Where each shared shingle stands: postings sorted by shingle, and the places of each document.
//!
//! **Form.** Two flat tables of numbers, each sorted: members by (shingle, document, word) and places by (document, word).
//! Both can be written to disk as they are and merged with those of later documents in one pass, since hashes depend
//! on no other document; nothing in them points anywhere.

use super::shingles::{self, SHINGLE};
use super::words::{Word, Words};

/// Places of one shingle in one document that are kept; a text that repeats itself needs no more.
const PLACES: usize = 4;

/// A shingle in one document.
///
/// **Form.** Its first word stands above the low eight bits of a number that sorts by it; these have four bits each of the hashes of
/// the word before the shingle and of the one behind it. What they say is true of one pair of words in sixteen by chance, and
/// so most phrases that end after the five words of their shingle are known without a look at the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    /// The document.
    pub(super) doc: u32,
    place: u32,
}

impl Member {
    fn new(doc: usize, words: &[Word], word: u32) -> Option<Self> {
        let at = word as usize;
        let before = at.checked_sub(1).map_or(0, |before| words[before] % TAGS);
        let after = words.get(at + SHINGLE).map_or(0, |after| after % TAGS);
        (word < 1 << WORD_BITS)
            .then_some(Self { doc: doc as u32, place: word * TAGS * TAGS + before * TAGS + after })
    }

    /// First word.
    pub(super) fn word(self) -> u32 {
        self.place / (TAGS * TAGS)
    }

    /// Whether one of the words beside the shingle may be alike in both.
    pub(super) fn may_go_on(self, other: Self) -> bool {
        let differ = self.place ^ other.place;
        differ.is_multiple_of(TAGS) || (differ / TAGS).is_multiple_of(TAGS)
    }
}

/// Values that are told apart of a word beside a shingle.
const TAGS: u32 = 16;

/// Bits of the number of a word; what stands behind sixteen million words is not compared.
const WORD_BITS: u32 = 24;

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
        let mut all: Vec<(u64, Member)> = Vec::with_capacity(words / 5 * 2 + words / 50);
        for (doc, text) in texts.iter().enumerate() {
            shingles::select(&text.ids, |hash, word| {
                all.extend(Member::new(doc, &text.ids, word).map(|member| (hash, member)));
            });
        }
        all.sort_unstable();
        let mut postings = Self::default();
        for same in all.chunk_by(|one, next| one.0 == next.0) {
            if same.first().map(|one| one.1.doc) == same.last().map(|one| one.1.doc) {
                continue;
            }
            postings.first_member.push(postings.members.len() as u32);
            for places in same.chunk_by(|one, next| one.1.doc == next.1.doc) {
                postings.members.extend(places.iter().take(PLACES).map(|one| one.1));
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
                let Member { doc, .. } = self.members[member];
                let word = self.members[member].word();
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

    /// The members of the shingle at a place of `doc` that stand in earlier documents.
    pub(super) fn before(&self, doc: usize, place: &Place) -> &[Member] {
        let from = self.first_member[place.shingle as usize] as usize;
        let mut to = place.member as usize;
        while to > from && self.members[to - 1].doc as usize == doc {
            to -= 1;
        }
        &self.members[from..to]
    }

    /// The member that a place is.
    pub(super) fn member(&self, place: &Place) -> Member {
        self.members[place.member as usize]
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
        let last = places.partition_point(|place| place.word as usize + SHINGLE <= to);
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
            let places: Vec<(u32, u32)> = members.iter().map(|member| (member.doc, member.word())).collect();
            assert_eq!(places, [(0, place.word), (1, place.word + 3)]);
            assert_eq!(
                postings.before(1, &postings.places_in(1, place.word as usize + 3, 99)[0]),
                &members[..1]
            );
        }
        assert!(postings.places(2).is_empty());
        assert_eq!(postings.places_in(0, 0, 4).len(), 0);
        assert_eq!(postings.places_in(0, 0, 99).len(), postings.places(0).len());
    }
}
