//! What two articles share, or two versions of one, as plain data: which words stayed, went and came, and what that means.
//!
//! The terminal and the web app draw it and decide nothing.

use super::json::word;
use headwater_text::{Document, Span};
use headwater_trace::reuse::edits::{About, Change, Editor, Piece};
use headwater_trace::{Passage, PassageKind, Relation, Side};

/// Two articles, the first called a.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What they share and what only one of them has: in the order of a, then what only b has. Empty where nothing is shared.
    pub parts: Vec<Part>,
    /// Words that are alike.
    pub words: usize,
}

/// A stretch of one or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words that only one has.
    Alone(Alone),
    /// A passage that both have.
    Shared(Shared),
}

/// Words that only one has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alone {
    /// Which.
    pub side: Side,
    /// Where in it.
    pub span: Span,
    /// How many.
    pub words: usize,
}

/// A passage that both have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Where in a.
    pub a: Span,
    /// Where in b.
    pub b: Span,
    /// Words that are alike.
    pub words: usize,
    /// What sort of passage it is.
    pub kind: PassageKind,
    /// Which way it went.
    pub went: Went,
    /// Whether that is said.
    pub credited: bool,
    /// Why, a reason each.
    pub evidence: Vec<String>,
    /// What became of its words, in order.
    pub pieces: Vec<Piece>,
    /// Those of the pieces whose change matters: numbers, names, reservations, attributions, in this order.
    pub noted: Vec<Noted>,
}

/// A change that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// What changed.
    pub about: Vec<About>,
    /// How: never [`Change::None`].
    pub change: Change,
    /// Its words in a.
    pub a: Span,
    /// Its words in b.
    pub b: Span,
}

impl Noted {
    /// "number", "name, reservation".
    pub fn name(&self) -> String {
        let names = self.about.iter().map(|about| word(*about));
        names.collect::<Vec<_>>().join(", ")
    }
}

/// Which way a passage went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Went {
    /// Furniture, which nobody takes from anybody.
    Furniture,
    /// Both took it from a third.
    Third,
    /// b took it from a.
    FromA,
    /// a took it from b.
    FromB,
    /// Nothing says which had it first.
    Unknown,
}

/// Words of an article, or the end of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'t> {
    /// Words of one paragraph.
    Words(Fate, &'t str),
    /// What follows is another paragraph.
    Break,
}

/// What became of words on the way from a to b.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Both have them.
    Kept,
    /// Only a has them.
    Gone,
    /// Only b has them.
    New,
}

impl Comparison {
    /// Of `a` and `b`, which share `passages`, each with `a` as its first side.
    pub fn of(a: &Document, b: &Document, passages: &[Passage], editor: &Editor) -> Self {
        let words = passages.iter().map(|passage| passage.words).sum();
        let mut parts = Vec::new();
        if passages.is_empty() {
            return Self { parts, words };
        }
        let mut passages: Vec<&Passage> = passages.iter().collect();
        passages.sort_by_key(|passage| (passage.a_span, passage.b_span));
        let mut done = 0;
        for passage in &passages {
            parts.extend(alone(Side::A, &a.text, done, passage.a_span.start));
            done = done.max(passage.a_span.end);
            parts.push(Part::Shared(shared(a, b, passage, editor)));
        }
        parts.extend(alone(Side::A, &a.text, done, a.text.len()));
        let mut in_b: Vec<Span> = passages.iter().map(|passage| passage.b_span).collect();
        in_b.sort_unstable();
        let mut done = 0;
        for span in in_b.into_iter().chain([Span::new(b.text.len(), b.text.len())]) {
            parts.extend(alone(Side::B, &b.text, done, span.start));
            done = done.max(span.end);
        }
        Self { parts, words }
    }

    /// The passages that both have.
    pub fn shared(&self) -> impl Iterator<Item = &Shared> {
        self.parts.iter().filter_map(|part| match part {
            Part::Shared(shared) => Some(shared),
            Part::Alone(_) => None,
        })
    }

    /// Words that only one has.
    pub fn alone(&self, side: Side) -> usize {
        let of = |part: &Part| match part {
            Part::Alone(alone) if alone.side == side => alone.words,
            _ => 0,
        };
        self.parts.iter().map(of).sum()
    }
}

impl Shared {
    /// Both texts in one, what went before what came.
    pub fn runs<'t>(&self, a: &'t str, b: &'t str) -> Vec<Run<'t>> {
        let of = |piece: &Piece| match piece.change {
            Change::None => runs(b, piece.b, Fate::Kept),
            Change::Replaced | Change::Dropped | Change::Added => {
                let mut both = runs(a, piece.a, Fate::Gone);
                both.extend(runs(b, piece.b, Fate::New));
                both
            }
        };
        self.pieces.iter().flat_map(of).collect()
    }
}

/// The words of a span, paragraphs apart; with a break at the end where its paragraph ends there.
pub fn runs(text: &str, span: Span, fate: Fate) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    for paragraph in span.of(text).split('\n').filter(|paragraph| !paragraph.trim().is_empty()) {
        if !runs.is_empty() {
            runs.push(Run::Break);
        }
        runs.push(Run::Words(fate, paragraph.trim()));
    }
    if !span.is_empty() && text[span.end..].trim_start_matches(' ').starts_with('\n') {
        runs.push(Run::Break);
    }
    runs
}

