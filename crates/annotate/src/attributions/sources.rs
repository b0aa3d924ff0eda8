//! Noun phrases that name a source: before a verb, or behind it or a citing phrase.

use super::stream::{Kind, Token};
use super::verbs::finite;
use super::vocabulary::*;

/// The subject of a verb that attributes.
#[derive(Debug, Clone, Default)]
pub(super) struct Subject {
    /// Token ranges of the source, in order; more than one for "the ministry ... which".
    pub(super) parts: Vec<(usize, usize)>,
    /// First token of the frame, with conjunction and leading adverbials.
    pub(super) begin: usize,
    /// A conjunction that sets this frame beside the one before: "while the mayor said".
    pub(super) contrast: bool,
    /// An aside between source and verb that is no part of the source: ", speaking to the Post,".
    pub(super) aside: Option<(usize, usize)>,
    /// "who" or "which", with what it stands for.
    pub(super) relative: bool,
    /// "it" or "there": may stand for nobody.
    pub(super) dummy: bool,
}

/// More words than this are no name with its apposition.
const LONGEST_SOURCE: usize = 45;

/// The subject that ends before `verb`, looking back no further than `floor`.
pub(super) fn subject(
    tokens: &[Token],
    floor: usize,
    verb: usize,
    vocabulary: &Vocabulary,
) -> Option<Subject> {
    let mut low = floor.max(verb.saturating_sub(2 * LONGEST_SOURCE));
    let mut depth = 0usize;
    for k in (low..verb).rev() {
        match tokens[k].kind {
            Kind::Close => depth += 1,
            Kind::Open if depth > 0 => depth -= 1,
            Kind::Open | Kind::Semicolon | Kind::Colon | Kind::Dash if depth == 0 => {
                low = k + 1;
                break;
            }
            Kind::Quote(_) if tokens[k].closed || !between_names(tokens, k) => {
                low = k + 1;
                break;
            }
            _ => {}
        }
    }
    if low >= verb || tokens[verb - 1].is(COORDINATOR) {
        return None;
    }
    let comma = |from: usize, to: usize| (from..to).rev().find(|k| tokens[*k].kind == Kind::Comma);
    let mut aside = None;
    let (from, to, name_end);
    if tokens[verb - 1].kind == Kind::Comma {
        let opening = comma(low, verb - 1)?;
        let mut start = comma(low, opening).map_or(low, |k| k + 1);
        // "Ana Ruiz, 45, a teacher, said".
        if start > low
            && tokens.get(start).is_some_and(|token| token.kind == Kind::Number)
            && opening - start == 1
        {
            start = comma(low, start - 1).map_or(low, |k| k + 1);
        }
        (from, name_end) = (start, opening);
        let first = &tokens[opening + 1];
        let document = seen(&tokens[opening + 1..verb - 1]);
        if first.is(SPEAKING)
            || document
            || first.is(PREPOSITION)
            || first.is(ADVERB)
            || first.lower.ends_with("ing") && !first.capital
        {
            aside = Some((opening + 1, verb - 1));
            to = opening;
        } else {
            to = verb - 1;
        }
    } else {
        from = comma(low, verb).map_or(low, |k| k + 1);
        (to, name_end) = (verb, verb);
    }
    let mut found = Subject { begin: from, aside, ..Subject::default() };
    if from >= name_end {
        return None;
    }
    found.contrast = from > floor && matches!(tokens[from - 1].kind, Kind::Semicolon | Kind::Dash);
    if let Some(conjunction) = comma_conjunction(tokens, from) {
        found.contrast = tokens[conjunction].is(CONTRAST);
    }
    // "who said", "which reported": the source is what the relative stands for.
    let last = &tokens[name_end - 1];
    if last.is(RELATIVE) && last.lower != "whom" && aside.is_none() && to == name_end {
        let relative = (name_end - 1, name_end);
        let end = if name_end - 1 > from { name_end - 1 } else { from.checked_sub(1)? };
        let start = comma(low, end).map_or(low, |k| k + 1);
        if start < end {
            let start = narrow(tokens, start, end, vocabulary, &mut found);
            let start = noun_phrase_back(tokens, start, end, vocabulary);
            if start < end {
                found.parts.push((start, end));
            }
        }
        found.parts.push(relative);
        found.relative = true;
        found.begin = name_end - 1;
        return Some(found);
    }
    let start = narrow(tokens, from, name_end, vocabulary, &mut found);
    let start = if tokens[start..name_end].iter().any(|token| token.is(AUXILIARY) || token.is(MODAL))
        && !tokens[start..name_end].iter().any(|token| token.is(RELATIVE) || token.lower == "that")
    {
        noun_phrase_back(tokens, start, name_end, vocabulary)
    } else {
        start
    };
    let first = tokens.get(start)?;
    if start >= name_end
        || to - start > LONGEST_SOURCE
        || first.is(AUXILIARY)
        || first.is(MODAL)
        || first.is(PREPOSITION)
        || first.is(NEGATION)
        || first.is(SUBORDINATOR) && !first.is(DETERMINER)
        || !first.is_word() && !first.is_quote()
        || first.is(POSSESSIVE) && name_end - start == 1
        // "there have been recent reported plots": what follows an auxiliary is no subject.
        || start > from && tokens[start - 1].is(AUXILIARY)
    {
        return None;
    }
    found.dummy = name_end - start == 1 && matches!(first.lower.as_str(), "it" | "there");
    found.parts.push((start, to));
    Some(found)
}

