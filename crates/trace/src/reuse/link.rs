//! A run of words that two documents share and that counts, with what the texts say of it.

use super::align::Run;
use super::boilerplate::{self, Side};
use super::credit::{self, Names, Naming, OutletWords, Reader};
use super::frames::Frames;
use super::information::Information;
use super::postings::Postings;
use super::speech::{Cues, Speaker};
use super::spread::Spread;
use super::stopwords::Stopwords;
use super::verdict::{self, Company, Scales, Stretch};
use super::words::{Stops, Words};
use crate::{DocIx, Pile};
use headwater_text::{Annotations, Interval, Language, Span};
use std::sync::LazyLock;

/// Share of a text's words, in percent, that a passage has when the text carries the whole of it.
const WHOLE_PERCENT: usize = 60;

/// Words that a whole text has at least; shorter ones are notes that anything covers.
const WHOLE: usize = 50;

/// Words of a neighbouring sentence that two texts share by chance ("The", "He said").
const CHANCE: usize = 2;

/// What is known inside a text that was not annotated.
static UNREAD: LazyLock<Annotations> = LazyLock::new(Annotations::default);

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

/// What is known of all texts before any two are compared.
#[derive(Debug)]
pub(super) struct Library<'l> {
    pub(super) pile: Pile<'l>,
    pub(super) texts: Vec<Words>,
    annotations: Vec<&'l Annotations>,
    frames: Vec<Frames>,
    names: Vec<Names>,
    table: OutletWords,
    stopwords: Stopwords,
    information: Information,
    cues: Cues,
    /// When each document was published.
    pub(super) published: Vec<Option<Interval>>,
}

impl<'l> Library<'l> {
    pub(super) fn of(pile: Pile<'l>, language: &Language, step: &mut impl FnMut()) -> Self {
        let table = OutletWords::of(language);
        let stopwords = Stopwords::of(language);
        let annotations: Vec<&Annotations> =
            (0..pile.documents.len()).map(|doc| pile.annotations.get(doc).unwrap_or(&UNREAD)).collect();
        let stops = Stops::of(language);
        let texts: Vec<Words> = pile
            .documents
            .iter()
            .map(|document| {
                step();
                Words::of(&document.text, &stops)
            })
            .collect();
        let frames = annotations.iter().map(|annotations| Frames::of(annotations)).collect();
        let names = pile
            .documents
            .iter()
            .zip(&texts)
            .map(|(document, words)| Names::of(document, words, &table, &stopwords))
            .collect();
        let published = pile.documents.iter().map(crate::published).collect();
        Self {
            pile,
            texts,
            annotations,
            frames,
            names,
            table,
            stopwords,
            information: Information::of(language),
            cues: Cues::of(language),
            published,
        }
    }

    /// Adds the runs of one pair that count.
    pub(super) fn links(
        &self,
        a: DocIx,
        b: DocIx,
        runs: &[Run],
        known: (&Postings, &Spread),
        links: &mut Vec<Link>,
    ) {
        let solid = runs.iter().filter(|run| self.is_solid(a, b, run)).count();
        links.extend(runs.iter().filter_map(|run| {
            let others = solid > usize::from(self.is_solid(a, b, run));
            self.link(a, b, &self.trimmed(a, b, run), known, others)
        }));
    }

    /// A run without the first words of a next sentence or the last of one before: two texts often go on alike for a
    /// word or two by chance.
    fn trimmed(&self, a: DocIx, b: DocIx, run: &Run) -> Run {
        let (in_a, in_b) = (&self.texts[a], &self.texts[b]);
        let tail = (1..=CHANCE)
            .rev()
            .find(|&words| {
                words < run.alike
                    && in_b.closes_before(run.b_to - words)
                    && in_a.closes_before(run.a_to - words)
                    && !(in_a.closes_before(run.a_to) && in_b.closes_before(run.b_to))
            })
            .unwrap_or(0);
        let head = (1..=CHANCE)
            .rev()
            .find(|&words| {
                words + tail < run.alike
                    && in_b.closes_before(run.b_from + words)
                    && in_a.closes_before(run.a_from + words)
                    && !(in_a.closes_before(run.a_from) && in_b.closes_before(run.b_from))
            })
            .unwrap_or(0);
        Run {
            a_from: run.a_from + head,
            a_to: run.a_to - tail,
            b_from: run.b_from + head,
            b_to: run.b_to - tail,
            alike: run.alike - head - tail,
        }
    }

    /// Whether a run says by itself that the two documents hang together.
    pub(super) fn is_solid(&self, a: DocIx, b: DocIx, run: &Run) -> bool {
        let (in_a, in_b) = self.stretches(a, b, run);
        verdict::is_solid(run, in_a, in_b)
    }

    fn stretches(&self, a: DocIx, b: DocIx, run: &Run) -> (Stretch<'_>, Stretch<'_>) {
        Stretch::pair(&self.texts[a], &self.texts[b], run)
    }

    fn link(&self, a: DocIx, b: DocIx, run: &Run, known: (&Postings, &Spread), others: bool) -> Option<Link> {
        let (postings, spread) = known;
        let (stretch_a, stretch_b) = self.stretches(a, b, run);
        let lines = stretch_b.is_paragraphs() && stretch_a.is_paragraphs();
        let company = if others { Company::Solid } else { Company::Credit };
        if !lines && verdict::is_scrap(run, company) {
            return None;
        }
        let side = |doc: DocIx, stretch| Side { document: &self.pile.documents[doc], stretch };
        let holders = || spread.holders(postings, a, run.a_from, run.a_to);
        let furniture = boilerplate::is_furniture(run, side(a, stretch_a), side(b, stretch_b), holders);
        let scales = Scales { postings, spread, information: &self.information };
        let least = verdict::counts(run, (a, stretch_a), (b, stretch_b), company, &scales);
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
            && match self.cues.speaker(stretch_a, stretch_b) {
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
        self.texts[doc].span(&self.pile.documents[doc].text, from, to)
    }

    /// The sentence around a span.
    pub(super) fn sentence(&self, doc: DocIx, span: Span) -> Span {
        let sentence = self.texts[doc].sentence(&self.pile.documents[doc].text, span.start);
        if sentence.contains(span) { sentence } else { span }
    }

    fn is_whole(&self, doc: DocIx, alike: usize) -> bool {
        alike >= WHOLE && 100 * alike >= WHOLE_PERCENT * self.texts[doc].len()
    }

    fn credit_one_maker(&self, a: DocIx, b: DocIx) -> bool {
        let documents = self.pile.documents;
        credit::credit_one_maker(&documents[a], &documents[b], &self.table, &self.stopwords)
    }

    fn credits(&self, taker: DocIx, maker: DocIx, from: usize, to: usize, whole: bool) -> Option<Naming> {
        let reader = Reader {
            document: &self.pile.documents[taker],
            words: &self.texts[taker],
            annotations: self.annotations[taker],
            frames: &self.frames[taker],
            table: &self.table,
        };
        let (names, passage) = (&self.names[maker], self.span(taker, from, to));
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
