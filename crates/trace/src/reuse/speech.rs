//! Whose speech a shared quotation is, by the words around it in both texts.

use super::verdict::Stretch;
use super::words::{Word, Words, folded};
use headwater_text::Language;

/// Words before and after a quotation in which its frame stands.
const FRAME: usize = 12;

/// Verbs of saying in every form, folded.
#[derive(Debug)]
pub(super) struct Cues(Vec<Word>);

/// What stands around a quotation.
#[derive(Debug, Default)]
struct Frame {
    /// A verb of saying.
    cue: bool,
    /// Capitalised words inside sentences: names.
    names: Vec<Word>,
}

/// What the frames of one quotation in two texts say of its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    /// Both name the same one.
    Same,
    /// Both name one, and not the same.
    Other,
    /// At least one names nobody.
    Unknown,
}

impl Cues {
    pub(super) fn of(language: &Language) -> Self {
        let rows = language.table("cues");
        let mut cues: Vec<Word> =
            rows.iter().flat_map(|row| (0..5).flat_map(|cell| folded(row.cell(cell)))).collect();
        cues.sort_unstable();
        cues.dedup();
        Self(cues)
    }

    /// Compares the frames around both sides of a shared quotation.
    pub(super) fn speaker(&self, a: Stretch<'_>, b: Stretch<'_>) -> Speaker {
        let (in_a, in_b) = (self.frame(a), self.frame(b));
        if !in_a.cue || !in_b.cue || in_a.names.is_empty() || in_b.names.is_empty() {
            Speaker::Unknown
        } else if in_a.names.iter().any(|name| in_b.names.contains(name)) {
            Speaker::Same
        } else {
            Speaker::Other
        }
    }

    fn frame(&self, stretch: Stretch<'_>) -> Frame {
        let words = stretch.words;
        let mut frame = Frame::default();
        let before = (0..stretch.from).rev().skip_while(|&at| words.is_quoted(at)).take(FRAME);
        let after = (stretch.to..words.len()).skip_while(|&at| words.is_quoted(at)).take(FRAME);
        for at in before.chain(after).filter(|&at| !words.is_quoted(at)) {
            self.take_in(words, at, &mut frame);
        }
        frame
    }

    fn take_in(&self, words: &Words, at: usize, frame: &mut Frame) {
        let word = words.ids[at];
        frame.cue |= self.0.binary_search(&word).is_ok();
        // The first word of a sentence is a name if it has a verb of saying or another name behind it.
        let named = !words.closes_before(at)
            || words.ids.get(at + 1).is_some_and(|next| self.0.binary_search(next).is_ok())
            || words.is_capital(at + 1);
        if words.is_capital(at) && named {
            frame.names.push(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::Stops;
    use super::*;

    #[test]
    fn whose_words_two_texts_quote() {
        let check = |a: &str, b: &str, expected: Speaker| {
            let texts = [a, b].map(|text| Words::of(text, &Stops::default()));
            let quotation = |words: &Words| {
                let from = (0..words.len()).find(|&at| words.is_quoted(at)).unwrap_or(0);
                let to = (from..words.len()).find(|&at| !words.is_quoted(at)).unwrap_or(words.len());
                (from, to)
            };
            let [a, b] = [&texts[0], &texts[1]].map(|words| {
                let (from, to) = quotation(words);
                Stretch { words, from, to }
            });
            assert_eq!(Cues::of(&Language::english()).speaker(a, b), expected);
        };
        let said = "“We will not mend it,” Mayor Ilse Brandvold said.";
        check(said, "Brandvold told a crowd: “We will not mend it.”", Speaker::Same);
        check(said, "“We will not mend it,” Theodor Quast said.", Speaker::Other);
        check(said, "“We will not mend it,” he said.", Speaker::Unknown);
        check(said, "On a wall: “We will not mend it.”", Speaker::Unknown);
    }
}