/// `a copy of which was obtained by ...`: how a document was come by is no part of its name.
fn seen(aside: &[Token]) -> bool {
    aside.iter().skip(1).take(4).any(|token| token.lower == "which" || token.lower == "whom")
}

/// A conjunction that opens the segment, behind a comma.
fn comma_conjunction(tokens: &[Token], from: usize) -> Option<usize> {
    (from > 0
        && matches!(tokens[from - 1].kind, Kind::Comma | Kind::Semicolon | Kind::Dash)
        && tokens[from].is(CONTRAST))
    .then_some(from)
}

/// `Jan "Hawk" Peters`: a nickname, not a statement.
fn between_names(tokens: &[Token], quote: usize) -> bool {
    quote > 0
        && tokens[quote - 1].capital
        && tokens.get(quote + 1).is_some_and(|next| next.kind == Kind::Word && next.capital)
}

/// Start of the subject inside `tokens[from..to]`: behind the last conjunction and behind adverbials that lead.
fn narrow(tokens: &[Token], from: usize, to: usize, vocabulary: &Vocabulary, found: &mut Subject) -> usize {
    let mut start = from;
    for k in (from..to.saturating_sub(1)).rev() {
        let token = &tokens[k];
        let boundary = token.is(SUBORDINATOR) && !relative_that(tokens, from, k, to, vocabulary)
            || token.is(COORDINATOR) && (k == from || tokens[from..k].iter().any(|t| finite(t, vocabulary)));
        if boundary {
            start = k + 1;
            found.begin = k;
            break;
        }
    }
    loop {
        let before = start;
        while start + 1 < to
            && (tokens[start].is(COORDINATOR) || tokens[start].is(ADVERB) || is_time(tokens, start))
            && !tokens[start].is(DETERMINER)
        {
            start += 1;
        }
        if tokens[start].is(TIME_LEAD) && start + 2 < to && tokens[start + 1].is(TIME) {
            start += 2;
        }
        if tokens[start].is(PREPOSITION) {
            start = after_leading_phrase(tokens, start, to);
        }
        if start == before {
            return start;
        }
    }
}

fn is_time(tokens: &[Token], k: usize) -> bool {
    tokens[k].is(TIME)
        && tokens.get(k + 1).is_some_and(|next| next.kind != Kind::Word || !next.capital || next.is(TIME))
}

/// "officials that were there said": a relative inside the subject, as no finite verb stands before it but one after.
fn relative_that(tokens: &[Token], from: usize, k: usize, to: usize, vocabulary: &Vocabulary) -> bool {
    tokens[k].lower == "that"
        && k > from
        && !tokens[from..k].iter().any(|token| finite(token, vocabulary))
        && tokens.get(k + 1).is_some_and(|next| next.is(AUXILIARY) || next.is(MODAL))
        && k + 2 < to
}

