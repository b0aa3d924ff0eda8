//! A run of words that two documents share and that counts, with what the texts say of it.

use super::align::Run;
use super::boilerplate::{self, Side};
use super::credit::{self, Naming, Reader};
use super::kept::Kept;
use super::known::{self, Known, Tables};
use super::postings::Postings;
use super::speech::Speaker;
use super::spread::Spread;
use super::verdict::{self, Company, Scales, Stretch};
use crate::{DocIx, Pile};
use headwater_text::Span;

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
    pub(super) a_credits: Option<Naming>,
    /// Where b names the outlet of a as its source.
    pub(super) b_credits: Option<Naming>,
    /// An outlet's furniture rather than its report.
    pub(super) furniture: bool,
    /// Both quote the same words of somebody else, whom both name.
    pub(super) quotes_third: bool,
    /// Both credit the same maker, who is neither of them, with the whole.
    pub(super) credits_third: bool,
    /// Share of the words of a and of b that the run covers is that of a whole text.
    pub(super) whole: (bool, bool),
}

/// All that is known of the documents of a pile when their runs are weighed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Library<'l> {
    pub(super) pile: Pile<'l>,
    pub(super) known: &'l Known,
    pub(super) tables: &'l Tables,
    pub(super) postings: &'l Postings,
    pub(super) spread: &'l Spread,
}

impl Library<'_> {
    /// The link that a kept run of documents `a` and `b` is, if it counts.
    pub(super) fn link(&self, a: DocIx, b: DocIx, kept: &Kept) -> Option<Link> {
        let run = &kept.run();
        let others = kept.others;
        let (stretch_a, stretch_b) = self.stretches(a, b, run);
        let company = if others { Company::Solid } else { Company::Credit };
        let side = |doc: DocIx, stretch| Side { document: &self.pile.documents[doc], stretch };
        let holders = || self.spread.holders(self.postings, a, run.a_from, run.a_to);
        let furniture = boilerplate::is_furniture(run, side(a, stretch_a), side(b, stretch_b), holders);
        let scales =
            Scales { postings: self.postings, spread: self.spread, information: &self.tables.information };
        let least = match kept.mould {
            true => None,
            false => verdict::counts(run, (a, stretch_a), (b, stretch_b), company, &scales),
        };
        if !furniture && least.is_none() {
            return None;
        }
        let whole = (self.is_whole(a, run.alike), self.is_whole(b, run.alike));
        let a_credits = self.credits(a, b, run.a_from, run.a_to, whole.0);
        let b_credits = self.credits(b, a, run.b_from, run.b_to, whole.1);
        let alone = !others && a_credits.is_none() && b_credits.is_none();
        if !furniture && alone && least == Some(Company::Credit) {
            return None;
        }
        let quotes_third = !furniture
            && a_credits.is_none()
            && b_credits.is_none()
            && verdict::is_speech(run, stretch_a, stretch_b)
            && match self.tables.cues.speaker(stretch_a, stretch_b) {
                Speaker::Same => true,
                Speaker::Other => false,
                Speaker::Unknown => {
                    self.attributed(a, self.span(a, run.a_from, run.a_to))
                        && self.attributed(b, self.span(b, run.b_from, run.b_to))
                }
            };
        let named = a_credits.or(b_credits).is_some();
        let credits_third = !furniture && whole.0 && whole.1 && !named && self.credit_one_maker(a, b);
        Some(Link { a, b, run: *run, a_credits, b_credits, furniture, quotes_third, credits_third, whole })
    }

    fn stretches(&self, a: DocIx, b: DocIx, run: &Run) -> (Stretch<'_>, Stretch<'_>) {
        Stretch::pair(&self.known.texts[a], &self.known.texts[b], run)
    }

    /// The side that sets between quotation marks what stands in the flow of the other text.
    pub(super) fn quotes_other(&self, link: &Link) -> Option<crate::Side> {
        let (in_a, in_b) = self.stretches(link.a, link.b, &link.run);
        match (in_a.is_set_off_as_speech(), in_b.is_set_off_as_speech()) {
            (true, false) if !in_b.has_quoted() => Some(crate::Side::A),
            (false, true) if !in_a.has_quoted() => Some(crate::Side::B),
            _ => None,
        }
    }

    /// The bytes of words `from..to` of a document.
    pub(super) fn span(&self, doc: DocIx, from: usize, to: usize) -> Span {
        self.known.texts[doc].span(&self.pile.documents[doc].text, from, to)
    }

    /// The sentence around a span.
    pub(super) fn sentence(&self, doc: DocIx, span: Span) -> Span {
        let sentence = self.known.texts[doc].sentence(&self.pile.documents[doc].text, span.start);
        if sentence.contains(span) { sentence } else { span }
    }

    fn is_whole(&self, doc: DocIx, alike: usize) -> bool {
        alike >= WHOLE && 100 * alike >= WHOLE_PERCENT * self.known.texts[doc].len()
    }

    fn credit_one_maker(&self, a: DocIx, b: DocIx) -> bool {
        let documents = self.pile.documents;
        credit::credit_one_maker(&documents[a], &documents[b], &self.tables.outlets, &self.tables.stopwords)
    }

    fn credits(&self, taker: DocIx, maker: DocIx, from: usize, to: usize, whole: bool) -> Option<Naming> {
        let reader = Reader {
            document: &self.pile.documents[taker],
            words: &self.known.texts[taker],
            annotations: known::annotations(self.pile, taker),
            frames: &self.known.frames[taker],
            table: &self.tables.outlets,
        };
        let (names, passage) = (&self.known.names[maker], self.span(taker, from, to));
        let whole = whole.then(|| reader.credits_whole(names, passage)).flatten();
        whole.or_else(|| reader.credits_near(names, from, to, passage))
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
