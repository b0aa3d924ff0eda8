//! Which runs are reuse and which are chance: the words weighed, in bits.
//!
//! A short run is weighed by what its words tell ([`Information`]), each the less the more unrelated texts hold it. What
//! it must weigh depends on what else speaks for it: marks that show it was lifted, company, bounds of sentences.

use super::align::Run;
use super::information::Information;
use super::postings::Postings;
use super::shingles::SHINGLE;
use super::spread::Spread;
use super::words::{Word, Words};
use crate::DocIx;

/// Words of a neighbouring sentence that two texts share by chance, or as a phrase ("in Ostrand on Monday evening").
const SCRAP: usize = 6;

/// Words that no sentence of a newspaper has.
const SENTENCE: usize = 80;

/// Words alike from which a run of several sentences says that the two texts hang together.
pub(super) const SOLID: usize = 40;

/// Words alike in a solid run, in percent: two texts that fill the same moulds have more between them.
const DENSE_PERCENT: usize = 70;

/// Words alike that a run needs where the two texts share nothing else: shorter ones are turns of phrase and catchwords.
const SHORT: usize = 8;

/// Quoted words in a run that is speech, in percent; the rest are words of frame such as "she added".
const SPEECH_PERCENT: usize = 80;

/// Unrelated documents among which a phrase still tells all that its words do; it is shared out among more: an original
/// and two that lifted it are likelier than three that hit on it.
pub(super) const HOLDERS: u32 = 3;

/// Share of a quotation's words, in percent, that a run has that fills it: the marks say that just this was lifted.
const FILLED: usize = 90;

/// Share that a run has that lost a piece of it to an edit.
const HALF_FILLED: usize = 50;

/// What a run must weigh, in bits; a word of running English weighs ten. A phrase of eight words and no more in it, in
/// two texts that have nothing else to do with one another, weighs about as much as [`ALONE`].
const ALONE: u32 = 75;
/// With whole sentences of both texts or a credit beside it.
const SENTENCES: u32 = 60;
/// With marks around it in one of the texts.
const MARKED: u32 = 50;
/// With other shared matter.
const RELATED: u32 = 40;
/// With words that differ, without anything else: a mould that is filled twice is no copy.
const EDITED: u32 = 170;

/// One side of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'w> {
    pub(super) words: &'w Words,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl<'w> Stretch<'w> {
    /// Both sides of a run.
    pub(super) fn pair(a: &'w Words, b: &'w Words, run: &Run) -> (Self, Self) {
        (Self { words: a, from: run.a_from, to: run.a_to }, Self { words: b, from: run.b_from, to: run.b_to })
    }

    /// Its words that stand between quotation marks.
    fn quoted(&self) -> usize {
        (self.from..self.to).filter(|&at| self.words.is_quoted(at)).count()
    }

    /// Whether any of its words are quoted.
    pub(super) fn has_quoted(&self) -> bool {
        self.quoted() > 0
    }

    /// Whether it is a quotation from end to end.
    pub(super) fn is_set_off_as_speech(&self) -> bool {
        self.fills_quotation_percent() >= FILLED
    }

    /// Share of the quotation around it that it has, in percent; 0 where it is no speech.
    fn fills_quotation_percent(&self) -> usize {
        if 100 * self.quoted() < SPEECH_PERCENT * (self.to - self.from) {
            return 0;
        }
        let reach = self.to - self.from;
        let quoted = |at: &usize| self.words.is_quoted(*at);
        let before = (self.from.saturating_sub(reach)..self.from).rev().take_while(quoted).count();
        let after = (self.to..self.to + reach).take_while(quoted).count();
        100 * reach / (before + reach + after).max(1)
    }

    /// Whether no sentence ends inside it, but for scraps of the one before or after. Text without stops is not one
    /// long sentence.
    fn is_one_sentence(&self) -> bool {
        if self.to - self.from >= SENTENCE {
            return false;
        }
        let (from, to) = (self.from + SCRAP, self.to.saturating_sub(SCRAP));
        !(from..=to).any(|at| self.words.closes_before(at))
    }

    /// Whether it begins and ends where sentences do.
    fn is_sentences(&self) -> bool {
        self.words.closes_before(self.from) && self.words.closes_before(self.to)
    }

    /// Whether it is made of whole paragraphs.
    pub(super) fn is_paragraphs(&self) -> bool {
        self.words.paragraph_closes_before(self.from) && self.words.paragraph_closes_before(self.to)
    }

    /// Whether each side has names that the other has not, and no more that both have: "In **Ostrand**, a place of low hills" filled
    /// twice. Who takes a passage over leaves the names in it.
    fn names_others_than(&self, other: Stretch<'_>) -> bool {
        let (own, others) = (self.names(), other.names());
        let both = own.iter().filter(|name| others.binary_search(name).is_ok()).count();
        let swapped = (own.len() - both).min(others.len() - both);
        swapped > 0 && swapped >= both
    }

    /// Its words with a capital inside a sentence, sorted, each once.
    fn names(&self) -> Vec<Word> {
        let inside =
            (self.from..self.to).filter(|&at| self.words.is_capital(at) && !self.words.closes_before(at));
        let mut names: Vec<Word> = inside.map(|at| self.words.ids[at]).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Its words, sorted.
    fn sorted(&self) -> Vec<Word> {
        let mut words = self.words.ids[self.from..self.to].to_vec();
        words.sort_unstable();
        words
    }

    /// What those of its words tell that the other side has too, in bits: all, where that is `None`.
    fn bits(&self, doc: DocIx, other: Option<&[Word]>, scales: &Scales<'_>, sharing: Sharing) -> u32 {
        let is_known = |word: &Word| other.is_none_or(|words: &[Word]| words.binary_search(word).is_ok());
        let places = scales.postings.places_in(doc, self.from, self.to);
        let mut places = places.iter().peekable();
        let (mut total, mut formula_to) = (0, 0);
        // The latest shingle of many holders, and the first word past it.
        let (mut spread_to, mut holders) = (0, HOLDERS);
        for at in self.from..self.to {
            while let Some(place) = places.next_if(|place| place.word as usize <= at) {
                let here = scales.spread.of_shingle(place.shingle) as u32;
                if here > HOLDERS && (here >= holders || at >= spread_to) {
                    (spread_to, holders) = (place.word as usize + SHINGLE, here);
                }
            }
            let length = scales.information.formula(&self.words.ids[at..self.to]);
            formula_to = formula_to.max(at + length);
            if at < formula_to || !is_known(&self.words.ids[at]) {
                continue;
            }
            let name = self.words.is_capital(at) && !self.words.closes_before(at);
            let bits = 100 * scales.information.bits(self.words.ids[at], name);
            total +=
                if at < spread_to && sharing == Sharing::Words { bits * HOLDERS / holders } else { bits };
        }
        if sharing == Sharing::Whole {
            let most = scales.spread.holders(scales.postings, doc, self.from, self.to).most as u32;
            total = total * HOLDERS / most.max(HOLDERS);
        }
        total / 100
    }
}

