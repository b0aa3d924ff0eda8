//! What every document goes through last, whatever its format.

use crate::{credits, edges, stamps, tongue};
use headwater_text::{Document, Span};

/// Reads the edges of the text, ranks the dates, looks at the language, orders the spans.
pub(crate) fn whole(mut doc: Document) -> Document {
    stamps::add_url(&mut doc);
    // A dateline without year takes it from the best date known so far.
    stamps::order(&mut doc);
    edges::mark(&mut doc);
    credits::of_byline(&mut doc);
    stamps::settle(&mut doc);
    tongue::look(&mut doc);
    doc.furniture = disjoint(std::mem::take(&mut doc.furniture));
    doc.links.sort_by_key(|link| link.span);
    doc
}

/// In text order; spans that share bytes become one.
fn disjoint(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match kept.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => kept.push(span),
        }
    }
    kept
}
