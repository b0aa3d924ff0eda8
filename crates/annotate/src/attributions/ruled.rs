//! What the rules found, by place and by what the meeting with the model asks of it.

use super::spots::Spots;
use headwater_text::{Attribution, Span};

/// Rules for "citing", "according to" and the like know who is cited better than the model, which learnt who cites.
const CITING: &str = "citing";
/// The outlet in "was quoted by the Post as saying".
const CARRIER: &str = "carrier";

/// Attributions that the rules found.
pub(super) struct Ruled<'a> {
    pub(super) all: &'a [Attribution],
    relays: Vec<bool>,
    holds: Vec<bool>,
    cues: Spots,
    cited: Spots,
    phrases: Spots,
}

impl<'a> Ruled<'a> {
    pub(super) fn new(all: &'a [Attribution]) -> Self {
        let citing = |one: &Attribution| one.found_by == CITING;
        let carried = |one: &Attribution| one.parent.is_some_and(|parent| all[parent].found_by == CARRIER);
        let mut holds: Vec<bool> =
            all.iter().map(|one| one.parent.is_some_and(|parent| citing(&all[parent]))).collect();
        for parent in all.iter().filter(|one| citing(one)).filter_map(|one| one.parent) {
            holds[parent] = true;
        }
        let numbered = || all.iter().enumerate();
        let cues = |(index, one): (usize, &'a Attribution)| one.cue.iter().map(move |cue| (*cue, index));
        let phrase = |(index, one): (usize, &'a Attribution)| {
            let words: Vec<Span> = one.cue.iter().chain(&one.source).copied().collect();
            Some((Span::hull(&words)?, index))
        };
        Self {
            all,
            relays: all.iter().map(|one| citing(one) || one.found_by == CARRIER || carried(one)).collect(),
            holds,
            cues: numbered().flat_map(cues).collect(),
            cited: numbered().filter(|(_, one)| citing(one)).flat_map(cues).collect(),
            phrases: numbered().filter(|(_, one)| citing(one)).filter_map(phrase).collect(),
        }
    }

    /// Whether one is a citing phrase, or one of the two steps of "was quoted by the Post as saying".
    pub(super) fn relays(&self, index: usize) -> bool {
        self.relays[index]
    }

    /// Whether one is the frame that a citing phrase stands in: "**the Post**, citing officials, **said**".
    pub(super) fn holds_citation(&self, index: usize) -> bool {
        self.holds[index]
    }

    /// Those of the relaying ones whose cue is among these words, and whether they are citing phrases.
    pub(super) fn relays_at(&self, words: Span) -> impl Iterator<Item = (&'a Attribution, bool)> {
        let all = self.all;
        self.cues
            .over(words)
            .filter(|(_, index)| self.relays[*index])
            .map(move |(_, index)| (&all[index], all[index].found_by == CITING))
    }

    /// Whether the cue of a citing phrase other than `index` stands in these words.
    pub(super) fn cites_in(&self, words: Span, index: usize) -> bool {
        self.cited.over(words).any(|(cue, other)| other != index && words.contains(cue))
    }

    /// Source and cue of the citing phrases that share words with these, as one span each.
    pub(super) fn citing_phrases(&self, words: &[Span]) -> Vec<Span> {
        let mut found: Vec<(usize, Span)> = words
            .iter()
            .flat_map(|words| self.phrases.over(*words))
            .map(|(phrase, index)| (index, phrase))
            .collect();
        found.sort_unstable_by_key(|(index, _)| *index);
        found.dedup();
        found.into_iter().map(|(_, phrase)| phrase).collect()
    }
}
