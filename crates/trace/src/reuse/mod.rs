//! Which passages two documents share, word for word or lightly edited, and which way they went.
//!
//! Words are folded and hashed ([`words`]), their shingles thinned out ([`shingles`]) and sorted into postings
//! ([`index`]); shared shingles seed runs that are walked out word by word over light edits ([`align`]). What is left
//! after chance ([`verdict`]) and furniture ([`boilerplate`]) are told apart is ordered by credit ([`credit`]) and
//! time ([`direction`]).

mod align;
mod boilerplate;
mod credit;
mod direction;
mod frames;
mod index;
mod link;
mod quoted;
mod shingles;
mod spread;
mod verdict;
mod words;

use crate::{DocIx, Evidence, Passage, PassageKind, Pile, Relation, Side};
use align::Run;
use direction::Standing;
use headwater_text::Language;
use index::{Index, Seed};
use link::{Library, Link};
use spread::Spread;

/// Every aligned passage of every pair of documents, ordered by (a, b, start in a).
///
/// Time grows with the words and with the passages found. A phrase that more than 256 documents hold links each of them
/// to some of the others only, the fewer the more there are, down to four: 10,000 identical documents give about 40,000
/// passages and not 50 million, and all still hang together through those few.
///
/// ```
/// use headwater_text::{Annotations, Document, Language};
/// use headwater_trace::{Pile, reuse};
/// let text = |text: &str| Document { text: text.into(), ..Document::default() };
/// let documents = [
///     text("On Friday the harbour pilots voted to refuse every ship above ninety metres until the channel is dredged."),
///     text("They wrote: the harbour pilots voted to refuse every ship above ninety metres until the channel is dredged."),
/// ];
/// let annotations = [Annotations::default(), Annotations::default()];
/// let pile = Pile { documents: &documents, annotations: &annotations };
/// let passages = reuse::find(pile, &Language::english());
/// assert_eq!(passages[0].words, 16);
/// assert_eq!(passages[0].original, None);
/// ```
pub fn find(pile: Pile<'_>, language: &Language) -> Vec<Passage> {
    let library = Library::of(pile, language);
    let Index { seeds, shared } = Index::of(&library.texts);
    let pairs: Vec<Pair<'_>> = seeds
        .chunk_by(|one, next| (one.a, one.b) == (next.a, next.b))
        .map(|seeds| Pair::of(&library, seeds))
        .collect();
    let solid = pairs.iter().flat_map(|pair| pair.solid(&library));
    let spread = Spread::of(shared, pile.documents.len(), solid);
    let links: Vec<Link> =
        pairs.iter().flat_map(|pair| library.links(pair.a, pair.b, &pair.runs, &spread)).collect();
    let standings = direction::settle(pile.documents, &links);
    let mut passages: Vec<Passage> =
        links.iter().zip(&standings).map(|(link, standing)| passage(&library, link, standing)).collect();
    direction::sort(&mut passages);
    passages
}

/// Two documents that share shingles.
#[derive(Debug)]
struct Pair<'s> {
    a: DocIx,
    b: DocIx,
    seeds: &'s [Seed],
    runs: Vec<Run>,
}

impl<'s> Pair<'s> {
    fn of(library: &Library<'_>, seeds: &'s [Seed]) -> Self {
        let (a, b) = (seeds[0].a as usize, seeds[0].b as usize);
        Self { a, b, seeds, runs: align::runs(&library.texts[a].ids, &library.texts[b].ids, seeds) }
    }

    /// The seeds that lie in runs which say by themselves that the two hang together.
    fn solid(&self, library: &Library<'_>) -> impl Iterator<Item = Seed> {
        let solid: Vec<Run> =
            self.runs.iter().filter(|run| library.is_solid(self.a, self.b, run)).copied().collect();
        self.seeds.iter().copied().filter(move |seed| {
            let (a, b) = (seed.a_word as usize, seed.b_word as usize);
            align::before(&solid, a).any(|run| run.holds(a, b))
        })
    }
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
    let dated = direction::order(library.pile.documents, link.a, link.b);
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
