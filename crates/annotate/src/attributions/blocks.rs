//! Quotations that are set as paragraphs of their own, below the words that announce them: "The mayor wrote:" and then a letter,
//! with or without quotation marks.

use super::contents;
use super::spots::Spots;
use super::stream::{Kind, Token, Unit};
use super::vocabulary::Vocabulary;
use crate::tagger::Tagged;
use headwater_text::{Annotations, Attribution, Document, QuoteKind, Span};

/// Announced paragraphs. Who announces them is read by the rules, else taken from what the model `tagged`; `framed` are the
/// attributions known so far, with frames of their own. Parents are indices into the result.
pub(super) fn find(
    document: &Document,
    notes: &Annotations,
    units: &[Unit],
    tagged: &[Tagged],
    framed: &[Attribution],
    vocabulary: &Vocabulary,
) -> Vec<Attribution> {
    let text = document.text.as_str();
    let attributed: Spots = (framed.iter().enumerate())
        .flat_map(|(index, one)| one.content.iter().map(move |piece| (*piece, index)))
        .collect();
    let mut found: Vec<Attribution> = Vec::new();
    for (unit, below) in units.iter().zip(units.iter().skip(1)) {
        if below.paragraph != unit.paragraph + 1 || !announces(unit) {
            continue;
        }
        let block = match below.tokens.first() {
            Some(first) if first.is_quote() => first.span,
            _ => notes.paragraphs[below.paragraph].span,
        };
        // Words with a frame beside them need none above.
        let has_frame = attributed.over(block).any(|(_, index)| {
            let one = &framed[index];
            one.cue.iter().chain(&one.source).any(|frame| !block.contains(*frame))
        });
        if has_frame || super::in_furniture(document, block) {
            continue;
        }
        let by_rule = read(unit, block, vocabulary);
        if !by_rule.is_empty() {
            super::order::append(&mut found, by_rule);
        } else if let Some(tag) = announcing(text, unit, tagged) {
            found.push(Attribution {
                source: tag.source.into_iter().collect(),
                cue: vec![tag.cue],
                content: vec![block],
                quote: QuoteKind::Direct,
                found_by: "model",
                ..Attribution::default()
            });
        }
    }
    found
}

/// Ends in a colon.
fn announces(unit: &Unit) -> bool {
    unit.tokens.last().is_some_and(|token| token.kind == Kind::Colon)
}

/// What the rules make of a unit with the block as its end, as far as the block is its content.
fn read(unit: &Unit, block: Span, vocabulary: &Vocabulary) -> Vec<Attribution> {
    let mut tokens = unit.tokens.clone();
    tokens.push(Token::block(block));
    let whole = Unit { span: unit.span.cover(block), paragraph: unit.paragraph, tokens };
    let mut all = contents::of_unit(&whole, vocabulary);
    let keep: Vec<bool> = all.iter().map(|one| one.content.contains(&block)).collect();
    super::order::retain(&mut all, &keep);
    all
}

/// The model's cue at the end of a unit, with nothing beside it that it could mark.
fn announcing<'a>(text: &str, unit: &Unit, tagged: &'a [Tagged]) -> Option<&'a Tagged> {
    let colon = unit.tokens.last()?.span;
    let behind = tagged.partition_point(|tag| tag.cue.start < colon.end);
    let last = tagged.get(behind.checked_sub(1)?).filter(|last| unit.span.contains(last.cue))?;
    let between = Span::new(last.cue.end.min(colon.start), colon.start).of(text);
    (last.content.is_empty() && between.trim().is_empty()).then_some(last)
}
