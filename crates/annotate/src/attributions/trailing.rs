//! Frames that follow or interrupt their content: "..., she said", "...," said the mayor, "the talks, officials said, were ...".

use super::frames::{Frame, Side};
use super::passive;
use super::recipients::{between, in_aside};
use super::sources::{Place, Subject, noun_phrase, subject};
use super::stream::{Kind, Token, pieces, take_out};
use super::verbs::{Group, finite, group};
use super::vocabulary::*;
use headwater_text::Span;

/// Takes trailing frames out of `tokens`, whose sentence proper begins at `start`.
pub(super) fn take(tokens: &mut Vec<Token>, start: usize, vocabulary: &Vocabulary) -> Vec<Frame> {
    let mut found = Vec::new();
    let mut floor = start;
    let mut k = start;
    while k < tokens.len() {
        let frame = group(tokens, floor, k, vocabulary)
            .filter(|group| group.verb.frames.any(TRAILING.or(QUOTE_BY)) && !group.participle)
            .and_then(|group| {
                normal(tokens, start, floor, &group, vocabulary)
                    .or_else(|| inverted(tokens, start, &group, vocabulary))
            });
        match frame {
            Some((frame, from, to)) => {
                found.push(frame);
                take_out(tokens, from, to);
                floor = from;
                k = from;
            }
            None => k += 1,
        }
    }
    found
}

/// Fewest words that can be a content of their own.
const SHORTEST_CONTENT: usize = 3;

fn has_content(tokens: &[Token], start: usize, end: usize) -> bool {
    let run = tokens.get(start..end).unwrap_or(&[]);
    run.iter().any(Token::is_quote) || run.iter().filter(|token| token.is_word()).count() >= SHORTEST_CONTENT
}

/// "..., she said on Sunday".
fn normal(
    tokens: &[Token],
    start: usize,
    floor: usize,
    group: &Group,
    vocabulary: &Vocabulary,
) -> Option<(Frame, usize, usize)> {
    let who = subject(tokens, floor, group.from, vocabulary)?;
    let from = who.parts.first()?.0.min(who.begin.max(start));
    if from == start && tokens[from].lower == "as" && who.begin == from {
        return as_reported(tokens, from, &who, group, vocabulary);
    }
    let before = tokens.get(from.checked_sub(1).filter(|before| *before >= start)?)?;
    let quoted = before.is_quote();
    if before.kind != Kind::Comma && before.kind != Kind::Dash && !quoted || from <= start {
        return None;
    }
    // "while officials said" is a clause of its own, unless nothing follows it.
    let said = passive::quoted(tokens, group, vocabulary);
    let (next, recipient, cue) = match &said {
        Some(said) => (said.next, None, said.cue.clone()),
        None if group.verb.frames.any(QUOTE_BY) => {
            return quoting(tokens, start, from, &who, group, vocabulary);
        }
        None => {
            let after = between(tokens, group.to, group.verb.frames.any(TELL), vocabulary);
            let told_nobody = |token: &Token| token.is_word() && token.lower != "that";
            if group.verb.frames.any(TELL)
                && !group.passive
                && after.recipient.is_none()
                && tokens.get(group.to).is_some_and(told_nobody)
            {
                return None;
            }
            (after.next, after.recipient, pieces(tokens, group.from, group.to))
        }
    };
    let on = over(tokens, start, from, next, quoted, vocabulary)?;
    if !on && !has_content(tokens, start, from) {
        return None;
    }
    if group.passive && said.is_none() && !who.dummy {
        return None;
    }
    // A clause that only looks like a frame: "When the alarm rang, the guards reported".
    if !quoted && tokens[start].is(SUBORDINATOR) && !tokens[start].capital {
        return None;
    }
    let mut frame = build(tokens, &who, group, from, next, on);
    frame.cue = cue;
    frame.recipient = recipient
        .or_else(|| who.aside.and_then(|(a, b)| in_aside(tokens, a, b)))
        .and_then(|(a, b)| pieces(tokens, a, b).first().copied());
    if let Some(said) = said {
        frame.carrier = said.carrier;
    }
    Some((frame, cut_from(tokens, from), cut_to(tokens, next, on)))
}

/// "As the Herald first reported, ...": the content is all that follows.
fn as_reported(
    tokens: &[Token],
    from: usize,
    who: &Subject,
    group: &Group,
    vocabulary: &Vocabulary,
) -> Option<(Frame, usize, usize)> {
    let next = between(tokens, group.to, group.verb.frames.any(TELL), vocabulary).next;
    tokens.get(next).filter(|token| token.kind == Kind::Comma)?;
    let frame = build(tokens, who, group, from, next, true);
    (!group.passive).then_some((frame, from, next + 1))
}

/// `"...," the Herald quoted her as saying`.
fn quoting(
    tokens: &[Token],
    start: usize,
    from: usize,
    who: &Subject,
    group: &Group,
    vocabulary: &Vocabulary,
) -> Option<(Frame, usize, usize)> {
    const FARTHEST: usize = 40;
    let at = (group.to + 1..tokens.len().min(group.to + FARTHEST)).find(|k| tokens[*k].lower == "as")?;
    let end = passive::as_saying(tokens, at, vocabulary)?;
    let next = between(tokens, end, false, vocabulary).next;
    let quoted = from > 0 && tokens[from - 1].is_quote();
    let on = over(tokens, start, from, next, quoted, vocabulary)?;
    let mut frame = build(tokens, who, group, from, next, on);
    let outlet = Span::hull(&frame.source);
    frame.carrier = outlet.zip(frame.cue.first().copied());
    frame.source = pieces(tokens, group.to, at);
    frame.cue = pieces(tokens, at, end);
    Some((frame, cut_from(tokens, from), cut_to(tokens, next, on)))
}