/// What is shared out among the unrelated texts that hold a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sharing {
    /// Nothing.
    None,
    /// The words of the phrase: what stands around it is the text's own.
    Words,
    /// The whole run: where words differ around a phrase of many, a mould was filled.
    Whole,
}

/// What words are weighed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scales<'s> {
    pub(super) postings: &'s Postings,
    pub(super) spread: &'s Spread,
    pub(super) information: &'s Information,
}

/// What the two documents of a run have in common besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Company {
    /// A solid run.
    Solid,
    /// One credits the other beside this run.
    Credit,
    /// Nothing.
    None,
}

/// The least company in which a run between documents `a` and `b`, no mould, is reuse rather than chance: none, or a credit; and where
/// there is other `company`, that. `None` where it is chance.
///
/// Long runs always count, whoever else holds them. Shorter ones count by what they weigh.
pub(super) fn counts(
    run: &Run,
    (a, in_a): (DocIx, Stretch<'_>),
    (b, in_b): (DocIx, Stretch<'_>),
    company: Company,
    scales: &Scales<'_>,
) -> Option<Company> {
    if is_solid(run, in_a, in_b) {
        return Some(Company::None);
    }
    let counted = |side: Stretch<'_>| side.words.counted(side.from, side.to);
    let short = || counted(in_b) < SHORT || counted(in_a) < SHORT;
    if is_scrap(run, company) || company != Company::Solid && short() {
        return None;
    }
    let filled = (in_a.fills_quotation_percent(), in_b.fills_quotation_percent());
    let quoted = filled.0.max(filled.1) >= HALF_FILLED;
    let sentences = in_a.is_sentences() && in_b.is_sentences();
    let needed = match company {
        Company::Solid => RELATED,
        _ if quoted => MARKED,
        _ if !run.verbatim() => EDITED,
        _ => SENTENCES,
    };
    // What two texts quote is somebody's words, however many others quote them.
    let sharing = if filled.0.min(filled.1) >= FILLED {
        Sharing::None
    } else if run.verbatim() {
        Sharing::Words
    } else {
        Sharing::Whole
    };
    let span = (run.a_to - run.a_from).max(run.b_to - run.b_from);
    let enough = |bits: u32, needed: u32| bits as usize * run.alike >= needed as usize * span;
    let (words_a, words_b) =
        if run.verbatim() { (None, None) } else { (Some(in_a.sorted()), Some(in_b.sorted())) };
    let bits = in_b.bits(b, words_a.as_deref(), scales, sharing);
    if !enough(bits, needed) {
        return None;
    }
    let bits = bits.min(in_a.bits(a, words_b.as_deref(), scales, sharing));
    let alone = quoted || sentences || !run.verbatim() || enough(bits, ALONE);
    let least = if company == Company::Credit && alone { Company::None } else { company };
    enough(bits, needed).then_some(least)
}

/// Whether an edited run is a mould that each text fills with names of its own.
pub(super) fn is_mould(run: &Run, a: Stretch<'_>, b: Stretch<'_>) -> bool {
    !run.verbatim() && a.names_others_than(b)
}

/// Whether a run is too short to be weighed.
pub(super) fn is_scrap(run: &Run, company: Company) -> bool {
    run.alike < SHORT && company != Company::Solid
}

/// Whether what two texts share is somebody's speech: quoted in both, but for a few words of frame.
pub(super) fn is_speech(run: &Run, a: Stretch<'_>, b: Stretch<'_>) -> bool {
    100 * a.quoted().min(b.quoted()) >= SPEECH_PERCENT * run.alike
}

/// Whether a run says by itself that the two documents hang together.
pub(super) fn is_solid(run: &Run, a: Stretch<'_>, b: Stretch<'_>) -> bool {
    let span = (run.a_to - run.a_from).max(run.b_to - run.b_from);
    run.alike >= SOLID
        && 100 * run.alike >= DENSE_PERCENT * span
        && !(a.is_one_sentence() && b.is_one_sentence())
}
