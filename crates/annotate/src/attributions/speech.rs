//! Quotations without a frame of their own: the rest of a speech that has one.

use super::stream::{Kind, Token, Unit};
use super::vocabulary::{ADVERB, COORDINATOR};
use headwater_text::{Attribution, Quotation, QuoteKind};

/// Adds `'... ,' he said. '...'` and quotations of several paragraphs to `all`, which has those with frames.
pub(super) fn carry_on(units: &[Unit], quotations: &[Quotation], all: &mut Vec<Attribution>) {
    let in_unit = by_unit(units, all);
    let mut owner: Vec<Option<usize>> = vec![None; quotations.len()];
    for (n, attribution) in all.iter().enumerate() {
        if attribution.parent.is_some() || attribution.source.is_empty() {
            continue;
        }
        let Some(start) = attribution.content.first().map(|span| span.start) else {
            continue;
        };
        let end = attribution.content.last().map_or(start, |span| span.end);
        let from = quotations.partition_point(|quotation| quotation.outer.end <= start);
        for (k, quotation) in
            quotations.iter().enumerate().skip(from).take_while(|(_, q)| q.outer.start < end)
        {
            if attribution.content.iter().any(|span| span.overlaps(quotation.outer)) && owner[k].is_none() {
                owner[k] = Some(n);
            }
        }
    }
    let mut previous: Option<(usize, usize)> = None;
    for (unit, framed) in units.iter().zip(in_unit) {
        if !framed.is_empty() {
            // Whoever speaks last here may speak on.
            let speaker = (framed.into_iter())
                .filter(|k| {
                    all[*k].parent.is_none()
                        && all[*k].quote != QuoteKind::Indirect
                        && !all[*k].source.is_empty()
                })
                .max_by_key(|k| all[*k].content.last().map_or(0, |span| span.end));
            previous = speaker.map(|speaker| (speaker, unit.paragraph));
            continue;
        }
        let opening = unit.tokens.iter().find(|token| {
            token.is_quote() || token.kind == Kind::Word && !token.flags.any(COORDINATOR.or(ADVERB))
        });
        let Some(Kind::Quote(quote)) = opening.map(|token| token.kind) else {
            previous = None;
            continue;
        };
        // A quotation that is the whole unit, not a title at the head of a sentence.
        let words = unit.tokens.iter().filter(|token| token.is_word()).count();
        let continued = quotations[quote].continues.and_then(|k| owner.get(k).copied().flatten());
        // Who has just spoken speaks on, in the same paragraph or in one that is nothing but speech.
        let alone = unit.tokens.iter().all(Token::is_quote);
        let speaker = continued.or_else(|| {
            previous
                .filter(|(_, paragraph)| {
                    *paragraph == unit.paragraph || alone && *paragraph + 1 == unit.paragraph
                })
                .map(|(speaker, _)| speaker)
        });
        let Some(speaker) = speaker.filter(|_| words <= 2 && !quotations[quote].scare) else {
            previous = None;
            continue;
        };
        let spans: Vec<_> =
            unit.tokens.iter().filter(|token| token.is_quote()).map(|token| token.span).collect();
        for token in &unit.tokens {
            if let Kind::Quote(k) = token.kind {
                owner[k] = Some(speaker);
            }
        }
        let here = previous.is_some_and(|(_, paragraph)| paragraph == unit.paragraph);
        if continued.is_none() && here && all[speaker].quote == QuoteKind::Direct {
            all[speaker].content.extend(spans);
        } else {
            all.push(Attribution {
                source: all[speaker].source.clone(),
                content: spans,
                quote: QuoteKind::Direct,
                carries_on: Some(speaker),
                found_by: "continuation",
                ..Attribution::default()
            });
        }
        previous = Some((speaker, unit.paragraph));
    }
}

/// For each unit the attributions that it has a part of, by their cue or content.
fn by_unit(units: &[Unit], all: &[Attribution]) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); units.len()];
    for (index, attribution) in all.iter().enumerate() {
        for span in attribution.cue.iter().chain(&attribution.content) {
            let first = units.partition_point(|unit| unit.span.end <= span.start);
            for (unit, inside) in units.iter().zip(&mut found).skip(first) {
                if unit.span.start >= span.end {
                    break;
                }
                if inside.last() != Some(&index) {
                    inside.push(index);
                }
            }
        }
    }
    found
}