/// "...," said the mayor.
fn inverted(
    tokens: &[Token],
    start: usize,
    group: &Group,
    vocabulary: &Vocabulary,
) -> Option<(Frame, usize, usize)> {
    let from = group.from;
    let before = tokens.get(from.checked_sub(1).filter(|before| *before >= start)?)?;
    let simple = matches!(group.verb.form, Form::Past | Form::Third)
        && !tokens[from..group.to].iter().any(|t| t.is(AUXILIARY) || t.is(MODAL));
    let quoted = before.is_quote();
    if !simple || before.kind != Kind::Comma && !quoted || !has_content(tokens, start, from) {
        return None;
    }
    let after = between(tokens, group.to, false, vocabulary);
    let first = tokens.get(group.to).filter(|token| token.is_word() && token.lower != "that")?;
    let noun_phrase_opens = first.capital || first.is(DETERMINER) || first.is(SUBJECT);
    if !quoted && !noun_phrase_opens
        || first.is(SUBORDINATOR)
        || first.is(HEARER) && group.verb.frames.any(TELL)
    {
        return None;
    }
    let end = noun_phrase(tokens, group.to, Place::Trailing, vocabulary);
    if end == group.to || after.next > group.to {
        return None;
    }
    let after = between(tokens, end, false, vocabulary);
    let on = over(tokens, start, from, after.next, quoted, vocabulary)?;
    // "Ana Ruiz, the mayor, said the rally drew thousands" is no "..., said the rally": a clause must stand before the verb, none
    // behind it.
    let verb = |from: usize, to: usize| tokens[from..to].iter().any(|token| finite(token, vocabulary));
    let clause_behind = verb(group.to, end) && !tokens[group.to..end].iter().any(|token| token.is(RELATIVE))
        || on && tokens.get(after.next + 1).is_some_and(|token| finite(token, vocabulary));
    if !quoted && (clause_behind || !verb(start, from)) {
        return None;
    }
    let who = Subject { parts: vec![(group.to, end)], begin: from, ..Subject::default() };
    let mut frame = build(tokens, &who, group, from, after.next, on);
    frame.recipient = after.recipient.and_then(|(a, b)| pieces(tokens, a, b).first().copied());
    Some((frame, cut_from(tokens, from), cut_to(tokens, after.next, on)))
}

/// Whether the frame can end at `next`, and if so whether its content goes on behind it.
fn over(
    tokens: &[Token],
    start: usize,
    from: usize,
    next: usize,
    quoted: bool,
    vocabulary: &Vocabulary,
) -> Option<bool> {
    let Some(token) = tokens.get(next) else {
        return Some(false);
    };
    let behind = tokens.get(next + 1);
    let resumes_quote = behind.is_some_and(Token::is_quote);
    match token.kind {
        Kind::Stop | Kind::Semicolon | Kind::Close => Some(false),
        Kind::Colon => (quoted && resumes_quote).then_some(true),
        Kind::Comma | Kind::Dash => {
            // "In Paris, the minister said, "..."" has its content behind it alone.
            let adverbial = tokens[start].is(PREPOSITION) || tokens[start].is(ADVERB);
            if !quoted && resumes_quote && adverbial {
                return None;
            }
            if quoted {
                return Some(resumes_quote);
            }
            let another =
                behind.is_some_and(|b| b.lower.ends_with("ing") && !vocabulary.verbs(&b.lower).is_empty());
            Some(!another)
        }
        Kind::Quote(_) if quoted => Some(true),
        _ if token.after_gap => Some(!quoted),
        // `"...," she said as she left` and `"...," she said in a room full of people`.
        _ if quoted && from > 0 && tokens[from - 1].is_quote() && tokens[from - 1].closed => {
            (token.lower != "that" && !(token.is(SUBORDINATOR) && finite(&tokens[next], vocabulary)))
                .then_some(false)
        }
        _ => None,
    }
}

fn build(tokens: &[Token], who: &Subject, group: &Group, from: usize, next: usize, on: bool) -> Frame {
    let mut frame = Frame::new(
        if on { "interrupting" } else { "trailing" },
        Side::Around { on },
        tokens[from].span.start,
        tokens[next.min(tokens.len()) - 1].span.end,
    );
    if !(who.dummy && group.passive) {
        frame.source = who.parts.iter().flat_map(|(a, b)| pieces(tokens, *a, *b)).collect();
    }
    frame.cue = pieces(tokens, group.from, group.to);
    frame.polarity = group.verb.polarity;
    frame.hedge = group
        .seeming
        .map(|k| tokens[k].span)
        .or_else(|| (group.passive && group.verb.hedges).then(|| frame.cue.first().copied()).flatten());
    frame
}

/// From the comma before the frame on.
fn cut_from(tokens: &[Token], from: usize) -> usize {
    match from.checked_sub(1).map(|before| tokens[before].kind) {
        Some(Kind::Comma | Kind::Dash) => from - 1,
        _ => from,
    }
}

/// To the comma behind it, which goes with it where the content goes on.
fn cut_to(tokens: &[Token], next: usize, on: bool) -> usize {
    let comma = tokens.get(next).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Dash));
    let beside = tokens.get(next + 1).is_some_and(|token| token.is(CONTRAST));
    next + usize::from(on && comma && !beside)
}