/// Behind "In a statement" of "In a statement the ministry said"; `from` where no second noun phrase follows.
fn after_leading_phrase(tokens: &[Token], from: usize, to: usize) -> usize {
    let mut k = from + 1;
    while k < to && tokens[k].is(DETERMINER) {
        k += 1;
    }
    let capital = tokens.get(k).is_some_and(|token| token.capital);
    let time = tokens
        .get(k)
        .is_some_and(|token| token.is(TIME) || token.is(TIME_LEAD) || token.kind == Kind::Number);
    k += 1;
    while k < to {
        let token = &tokens[k];
        let opens = token.is(DETERMINER) && !tokens[k - 1].is(PREPOSITION)
            || token.is(SUBJECT)
            || capital
                && !token.capital
                && token.kind == Kind::Word
                && !token.is(PREPOSITION)
                && !token.is(TIME)
            || (time || !capital)
                && token.capital
                && !token.is(TIME)
                && !tokens[k - 1].is(PREPOSITION)
                && !tokens[k - 1].is(DETERMINER)
            || time
                && !token.is(TIME)
                && !token.is(TIME_LEAD)
                && token.kind == Kind::Word
                && !token.is(PREPOSITION);
        if opens {
            return k;
        }
        k += 1;
    }
    from
}

/// Start of the noun phrase that ends at `to`: back to its article, or to what cannot be part of it.
fn noun_phrase_back(tokens: &[Token], from: usize, to: usize, vocabulary: &Vocabulary) -> usize {
    let mut start = to;
    while start > from {
        let token = &tokens[start - 1];
        if !token.is_word()
            || finite(token, vocabulary)
            || token.is(SUBORDINATOR)
            || token.is(COORDINATOR) && start == to
        {
            break;
        }
        if token.is(PREPOSITION)
            && !matches!(token.lower.as_str(), "of" | "for" | "at" | "in" | "from" | "with")
        {
            break;
        }
        start -= 1;
        if tokens[start].is(SUBJECT) {
            break;
        }
        if tokens[start].is(DETERMINER) && (start == from || !tokens[start - 1].is(PREPOSITION)) {
            break;
        }
    }
    while start < to && (tokens[start].is(PREPOSITION) || tokens[start].is(ADVERB)) {
        start += 1;
    }
    start
}

/// Where a noun phrase behind a verb or citing phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A clause must follow it: "According to the mayor, ...".
    Leading,
    /// Nothing need follow: "..., according to the mayor".
    Trailing,
}

/// End of the noun phrase, with its apposition, that begins at `from`; `from` where none does.
pub(super) fn noun_phrase(tokens: &[Token], from: usize, place: Place, vocabulary: &Vocabulary) -> usize {
    let mut k = from;
    let limit = tokens.len().min(from + LONGEST_SOURCE);
    let first = |k: usize| tokens.get(k);
    if first(k).is_none_or(|token| {
        !token.is_word() && !token.is_quote()
            || token.is(PREPOSITION)
            || token.is(AUXILIARY)
            || token.is(MODAL)
    }) {
        return from;
    }
    let mut relative = false;
    while k < limit {
        let token = &tokens[k];
        if k > from && (token.after_gap || vocabulary.cites(tokens, k)) {
            break;
        }
        match token.kind {
            Kind::Word | Kind::Number => {
                let conjunction = token.is(SUBORDINATOR) && !(token.lower == "that" && k == from)
                    || token.is(COORDINATOR)
                        && tokens.get(k + 1).is_some_and(|next| {
                            next.is(SUBJECT)
                                || finite(next, vocabulary)
                                || !vocabulary.verbs(&next.lower).is_empty() && next.lower.ends_with("ing")
                        });
                let verbal = token.is(AUXILIARY) || token.is(MODAL) || token.is(SUBJECT);
                if token.is(RELATIVE) {
                    relative = true;
                } else if k > from && (conjunction || !relative && (verbal || starts_occasion(tokens, k))) {
                    break;
                }
                k += 1;
            }
            Kind::Quote(_) if between_names(tokens, k) => k += 1,
            Kind::Open => {
                let close = (k..limit.min(k + 12)).find(|c| tokens[*c].kind == Kind::Close);
                match close {
                    Some(close) => k = close + 1,
                    None => break,
                }
            }
            Kind::Stop
                if tokens.get(k + 1).is_some_and(|next| next.is_word() && next.capital)
                    && tokens[k - 1].capital
                    && tokens[k - 1].lower.len() <= 4 =>
            {
                k += 1
            }
            Kind::Comma => match apposition(tokens, k + 1, limit, place, vocabulary) {
                Some(end) => {
                    k = end;
                    break;
                }
                None => break,
            },
            _ => break,
        }
    }
    while k > from && (tokens[k - 1].is(PREPOSITION) || tokens[k - 1].kind == Kind::Comma) {
        k -= 1;
    }
    k
}