/// The passages of two documents of a pile, with `a` as the first side, in the order of `a`.
pub fn between(passages: &[Passage], a: usize, b: usize) -> Vec<Passage> {
    let turned = |passage: &Passage| Passage {
        a: passage.b,
        a_span: passage.b_span,
        b: passage.a,
        b_span: passage.a_span,
        original: passage.original.map(|side| match side {
            Side::A => Side::B,
            Side::B => Side::A,
        }),
        ..passage.clone()
    };
    let of = |passage: &Passage| match (passage.a, passage.b) {
        pair if pair == (a, b) => Some(passage.clone()),
        pair if pair == (b, a) => Some(turned(passage)),
        _ => None,
    };
    let mut all: Vec<Passage> = passages.iter().filter_map(of).collect();
    all.sort_by_key(|passage| (passage.a_span, passage.b_span));
    all
}

fn alone(side: Side, text: &str, from: usize, to: usize) -> Option<Part> {
    let span = Span::new(from.min(to), to);
    let words = span.of(text).split_whitespace().count();
    (words > 0).then_some(Part::Alone(Alone { side, span, words }))
}

fn shared(a: &Document, b: &Document, passage: &Passage, editor: &Editor) -> Shared {
    let pieces = editor.pieces((&a.text, passage.a_span), (&b.text, passage.b_span));
    let changed = pieces.iter().filter(|piece| !piece.about.is_empty());
    let mut noted: Vec<Noted> = changed
        .map(|piece| Noted { about: piece.about.clone(), change: piece.change, a: piece.a, b: piece.b })
        .collect();
    // What it is about is in order; changes of one sort stay in the order of the text.
    noted.sort_by_key(|noted| noted.about.first().copied());
    Shared {
        a: passage.a_span,
        b: passage.b_span,
        words: passage.words,
        kind: passage.kind,
        went: match (passage.original, passage.relation) {
            _ if passage.kind == PassageKind::Boilerplate => Went::Furniture,
            (_, Relation::Sibling) => Went::Third,
            (Some(Side::A), _) => Went::FromA,
            (Some(Side::B), _) => Went::FromB,
            (None, _) => Went::Unknown,
        },
        credited: passage.credited,
        evidence: passage.evidence.clone(),
        pieces,
        noted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater_text::Language;

    fn document(text: &str) -> Document {
        Document { text: text.to_owned(), ..Document::default() }
    }

    fn passage(a_span: Span, b_span: Span) -> Passage {
        Passage {
            a: 0,
            a_span,
            b: 1,
            b_span,
            words: 3,
            original: Some(Side::A),
            relation: Relation::Direct,
            credited: false,
            kind: PassageKind::Edited,
            credit: None,
            evidence: Vec::new(),
        }
    }

    #[test]
    fn every_word_of_both_is_told_once() {
        let (a, b) = (
            document("Karst has no bell. Six clerks came, Holt said.\n\nNobody left."),
            document("Six or 7 clerks came. It rained."),
        );
        let shared = passage(Span::new(19, 46), Span::new(0, 21));
        let editor = Editor::of(&Language::english());
        let found = Comparison::of(&a, &b, &[shared], &editor);
        let told: Vec<String> = found
            .parts
            .iter()
            .map(|part| match part {
                Part::Alone(Alone { side: Side::A, span, words }) => {
                    format!("a {words}: {}", span.of(&a.text).trim())
                }
                Part::Alone(Alone { side: Side::B, span, words }) => {
                    format!("b {words}: {}", span.of(&b.text).trim())
                }
                Part::Shared(shared) => {
                    let run = |run: &Run<'_>| match run {
                        Run::Words(Fate::Kept, words) => (*words).to_owned(),
                        Run::Words(Fate::Gone, words) => format!("[-{words}-]"),
                        Run::Words(Fate::New, words) => format!("[+{words}+]"),
                        Run::Break => "/".to_owned(),
                    };
                    shared.runs(&a.text, &b.text).iter().map(run).collect::<Vec<_>>().join(" ")
                }
            })
            .collect();
        assert_eq!(
            told,
            [
                "a 4: Karst has no bell.",
                "Six [+or 7+] clerks came. [-Holt said.-] /",
                "a 2: Nobody left.",
                "b 2: It rained."
            ]
        );
        assert_eq!((found.alone(Side::A), found.alone(Side::B), found.words), (6, 2, 3));
        let noted: Vec<(String, Change)> = found
            .shared()
            .flat_map(|shared| &shared.noted)
            .map(|noted| (noted.name(), noted.change))
            .collect();
        assert_eq!(
            noted,
            [("number".to_owned(), Change::Added), ("name, attribution".to_owned(), Change::Dropped)]
        );
        assert_eq!(Comparison::of(&a, &b, &[], &editor).parts, []);
    }

    #[test]
    fn passages_are_turned_to_the_side_that_is_asked_for() {
        let passages = [
            passage(Span::new(0, 4), Span::new(2, 6)),
            Passage { b: 2, ..passage(Span::new(1, 2), Span::new(3, 4)) },
        ];
        let found = between(&passages, 1, 0);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].a, found[0].a_span, found[0].original), (1, Span::new(2, 6), Some(Side::B)));
        assert_eq!(between(&passages, 0, 1), passages[..1]);
    }
}
