//! A stretch of text cut into clauses that each carry one proposition.

use super::words::{Word, words};
use headwater_text::{Language, Sentence, Span};
use std::collections::BTreeSet;

/// Words before a finite verb that a subject may take: "the head of the regional water board was".
const SUBJECT: usize = 7;
/// More words than this behind a comma are no mere remark.
const REMARK: usize = 4;
/// Frames stripped from one clause: "it was true that initial indications were that ...".
const FRAMES: usize = 3;

/// The tables that tell clauses apart.
#[derive(Debug)]
pub(super) struct Grammar {
    finite: BTreeSet<&'static str>,
    lead: Vec<Vec<&'static str>>,
    trail: Vec<Vec<&'static str>>,
    /// Open a clause without being part of it.
    openers: BTreeSet<&'static str>,
    /// Join two clauses.
    joins: BTreeSet<&'static str>,
    /// A verb behind them belongs to a relative clause.
    relatives: BTreeSet<&'static str>,
    /// Cannot open a subject.
    no_subject: BTreeSet<&'static str>,
    /// Before "that" they end what only introduces a proposition: "the one change was that".
    copulas: BTreeSet<&'static str>,
    /// Mark what the reader already knows.
    definite: BTreeSet<&'static str>,
}

impl Grammar {
    /// Reads the `finite` and `frames` tables.
    pub(super) fn of(language: &Language) -> Self {
        let frames = |kind: &str| {
            language
                .table("frames")
                .iter()
                .filter(|row| row.cell(1) == kind)
                .map(|row| row.key().split(' ').collect())
                .collect()
        };
        let words = |kind: &str| {
            let rows = language.table("frames").iter();
            rows.filter(|row| row.cell(1) == kind).map(|row| row.key()).collect()
        };
        Self {
            finite: language.words("finite").collect(),
            lead: frames("lead"),
            trail: frames("trail"),
            openers: words("opener"),
            joins: words("join"),
            relatives: words("relative"),
            no_subject: words("no_subject"),
            copulas: words("copula"),
            definite: words("definite"),
        }
    }

    /// Whether a word marks what the reader already knows: "the", "both".
    pub(super) fn definite(&self, word: &str) -> bool {
        self.definite.contains(word)
    }

    /// The clauses of `span`, in text order: one proposition each, without quotation marks, frames and final marks.
    pub(super) fn clauses(&self, text: &str, sentences: &[Sentence], span: Span, quoted: bool) -> Vec<Span> {
        let mut clauses = Vec::new();
        for stretch in by_sentence(sentences, span) {
            let stretch = edges(text, stretch);
            let words = Words::of(text, stretch);
            let mut from = 0;
            for cut in self.cuts(text, &words, quoted) {
                self.keep(text, stretch, &words, from..cut, quoted, &mut clauses);
                from = cut;
            }
            self.keep(text, stretch, &words, from..words.len(), quoted, &mut clauses);
        }
        clauses
    }

    /// Adds the clause of the words in `range`, without what is no part of it.
    fn keep(
        &self,
        text: &str,
        stretch: Span,
        words: &Words<'_>,
        range: std::ops::Range<usize>,
        quoted: bool,
        clauses: &mut Vec<Span>,
    ) {
        let (mut first, last) = (range.start, range.end);
        for _ in 0..FRAMES {
            while first < last && self.openers.contains(words.lower[first].as_str()) {
                first += 1;
            }
            match self.lead(&words.lower[first..last]) {
                Some(taken) => first += taken,
                None => break,
            }
        }
        // "The one change was | that the bridge closed": what introduces the proposition is no part of it.
        let introduces = last < words.len() && words.lower[last] == "that" && self.copula(words, last - 1);
        if first >= last || introduces {
            return;
        }
        let mut end = last;
        if let Some(trail) = self.trail(text, words, first, last) {
            end = trail;
        } else if quoted {
            end = self.without_tail(text, words, first, last);
        }
        let stop = if end == words.len() { stretch.end } else { words.list[end - 1].span.end };
        // From the word before, so that a currency sign or bracket stays.
        let start = first.checked_sub(1).map_or(stretch.start, |before| words.list[before].span.end);
        let clause = edges(text, Span::new(start, stop));
        if !clause.is_empty() {
            clauses.push(clause);
        }
    }

    /// How many words at the start are a frame: "it appeared that".
    fn lead(&self, words: &[String]) -> Option<usize> {
        let frame = self
            .lead
            .iter()
            .filter(|frame| words.len() > frame.len() && frame.iter().zip(words).all(|(a, b)| a == b))
            .max_by_key(|frame| frame.len())?;
        let that = words[frame.len()] == "that";
        (that || frame.len() > 2 || frame[0] == "it").then(|| frame.len() + usize::from(that))
    }

