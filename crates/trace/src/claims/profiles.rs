//! What each document as a whole is about, to tell whether two report the same event.

use super::lexicon::Lexicon;
use super::names::Names;
use super::reading::{Numbers, rarity, says};
use super::text::Text;
use crate::Pile;
use headwater_text::{Document, Span};
use std::sync::Arc;

/// Strongest terms of a document that say what it is about.
const TOPICS: usize = 96;

/// The telling terms of a document (names and rare words) with weights, by number, scaled to length one.
pub(super) type Profile = Vec<(u32, f64)>;

/// What each document is about.
pub(super) fn of(pile: Pile<'_>, texts: &[Arc<Text>], names: &Names, lexicon: &mut Lexicon) -> Vec<Profile> {
    let mut numbers = Numbers::default();
    // Of terms that weigh the same the first come first: those that claims are made of.
    for (doc, text) in texts.iter().enumerate() {
        for words in text.clauses.iter().filter_map(|clause| text.within(clause.span)) {
            says(words, names, doc, lexicon, |said| _ = numbers.of(said.term));
        }
    }
    let mut raw: Vec<Vec<(u32, f64)>> = Vec::with_capacity(pile.documents.len());
    // What each term weighs in the document at hand, and which there are.
    let mut weights: Vec<f64> = Vec::new();
    for (doc, document) in pile.documents.iter().enumerate() {
        let mut met: Vec<u32> = Vec::new();
        for stretch in proper(document) {
            let words = texts[doc].words(&document.text, stretch, lexicon);
            says(&words, names, doc, lexicon, |said| {
                let term = numbers.of(said.term);
                if weights.len() <= term as usize {
                    weights.resize(term as usize + 1, 0.0);
                }
                let weight = &mut weights[term as usize];
                if *weight == 0.0 {
                    met.push(term);
                }
                *weight += said.weight;
            });
        }
        met.sort_unstable();
        raw.push(met.iter().map(|term| (*term, std::mem::take(&mut weights[*term as usize]))).collect());
    }
    let rarity = rarity(raw.iter().map(|counts| counts.iter().map(|(term, _)| *term)));
    raw.into_iter()
        .map(|counts| {
            let mut profile: Profile = counts
                .into_iter()
                .map(|(id, count)| {
                    let rare = rarity[id as usize];
                    (id, (1.0 + count).ln() * rare * rare)
                })
                .collect();
            profile.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            profile.truncate(TOPICS);
            profile.sort_unstable_by_key(|(id, _)| *id);
            let length = profile.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
            for (_, weight) in &mut profile {
                *weight /= length.max(f64::MIN_POSITIVE);
            }
            profile
        })
        .collect()
}

/// The text of a document without its furniture.
pub(super) fn proper(document: &Document) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = 0;
    for furniture in &document.furniture {
        spans.push(Span::new(from, furniture.start.max(from)));
        from = furniture.end.max(from);
    }
    spans.push(Span::new(from, document.text.len()));
    spans
}
