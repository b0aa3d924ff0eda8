//! Which clauses carry a checkable proposition, and which of them assert or deny the same one.
//!
//! [`occurrences`] cuts clauses out of what is attributed to somebody and out of the article's own voice; [`cluster()`]
//! reads each as terms, names, number and day, compares those that share something rare, and joins what agrees.

mod agree;
mod candidates;
mod clauses;
mod cluster;
mod copies;
mod leads;
mod lexicon;
mod matches;
mod occurrence;
mod reading;
mod values;
mod words;

use crate::entities::Entities;
use crate::judgement::{self, ClaimLinks};
use crate::{Match, Occurrence, Passage, Pile, Voice};
use headwater_text::{Language, Span};
use std::collections::BTreeMap;

/// Every occurrence of the pile, by document, then place; `via` and `origin` still empty.
///
/// Attributed clauses are kept unless there is nothing in them to check. Own-voice clauses are kept where they give a
/// number, a day or a name with an event, or where another document states the same; so a claim of one own-voice
/// occurrence is one that an editor would want sourced.
///
/// ```
/// use headwater_text::{Annotations, Document, Language, Sentence, Span};
/// use headwater_trace::{Pile, claims, entities};
/// let text = "Two people died when the Osprey sank off Port Ellery.";
/// let document = Document { text: text.into(), ..Document::default() };
/// let sentence = Sentence { span: Span::new(0, text.len()), paragraph: 0 };
/// let annotations = Annotations { sentences: vec![sentence], ..Annotations::default() };
/// let pile = Pile { documents: &[document], annotations: &[annotations] };
/// let english = Language::english();
/// let found = claims::occurrences(pile, &entities::resolve(pile, &english), &english);
/// assert_eq!(found[0].span.of(text), "Two people died when the Osprey sank off Port Ellery");
/// ```
pub fn occurrences(pile: Pile<'_>, entities: &Entities, language: &Language) -> Vec<Occurrence> {
    occurrence::find(pile, entities, language)
}

/// An occurrence whose words are others than was found, read anew from its document.
pub(crate) fn moved(pile: Pile<'_>, found: &Occurrence, span: Span, language: &Language) -> Occurrence {
    occurrence::moved(pile, found, span, language)
}

/// Occurrences in groups that assert or deny the same proposition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Groups {
    /// Lists of indices of occurrences, each sorted, lists sorted by their first; every occurrence is in exactly one.
    pub claims: Vec<Vec<usize>>,
    /// For each occurrence why it stands in its group; [`Match::with`] is the index of an occurrence.
    pub matches: Vec<Option<Match>>,
}

/// Groups occurrences that assert or deny the same proposition.
///
/// ```
/// use headwater_text::Language;
/// use headwater_trace::{Pile, claims, entities};
/// let (pile, english) = (Pile { documents: &[], annotations: &[] }, Language::english());
/// let entities = entities::resolve(pile, &english);
/// assert!(claims::cluster(pile, &entities, &[], &[], &english).claims.is_empty());
/// ```
pub fn cluster(
    pile: Pile<'_>,
    entities: &Entities,
    passages: &[Passage],
    occurrences: &[Occurrence],
    language: &Language,
) -> Groups {
    cluster_judged(pile, entities, passages, occurrences, &ClaimLinks::default(), language)
}

/// [`cluster()`], with what an analyst decided.
pub(crate) fn cluster_judged(
    pile: Pile<'_>,
    entities: &Entities,
    passages: &[Passage],
    occurrences: &[Occurrence],
    decided: &ClaimLinks,
    language: &Language,
) -> Groups {
    let lexicon = lexicon::Lexicon::of(language);
    let clauses: Vec<_> = occurrences.iter().map(reading::Clause::of).collect();
    let readings = reading::read(pile, entities, &lexicon, &clauses);
    let alike = copies::aligned(&readings, passages, occurrences);
    let inferred = cluster::join(&readings, &alike);
    let alike = |a, b| agree::agreement(&readings, a, b).unwrap_or(0.0);
    let claims = judgement::partition(&inferred, &decided.same, &decided.apart, alike);
    // What was inferred explains who is still together of those that inference had joined.
    let mut matches = matches::find(pile, &readings, &clauses, &parts(&claims, &inferred));
    for &(a, b) in &decided.same {
        for (index, with) in [(a, b), (b, a)] {
            let reason = "the analyst decided".to_owned();
            matches[index] = Some(Match { with, shared: Vec::new(), voice: Voice::Analyst, reason });
        }
    }
    Groups { claims, matches }
}

/// The inferred groups without what no longer stands in one claim with them.
fn parts(claims: &[Vec<usize>], inferred: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut claim_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (claim, members) in claims.iter().enumerate() {
        claim_of.extend(members.iter().map(|member| (*member, claim)));
    }
    let mut parts: BTreeMap<(usize, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (group, members) in inferred.iter().enumerate() {
        for member in members {
            parts.entry((group, claim_of.get(member).copied())).or_default().push(*member);
        }
    }
    parts.into_values().collect()
}
