//! What an edit did to the statements of one document.

use crate::reuse::edits::{Change, Piece};
use crate::{Occurrence, Trace};
use headwater_text::{Document, Span};
use std::collections::BTreeMap;

/// A statement: the index of its claim, and of the occurrence among the claim's.
pub type Statement = (usize, usize);

/// Statements of two versions of a document, each version traced alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edited {
    /// Those of the earlier version that the later one has not.
    pub went: Vec<Statement>,
    /// Those of the later version that the earlier one had not.
    pub came: Vec<Statement>,
    /// Those that stand in other words, or that somebody else says, or in another certainty: earlier, later.
    pub changed: Vec<(Statement, Statement)>,
    /// How many stand as they stood.
    pub kept: usize,
}

/// A version with its trace.
#[derive(Debug, Clone, Copy)]
pub struct Version<'v> {
    /// The document.
    pub document: &'v Document,
    /// The trace of it alone.
    pub trace: &'v Trace,
}

/// Compares two versions; `pieces` are the word difference of their whole texts.
///
/// ```
/// use headwater_text::Document;
/// use headwater_trace::Trace;
/// use headwater_trace::news::edited::{Edited, Version, edited};
/// let (document, trace) = (Document::default(), Trace::default());
/// let version = Version { document: &document, trace: &trace };
/// assert_eq!(edited(version, version, &[]), Edited::default());
/// ```
pub fn edited(then: Version<'_>, now: Version<'_>, pieces: &[Piece]) -> Edited {
    let (old, new) = (statements(then), statements(now));
    let mut found = Edited::default();
    // Those with most words in common belong together, each to one.
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (a, (_, said)) in old.iter().enumerate() {
        let moved: Vec<Span> = pieces.iter().filter_map(|piece| carried(piece, said.span)).collect();
        for (b, (_, says)) in new.iter().enumerate() {
            let shared: usize = moved.iter().map(|span| overlap(*span, says.span)).sum();
            let shortest = said.span.len().min(says.span.len());
            if shared > 0 && 2 * shared >= shortest {
                pairs.push((shared, a, b));
            }
        }
    }
    pairs.sort_by_key(|(shared, a, b)| (std::cmp::Reverse(*shared), *a, *b));
    let (mut later, mut earlier): (BTreeMap<usize, usize>, BTreeMap<usize, usize>) = Default::default();
    for (_, a, b) in pairs {
        if !later.contains_key(&a) && !earlier.contains_key(&b) {
            later.insert(a, b);
            earlier.insert(b, a);
        }
    }
    for (a, (statement, said)) in old.iter().enumerate() {
        match later.get(&a).map(|b| &new[*b]) {
            None => found.went.push(*statement),
            Some((_, says)) if manner(then, said) == manner(now, says) => found.kept += 1,
            Some((other, _)) => found.changed.push((*statement, *other)),
        }
    }
    let fresh = new.iter().enumerate().filter(|(b, _)| !earlier.contains_key(b));
    found.came = fresh.map(|(_, (statement, _))| *statement).collect();
    found
}

/// In the order of the text.
fn statements(version: Version<'_>) -> Vec<(Statement, &Occurrence)> {
    let mut all: Vec<(Statement, &Occurrence)> = Vec::new();
    for (claim, told) in version.trace.claims.iter().enumerate() {
        all.extend(told.occurrences.iter().enumerate().map(|(at, found)| ((claim, at), found)));
    }
    all.sort_by_key(|(statement, found)| (found.span, *statement));
    all
}

/// Where the part of `span` that a piece keeps stands in the later text; near enough where its white space differs.
fn carried(piece: &Piece, span: Span) -> Option<Span> {
    if piece.change != Change::None || !piece.a.overlaps(span) {
        return None;
    }
    let from = piece.a.start.max(span.start) - piece.a.start;
    let to = piece.a.end.min(span.end) - piece.a.start;
    let at = |offset: usize| (piece.b.start + offset).min(piece.b.end);
    Some(Span::new(at(from), at(to)))
}

fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Words and how they are said: what must be alike for a statement to stand as it stood.
fn manner<'v>(version: Version<'v>, found: &Occurrence) -> impl PartialEq + use<'v> {
    let words: Vec<&str> = found.span.of(&version.document.text).split_whitespace().collect();
    let origin = found.origin.map(|source| version.trace.sources[source].name.as_str());
    (words, found.polarity, found.certainty, origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::edits::Editor;
    use crate::{Claim, Source, SourceKind};
    use headwater_text::{Certainty, Language, Polarity};

    /// A version whose statements stand between brackets; those after an equals sign come from a named source.
    fn version(marked: &str) -> (Document, Trace) {
        let (mut text, mut claims, mut open) = (String::new(), Vec::new(), 0);
        for c in marked.chars() {
            match c {
                '[' => open = text.len(),
                ']' => {
                    let named = text[..open].ends_with('=');
                    let span = Span::new(open, text.len());
                    let occurrence = Occurrence {
                        doc: 0,
                        span,
                        sentence: span,
                        attribution: None,
                        quote: None,
                        polarity: Polarity::Affirmed,
                        certainty: Certainty::Asserted,
                        certainty_evidence: None,
                        values: crate::Values::default(),
                        matched: None,
                        via: Vec::new(),
                        origin: named.then_some(0),
                        judged: Vec::new(),
                    };
                    claims.push(Claim { occurrences: vec![occurrence], ..Claim::default() });
                }
                c => text.push(c),
            }
        }
        let sources = vec![Source::called("Ada Holt", SourceKind::Person)];
        (Document { text, ..Document::default() }, Trace { claims, sources, ..Trace::default() })
    }

    #[test]
    fn statements_go_come_and_change() {
        let editor = Editor::of(&Language::english());
        let check = |before: &str, after: &str, expected: &str| {
            let ((a, then), (b, now)) = (version(before), version(after));
            let whole = |document: &Document| Span::new(0, document.text.len());
            let pieces = editor.pieces((&a.text, whole(&a)), (&b.text, whole(&b)));
            let of = |document: &Document, trace: &Trace, at: Statement| {
                trace.claims[at.0].occurrences[at.1].span.of(&document.text).to_owned()
            };
            let found = edited(
                Version { document: &a, trace: &then },
                Version { document: &b, trace: &now },
                &pieces,
            );
            let mut told: Vec<String> = vec![format!("{} kept", found.kept)];
            told.extend(found.went.iter().map(|at| format!("- {}", of(&a, &then, *at))));
            told.extend(found.came.iter().map(|at| format!("+ {}", of(&b, &now, *at))));
            told.extend(
                (found.changed.iter())
                    .map(|(was, is)| format!("{} > {}", of(&a, &then, *was), of(&b, &now, *is))),
            );
            assert_eq!(told.join("; "), expected, "{before} | {after}");
        };
        check("[Gate two jammed].", "[Gate two jammed].", "1 kept");
        check(
            "[Gate two jammed]. Nobody slept.",
            "[Gate three jammed]. Nobody slept.",
            "0 kept; Gate two jammed > Gate three jammed",
        );
        check(
            "[The dam holds]. [Forty people left Kelby].",
            "[The dam holds]. It rained. [The mayor resigned].",
            "1 kept; - Forty people left Kelby; + The mayor resigned",
        );
        // Somebody says now what nobody said.
        check("Then [the dam broke].", "Then =[the dam broke].", "0 kept; the dam broke > the dam broke");
        // A new paragraph before it moves it and changes nothing.
        check("[The dam holds].", "It rained all of Monday.\n\n[The dam  holds].", "1 kept");
    }
}