/// End of an apposition that begins at `from`, behind a comma; `None` where what follows is none.
fn apposition(
    tokens: &[Token],
    from: usize,
    limit: usize,
    place: Place,
    vocabulary: &Vocabulary,
) -> Option<usize> {
    let first = tokens.get(from).filter(|token| token.lower != "that" && !vocabulary.cites(tokens, from))?;
    let end = (from..limit)
        .find(|k| {
            matches!(
                tokens[*k].kind,
                Kind::Comma | Kind::Semicolon | Kind::Dash | Kind::Colon | Kind::Quote(_)
            ) || tokens[*k].after_gap && *k > from
        })
        .unwrap_or(limit);
    let mut end = end;
    while end > from && tokens[end - 1].kind == Kind::Stop {
        end -= 1;
    }
    let closes = tokens.get(end).is_some_and(|token| token.kind == Kind::Comma);
    if place == Place::Leading && !closes || end == from {
        return None;
    }
    if first.is(RELATIVE) {
        return Some(end);
    }
    let noun = first.is(DETERMINER)
        || first.is(POSSESSIVE)
        || first.capital
        || first.kind == Kind::Number
        || !first
            .flags
            .any(PREPOSITION.or(COORDINATOR).or(SUBORDINATOR).or(ADVERB).or(AUXILIARY).or(MODAL).or(SUBJECT));
    let verbal = tokens[from..end].iter().enumerate().any(|(n, token)| {
        token.is(AUXILIARY)
            || token.is(MODAL)
            || token.is(SUBJECT)
            || n == 0 && (token.lower.ends_with("ing") || finite(token, vocabulary))
    });
    let past = place == Place::Trailing
        || tokens
            .get(end + 1)
            .is_some_and(|next| !next.is(AUXILIARY) && !next.is(MODAL) && !finite(next, vocabulary));
    (noun && !verbal && past && !is_time(tokens, from)).then_some(end)
}

/// Whether words of time or occasion begin at `k`: "on Sunday", "in a statement", "late on Friday".
pub(super) fn starts_occasion(tokens: &[Token], k: usize) -> bool {
    let token = &tokens[k];
    if token.is(TIME)
        && (!token.capital || !tokens.get(k + 1).is_some_and(|next| next.capital && !next.is(TIME)))
        && !tokens[k.saturating_sub(1)].is(DETERMINER)
    {
        return true;
    }
    let ahead = |n: usize| tokens.get(k + n);
    if token.is(TIME_LEAD) {
        return ahead(1).is_some_and(|next| next.is(TIME) || matches!(next.lower.as_str(), "on" | "in"));
    }
    if !token.is(PREPOSITION) || matches!(token.lower.as_str(), "of" | "for") {
        return false;
    }
    (1..=6)
        .map_while(ahead)
        .take_while(|next| next.is_word() && !next.is(PREPOSITION))
        .any(|next| next.is(VENUE) && !next.capital || next.is(TIME))
        || ahead(1).is_some_and(|next| next.kind == Kind::Number && next.lower.len() == 4)
}
