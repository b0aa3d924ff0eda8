//! Sources that quoted words name in their turn: `"The dam had cracks, according to two engineers," the Courier wrote`, or
//! `"The police told us that 63 people had left," she said`.

use super::citing;
use super::contents;
use super::stream::{Unit, pieces, plain};
use super::vocabulary::{Level, NOBODY, Vocabulary};
use headwater_text::{Annotations, Attribution, QuoteKind, Span};

/// Attributions inside the direct speech of `all`, each with the speech as its parent.
pub(super) fn sources(
    text: &str,
    notes: &Annotations,
    all: &[Attribution],
    vocabulary: &Vocabulary,
) -> Vec<Attribution> {
    let mut found = Vec::new();
    for (parent, speech) in all.iter().enumerate() {
        if speech.quote != QuoteKind::Direct || speech.source.is_empty() {
            continue;
        }
        for piece in &speech.content {
            let first = notes.quotations.partition_point(|quotation| quotation.outer.end <= piece.start);
            let Some(quotation) = notes.quotations.get(first).filter(|q| piece.overlaps(q.inner)) else {
                continue;
            };
            let inner = quotation.inner;
            let from = notes.sentences.partition_point(|sentence| sentence.span.end <= inner.start);
            for sentence in notes.sentences[from..].iter().take_while(|s| s.span.start < inner.end) {
                if let Some(span) = sentence.span.intersect(inner) {
                    found.extend(of_sentence(text, span, parent, vocabulary));
                }
            }
        }
    }
    found
}

/// Whether a source names anybody: "nobody can say" is no attribution.
fn somebody(text: &str, source: &[Span], vocabulary: &Vocabulary) -> bool {
    let first = source.first().and_then(|span| span.of(text).split_whitespace().next());
    first.is_some_and(|first| !vocabulary.flags(&first.to_lowercase()).any(NOBODY))
}

/// Citing phrases hold for the whole sentence; where there are none, the frames in it.
fn of_sentence(text: &str, span: Span, parent: usize, vocabulary: &Vocabulary) -> Vec<Attribution> {
    let mut tokens = plain(text, span, vocabulary);
    let cited = citing::take(&mut tokens, vocabulary);
    let inside = |one: Attribution| Attribution { parent: Some(parent), found_by: "quoted", ..one };
    if cited.is_empty() {
        return contents::of_unit(&Unit { span, paragraph: 0, tokens }, vocabulary)
            .into_iter()
            .filter(|one| one.parent.is_none() && somebody(text, &one.source, vocabulary))
            .map(inside)
            .collect();
    }
    let content = pieces(&tokens, 0, tokens.len());
    if content.is_empty() {
        return Vec::new();
    }
    cited
        .into_iter()
        .filter(|(_, level)| *level == Level::Above)
        .map(|(frame, _)| {
            inside(Attribution {
                source: frame.source,
                cue: frame.cue,
                content: content.clone(),
                quote: QuoteKind::Direct,
                ..Attribution::default()
            })
        })
        .collect()
}
