//! What newer documents add to a story: all of it, and its trace, beside what there was before.

pub mod edited;

use crate::{
    Claim, Disagreement, DisagreementKind, DocIx, Occurrence, OfficialStatus, SourceIx, Trace, Values,
};
use headwater_text::{Document, Polarity, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Documents and their trace at one moment.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'m> {
    /// The documents, every id once.
    pub documents: &'m [Document],
    /// Their trace.
    pub trace: &'m Trace,
}

/// What is new.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct News {
    /// Documents that were not there.
    pub articles: Vec<DocIx>,
    /// Claims of which no document had the words.
    pub claims: Vec<usize>,
    /// Claims that were there, or whose words were, and about which something is new.
    pub changes: Vec<Change>,
    /// Notes by which articles newly correct themselves or are withdrawn.
    pub corrections: Vec<Corrected>,
}

/// A note that is new, and what it takes back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrected {
    /// Index into the notices of now.
    pub notice: usize,
    /// Claims of now that it concerns, each with the index of the correction among the claim's.
    pub claims: Vec<(usize, usize)>,
}

/// What is new about one claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// Index into the claims of now.
    pub claim: usize,
    /// Occurrences that are new; as all indices here, into the claim's.
    pub occurrences: Vec<usize>,
    /// Certain and possible origins before, where there are other ones now. Not told where two claims became one: their counts
    /// are not to be compared.
    pub bounds: Option<(u32, u32)>,
    /// Official status before, where it is another now.
    pub official: Option<OfficialStatus>,
    /// Documents that newly carry it.
    pub articles: BTreeSet<DocIx>,
    /// Origins that it did not have.
    pub origins: Vec<SourceIx>,
    /// Occurrences that newly deny it.
    pub denials: Vec<usize>,
    /// Disagreements in which a value stands that it did not have.
    pub disagreements: Vec<usize>,
}

impl Change {
    fn is_nothing(&self) -> bool {
        let Self { claim, occurrences, .. } = self;
        *self == Self { claim: *claim, occurrences: occurrences.clone(), ..Self::default() }
    }

    /// Whether it is carried on and nothing else.
    pub fn only_repeats(&self) -> bool {
        let Self { claim, occurrences, articles, .. } = self;
        let repeated = Self { claim: *claim, occurrences: occurrences.clone(), ..Self::default() };
        *self == Self { articles: articles.clone(), ..repeated }
    }
}

impl News {
    /// Whether nothing is new.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares two moments. An occurrence is new where its document was not there or had not its words, so that an edit elsewhere in a
/// document makes nothing new of it, and neither does a newer document that only draws attention to words of an older one.
///
/// ```
/// use headwater_trace::news::{Moment, compare};
/// use headwater_trace::Trace;
/// let nothing = Moment { documents: &[], trace: &Trace::default() };
/// assert!(compare(nothing, nothing).is_nothing());
/// ```
pub fn compare(then: Moment<'_>, now: Moment<'_>) -> News {
    let past = Past::of(then, now);
    let is_fresh = |doc: &DocIx| past.same[*doc].is_none();
    let mut news = News { articles: (0..now.documents.len()).filter(is_fresh).collect(), ..News::default() };
    for (index, claim) in now.trace.claims.iter().enumerate() {
        let new: Vec<usize> =
            (0..claim.occurrences.len()).filter(|at| past.is_new(&claim.occurrences[*at])).collect();
        if !new.is_empty() && new.len() == claim.occurrences.len() {
            news.claims.push(index);
            continue;
        }
        let change = Change { claim: index, ..past.change(claim, new) };
        if !change.is_nothing() {
            news.changes.push(change);
        }
    }
    news.corrections = past.corrections();
    news
}

/// What there was before, found by what lasts: a document by its id, an occurrence by its words.
struct Past<'m> {
    then: Moment<'m>,
    now: Moment<'m>,
    /// For each document of now the one of then that it is, in whatever version.
    same: Vec<Option<DocIx>>,
    /// Claims of then by where their occurrences stand, for documents that are as they were.
    places: BTreeMap<(DocIx, Span), BTreeSet<usize>>,
    /// By their words, for documents that were edited.
    words: BTreeMap<(DocIx, &'m str), BTreeSet<usize>>,
}

impl<'m> Past<'m> {
    fn of(then: Moment<'m>, now: Moment<'m>) -> Self {
        let ids: BTreeMap<&str, DocIx> =
            then.documents.iter().enumerate().map(|(doc, document)| (document.id.as_str(), doc)).collect();
        let same = now.documents.iter().map(|document| ids.get(document.id.as_str()).copied()).collect();
        let mut past = Self { then, now, same, places: BTreeMap::new(), words: BTreeMap::new() };
        for (index, claim) in then.trace.claims.iter().enumerate() {
            for occurrence in &claim.occurrences {
                let words = occurrence.span.of(&then.documents[occurrence.doc].text);
                past.places.entry((occurrence.doc, occurrence.span)).or_default().insert(index);
                past.words.entry((occurrence.doc, words)).or_default().insert(index);
            }
        }
        past
    }

