//! Hedges and denials, and what they reach over.

use headwater_text::{Annotations, Certainty, CertaintyMark, Language, Span};
use std::collections::HashMap;

/// What a phrase of the tables reaches over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The clause around it.
    Clause,
    /// The clause behind it.
    Behind,
    /// The whole sentence.
    Sentence,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<&'static str>,
    certainty: Certainty,
    reach: Reach,
    /// A modal: no hedge before "not" ("could not be reached").
    modal: bool,
}

/// Finds hedges and denials.
#[derive(Debug)]
pub struct Marker {
    /// By first word.
    phrases: HashMap<&'static str, Vec<Phrase>>,
}

/// A word or a mark that ends a clause.
struct Word {
    span: Span,
    lower: String,
    capital: bool,
}

impl Marker {
    /// Reads hedges and denials of `language`.
    pub fn new(language: &Language) -> Self {
        let mut phrases: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
        for (table, certainty) in [("hedges", Certainty::Hedged), ("denials", Certainty::Denied)] {
            for row in language.table(table) {
                let words: Vec<_> = row.key().split(' ').collect();
                phrases.entry(words[0]).or_default().push(Phrase {
                    certainty,
                    reach: match row.cell(1) {
                        "frame" | "clause" | "noun" | "verb" => Reach::Behind,
                        "condition" => Reach::Sentence,
                        _ => Reach::Clause,
                    },
                    modal: row.cell(1) == "modal",
                    words,
                });
            }
        }
        for group in phrases.values_mut() {
            group.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        Self { phrases }
    }

    /// Marks of a text, in order; `notes` holds everything else. A hedge or denial that an attribution shows reaches over its
    /// content.
    pub fn mark(&self, text: &str, notes: &Annotations) -> Vec<CertaintyMark> {
        let mut found = Vec::new();
        for sentence in &notes.sentences {
            self.mark_sentence(text, sentence.span, &mut found);
        }
        for attribution in &notes.attributions {
            if let (Some(span), Some(scope)) = (attribution.evidence, Span::hull(&attribution.content))
                && attribution.certainty != Certainty::Asserted
            {
                found.push(CertaintyMark { span, certainty: attribution.certainty, scope });
            }
        }
        found.sort_by_key(|mark| {
            (mark.span.start, mark.span.end, mark.scope.start, mark.scope.end, mark.certainty)
        });
        found.dedup();
        found
    }

    fn mark_sentence(&self, text: &str, sentence: Span, found: &mut Vec<CertaintyMark>) {
        let words = words(text, sentence);
        // Boundaries of the clause of each word, in one pass from either side.
        let mut starts = Vec::with_capacity(words.len());
        let mut start = sentence.start;
        for word in &words {
            if is_break(&word.lower) {
                start = word.span.end;
            }
            starts.push(start);
        }
        let mut ends = vec![sentence.end; words.len()];
        let mut end = sentence.end;
        for (n, word) in words.iter().enumerate().rev() {
            ends[n] = end;
            if is_break(&word.lower) {
                end = word.span.start;
            }
        }
        let mut n = 0;
        while n < words.len() {
            let Some(phrase) = self.at(&words, n) else {
                n += 1;
                continue;
            };
            let last = n + phrase.words.len() - 1;
            let span = words[n].span.cover(words[last].span);
            let scope = match phrase.reach {
                Reach::Clause => Span::new(starts[n], ends[last]),
                Reach::Behind if phrase.words.len() > 1 => Span::new(span.end, sentence.end),
                Reach::Behind => Span::new(span.start, ends[last]),
                Reach::Sentence => sentence,
            };
            found.push(CertaintyMark { span, certainty: phrase.certainty, scope: scope.trim(text) });
            n = last + 1;
        }
    }

    fn at(&self, words: &[Word], n: usize) -> Option<&Phrase> {
        // "May" is a month, "Might" a name, inside a sentence.
        if words[n].capital && n > 0 && !is_mark(&words[n - 1].lower) {
            return None;
        }
        let first = words[n].lower.as_str();
        let phrase = self.phrases.get(first)?.iter().find(|phrase| {
            phrase
                .words
                .iter()
                .enumerate()
                .all(|(k, word)| words.get(n + k).is_some_and(|have| have.lower == *word))
        });
        let negated = |k: usize| words.get(k).is_some_and(|word| word.lower == "not");
        phrase.filter(|phrase| !(phrase.modal && negated(n + phrase.words.len())))
    }
}

fn is_mark(word: &str) -> bool {
    !word.starts_with(char::is_alphanumeric)
}

fn is_break(word: &str) -> bool {
    matches!(
        word,
        "," | ";" | ":" | "—" | "–" | "(" | ")" | "that" | "but" | "while" | "although" | "because"
    )
}

/// Words and marks of a sentence; "n't" is a word of its own.
fn words(text: &str, sentence: Span) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open: Option<usize> = None;
    let mut push = |from: usize, to: usize| {
        let raw = Span::new(from, to).of(text);
        let lower = raw.to_lowercase().replace('’', "'");
        let word = |from, to, lower: &str| Word {
            span: Span::new(from, to),
            lower: lower.to_owned(),
            capital: raw.starts_with(char::is_uppercase),
        };
        let cut = raw.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
        if cut > 0 && lower.ends_with("n't") {
            found.push(word(from, from + cut, lower.trim_end_matches("n't")));
            found.push(word(from + cut, to, "n't"));
        } else {
            found.push(word(from, to, &lower));
        }
    };
    for (at, c) in sentence.of(text).char_indices() {
        let at = at + sentence.start;
        if c.is_alphanumeric() || matches!(c, '\'' | '’' | '-') && open.is_some() {
            open.get_or_insert(at);
            continue;
        }
        if let Some(from) = open.take() {
            push(from, at);
        }
        if !c.is_whitespace() {
            push(at, at + c.len_utf8());
        }
    }
    if let Some(from) = open {
        push(from, sentence.end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater_text::Sentence;

    fn check(text: &str, expected: &[(&str, Certainty, &str)]) {
        let span = Span::new(0, text.len());
        let notes =
            Annotations { sentences: vec![Sentence { span, paragraph: 0 }], ..Annotations::default() };
        let marks = Marker::new(&Language::english()).mark(text, &notes);
        let found: Vec<_> =
            marks.iter().map(|mark| (mark.span.of(text), mark.certainty, mark.scope.of(text))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn hedges_and_denials_with_their_scope() {
        use Certainty::{Denied, Hedged};
        check(
            "The dam reportedly failed, the mayor said.",
            &[("reportedly", Hedged, "The dam reportedly failed")],
        );
        check(
            "The minister said that the dam might have failed.",
            &[("might have", Hedged, "the dam might have failed.")],
        );
        check("The vote is on 3 May in Ostrava.", &[]);
        check("The owner could not be reached.", &[("not", Denied, "not be reached.")]);
        check("There was no leak at the plant.", &[("There was no", Denied, "leak at the plant.")]);
        check(
            "The toll, if confirmed, would be the highest in years.",
            &[("if confirmed", Hedged, "The toll, if confirmed, would be the highest in years.")],
        );
        check("The barrier didn’t hold.", &[("n’t", Denied, "n’t hold.")]);
        check(
            "It appeared that the valve had jammed.",
            &[("It appeared", Hedged, "that the valve had jammed.")],
        );
        check("The figures were preliminary.", &[("preliminary", Hedged, "The figures were preliminary.")]);
        check("The barge sank near Port Ada on Monday.", &[]);
    }

    #[test]
    fn hostile_text_is_marked_without_panic() {
        for text in ["n't", "’’’n’t", "may", "\u{1F600}n’t may", "could could not not", "İn't"] {
            let notes = Annotations {
                sentences: vec![Sentence { span: Span::new(0, text.len()), paragraph: 0 }],
                ..Annotations::default()
            };
            for mark in Marker::new(&Language::english()).mark(text, &notes) {
                assert!(text.get(mark.span.range()).is_some() && text.get(mark.scope.range()).is_some());
            }
        }
    }
}
