//! A run of words that two documents share and that counts, with what the texts say of it.

use super::align::Run;
use super::boilerplate::{self, Side};
use super::credit::{Names, OutletWords, Reader};
use super::verdict::{self, Company, Stretch};
use super::words::{Stopwords, Words};
use crate::{DocIx, Pile};
use headwater_text::{Language, Span};

/// Share of a text's words, in percent, that a passage has when the text carries the whole of it.
const WHOLE_PERCENT: usize = 60;

/// Words that a whole text has at least; shorter ones are notes that anything covers.
const WHOLE: usize = 50;

/// A shared run between two documents.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) a: DocIx,
    pub(super) b: DocIx,
    pub(super) run: Run,
    /// Where a names the outlet of b as its source.
    pub(super) a_credits: Option<Span>,
    /// Where b names the outlet of a as its source.
    pub(super) b_credits: Option<Span>,
    /// An outlet's furniture rather than its report.
    pub(super) furniture: bool,
    /// Both quote the same words of somebody else, whom both name.
    pub(super) quotes_third: bool,
    /// Share of the words of a and of b that the run covers is that of a whole text.
    pub(super) whole: (bool, bool),
}

/// What is known of all texts before any two are compared.
#[derive(Debug)]
pub(super) struct Library<'l> {
    pub(super) pile: Pile<'l>,
    pub(super) texts: Vec<Words>,
    names: Vec<Names>,
    table: OutletWords,
    stopwords: Stopwords,
}

impl<'l> Library<'l> {
    pub(super) fn of(pile: Pile<'l>, language: &Language) -> Self {
        let none = headwater_text::Annotations::default();
        let table = OutletWords::of(language);
        let texts: Vec<Words> = pile
            .documents
            .iter()
            .enumerate()
            .map(|(doc, document)| Words::of(&document.text, pile.annotations.get(doc).unwrap_or(&none)))
            .collect();
        let names = pile
            .documents
            .iter()
            .zip(&texts)
            .map(|(document, words)| Names::of(document, words, &table))
            .collect();
        Self {
            pile,
            texts,
            names,
            table,
            stopwords: Stopwords::of(language),
        }
    }

    /// The runs of one pair that count.
    pub(super) fn links(
        &self,
        a: DocIx,
        b: DocIx,
        runs: &[Run],
        spread: impl Fn(&Run) -> usize,
    ) -> Vec<Link> {
        let beside = runs.iter().filter(|run| verdict::is_long(run)).count();
        runs.iter()
            .filter_map(|run| {
                let others = beside > usize::from(verdict::is_long(run));
                self.link(a, b, run, spread(run), others)
            })
            .collect()
    }

    fn link(&self, a: DocIx, b: DocIx, run: &Run, spread: usize, others: bool) -> Option<Link> {
        let side = |doc: DocIx, from, to| Side {
            document: &self.pile.documents[doc],
            stretch: Stretch {
                words: &self.texts[doc],
                from,
                to,
            },
            span: self.span(doc, from, to),
        };
        let (in_a, in_b) = (side(a, run.a_from, run.a_to), side(b, run.b_from, run.b_to));
        let whole = (self.is_whole(a, run.alike), self.is_whole(b, run.alike));
        let a_credits = self.credits(a, b, run.a_from, run.a_to, whole.0);
        let b_credits = self.credits(b, a, run.b_from, run.b_to, whole.1);
        let company = Company {
            spread,
            related: others || a_credits.is_some() || b_credits.is_some(),
        };
        let furniture = boilerplate::is_furniture(run, in_a, in_b, spread, others);
        if !furniture && !verdict::counts(run, in_a.stretch, in_b.stretch, company, &self.stopwords) {
            return None;
        }
        let quotes_third = !furniture
            && a_credits.is_none()
            && b_credits.is_none()
            && in_a.stretch.is_speech()
            && in_b.stretch.is_speech()
            && self.attributed(a, in_a.span)
            && self.attributed(b, in_b.span);
        Some(Link {
            a,
            b,
            run: *run,
            a_credits,
            b_credits,
            furniture,
            quotes_third,
            whole,
        })
    }

    /// The bytes of words `from..to` of a document.
    pub(super) fn span(&self, doc: DocIx, from: usize, to: usize) -> Span {
        self.texts[doc].span(&self.pile.documents[doc].text, from, to)
    }

    /// The sentence around a span, where sentences are known.
    pub(super) fn sentence(&self, doc: DocIx, span: Span) -> Span {
        self.pile
            .annotations
            .get(doc)
            .and_then(|annotations| annotations.sentences.get(annotations.sentence_at(span.start)?))
            .map(|sentence| sentence.span)
            .filter(|sentence| sentence.contains(span))
            .unwrap_or(span)
    }

    fn is_whole(&self, doc: DocIx, alike: usize) -> bool {
        alike >= WHOLE && 100 * alike >= WHOLE_PERCENT * self.texts[doc].len()
    }

    fn credits(&self, taker: DocIx, maker: DocIx, from: usize, to: usize, whole: bool) -> Option<Span> {
        let reader = Reader {
            document: &self.pile.documents[taker],
            words: &self.texts[taker],
            table: &self.table,
        };
        let names = &self.names[maker];
        let whole = whole.then(|| reader.credits_whole(names)).flatten();
        whole.or_else(|| reader.credits_near(names, from, to))
    }

    /// Whether the document names a source for words of this span.
    fn attributed(&self, doc: DocIx, span: Span) -> bool {
        self.pile.annotations.get(doc).is_some_and(|annotations| {
            annotations.attributions.iter().any(|attribution| {
                !attribution.source.is_empty()
                    && attribution.content.iter().any(|content| content.overlaps(span))
            })
        })
    }
}
