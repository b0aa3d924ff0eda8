//! A quotation and its frame where they are sentences of their own: `"It is over." The mayor continues, "We lost."`

use super::stream::{Kind, Token, Unit};
use super::verbs::group;
use super::vocabulary::{RESUMES, TRAILING, Vocabulary};

/// More words than this are no speaker with a verb.
const LONGEST_FRAME: usize = 10;

/// Joins each unit that is one whole quotation to the unit behind it, where that is a bare frame or resumes the speech.
pub(super) fn rejoin(units: Vec<Unit>, vocabulary: &Vocabulary) -> Vec<Unit> {
    let mut joined: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        match joined.last_mut() {
            Some(speech)
                if speech.paragraph == unit.paragraph
                    && is_speech(&speech.tokens)
                    && frames(&unit.tokens, vocabulary) =>
            {
                speech.span = speech.span.cover(unit.span);
                speech.tokens.extend(unit.tokens);
            }
            _ => joined.push(unit),
        }
    }
    joined
}

/// One quotation that ends with a mark of its own.
fn is_speech(tokens: &[Token]) -> bool {
    matches!(tokens, [quote] if quote.is_quote() && quote.closed)
}

/// "The mayor continues." or `The mayor continues, "..."`.
fn frames(tokens: &[Token], vocabulary: &Vocabulary) -> bool {
    let Some(verb) = (1..tokens.len().min(LONGEST_FRAME))
        .take_while(|k| tokens[k - 1].is_word())
        .find_map(|k| group(tokens, 0, k, vocabulary))
        .filter(|group| !group.passive && !group.participle && group.from > 0)
    else {
        return false;
    };
    let rest = &tokens[verb.to..];
    match rest {
        [] => verb.verb.frames.any(TRAILING),
        [stop] if stop.kind == Kind::Stop => verb.verb.frames.any(TRAILING),
        [mark, quote, ..] if matches!(mark.kind, Kind::Comma | Kind::Colon) => {
            quote.is_quote() && verb.verb.frames.any(RESUMES)
        }
        _ => false,
    }
}
