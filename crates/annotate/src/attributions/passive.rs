//! Words of one quoted by another: "was quoted by Radio Ada as saying", "Radio Ada quoted her as saying".

use super::recipients::between;
use super::sources::{Place, noun_phrase};
use super::stream::{Token, pieces};
use super::verbs::Group;
use super::vocabulary::*;
use headwater_text::Span;

/// "was quoted (by X) as saying (by X)".
#[derive(Debug, Clone)]
pub(super) struct Quoted {
    /// First token behind it.
    pub(super) next: usize,
    pub(super) cue: Vec<Span>,
    /// The outlet and the words that name its part: "Radio Ada", "quoted".
    pub(super) carrier: Option<(Span, Span)>,
}

/// Reads `group` as "was quoted as saying"; `None` where it is none.
pub(super) fn quoted(tokens: &[Token], group: &Group, vocabulary: &Vocabulary) -> Option<Quoted> {
    if !group.passive || !group.verb.frames.any(QUOTE_BY) {
        return None;
    }
    let mut next = group.to;
    let mut cue = pieces(tokens, group.from, group.to);
    let mut outlet = None;
    let mut spoken = false;
    loop {
        let before = next;
        let Some(token) = tokens.get(next) else { break };
        if matches!(token.lower.as_str(), "by" | "in") && outlet.is_none() {
            let end = noun_phrase(tokens, next + 1, Place::Trailing, vocabulary);
            if end > next + 1 {
                outlet = pieces(tokens, next + 1, end).first().copied();
                next = end;
            }
        } else if let Some(end) = as_saying(tokens, next, vocabulary).filter(|_| !spoken) {
            spoken = true;
            cue.extend(pieces(tokens, next, end));
            next = end;
        } else {
            let after = between(tokens, next, false, vocabulary);
            next = after.next;
        }
        if next == before {
            break;
        }
    }
    let verb = pieces(tokens, group.to - 1, group.to).first().copied();
    (spoken || outlet.is_some()).then(|| Quoted { next, cue, carrier: outlet.zip(verb) })
}

/// End of "as saying" or "as having told reporters", where it begins at `at`.
pub(super) fn as_saying(tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let mut k = at;
    if tokens.get(k)?.lower == "as" {
        k += 1;
    }
    if tokens.get(k)?.lower == "having" {
        k += 1;
    }
    let verb = vocabulary.verbs(&tokens.get(k)?.lower).first()?;
    let said = k > at && matches!(verb.form, Form::Ing | Form::Past) || verb.form == Form::Ing;
    if !said {
        return None;
    }
    let tell = verb.frames.any(TELL);
    Some(if tell { between(tokens, k + 1, true, vocabulary).next } else { k + 1 })
}
