//! What each document as a whole is about, to tell whether two report the same event.

use super::lexicon::{Lexicon, Numbered};
use super::names::Names;
use super::reading::{Numbers, Term, rarity, says};
use super::text::Text;
use crate::crew::{self, Crew};
use crate::{DocIx, Pile};
use headwater_text::{Document, Span};
use std::borrow::Cow;
use std::sync::Arc;

/// Strongest terms of a document that say what it is about.
const TOPICS: usize = 96;

/// The telling terms of a document (names and rare words) with weights, by number, scaled to length one.
pub(super) type Profile = Vec<(u32, f64)>;

/// What each document is about.
pub(super) fn of(
    crew: &dyn Crew,
    pile: Pile<'_>,
    texts: &[Arc<Text>],
    names: &Names,
    lexicon: &mut Lexicon,
) -> Vec<Profile> {
    let worded: Vec<Worded<'_>> =
        (texts.iter().enumerate()).map(|(doc, text)| Worded::of(pile, doc, text, lexicon)).collect();
    let lexicon = &*lexicon;
    let said = crew::map(crew, &worded, |worded| worded.said(names, lexicon));
    let mut numbers = Numbers::default();
    // Of terms that weigh the same the first come first: those that claims are made of.
    for term in said.iter().flat_map(|said| &said.claimed) {
        numbers.of(*term);
    }
    let mut raw: Vec<Vec<(u32, f64)>> = Vec::with_capacity(texts.len());
    // What each term weighs in the document at hand, and which there are.
    let mut weights: Vec<f64> = Vec::new();
    for said in &said {
        let mut met: Vec<u32> = Vec::new();
        for (term, weighs) in &said.all {
            let term = numbers.of(*term);
            if weights.len() <= term as usize {
                weights.resize(term as usize + 1, 0.0);
            }
            let weight = &mut weights[term as usize];
            if *weight == 0.0 {
                met.push(term);
            }
            *weight += weighs;
        }
        met.sort_unstable();
        raw.push(met.iter().map(|term| (*term, std::mem::take(&mut weights[*term as usize]))).collect());
    }
    let rarity = rarity(raw.iter().map(|counts| counts.iter().map(|(term, _)| *term)));
    crew::map(crew, &raw, |counts| {
        let telling = |&(id, count): &(u32, f64)| {
            let rare = rarity[id as usize];
            (id, (1.0 + count).ln() * rare * rare)
        };
        let mut profile: Profile = counts.iter().map(telling).collect();
        profile.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        profile.truncate(TOPICS);
        profile.sort_unstable_by_key(|(id, _)| *id);
        let length = profile.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        for (_, weight) in &mut profile {
            *weight /= length.max(f64::MIN_POSITIVE);
        }
        profile
    })
}

/// The words of a document.
struct Worded<'t> {
    doc: DocIx,
    /// Of each clause.
    clauses: Vec<&'t [Numbered]>,
    /// Of each stretch of the article proper.
    stretches: Vec<Cow<'t, [Numbered]>>,
}

/// The terms of a document.
struct Said {
    /// Those of its clauses.
    claimed: Vec<Term>,
    /// All, each with its weight there.
    all: Vec<(Term, f64)>,
}

impl<'t> Worded<'t> {
    fn of(pile: Pile<'_>, doc: DocIx, text: &'t Text, lexicon: &mut Lexicon) -> Self {
        let document = &pile.documents[doc];
        let stretches = proper(document).into_iter();
        Self {
            doc,
            clauses: text.clauses.iter().filter_map(|clause| text.within(clause.span)).collect(),
            stretches: stretches.map(|stretch| text.words(&document.text, stretch, lexicon)).collect(),
        }
    }

    fn said(&self, names: &Names, lexicon: &Lexicon) -> Said {
        let (mut claimed, mut all) = (Vec::new(), Vec::new());
        for words in &self.clauses {
            says(words, names, self.doc, lexicon, |said| claimed.push(said.term));
        }
        for words in &self.stretches {
            says(words, names, self.doc, lexicon, |said| all.push((said.term, said.weight)));
        }
        Said { claimed, all }
    }
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
