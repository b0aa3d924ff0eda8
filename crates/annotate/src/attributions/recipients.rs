//! Whom a source spoke to, and on what occasion: "told the Post on Sunday", "in an interview with Radio Ada".

use super::sources::{Place, noun_phrase, starts_occasion};
use super::stream::{Kind, Token};
use super::verbs::finite;
use super::vocabulary::*;

/// What stands between a cue and its content.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Between {
    /// First token behind it.
    pub(super) next: usize,
    /// The hearer.
    pub(super) recipient: Option<(usize, usize)>,
}

/// Reads hearer, time and occasion from `from` on; `tell` says that a hearer must come first.
pub(super) fn between(tokens: &[Token], from: usize, tell: bool, vocabulary: &Vocabulary) -> Between {
    let mut found = Between { next: from, recipient: None };
    if tell {
        let end = hearer(tokens, from);
        if end > from {
            found.recipient = Some((from, end));
            found.next = end;
        }
    }
    loop {
        let before = found.next;
        let Some(token) = tokens.get(before) else { break };
        if token.after_gap && before > from {
            break;
        }
        if (token.lower == "to" || token.lower == "with") && found.recipient.is_none() && !tell {
            let end = hearer(tokens, before + 1);
            let infinitive = tokens
                .get(before + 1)
                .is_some_and(|next| vocabulary.verbs(&next.lower).iter().any(|verb| verb.form == Form::Base));
            if end > before + 1 && complete(tokens, end) && token.lower == "to" && !infinitive {
                found.recipient = Some((before + 1, end));
                found.next = end;
            }
        } else if starts_occasion(tokens, before) || token.is(PREPOSITION) && token.lower != "of" {
            let (end, with) = occasion(tokens, before, vocabulary);
            if end > before && (starts_occasion(tokens, before) || complete(tokens, end)) {
                found.next = end;
                found.recipient = found.recipient.or(with);
            }
        } else if token.is(ADVERB) && complete(tokens, before + 1) {
            found.next = before + 1;
        }
        if found.next == before {
            break;
        }
    }
    found
}

/// Whether the frame can be over here: at a mark, a quotation, "that", the end.
fn complete(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(|token| {
        token.is_break()
            || token.is_quote()
            || token.kind == Kind::Stop
            || token.lower == "that"
            || token.after_gap
            || starts_occasion(tokens, at)
    })
}

/// End of the hearer that begins at `from`: "reporters", "the Post", "Radio Ada", "a news conference", "her".
fn hearer(tokens: &[Token], from: usize) -> usize {
    const LONGEST_HEARER: usize = 10;
    let Some(first) = tokens.get(from).filter(|token| token.is_word()) else {
        return from;
    };
    if first.is(SUBORDINATOR) || first.is(PREPOSITION) {
        return from;
    }
    if first.is(HEARER) && tokens.get(from + 1).is_none_or(|next| !next.is(HEARER)) {
        return from + 1;
    }
    let mut k = from;
    if first.is(DETERMINER) || first.is(POSSESSIVE) {
        k += 1;
    }
    let name = tokens.get(k).is_some_and(|token| token.capital);
    while let Some(token) = tokens.get(k) {
        let linked = |word: &str| matches!(word, "of" | "and" | "for");
        // A name is over where small letters begin, unless they say what it is: "the Post newspaper".
        let name_over = name
            && k > from + 1
            && !token.capital
            && tokens[k - 1].capital
            && token.lower != "of"
            && tokens
                .get(k + 1)
                .is_some_and(|next| !next.is_break() && next.lower != "that" && !next.is(PREPOSITION));
        let inside = token.is_word()
            && k - from < LONGEST_HEARER
            && !token.is(SUBORDINATOR)
            && !token.is(SUBJECT)
            && !token.is(AUXILIARY)
            && !token.is(MODAL)
            && (k == from || !token.is(PRONOUN) && (!token.is(DETERMINER) || linked(&tokens[k - 1].lower)))
            && (!token.is(PREPOSITION) || matches!(token.lower.as_str(), "of" | "for"))
            && !starts_occasion(tokens, k)
            && !name_over;
        if !inside || token.after_gap && k > from {
            break;
        }
        k += 1;
        if tokens[k - 1].is(HEARER) {
            break;
        }
    }
    // An article alone is no hearer.
    if k == from + 1 && (first.is(DETERMINER) && !first.is(PRONOUN) || first.is(TIME)) { from } else { k }
}

/// End of "in an interview with the Post", and the hearer that it names.
fn occasion(tokens: &[Token], from: usize, vocabulary: &Vocabulary) -> (usize, Option<(usize, usize)>) {
    const LONGEST_OCCASION: usize = 14;
    let mut k = from + 1;
    let mut recipient = None;
    let mut venue = tokens[from].is(VENUE);
    while let Some(token) = tokens.get(k) {
        if !token.is_word() || k - from >= LONGEST_OCCASION || token.after_gap {
            break;
        }
        let fresh =
            tokens[k - 1].is(PREPOSITION) || tokens[k - 1].is(TIME_LEAD) || tokens[k - 1].is(DETERMINER);
        if token.is(SUBORDINATOR) && !fresh
            || token.is(SUBJECT)
            || token.is(DETERMINER) && !fresh && !token.is(TIME_LEAD)
            || finite(token, vocabulary) && !tokens.get(k + 1).is_some_and(|next| next.is(VENUE))
            || token.is(COORDINATOR)
        {
            break;
        }
        if venue && matches!(token.lower.as_str(), "with" | "to") {
            let end = noun_phrase(tokens, k + 1, Place::Leading, vocabulary).max(hearer(tokens, k + 1));
            if end > k + 1 {
                recipient = Some((k + 1, hearer(tokens, k + 1).max(k + 2).min(end)));
                k = recipient.map_or(end, |(_, e)| e);
                continue;
            }
        }
        // "on Sunday officials had": the time is over where another noun begins.
        if k > from + 1
            && tokens[k - 1].is(TIME)
            && !token.is(TIME)
            && !token.is(PREPOSITION)
            && token.kind != Kind::Number
            && !token.is(VENUE)
        {
            break;
        }
        venue |= token.is(VENUE);
        k += 1;
    }
    (k, recipient)
}

/// The hearer that an aside names: "speaking to the Post", "in an interview with Radio Ada", "in a statement to CPS".
pub(super) fn in_aside(tokens: &[Token], from: usize, to: usize) -> Option<(usize, usize)> {
    let mut spoken = false;
    for k in from..to.min(tokens.len()) {
        let token = &tokens[k];
        if token.kind == Kind::Comma {
            spoken = false;
        }
        if spoken && matches!(token.lower.as_str(), "to" | "with" | "by") {
            let end = hearer(tokens, k + 1).min(to);
            if end > k + 1 {
                return Some((k + 1, end));
            }
        }
        spoken |= token.is(SPEAKING) || token.is(VENUE) && !token.capital;
    }
    None
}
