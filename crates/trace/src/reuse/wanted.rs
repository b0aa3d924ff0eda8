//! Which pairs of documents must be compared after some came or went: those of new ones, and those for which a shingle
//! that both hold is now looked at in another way.

use super::moves::Moves;
use super::postings::{Changes, Member, Postings};
use super::spread::{FEW, Spread};

/// A phrase that more unrelated documents hold than this links each of them to the first only: it is a phrase of the
/// trade or an outlet's line, and what is told of it grows with its holders, not with their pairs.
const STOCK: usize = 16;

/// Documents of one story that a document is compared with at most.
const HOLDERS: usize = 1024;

/// Documents named one by one for a document; where more would be, it is compared with all.
const NAMED: usize = 256;

/// How a shingle is looked at, by its unrelated holders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Every holder is compared with those before it.
    Few,
    /// The same, where a sixth word is alike.
    Many,
    /// Each with the first only, where a sixth word is alike.
    Stock,
}

impl Class {
    pub(super) fn of(holders: usize) -> Self {
        match holders {
            0..=FEW => Self::Few,
            holders if holders <= STOCK => Self::Many,
            _ => Self::Stock,
        }
    }

    /// How many members, from the first, later ones are compared with.
    pub(super) fn reach(self) -> usize {
        if self == Self::Stock { 1 } else { HOLDERS }
    }
}

/// For each document, with which of those before it it must be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// These, in any order, some perhaps again.
    Named(Vec<u32>),
    /// All that share a shingle.
    All,
}

impl Wanted {
    fn add(&mut self, other: u32) {
        let Self::Named(others) = self else { return };
        if others.last() == Some(&other) {
            return;
        }
        if others.len() == NAMED {
            others.sort_unstable();
            others.dedup();
        }
        if others.len() == NAMED {
            *self = Self::All;
        } else {
            others.push(other);
        }
    }
}

/// What is wanted for each document of the new pile. `before` is the spread of the old one.
pub(super) fn wanted(
    documents: usize,
    moves: &Moves,
    postings: &Postings,
    changes: &Changes,
    (before, spread): (&Spread, &Spread),
) -> Vec<Wanted> {
    let mut wanted = vec![Wanted::Named(Vec::new()); documents];
    for doc in moves.fresh() {
        wanted[doc] = Wanted::All;
    }
    let mut changed = changes.gained_or_lost().peekable();
    for shingle in 0..postings.shingles() as u32 {
        let now = Class::of(spread.of_shingle(shingle));
        let was = changes
            .from(shingle as usize)
            .map_or(Class::Few, |shingle| Class::of(before.of_shingle(shingle)));
        let change = changed.next_if(|change| change.0 == shingle);
        let members = postings.members(shingle);
        if let Some((_, old)) = change {
            want(&mut wanted, members, (old.iter().copied(), was), now);
        } else if was != now && changes.from(shingle as usize).is_some() {
            want(&mut wanted, members, (members.iter().copied().map(Some), was), now);
        }
    }
    wanted
}

/// Wants the pairs of one shingle that have other seeds than they had when `old` were its members.
fn want(
    wanted: &mut [Wanted],
    members: &[Member],
    (old, was): (impl Iterator<Item = Option<Member>>, Class),
    now: Class,
) {
    let mut old = old.enumerate();
    let mut held = old.find(|(_, member)| member.is_some());
    for (at, member) in members.iter().enumerate() {
        if at >= now.reach() && held.is_none_or(|(before, _)| before >= was.reach()) {
            return;
        }
        let mut reached = false;
        if let Some((before, _)) = held.filter(|(_, held)| *held == Some(*member)) {
            reached = before < was.reach();
            held = old.find(|(_, member)| member.is_some());
        }
        let reaches = at < now.reach();
        let other = if was == now { reached != reaches } else { reached || reaches };
        if other {
            let later = members[at..].iter().filter(|later| later.doc != member.doc);
            later.for_each(|later| wanted[later.doc as usize].add(member.doc));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn members(docs: impl IntoIterator<Item = u32>) -> Vec<Member> {
        docs.into_iter().map(|doc| Member::at(doc, 7 * doc)).collect()
    }

    /// Pairs (later, earlier) that a shingle brings together.
    fn pairs(members: &[Member], class: Class) -> BTreeSet<(u32, u32)> {
        let later = |at: usize| members[at..].iter().map(move |later| (later.doc, members[at].doc));
        (0..members.len().min(class.reach()))
            .flat_map(later)
            .filter(|(later, earlier)| later != earlier)
            .collect()
    }

    /// Every pair that is brought together in another way must be wanted, and hardly any other.
    fn check(old: &[u32], was: Class, new: &[u32], now: Class) {
        let documents = 1 + old.iter().chain(new).max().copied().unwrap_or(0) as usize;
        let before = members(old.iter().copied());
        let stays = |member: &Member| new.contains(&member.doc).then_some(*member);
        let mut found = vec![Wanted::Named(Vec::new()); documents];
        let new_members = members(new.iter().copied());
        want(&mut found, &new_members, (before.iter().map(stays), was), now);
        let (one, other) = (pairs(&before, was), pairs(&new_members, now));
        let changed: BTreeSet<(u32, u32)> = if was == now {
            one.symmetric_difference(&other).copied().collect()
        } else {
            one.union(&other).copied().collect()
        };
        // Documents that came are compared with all whatever is wanted here.
        for (later, found) in found.iter().enumerate().filter(|(later, _)| old.contains(&(*later as u32))) {
            let expected: BTreeSet<u32> = changed
                .iter()
                .filter(|(doc, earlier)| *doc as usize == later && new.contains(doc) && new.contains(earlier))
                .map(|(_, earlier)| *earlier)
                .collect();
            match found {
                Wanted::Named(others) => assert_eq!(BTreeSet::from_iter(others.iter().copied()), expected),
                Wanted::All => assert!(expected.len() >= NAMED, "{later}"),
            }
        }
    }

    #[test]
    fn pairs_that_a_shingle_brings_together_in_another_way() {
        use Class::{Few, Many, Stock};
        let classes = [Few, Many, Stock];
        let piles: [&[u32]; 7] =
            [&[], &[3], &[1, 3], &[3, 5], &[1, 3, 5], &[0, 1, 2, 3, 4, 5, 6], &[0, 2, 4, 6, 8]];
        for (old, new) in piles.iter().flat_map(|old| piles.iter().map(move |new| (old, new))) {
            for (was, now) in classes.iter().flat_map(|was| classes.iter().map(move |now| (was, now))) {
                check(old, *was, new, *now);
            }
        }
    }

    #[test]
    fn members_beyond_those_that_are_compared() {
        let many: Vec<u32> = (1..HOLDERS as u32 + 9).collect();
        let first: Vec<u32> = (0..HOLDERS as u32 + 9).collect();
        let fewer: Vec<u32> = many.iter().copied().filter(|doc| ![3, 9].contains(doc)).collect();
        check(&many, Class::Many, &many, Class::Many);
        check(&many, Class::Many, &first, Class::Many);
        check(&many, Class::Many, &fewer, Class::Many);
        check(&fewer, Class::Many, &first, Class::Stock);
    }
}