    /// Where a trailing remark about the speech begins: ", but cautioned that".
    fn trail(&self, text: &str, words: &Words<'_>, first: usize, last: usize) -> Option<usize> {
        (first + 3..last).find(|&at| {
            comma_before(text, words, at)
                && self.trail.iter().any(|frame| {
                    words.lower[at..last].len() >= frame.len()
                        && frame.iter().zip(&words.lower[at..]).all(|(a, b)| a == b)
                })
        })
    }

    /// In speech, a last phrase behind a comma that says nothing to check ("no exceptions") is left out where the
    /// words before it do.
    fn without_tail(&self, text: &str, words: &Words<'_>, first: usize, last: usize) -> usize {
        let Some(comma) = (first + 2..last).rev().find(|&at| comma_before(text, words, at)) else {
            return last;
        };
        let telling = |range: std::ops::Range<usize>| {
            range.into_iter().any(|at| {
                let word = &words.list[at];
                (word.capital() && !word.opens && word.text != "I")
                    || word.text.bytes().any(|b| b.is_ascii_digit())
            })
        };
        let verb = (first..comma).any(|at| self.finite(words, at));
        if verb && last - comma <= REMARK && telling(first..comma) && !telling(comma..last) {
            comma
        } else {
            last
        }
    }

    /// Words at which a further clause begins.
    fn cuts(&self, text: &str, words: &Words<'_>, quoted: bool) -> Vec<usize> {
        let mut cuts = Vec::new();
        let mut from = 0;
        // Whether the clause so far holds a finite verb, a number.
        let (mut verb, mut number) = (false, false);
        for at in 0..words.len() {
            let word = words.lower[at].as_str();
            let joins = self.joins.contains(word);
            let begins = if at == from {
                false
            } else if word == "that" && self.copula(words, at - 1) {
                true
            } else if words.mark_before(text, at).contains([';', ':']) {
                verb && self.clause_at(words, at)
            } else if joins {
                let next = words.lower.get(at + 1).map_or("", String::as_str);
                verb && (next == "that"
                    || self.clause_at(words, at + 1)
                    || number && self.verb_at(words, at + 1))
            } else {
                quoted && verb && comma_before(text, words, at) && self.clause_at(words, at)
            };
            if begins {
                cuts.push(at);
                from = at;
                (verb, number) = (false, false);
            }
            verb |= self.finite(words, at);
            number |= has_digit(word);
        }
        cuts
    }

    /// Whether a subject and its finite verb begin at word `at`, behind words that only open a clause.
    fn clause_at(&self, words: &Words<'_>, at: usize) -> bool {
        let openers =
            words.lower.iter().skip(at).take_while(|word| self.openers.contains(word.as_str())).count();
        let at = at + openers;
        let Some(first) = words.lower.get(at) else {
            return false;
        };
        if self.no_subject.contains(first.as_str()) || self.finite(words, at) || first.ends_with("ing") {
            return false;
        }
        for next in at + 1..words.len().min(at + 1 + SUBJECT) {
            if self.relatives.contains(words.lower[next].as_str()) {
                return false;
            }
            if self.finite(words, next) {
                // "our efforts, and coupled with them": the verb has no subject of its own here.
                return !self.joins.contains(words.lower[next - 1].as_str());
            }
        }
        false
    }

    /// Whether a finite verb with a number of its own begins at word `at`: "and injured 112".
    fn verb_at(&self, words: &Words<'_>, at: usize) -> bool {
        at < words.len()
            && self.finite(words, at)
            && words.lower[at + 1..].iter().take(SUBJECT).any(|word| has_digit(word))
    }

    fn copula(&self, words: &Words<'_>, at: usize) -> bool {
        self.copulas.contains(words.lower[at].as_str())
    }

    /// Whether `text` holds a finite verb: without one it is no proposition, only a part of one.
    pub(super) fn has_verb(&self, text: &str) -> bool {
        let words = Words::of(text, Span::new(0, text.len()));
        (0..words.len()).any(|at| self.finite(&words, at))
    }

    fn finite(&self, words: &Words<'_>, at: usize) -> bool {
        let word = words.lower[at].as_str();
        // A capital inside a sentence makes a name of it: "Mohammed".
        let regular = word.len() > 4
            && word.ends_with("ed")
            && word != "hundred"
            && (words.list[at].opens || !words.list[at].capital());
        self.finite.contains(word) || regular || word.ends_with("n't")
    }
}