    /// The texts of a document before and now; `None` where it was not there.
    fn texts(&self, doc: DocIx) -> Option<(DocIx, &'m str, &'m str)> {
        let old = self.same[doc]?;
        Some((old, &self.then.documents[old].text, &self.now.documents[doc].text))
    }

    fn is_new(&self, occurrence: &Occurrence) -> bool {
        self.has_not(occurrence.doc, occurrence.span)
    }

    /// Whether a document was not there or had not these words.
    fn has_not(&self, doc: DocIx, span: Span) -> bool {
        self.texts(doc).is_none_or(|(_, before, now)| before != now && !before.contains(span.of(now)))
    }

    /// In the order of the notices.
    fn corrections(&self) -> Vec<Corrected> {
        let trace = self.now.trace;
        let mut claims: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (index, claim) in trace.claims.iter().enumerate() {
            for (at, correction) in claim.corrections.iter().enumerate() {
                claims.entry(correction.notice).or_default().push((index, at));
            }
        }
        let notices = trace.notices.iter().enumerate();
        notices
            .filter(|(_, notice)| self.has_not(notice.place.doc, notice.place.span))
            .map(|(notice, _)| Corrected { notice, claims: claims.remove(&notice).unwrap_or_default() })
            .collect()
    }

    /// The claims of then that had an occurrence.
    fn holders(&self, occurrence: &Occurrence) -> impl Iterator<Item = usize> + '_ {
        let known = self.texts(occurrence.doc).and_then(|(old, before, now)| match before == now {
            true => self.places.get(&(old, occurrence.span)),
            false => self.words.get(&(old, occurrence.span.of(now))),
        });
        known.into_iter().flatten().copied()
    }

    fn change(&self, claim: &Claim, new: Vec<usize>) -> Change {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for holder in claim.occurrences.iter().flat_map(|found| self.holders(found)) {
            *shared.entry(holder).or_default() += 1;
        }
        // The one that shares most, the first told of several.
        let former = shared.iter().max_by_key(|(index, count)| (**count, std::cmp::Reverse(**index)));
        let former = former.map(|(index, _)| &self.then.trace.claims[*index]);
        let earlier: Vec<&Claim> = shared.keys().map(|index| &self.then.trace.claims[*index]).collect();
        let one = former.filter(|_| earlier.len() == 1);
        let had: BTreeSet<String> = (earlier.iter().flat_map(|claim| &claim.origins))
            .flat_map(|source| names(self.then.trace, *source))
            .collect();
        let before: BTreeSet<DocIx> =
            earlier.iter().flat_map(|claim| &claim.occurrences).map(|found| found.doc).collect();
        let bounds = |claim: &Claim| (claim.independence.certain, claim.independence.possible);
        let decided = claim.official.occurrence.is_some_and(|at| new.contains(&at));
        let status = former.map_or(OfficialStatus::None, |former| former.official.status);
        let official = (decided || one.is_some()) && claim.official.status != status;
        let of = |at: &usize| &claim.occurrences[*at];
        Change {
            claim: 0,
            bounds: one.map(bounds).filter(|then| *then != bounds(claim)),
            official: official.then_some(status),
            articles: new
                .iter()
                .map(|at| of(at).doc)
                .filter(|doc| self.same[*doc].is_none_or(|old| !before.contains(&old)))
                .collect(),
            // Where nothing was known of a claim its origins are no news of their own.
            origins: (claim.origins.iter().copied())
                .filter(|source| !earlier.is_empty() && names(self.now.trace, *source).is_disjoint(&had))
                .collect(),
            denials: new.iter().copied().filter(|at| of(at).polarity == Polarity::Denied).collect(),
            disagreements: self.disagreements(claim, &earlier, &new),
            occurrences: new,
        }
    }

