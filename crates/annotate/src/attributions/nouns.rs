//! Nouns that carry a content clause: "the ministry's claim that", "reports that".

use super::frames::{Frame, Side};
use super::sources::{Place, noun_phrase};
use super::stream::{Kind, Token, pieces};
use super::vocabulary::*;
use headwater_text::Polarity;

/// Frames of nouns in `tokens`. Nouns that a verb of denial governs are passed over: the denial is the attribution.
pub(super) fn find(tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Frame> {
    let mut found = Vec::new();
    for (k, token) in tokens.iter().enumerate() {
        let Some(noun) = vocabulary.noun(&token.lower) else {
            continue;
        };
        let previous = k.checked_sub(1).map(|p| &tokens[p]);
        // "Reuben News" is a name.
        if token.capital && previous.is_some_and(Token::is_word) {
            continue;
        }
        if denied(tokens, k, vocabulary) || previous.is_some_and(|p| p.is(SUBJECT) || p.is(MODAL)) {
            continue;
        }
        let mut that = k + 1;
        let mut source = Vec::new();
        if tokens.get(that).is_some_and(|t| matches!(t.lower.as_str(), "by" | "from")) {
            let end = noun_phrase(tokens, that + 1, Place::Trailing, vocabulary);
            source = pieces(tokens, that + 1, end);
            that = end;
        }
        if tokens.get(that).is_none_or(|t| t.lower != "that") {
            continue;
        }
        let mut cue = k;
        if let Some(owner) =
            previous.filter(|p| p.is(POSSESSIVE) || p.lower.ends_with("'s") || p.lower.ends_with("s'"))
        {
            let mut start = k - 1;
            while !owner.is(POSSESSIVE)
                && start > 0
                && tokens[start - 1].is_word()
                && (tokens[start - 1].capital && owner.capital || tokens[start - 1].is(DETERMINER))
            {
                start -= 1;
            }
            source = pieces(tokens, start, k);
            cue = k;
        }
        let mut frame = Frame::new("noun", Side::Behind, tokens[cue].span.start, tokens[that].span.start);
        frame.cue = pieces(tokens, cue, k + 1);
        frame.source = source;
        frame.polarity = if noun.denied { Polarity::Denied } else { Polarity::Affirmed };
        frame.hedge = noun.hedged.then_some(token.span);
        found.push(frame);
    }
    found
}

/// Whether a verb of denial stands before the noun: "rejected the reports that".
fn denied(tokens: &[Token], noun: usize, vocabulary: &Vocabulary) -> bool {
    tokens[..noun]
        .iter()
        .rev()
        .take(6)
        .take_while(|token| token.kind == Kind::Word || token.is_quote())
        .any(|token| vocabulary.verbs(&token.lower).iter().any(|verb| verb.polarity == Polarity::Denied))
}