/// Words of a stretch with their lower-case forms.
struct Words<'t> {
    list: Vec<Word<'t>>,
    lower: Vec<String>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str, span: Span) -> Self {
        let list = words(span.of(text), span.start);
        let lower = list.iter().map(|word| word.text.to_lowercase().replace('\u{2019}', "'")).collect();
        Self { list, lower }
    }

    fn len(&self) -> usize {
        self.list.len()
    }

    /// What stands between word `at` and the one before it.
    fn mark_before<'s>(&self, text: &'s str, at: usize) -> &'s str {
        let Some(before) = at.checked_sub(1) else {
            return "";
        };
        Span::new(self.list[before].span.end, self.list[at].span.start).of(text)
    }
}

fn comma_before(text: &str, words: &Words<'_>, at: usize) -> bool {
    words.mark_before(text, at).contains([',', '\u{2014}', '\u{2013}'])
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// The span cut where sentences end.
fn by_sentence(sentences: &[Sentence], span: Span) -> Vec<Span> {
    let from = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let cut: Vec<Span> = sentences[from..]
        .iter()
        .take_while(|sentence| sentence.span.start < span.end)
        .filter_map(|sentence| sentence.span.intersect(span))
        .collect();
    if cut.is_empty() { vec![span] } else { cut }
}

/// Without white space, quotation marks and punctuation at the ends; an opening bracket or currency sign and a
/// closing bracket or percent sign stay.
pub(super) fn edges(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = words.find(|c: char| c.is_alphanumeric() || "$€£¥₺₽([#@".contains(c));
    let end = words
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_alphanumeric() || "%)]°".contains(*c))
        .map(|(offset, c)| offset + c.len_utf8());
    match (start, end) {
        (Some(start), Some(end)) if start < end => Span::new(span.start + start, span.start + end),
        _ => Span::new(span.start, span.start),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, quoted: bool, expected: &[&str]) {
        let grammar = Grammar::of(&Language::english());
        let found: Vec<&str> = grammar
            .clauses(text, &[], Span::new(0, text.len()), quoted)
            .into_iter()
            .map(|span| span.of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn one_proposition_each() {
        check("the tunnel was shut", false, &["the tunnel was shut"]);
        check(
            "that the tunnel was shut and that the ferry had sunk",
            false,
            &["the tunnel was shut", "the ferry had sunk"],
        );
        check(
            "the duty would rise on 3 May and 14 traders and brokers faced fines",
            false,
            &["the duty would rise on 3 May", "14 traders and brokers faced fines"],
        );
        check("the mayor and the governor had met", false, &["the mayor and the governor had met"]);
        check("the raid killed 4 people and wounded 19", false, &["the raid killed 4 people", "wounded 19"]);
        check(
            "the court closed and the judge, who was ill, went home",
            false,
            &["the court closed and the judge, who was ill, went home"],
        );
    }

    #[test]
    fn frames_and_marks_are_left_out() {
        check("it appeared that the dam had burst", false, &["the dam had burst"]);
        check("initial indications were that $4 was paid.", false, &["$4 was paid"]);
        check("the dam had burst, but cautioned that this was early", false, &["the dam had burst"]);
        check("\u{201c}We found 31 crates,\u{201d}", true, &["We found 31 crates"]);
        let sent = "They met Ana twice at the dam, rather than over the phone";
        check(sent, true, &[sent]);
        check("Nobody leaves before 9 June, no excuses.", true, &["Nobody leaves before 9 June"]);
        check("\"...\"", true, &[]);
    }

    #[test]
    fn speech_runs_on_behind_commas() {
        check(
            "We counted 31 crates, this was a factory",
            true,
            &["We counted 31 crates", "this was a factory"],
        );
    }

    #[test]
    fn names_and_joined_participles_are_no_verbs() {
        check(
            "they hired Ana and her brother, Ahmed Ould",
            true,
            &["they hired Ana and her brother, Ahmed Ould"],
        );
        check(
            "It\u{2019}s fair, given that there was solid, early work on the dam, and coupled with the new one",
            true,
            &[
                "It\u{2019}s fair, given that there was solid, early work on the dam, and coupled with the new one",
            ],
        );
    }

    #[test]
    fn what_introduces_a_proposition_is_left_out() {
        check("The one change was that the levy ended", false, &["the levy ended"]);
        check(
            "The levy ended; however, the toll remains in force",
            false,
            &["The levy ended", "the toll remains in force"],
        );
    }

    #[test]
    fn hostile_text_is_cut_once_and_within_bounds() {
        let grammar = Grammar::of(&Language::english());
        for text in
            ["and was, ".repeat(40_000), "x".repeat(400_000), "\u{201c}é\u{201d} 7 rose; ".repeat(20_000)]
        {
            let whole = Span::new(0, text.len());
            let clauses = grammar.clauses(&text, &[], whole, true);
            let total: usize = clauses.iter().map(|clause| clause.of(&text).len()).sum();
            assert!(total <= text.len());
            assert!(clauses.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
