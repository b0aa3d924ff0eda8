//! What is to be told of each step of a chain: the words for it, what was lost or changed on it, which copies fold.

use super::edge;
use super::forest::{Forest, What, bare};
use super::visible::short;
use super::when::When;
use crate::tell::Findings;
use headwater_text::{Certainty, QuoteKind, Span};
use headwater_trace::{Claim, DisagreementKind, DriftKind, HopKind, SourceIx, SourceKind, Voice};
use std::collections::BTreeSet;

/// Fewer copies than this are told one by one.
const STACK: usize = 3;
/// Columns of a piece of evidence.
const EVIDENCE: usize = 32;

/// Words for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tell) enum Told {
    /// The article's own.
    Quoted(String),
    /// Headwater's.
    Plain(String),
}

/// What one step did to the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tell) enum Loss {
    /// A hedge, as it had been printed, or nothing where no words show it.
    Hedge(Option<String>),
    /// The source.
    Source,
    /// One value became another.
    Changed {
        /// As printed above.
        was: String,
        /// As printed here.
        is: String,
    },
}

/// The forest of a claim with what it takes to tell its steps.
#[derive(Clone, Copy)]
pub(in crate::tell) struct Steps<'a, 'f> {
    /// All there is to tell.
    pub(in crate::tell) findings: Findings<'f>,
    /// The claim.
    pub(in crate::tell) claim: &'f Claim,
    /// Its forest.
    pub(in crate::tell) forest: &'a Forest<'f>,
    /// How dates are written.
    pub(in crate::tell) when: When,
}

impl Steps<'_, '_> {
    /// The children of `above`, each alone, but for copies with nothing lost, changed or below: three or more of them are one group.
    pub(in crate::tell) fn groups(&self, above: usize, articles: &[usize], unfold: bool) -> Vec<Vec<usize>> {
        let children = &self.forest.nodes[above].children;
        let foldable = |child: usize| !unfold && self.is_plain_copy(child, articles, above);
        let copies: BTreeSet<usize> = children.iter().copied().filter(|child| foldable(*child)).collect();
        if copies.len() < STACK {
            return children.iter().map(|child| vec![*child]).collect();
        }
        let first = children.iter().copied().find(|child| copies.contains(child));
        let mut groups = Vec::new();
        for child in children {
            if first == Some(*child) {
                groups.push(children.iter().copied().filter(|child| copies.contains(child)).collect());
            } else if !copies.contains(child) {
                groups.push(vec![*child]);
            }
        }
        groups
    }

    /// A leaf that only copies: nothing lost, nothing changed, nothing below.
    fn is_plain_copy(&self, node: usize, articles: &[usize], above: usize) -> bool {
        let about = &self.forest.nodes[node];
        let copied = about.hop.is_some_and(|hop| matches!(hop.kind, HopKind::Copied | HopKind::Syndicated));
        copied && about.children.is_empty() && !about.denies && self.losses(node, above, articles).is_empty()
    }

    /// "3 credited, 1 not".
    pub(in crate::tell) fn credits(&self, nodes: &[usize]) -> String {
        let credited = |node: &&usize| self.forest.nodes[**node].hop.is_some_and(|hop| hop.credited);
        let credited = nodes.iter().filter(credited).count();
        match (credited, nodes.len() - credited) {
            (0, _) => "none credited".to_owned(),
            (_, 0) => "all credited".to_owned(),
            (with, without) => format!("{with} credited, {without} not"),
        }
    }

    /// The words of the text, or of Headwater, for the step from `node` up; `None` where there is nothing to say.
    pub(in crate::tell) fn step(&self, node: usize, above: usize) -> Option<Told> {
        let plain = |words: &str| Some(Told::Plain(words.to_owned()));
        let about = &self.forest.nodes[node];
        if about.denies {
            return plain("denies; never counted");
        }
        let Some(hop) = about.hop else {
            return if self.forest.nodes[above].what == What::NotRecorded { None } else { plain("inferred") };
        };
        if hop.kind == HopKind::OwnVoice {
            return plain("own voice");
        }
        if let (HopKind::Copied | HopKind::Syndicated, What::Article(doc)) = (hop.kind, about.what) {
            let verb = if hop.kind == HopKind::Copied { "copied" } else { "syndicated" };
            let amount =
                self.copied_words(doc, above).map_or(String::new(), |words| format!(" {words} words"));
            let credit = if hop.credited { "credited" } else { "uncredited" };
            return Some(Told::Plain(format!("{verb}{amount}, {credit}")));
        }
        if hop.voice == Voice::Analyst {
            return plain("the analyst decided");
        }
        edge::words(self.findings, hop).map_or_else(|| plain("inferred"), |words| Some(Told::Quoted(words)))
    }