    /// Disagreements in which a value stands that the claim did not have: a further article that repeats one side is no news.
    fn disagreements(&self, claim: &Claim, earlier: &[&Claim], new: &[usize]) -> Vec<usize> {
        let is_known = |found: &Disagreement, at: usize| {
            let old = claim.occurrences.iter().enumerate().filter(|(index, _)| !new.contains(index));
            let values = &claim.occurrences[at].values;
            match found.kind {
                DisagreementKind::Number | DisagreementKind::Date => old
                    .into_iter()
                    .any(|(_, other)| value(found.kind, &other.values) == value(found.kind, values)),
                // Names and sides are not values of an occurrence; that accounts disagree in them is news once.
                DisagreementKind::Name | DisagreementKind::Polarity => earlier
                    .iter()
                    .flat_map(|claim| &claim.disagreements)
                    .any(|known| known.kind == found.kind),
            }
        };
        let mut told = BTreeSet::new();
        let is_news = |index: &usize| {
            let found = &claim.disagreements[*index];
            let mut sides = [found.a, found.b].into_iter().filter(|at| new.contains(at));
            sides.any(|at| {
                let said = match found.kind {
                    DisagreementKind::Number | DisagreementKind::Date => {
                        value(found.kind, &claim.occurrences[at].values)
                    }
                    DisagreementKind::Name | DisagreementKind::Polarity => None,
                };
                !is_known(found, at) && told.insert((found.kind, said))
            })
        };
        (0..claim.disagreements.len()).filter(is_news).collect()
    }
}

/// What an occurrence gives for a number or a date, to be compared.
fn value(kind: DisagreementKind, values: &Values) -> Option<String> {
    match kind {
        DisagreementKind::Date => values.date.clone(),
        _ => values.number.map(|number| number.to_string()),
    }
}

