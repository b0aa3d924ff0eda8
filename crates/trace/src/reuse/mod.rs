//! Which passages two documents share, word for word or lightly edited, and which way they went.
//!
//! Everything is read from the texts alone, in time that grows with the words and with what is found. Words are folded and
//! hashed ([`words`]), their shingles thinned out ([`shingles`]) and sorted into [`postings`]. Each document is then
//! compared with those before it ([`pairs`]): shared shingles are walked out word by word over light edits ([`align`]),
//! first with the nearest holders only, to learn over how many unrelated texts a phrase is [`spread`], then with all
//! that its spread allows. What is left after chance ([`verdict`], which weighs words by their [`information`]) and
//! furniture ([`boilerplate`]) are told apart is ordered by credit ([`credit`]), time and words ([`direction`]). Where
//! there are annotations, they say whose words are quoted ([`frames`]).
//!
//! An [`Index`] keeps what does not change when documents come and go: what is [`known`] of each, the postings, and the runs of
//! each pair before they are judged ([`rows`]). Pairs whose seeds change are [`wanted`] again.

mod align;
mod boilerplate;
mod credit;
mod direction;
pub mod edits;
mod frames;
mod index;
mod information;
mod kept;
mod known;
mod link;
mod moves;
mod pairs;
mod postings;
mod rows;
mod shingles;
mod speech;
mod spread;
mod stopwords;
mod stored;
mod verdict;
mod wanted;
mod words;

pub use index::Index;
pub use stored::StoredError;

use crate::{DocIx, Evidence, Passage, PassageKind, Pile, Relation, Side};
use direction::Standing;
use headwater_text::Language;
use index::State;
use known::Tables;
use link::{Library, Link};
use moves::Moves;
use postings::Alone;

/// What documents share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reuse {
    /// Every aligned passage of every pair of documents, ordered by (a, b, start in a).
    pub passages: Vec<Passage>,
    /// Pairs of documents that are the same article but for small changes, ordered by (a, b).
    pub near_duplicates: Vec<NearDuplicates>,
}

/// Two documents whose shared words are at least half of the words of both, each counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NearDuplicates {
    /// The document with the smaller index.
    pub a: DocIx,
    /// The other.
    pub b: DocIx,
    /// Words that both have, in the same order.
    pub shared: usize,
    /// Words of both, the shared ones counted once.
    pub all: usize,
}

/// Every aligned passage of every pair of documents, ordered by (a, b, start in a).
///
/// Time grows with the words and with the passages found. What 1,024 documents and more carry whole links each of them to
/// the first 1,024 only, and a phrase that more than sixteen unrelated documents hold links each to the first.
///
/// ```
/// use headwater_text::{Document, Language};
/// use headwater_trace::{Pile, reuse};
/// let text = |text: &str| Document { text: text.into(), ..Document::default() };
/// let documents = [
///     text("On Friday the harbour pilots voted to refuse every ship above ninety metres until the channel is dredged."),
///     text("They wrote: the harbour pilots voted to refuse every ship above ninety metres until the channel is dredged."),
/// ];
/// let pile = Pile { documents: &documents, annotations: &[] };
/// let passages = reuse::find(pile, &Language::english());
/// assert_eq!(passages[0].words, 16);
/// assert_eq!(passages[0].original, None);
/// ```
pub fn find(pile: Pile<'_>, language: &Language) -> Vec<Passage> {
    compare(pile, language, || {}).passages
}

/// As [`find`], with near-duplicates; calls `step` [`STEPS`] times for each document, as the work goes on.
///
/// ```
/// use headwater_text::{Document, Language};
/// use headwater_trace::{Pile, reuse};
/// let text = |text: &str| Document { text: text.into(), ..Document::default() };
/// let documents = [
///     text("The pilots voted to refuse every ship above ninety metres until the channel is dredged again."),
///     text("The pilots voted to refuse every vessel above ninety metres until the channel is dredged again."),
/// ];
/// let pile = Pile { documents: &documents, annotations: &[] };
/// let mut steps = 0;
/// let found = reuse::compare(pile, &Language::english(), || steps += 1);
/// assert_eq!((found.near_duplicates[0].shared, found.near_duplicates[0].all), (15, 17));
/// assert_eq!(steps, reuse::STEPS * documents.len());
/// ```
pub fn compare(pile: Pile<'_>, language: &Language, mut step: impl FnMut()) -> Reuse {
    let (tables, moves) = (Tables::of(language), Moves::all_new(pile.documents.len()));
    let state = State::default().updated(&moves, pile, &tables, Alone::Dropped, &mut step);
    state.weighed(pile, &tables)
}

