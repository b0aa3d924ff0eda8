//! Which runs are reuse, which are an outlet's furniture, and which are chance.

use super::align::Run;
use super::spread::Holders;
use super::words::{Stopwords, Words};

/// Words alike from which a run always counts: no phrase of the language is as long.
const LONG: usize = 25;

/// Words of a neighbouring sentence that two texts share by chance, or as a phrase ("in Ostrand on Monday evening").
const SCRAP: usize = 6;

/// Words that no sentence of a newspaper has.
const SENTENCE: usize = 80;

/// Words alike from which a run of several sentences says that the two texts hang together.
const SOLID: usize = 40;

/// Content words that a shorter run needs in a sentence of its own, or beside other shared matter.
const CONTENT: usize = 5;

/// Words alike that a run needs that fills a quotation: shorter ones are catchwords that many quote.
const QUOTED: usize = 7;

/// Content words that a run needs that fills a quotation: the marks say that it was lifted.
const QUOTED_CONTENT: usize = 3;

/// Quoted words in a run that is speech, in percent; the rest are words of frame such as "she added".
const SPEECH_PERCENT: usize = 80;

/// A sentence that more unrelated documents hold than this is a phrase of the trade, unless marks or company say
/// otherwise: an original and a few that lifted it are likelier than that.
const STOCK: usize = 4;

/// Share of a quotation's words, in percent, that a run has that fills it: the marks say that just this was lifted.
const FILLED: usize = 90;

/// Share that a run has that lost a piece of it to an edit.
const HALF_FILLED: usize = 50;

/// One side of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'w> {
    pub(super) words: &'w Words,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Stretch<'_> {
    /// Its words that stand between quotation marks.
    fn quoted(&self) -> usize {
        let quoted = &self.words.quoted[self.from..self.to];
        quoted.iter().filter(|quoted| **quoted).count()
    }

    /// Share of the quotation around it that it has, in percent; 0 where it is no speech.
    fn fills_quotation_percent(&self) -> usize {
        if 100 * self.quoted() < SPEECH_PERCENT * (self.to - self.from) {
            return 0;
        }
        let quoted = &self.words.quoted;
        let reach = self.to - self.from;
        let before = quoted[..self.from].iter().rev().take(reach).take_while(|quoted| **quoted).count();
        let after = quoted[self.to..].iter().take(reach).take_while(|quoted| **quoted).count();
        100 * reach / (before + reach + after).max(1)
    }

    /// Whether no sentence ends inside it, but for scraps of the one before or after. Text without stops is not one
    /// long sentence.
    fn is_one_sentence(&self) -> bool {
        if self.to - self.from >= SENTENCE {
            return false;
        }
        let (from, to) = (self.from + SCRAP, self.to.saturating_sub(SCRAP));
        !self.words.opens.get(from..=to).is_some_and(|inside| inside.contains(&true))
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
        let mut content: Vec<_> =
            self.words.ids[self.from..self.to].iter().filter(|word| !stopwords.has(**word)).collect();
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
    /// Unrelated documents that hold its shingles.
    pub(super) holders: Holders,
    /// The two documents share a solid run besides, or one credits the other beside this one.
    pub(super) related: bool,
}

/// Whether a run is reuse rather than chance.
///
/// Longer runs always count, but for a sentence that many unrelated texts hold with small changes. Shorter ones count
/// by what marks them as lifted: quotation marks, company, or a full sentence word for word that few others hold.
pub(super) fn counts(
    run: &Run,
    a: Stretch<'_>,
    b: Stretch<'_>,
    company: Company,
    stopwords: &Stopwords,
) -> bool {
    let content = a.content(stopwords).min(b.content(stopwords));
    let holders = company.holders;
    let filled = a.fills_quotation_percent().max(b.fills_quotation_percent());
    if filled >= FILLED || filled >= HALF_FILLED && holders.least <= STOCK {
        return run.alike >= QUOTED && content >= QUOTED_CONTENT;
    }
    let plain = a.uncapitalised(stopwords).min(b.uncapitalised(stopwords));
    if content < CONTENT || plain < QUOTED_CONTENT {
        return false;
    }
    let one = a.is_one_sentence() && b.is_one_sentence();
    let rare = if one { holders.most } else { holders.least } <= STOCK;
    if one {
        let sentence = run.alike >= LONG / 2 || a.is_sentences() && b.is_sentences();
        rare && (company.related || run.alike >= LONG || run.verbatim() && sentence)
    } else {
        rare || run.alike >= LONG
    }
}

/// Whether what two texts share is somebody's speech: quoted in both, but for a few words of frame.
pub(super) fn is_speech(run: &Run, a: Stretch<'_>, b: Stretch<'_>) -> bool {
    100 * a.quoted().min(b.quoted()) >= SPEECH_PERCENT * run.alike
}

/// Whether a run says by itself that the two documents hang together.
pub(super) fn is_solid(run: &Run, a: Stretch<'_>, b: Stretch<'_>) -> bool {
    run.alike >= SOLID && !(a.is_one_sentence() && b.is_one_sentence())
}
