//! Sources that quoted words name in their turn: `"The dam had cracks, according to two engineers," the Courier wrote`.

use super::citing;
use super::stream::{pieces, plain};
use super::vocabulary::{Level, Vocabulary};
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

fn of_sentence(text: &str, span: Span, parent: usize, vocabulary: &Vocabulary) -> Vec<Attribution> {
    let mut tokens = plain(text, span, vocabulary);
    let cited = citing::take(&mut tokens, vocabulary);
    let content = pieces(&tokens, 0, tokens.len());
    if content.is_empty() {
        return Vec::new();
    }
    cited
        .into_iter()
        .filter(|(_, level)| *level == Level::Above)
        .map(|(frame, _)| Attribution {
            source: frame.source,
            cue: frame.cue,
            content: content.clone(),
            quote: QuoteKind::Direct,
            parent: Some(parent),
            found_by: "quoted",
            ..Attribution::default()
        })
        .collect()
}