/// How many times [`compare`] passes over all documents.
pub const STEPS: usize = 3;

/// The pairs among `links`, which hold those of one pair together, that share at least half.
fn near_duplicates(library: &Library<'_>, links: &[Link]) -> Vec<NearDuplicates> {
    let mut found: Vec<NearDuplicates> = links
        .chunk_by(|one, next| (one.a, one.b) == (next.a, next.b))
        .map(|links| {
            let Link { a, b, .. } = links[0];
            let shared = links.iter().map(|link| link.run.alike).sum();
            let both = library.known.texts[a].len() + library.known.texts[b].len();
            NearDuplicates { a, b, shared, all: both.saturating_sub(shared) }
        })
        .filter(|pair| 2 * pair.shared >= pair.all)
        .collect();
    found.sort_unstable();
    found
}

fn passage(library: &Library<'_>, link: &Link, standing: &Standing) -> Passage {
    let naming = match standing.original {
        Some(Side::A) => link.b_credits.map(|naming| (link.b, naming)),
        Some(Side::B) => link.a_credits.map(|naming| (link.a, naming)),
        None => None,
    };
    let credit = naming.map(|(doc, naming)| Evidence { doc, span: library.sentence(doc, naming.span) });
    let credited =
        naming.is_some_and(|(_, naming)| naming.own) || link.quotes_third || standing.third_credited;
    let signed = naming.is_some() || standing.third_named;
    Passage {
        a: link.a,
        a_span: library.span(link.a, link.run.a_from, link.run.a_to),
        b: link.b,
        b_span: library.span(link.b, link.run.b_from, link.run.b_to),
        words: link.run.alike,
        original: standing.original,
        relation: standing.relation,
        credited,
        kind: kind(link, standing, signed),
        credit: credit.filter(|_| credited),
        evidence: evidence(library, link, standing, credit, credited),
    }
}

/// What kind; `signed` if the taker names the maker, were it by a signature it left in place.
fn kind(link: &Link, standing: &Standing, signed: bool) -> PassageKind {
    let whole = match standing.original {
        Some(Side::A) => link.whole.1,
        Some(Side::B) => link.whole.0,
        None => link.whole.0 && link.whole.1,
    };
    if link.furniture {
        PassageKind::Boilerplate
    } else if whole && signed {
        PassageKind::Syndicated
    } else if link.run.verbatim() {
        PassageKind::Verbatim
    } else {
        PassageKind::Edited
    }
}

/// Why, one line each.
fn evidence(
    library: &Library<'_>,
    link: &Link,
    standing: &Standing,
    credit: Option<Evidence>,
    credited: bool,
) -> Vec<String> {
    let id = |doc: usize| library.pile.documents[doc].id.as_str();
    let mut lines = vec![format!("{} words alike", link.run.alike)];
    if let Some(credit) = credit {
        let words = library.pile.words(credit.doc, credit.span);
        let says = if credited { "says" } else { "keeps a signature" };
        lines.push(format!("{} {says}: {words}", id(credit.doc)));
    }
    let dated = direction::order(library, link.a, link.b);
    match (standing.original, dated) {
        (Some(Side::A), Some(std::cmp::Ordering::Less)) => {
            lines.push(format!("{} is dated before {}", id(link.a), id(link.b)));
        }
        (Some(Side::B), Some(std::cmp::Ordering::Greater)) => {
            lines.push(format!("{} is dated before {}", id(link.b), id(link.a)));
        }
        (Some(_), Some(_)) => lines.push("the credit outweighs the dates".into()),
        (None, None) if standing.relation != Relation::Sibling => {
            lines.push("neither credit nor dates tell which came first".into());
        }
        _ => {}
    }
    if link.quotes_third {
        lines.push("both quote the words of somebody else and name a source".into());
    }
    if standing.third_named && standing.third.is_none() {
        lines.push("both credit the same maker with the whole".into());
    }
    if let Some(third) = standing.third {
        let credit = if standing.third_credited { " and say so" } else { "" };
        lines.push(format!("both have it from {}{credit}", id(third)));
    }
    lines
}
