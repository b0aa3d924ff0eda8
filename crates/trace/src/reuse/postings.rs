//! Where each shared shingle stands: postings sorted by shingle, and the places of each document.
//!
//! **Form.** Two flat tables of numbers, each sorted: members by (shingle, document, word) and places by (document, word).
//! Both can be written to disk as they are and merged with those of later documents in one pass, since hashes depend
//! on no other document; nothing in them points anywhere.

use super::moves::Moves;
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

    #[cfg(test)]
    pub(super) fn at(doc: u32, word: u32) -> Self {
        Self { doc, place: word * TAGS * TAGS }
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

/// A member before the hash of its shingle.
type Hashed = (u64, Member);

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

/// Shingles that at least two documents hold; and, where documents may come, those that one holds.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// For each shingle its hash, in order; none where no document will come.
    hashes: Vec<u64>,
    members: Vec<Member>,
    /// For each shingle, its first member; one more at the end.
    first_member: Vec<u32>,
    places: Vec<Place>,
    /// For each document, its first place; one more at the end.
    first_place: Vec<u32>,
    /// What one document alone holds, by hash: another one may come that holds it too.
    alone: Vec<Hashed>,
}

/// What becomes of shingles that one document alone holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    /// They are kept for documents to come.
    Kept,
    /// They are not: no document will come.
    Dropped,
}

/// How the shingles of two states of a pile hang together.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// For each shingle, its number before, where at least two documents held it.
    from: Vec<Option<u32>>,
    /// Shingles that documents which were there before hold, and others that came or went.
    gained_or_lost: Vec<GainedOrLost>,
    /// The members of those before.
    before: Vec<Option<Member>>,
}

#[derive(Debug)]
struct GainedOrLost {
    shingle: u32,
    /// Past the last of its members in `before`.
    end: usize,
}

impl Changes {
    /// The number of a shingle before, where at least two documents held it.
    pub(super) fn from(&self, shingle: usize) -> Option<u32> {
        self.from.get(shingle).copied().flatten()
    }

    /// Shingles of documents that were there before which others gained or lost, with their members before; `None` for those of
    /// documents that went. By shingle.
    pub(super) fn gained_or_lost(&self) -> impl Iterator<Item = (u32, &[Option<Member>])> {
        let starts = std::iter::once(0).chain(self.gained_or_lost.iter().map(|change| change.end));
        self.gained_or_lost
            .iter()
            .zip(starts)
            .map(|(change, start)| (change.shingle, &self.before[start..change.end]))
    }
}

impl Postings {
    /// Takes out the documents that went and takes in those that came, in one pass over the tables. Nothing can be asked by document
    /// before [`Postings::arrange`].
    pub(super) fn updated(self, moves: &Moves, texts: &[Words], alone: Alone) -> (Self, Changes) {
        let mut fresh = Vec::with_capacity(moves.fresh().map(|doc| kept(texts[doc].len())).sum());
        for doc in moves.fresh() {
            let text = &texts[doc];
            shingles::select(&text.ids, |hash, word| {
                fresh.extend(Member::new(doc, &text.ids, word).map(|member| (hash, member)));
            });
        }
        fresh.sort_unstable();
        let mut merge = Merge { moves, keep: alone, new: Self::default(), changes: Changes::default() };
        merge.run(&self, &fresh);
        drop(fresh);
        let Merge { mut new, changes, .. } = merge;
        new.first_member.push(new.members.len() as u32);
        (new, changes)
    }

    #[cfg(test)]
    pub(super) fn of(texts: &[Words]) -> Self {
        let (mut new, _) = Self::default().updated(&Moves::all_new(texts.len()), texts, Alone::Dropped);
        new.arrange(texts.len());
        new
    }

    /// Sorts the members by document and place, by counting.
    pub(super) fn arrange(&mut self, documents: usize) {
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

/// About how many shingles of so many words are kept: winnowing keeps two of five.
fn kept(words: usize) -> usize {
    words / 5 * 2 + words / 50
}

/// Three tables that are sorted by hash, made into one: the members before, what one document alone held, and what came.
struct Merge<'m> {
    moves: &'m Moves,
    keep: Alone,
    new: Postings,
    changes: Changes,
}

impl Merge<'_> {
    fn run(&mut self, old: &Postings, mut fresh: &[Hashed]) {
        let (mut shingle, mut alone) = (0, old.alone.as_slice());
        loop {
            let heads = [old.hashes.get(shingle).copied(), head(alone), head(fresh)];
            let Some(hash) = heads.into_iter().flatten().min() else { return };
            let same: &[Hashed];
            (same, alone) = split(alone, hash);
            let came;
            (came, fresh) = split(fresh, hash);
            let was = (heads[0] == Some(hash)).then_some(shingle as u32);
            shingle += usize::from(was.is_some());
            let shared = was.map_or(&[][..], |was| old.members(was));
            self.group(hash, was, shared.iter().chain(same.iter().map(|one| &one.1)), came);
        }
    }

    /// Takes in one shingle: its members before and those that came.
    fn group<'o>(
        &mut self,
        hash: u64,
        was: Option<u32>,
        old: impl Iterator<Item = &'o Member>,
        came: &[Hashed],
    ) {
        let Merge { moves, keep, new, changes } = self;
        let (start, before) = (new.members.len(), changes.before.len());
        for member in old {
            let here = moves.to(member.doc).map(|doc| Member { doc, ..*member });
            changes.before.push(here);
            new.members.extend(here);
        }
        let stayed = new.members.len();
        for places in came.chunk_by(|one, next| one.1.doc == next.1.doc) {
            new.members.extend(places.iter().take(PLACES).map(|one| one.1));
        }
        let changed = !came.is_empty() || changes.before[before..].contains(&None);
        if changed && stayed > start {
            new.members[start..].sort_unstable();
        }
        let group = &new.members[start..];
        if group.first().map(|one| one.doc) == group.last().map(|one| one.doc) {
            if *keep == Alone::Kept {
                new.alone.extend(group.iter().map(|member| (hash, *member)));
            }
            new.members.truncate(start);
            changes.before.truncate(before);
            return;
        }
        let shingle = new.first_member.len() as u32;
        if *keep == Alone::Kept {
            new.hashes.push(hash);
        }
        new.first_member.push(start as u32);
        changes.from.push(was);
        if changed && stayed > start {
            changes.gained_or_lost.push(GainedOrLost { shingle, end: changes.before.len() });
        } else {
            changes.before.truncate(before);
        }
    }
}

fn head(table: &[Hashed]) -> Option<u64> {
    table.first().map(|one| one.0)
}

/// What has this hash, and what stands behind it.
fn split(table: &[Hashed], hash: u64) -> (&[Hashed], &[Hashed]) {
    table.split_at(table.iter().take_while(|one| one.0 == hash).count())
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
