//! Which runs are reuse, which are an outlet's furniture, and which are chance.

use super::align::Run;
use super::words::{Stopwords, Words};

/// Words alike from which a run always counts: no phrase of the language is as long.
const LONG: usize = 25;

/// Content words that a shorter run needs in a sentence of its own, or beside other shared matter.
const CONTENT: usize = 5;

/// Content words that a run needs that fills a quotation: the marks say that it was lifted.
const QUOTED_CONTENT: usize = 3;

/// Quoted words in a run that is speech, in percent; the rest are words of frame such as "she added".
const SPEECH_PERCENT: usize = 80;

/// A short run that more documents hold than this is a phrase of the trade, unless marks or company say otherwise.
const STOCK: usize = 4;

/// One side of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'w> {
    pub(super) words: &'w Words,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Stretch<'_> {
    /// Share of its words that stand between quotation marks, in percent.
    fn quoted_percent(&self) -> usize {
        let quoted = &self.words.quoted[self.from..self.to];
        100 * quoted.iter().filter(|quoted| **quoted).count() / quoted.len().max(1)
    }

    /// Whether it is somebody's speech: all of it quoted but for a few words of frame.
    pub(super) fn is_speech(&self) -> bool {
        self.quoted_percent() >= SPEECH_PERCENT
    }

    /// Whether it fills a quotation or nearly: no more quoted words stand beside it than a slip of the cut.
    fn fills_quotation(&self) -> bool {
        let quoted = &self.words.quoted;
        let outside = |at: Option<usize>| at.and_then(|at| quoted.get(at)).is_none_or(|quoted| !quoted);
        self.is_speech() && outside(self.from.checked_sub(2)) && outside(Some(self.to + 1))
    }

    /// Whether it begins and ends where sentences do.
    fn is_sentences(&self) -> bool {
        self.words.closes_before(self.from) && self.words.closes_before(self.to)
    }

    /// Whether it is made of whole paragraphs.
    pub(super) fn is_paragraphs(&self) -> bool {
        self.words.paragraph_closes_before(self.from) && self.words.paragraph_closes_before(self.to)
    }

    fn content(&self, stopwords: &Stopwords) -> usize {
        let mut content: Vec<_> = self.words.ids[self.from..self.to]
            .iter()
            .filter(|word| !stopwords.has(**word))
            .collect();
        content.sort_unstable();
        content.dedup();
        content.len()
    }

    /// Content words that begin with no capital: what is left of it without names and titles.
    fn uncapitalised(&self, stopwords: &Stopwords) -> usize {
        (self.from..self.to)
            .filter(|&at| !self.words.capital[at] && !stopwords.has(self.words.ids[at]))
            .count()
    }
}

/// What speaks for a run besides its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Company {
    /// Documents that hold its least held shingle.
    pub(super) spread: usize,
    /// The two documents share a long run besides, or one credits the other beside this one.
    pub(super) related: bool,
}

/// Whether a run is reuse rather than chance.
pub(super) fn counts(
    run: &Run,
    a: Stretch<'_>,
    b: Stretch<'_>,
    company: Company,
    stopwords: &Stopwords,
) -> bool {
    if run.alike >= LONG {
        return true;
    }
    let content = a.content(stopwords).min(b.content(stopwords));
    if a.fills_quotation() || b.fills_quotation() {
        return content >= QUOTED_CONTENT;
    }
    if a.uncapitalised(stopwords).min(b.uncapitalised(stopwords)) < QUOTED_CONTENT || content < CONTENT {
        return false;
    }
    company.related
        || (company.spread <= STOCK && (run.alike >= LONG / 2 || a.is_sentences() && b.is_sentences()))
}

/// Whether a run is long enough to say by itself that the two documents hang together.
pub(super) fn is_long(run: &Run) -> bool {
    run.alike >= LONG
}