    /// Where an outlet that is cited has an article in the pile, that the claim was not found there.
    pub(in crate::tell) fn absent(&self, source: SourceIx) -> Option<String> {
        let about = &self.findings.trace.sources[source];
        if !matches!(about.kind, SourceKind::Outlet | SourceKind::Wire) {
            return None;
        }
        let name = bare(&about.name);
        let own = |doc: &usize| {
            let document = &self.findings.documents[*doc];
            document.outlet.as_ref().is_some_and(|outlet| bare(outlet) == name)
        };
        let docs: Vec<usize> = (0..self.findings.documents.len()).filter(own).collect();
        let carries = |doc: &usize| self.claim.occurrences.iter().any(|found| found.doc == *doc);
        match docs[..] {
            [] => None,
            _ if docs.iter().any(carries) => None,
            [doc] => Some(match self.when.day(&self.findings.documents[doc]) {
                Some(day) => format!("not found in its article of {day}"),
                None => "not found in its article".to_owned(),
            }),
            _ => Some(format!("not found in its {} articles", docs.len())),
        }
    }

    /// Words of the longest passage that the article shares with the one above it.
    fn copied_words(&self, doc: usize, above: usize) -> Option<usize> {
        let What::Article(from) = self.forest.nodes[above].what else {
            return None;
        };
        let pair = (doc.min(from), doc.max(from));
        let passages = self.findings.trace.passages.iter();
        passages.filter(|passage| (passage.a, passage.b) == pair).map(|passage| passage.words).max()
    }

    /// The words in which the article itself hedges; the inner is `None` where no words show it.
    pub(in crate::tell) fn hedge(&self, node: usize) -> Option<Option<String>> {
        let occurrences =
            self.forest.nodes[node].occurrences.iter().map(|index| &self.claim.occurrences[*index]);
        occurrences
            .filter(|occurrence| occurrence.certainty == Certainty::Hedged)
            .map(|occurrence| occurrence.certainty_evidence.map(|span| self.short_of(occurrence.doc, span)))
            .next()
    }

    /// What was lost or changed between the articles above and this one.
    pub(in crate::tell) fn losses(&self, node: usize, above: usize, articles: &[usize]) -> Vec<Loss> {
        let claim = self.claim;
        let occurrences = &self.forest.nodes[node].occurrences;
        let mut found = Vec::new();
        let top = match self.forest.nodes[above].what {
            What::Article(doc) => Some(doc),
            _ => None,
        };
        let upstream = |index: usize| {
            let doc = claim.occurrences[index].doc;
            articles.contains(&doc) || top == Some(doc)
        };
        for drift in
            claim.drifts.iter().filter(|drift| occurrences.contains(&drift.to) && upstream(drift.from))
        {
            let from = &claim.occurrences[drift.from];
            found.push(match drift.kind {
                DriftKind::HedgeDropped => {
                    Loss::Hedge(from.certainty_evidence.map(|span| self.short_of(from.doc, span)))
                }
                DriftKind::AttributionDropped => Loss::Source,
            });
        }
        for other in &claim.disagreements {
            let (a, b) = (&claim.occurrences[other.a], &claim.occurrences[other.b]);
            let spans = match other.kind {
                DisagreementKind::Number => (a.values.number_span, b.values.number_span),
                DisagreementKind::Date => (a.values.date_span, b.values.date_span),
                DisagreementKind::Name => (a.values.name_span, b.values.name_span),
                DisagreementKind::Polarity => continue,
            };
            if let (Some(was), Some(is)) = spans
                && occurrences.contains(&other.b)
                && upstream(other.a)
            {
                found.push(Loss::Changed { was: self.short_of(a.doc, was), is: self.short_of(b.doc, is) });
            }
        }
        found.dedup();
        found
    }

    fn short_of(&self, doc: usize, span: Span) -> String {
        short(span.of(&self.findings.documents[doc].text), EVIDENCE)
    }

    /// The words of the first denial below a top, where they are quoted.
    pub(in crate::tell) fn denial(&self, top: usize) -> Option<String> {
        let mut waiting = vec![top];
        while let Some(node) = waiting.pop() {
            let about = &self.forest.nodes[node];
            if let Some(index) = about.occurrences.first() {
                let occurrence = &self.claim.occurrences[*index];
                let words = self.short_of(occurrence.doc, occurrence.span);
                return (occurrence.quote == Some(QuoteKind::Direct)).then_some(words);
            }
            waiting.extend(about.children.iter().rev());
        }
        None
    }
}

impl Loss {
    /// "hedge dropped: \"may\"", the words of articles between `marks`.
    pub(in crate::tell) fn told(&self, marks: [char; 2]) -> String {
        match self {
            Self::Hedge(Some(words)) => format!("hedge dropped: {}{words}{}", marks[0], marks[1]),
            Self::Hedge(None) => "hedge dropped".to_owned(),
            Self::Source => "source dropped".to_owned(),
            Self::Changed { was, is } => format!("{was} became {is}"),
        }
    }
}