/// All names of a source, to know it again. Unnamed people are others at every outlet.
fn names(trace: &Trace, source: SourceIx) -> BTreeSet<String> {
    let source = &trace.sources[source];
    let whom = source.spoke_to.map_or_else(String::new, |outlet| trace.sources[outlet].name.to_lowercase());
    let names = source.names.iter().chain([&source.name]);
    names.map(|name| format!("{} {whom}", name.to_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Independence, Official};
    use headwater_text::Certainty;

    /// An occurrence of document `doc`, one letter long.
    fn said(doc: DocIx, at: usize, polarity: Polarity) -> Occurrence {
        let span = Span::new(at, at + 1);
        Occurrence {
            doc,
            span,
            sentence: span,
            attribution: None,
            quote: None,
            polarity,
            certainty: Certainty::Asserted,
            certainty_evidence: None,
            values: Values::default(),
            matched: None,
            via: Vec::new(),
            origin: None,
            judged: Vec::new(),
        }
    }

    fn number(doc: DocIx, at: usize, number: f64) -> Occurrence {
        let values = Values { number: Some(number), ..Values::default() };
        Occurrence { values, ..said(doc, at, Polarity::Affirmed) }
    }

    fn claim(occurrences: Vec<Occurrence>, certain: u32, possible: u32) -> Claim {
        Claim {
            id: String::new(),
            canonical: String::new(),
            occurrences,
            origins: Vec::new(),
            independence: Independence { certain, possible, reasons: Vec::new() },
            official: Official::default(),
            disagreements: Vec::new(),
            drifts: Vec::new(),
            corrections: Vec::new(),
            judged: Vec::new(),
        }
    }

    fn differ(kind: DisagreementKind, a: usize, b: usize) -> Disagreement {
        Disagreement { kind, a, b, reason: String::new() }
    }

    fn document(id: &str, text: &str) -> Document {
        Document { id: id.to_owned(), text: text.to_owned(), ..Document::default() }
    }

    /// Compares one claim of now with claims of then. Of three documents "b" was there as it is, "c" with other words at its end, and
    /// "a" was not; then "c" stood first.
    fn news(now: Claim, before: Vec<Claim>) -> News {
        let then = [document("c", "0123456x"), document("b", "01234567")];
        let documents = [document("a", "01234567"), document("b", "01234567"), document("c", "01234567")];
        let trace = |claims: Vec<Claim>| Trace { claims, ..Trace::default() };
        compare(
            Moment { documents: &then, trace: &trace(before) },
            Moment { documents: &documents, trace: &trace(vec![now]) },
        )
    }

    #[test]
    fn what_newer_documents_add() {
        let (yes, no) = (Polarity::Affirmed, Polarity::Denied);
        let known = || claim(vec![said(1, 5, yes)], 1, 1);
        let check = |now: Claim, before: Vec<Claim>, expected: Option<Change>| {
            let found = news(now, before);
            assert_eq!(found.articles, [0]);
            assert_eq!(found.claims, [0; 0]);
            assert_eq!(found.changes, expected.into_iter().collect::<Vec<_>>());
        };
        let articles = |docs: &[DocIx]| docs.iter().copied().collect::<BTreeSet<_>>();
        check(claim(vec![said(1, 5, yes)], 1, 1), vec![known()], None);
        // Repeated by a new article.
        let repeated = Change { occurrences: vec![1], articles: articles(&[0]), ..Change::default() };
        check(claim(vec![said(1, 5, yes), said(0, 7, yes)], 1, 1), vec![known()], Some(repeated.clone()));
        assert!(repeated.only_repeats());
        // With another count, beside another claim that the article had.
        let counted = Change { bounds: Some((1, 1)), ..repeated.clone() };
        let other = claim(vec![said(0, 5, yes)], 9, 9);
        check(claim(vec![said(1, 5, yes), said(0, 7, yes)], 2, 3), vec![other, known()], Some(counted));
        // Two claims became one: no count to compare with.
        let two = vec![claim(vec![said(1, 5, yes)], 1, 1), claim(vec![said(1, 6, yes)], 1, 1)];
        check(claim(vec![said(1, 5, yes), said(1, 6, yes)], 2, 2), two, None);
        // Denied by an official.
        let mut denied = claim(vec![said(1, 5, yes), said(0, 7, no)], 1, 1);
        denied.official =
            Official { status: OfficialStatus::Denied, occurrence: Some(1), reason: String::new() };
        denied.disagreements = vec![differ(DisagreementKind::Polarity, 0, 1)];
        let denial = Change {
            official: Some(OfficialStatus::None),
            denials: vec![1],
            disagreements: vec![0],
            ..repeated.clone()
        };
        check(denied, vec![known()], Some(denial));
        // Words that were there and were no claim before an article told them too.
        check(claim(vec![said(1, 5, yes), said(0, 7, yes)], 0, 2), vec![], Some(repeated));
    }

    #[test]
    fn new_claims_and_edited_articles() {
        let yes = Polarity::Affirmed;
        assert_eq!(news(claim(vec![said(0, 5, yes)], 1, 1), vec![]).claims, [0]);
        // The words of an edited article: those that it had, and those that it had not.
        let edited = vec![claim(vec![said(0, 3, yes)], 1, 1)];
        assert_eq!(news(claim(vec![said(2, 3, yes)], 1, 1), edited.clone()).changes, []);
        assert_eq!(news(claim(vec![said(2, 7, yes)], 1, 1), edited.clone()).claims, [0]);
        let grown = news(claim(vec![said(2, 3, yes), said(2, 7, yes)], 1, 1), edited);
        assert!(grown.changes.is_empty(), "an article that had it adds no article: {grown:?}");
    }

    #[test]
    fn notes_that_were_not_there_are_news_with_what_they_take_back() {
        use crate::{Correction, Evidence, Notice, NoticeKind};
        let notice = |doc: DocIx, at: usize| Notice {
            kind: NoticeKind::Corrected,
            place: Evidence { doc, span: Span::new(at, at + 2) },
        };
        let then = [document("b", "01234567"), document("c", "0123456x")];
        let now = [document("a", "01234567"), document("b", "01234567"), document("c", "01234567")];
        let taken = Correction { notice: 2, occurrences: vec![0], dependents: vec![1] };
        let mut corrected = claim(vec![said(2, 3, Polarity::Affirmed), said(1, 3, Polarity::Affirmed)], 1, 1);
        corrected.corrections = vec![Correction { notice: 1, ..taken.clone() }, taken];
        let trace = Trace {
            // Of a new article, of one that has it still, of one that has it newly, of one that had it before its edit.
            notices: vec![notice(0, 0), notice(1, 0), notice(2, 6), notice(2, 0)],
            claims: vec![corrected],
            ..Trace::default()
        };
        let found = compare(
            Moment { documents: &then, trace: &Trace::default() },
            Moment { documents: &now, trace: &trace },
        );
        assert_eq!(
            found.corrections,
            [Corrected { notice: 0, claims: vec![] }, Corrected { notice: 2, claims: vec![(0, 1)] }]
        );
    }

    #[test]
    fn only_values_that_were_not_there_are_news() {
        let was = || {
            let mut claim = claim(vec![number(1, 1, 40.0), number(1, 2, 90.0)], 1, 1);
            claim.disagreements = vec![differ(DisagreementKind::Number, 0, 1)];
            claim
        };
        let mut now = claim(vec![number(1, 1, 40.0), number(1, 2, 90.0), number(0, 3, 90.0)], 1, 1);
        now.disagreements =
            vec![differ(DisagreementKind::Number, 0, 1), differ(DisagreementKind::Number, 0, 2)];
        assert_eq!(news(now.clone(), vec![was()]).changes[0].disagreements, [0; 0]);
        now.occurrences.extend([number(0, 4, 70.0), number(0, 5, 70.0)]);
        now.disagreements.extend([3, 4].map(|at| differ(DisagreementKind::Number, 0, at)));
        // Once, however often the new article says it.
        assert_eq!(news(now, vec![was()]).changes[0].disagreements, [2]);
    }
}
