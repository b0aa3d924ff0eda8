//! Frames that stand before their content: "she said that ...", "told the Post ...", ", adding that ...".

use super::frames::{Frame, Side};
use super::passive;
use super::recipients::{Between, between, in_aside};
use super::sources::{Place, Subject, noun_phrase, starts_occasion, subject};
use super::stream::{Kind, Token, pieces};
use super::verbs::{Group, finite, group};
use super::vocabulary::*;
use headwater_text::{Polarity, Span};

/// Leading frames of `tokens`, whose sentence proper begins at `start`; `before` are the trailing frames of the unit.
pub(super) fn find(tokens: &[Token], start: usize, before: &[Frame], vocabulary: &Vocabulary) -> Vec<Frame> {
    let mut found: Vec<Frame> = Vec::new();
    found.extend(label(tokens, start));
    let mut floor = start;
    let mut earlier = start;
    let mut k = start;
    while k < tokens.len() {
        let Some(group) = group(tokens, floor, k, vocabulary) else {
            k += 1;
            continue;
        };
        let speaker = last_source(&found, before, tokens[group.from].span.start);
        // "The Herald, which first reported the sale, said": the relative stands inside the subject.
        let inside =
            found.last().is_some_and(|frame| frame.relative) && tokens[group.from - 1].kind == Kind::Comma;
        let from = if inside { earlier } else { floor };
        let next = frames(tokens, start, from, &group, speaker, vocabulary);
        match next {
            Some((frames, next)) => {
                found.extend(frames);
                earlier = floor;
                floor = next.max(group.to);
                k = floor;
            }
            None => k = group.to.max(k + 1),
        }
    }
    found
}

/// `Mayor Olsen: "..."`: a name, a colon, a quotation.
fn label(tokens: &[Token], start: usize) -> Option<Frame> {
    const LONGEST_LABEL: usize = 8;
    let colon =
        (start + 1..tokens.len().min(start + LONGEST_LABEL)).find(|k| tokens[*k].kind == Kind::Colon)?;
    let name = tokens[start..colon]
        .iter()
        .all(|token| token.is_word() && (token.capital || token.is(PREPOSITION) || token.is(DETERMINER)));
    let speech = tokens.get(colon + 1).is_some_and(|token| token.is_quote() && token.closed);
    if !name || !speech || !tokens[colon - 1].capital {
        return None;
    }
    let mut frame = Frame::new("label", Side::Behind, tokens[start].span.start, tokens[colon + 1].span.start);
    frame.source = pieces(tokens, start, colon);
    frame.cue = vec![tokens[colon].span];
    Some(frame)
}

/// Who spoke last before a verb without a subject.
struct Speaker {
    source: Vec<Span>,
    /// In a leading frame, whose content is still open.
    leading: bool,
    /// In a participle: ", describing it as a triumph,".
    participle: bool,
}

/// Source of the frame that stands last before `offset`.
fn last_source(found: &[Frame], before: &[Frame], offset: usize) -> Option<Speaker> {
    found
        .iter()
        .chain(before)
        .filter(|frame| frame.begin < offset && !frame.source.is_empty() && frame.found_by != "quoting")
        .max_by_key(|frame| frame.begin)
        .map(|frame| Speaker {
            source: frame.source.clone(),
            leading: frame.side == Side::Behind,
            participle: frame.found_by == "participle",
        })
}

fn frames(
    tokens: &[Token],
    start: usize,
    floor: usize,
    group: &Group,
    speaker: Option<Speaker>,
    vocabulary: &Vocabulary,
) -> Option<(Vec<Frame>, usize)> {
    let who = if group.participle { None } else { subject(tokens, floor, group.from, vocabulary) };
    if group.passive {
        return in_passive(tokens, group, &who?, vocabulary);
    }
    if let Some(who) = &who
        && group.verb.frames.any(QUOTE_BY)
        && let Some((mut frames, next)) = quoting(tokens, group, vocabulary)
    {
        frames[0].source = who.parts.iter().flat_map(|(a, b)| pieces(tokens, *a, *b)).collect();
        frames[0].begin = tokens[who.begin.min(group.from)].span.start;
        frames[0].beside = who.contrast;
        return Some((frames, next));
    }
    // ", quoting the mayor as saying that ...": who quotes is who spoke last.
    if group.participle
        && group.verb.frames.any(QUOTE_BY)
        && let Some((mut frames, next)) = quoting(tokens, group, vocabulary)
    {
        let (begin, source) = shared(tokens, start, floor, group, speaker, vocabulary)?;
        frames[0].source = source;
        frames[0].begin = begin;
        frames[0].beside = true;
        return Some((frames, next));
    }
    let after = between(tokens, group.to, group.verb.frames.any(TELL), vocabulary);
    let next = content(tokens, group, after, vocabulary)?;
    let mut frame = build(tokens, group, group.from, next);
    frame.recipient = after.recipient.and_then(|(a, b)| pieces(tokens, a, b).first().copied());
    match who {
        Some(who) => {
            frame.source = who.parts.iter().flat_map(|(a, b)| pieces(tokens, *a, *b)).collect();
            frame.begin = tokens[who.begin.min(group.from)].span.start;
            frame.beside = who.contrast;
            frame.relative = who.relative;
            let aside = who.aside.and_then(|(a, b)| in_aside(tokens, a, b));
            let opening = || in_aside(tokens, start, who.begin).filter(|_| floor == start);
            frame.recipient = frame
                .recipient
                .or_else(|| aside.or_else(opening).and_then(|(a, b)| pieces(tokens, a, b).first().copied()));
        }
        None => {
            let (begin, source) = shared(tokens, start, floor, group, speaker, vocabulary)?;
            frame.begin = begin;
            frame.source = source;
            frame.beside = true;
            frame.found_by = if group.participle { "participle" } else { "coordinated" };
        }
    }
    Some((vec![frame], next))
}

/// A verb without a subject of its own: ", adding that", "and said that", "but cautioned that". Gives where the frame begins and
/// the source that it shares.
fn shared(
    tokens: &[Token],
    start: usize,
    floor: usize,
    group: &Group,
    speaker: Option<Speaker>,
    vocabulary: &Vocabulary,
) -> Option<(usize, Vec<Span>)> {
    let mut from = group.from;
    let previous = &tokens[from.checked_sub(1).filter(|p| *p >= start)?];
    let joined = previous.is(COORDINATOR) && !group.participle
        || group.participle
            && (previous.kind == Kind::Comma
                || tokens[from].after_gap
                || previous.is_quote()
                || matches!(previous.lower.as_str(), "by" | "while" | "and" | "before" | "after"));
    // "the chair, describing the vote as fair, said": the participle was an aside.
    let aside = previous.kind == Kind::Comma
        && !group.participle
        && speaker.as_ref().is_some_and(|speaker| speaker.participle);
    if !joined && !aside {
        return None;
    }
    // "said he respects her and calls her wise" is one content; "said ... and added that ..." are two.
    let comma = from >= 2 && tokens[from - 2].kind == Kind::Comma;
    let clause = tokens
        .get(group.to)
        .is_some_and(|next| next.lower == "that" || next.is_quote() || next.kind == Kind::Colon);
    if joined
        && !group.participle
        && !comma
        && !clause
        && speaker.as_ref().is_some_and(|speaker| speaker.leading)
    {
        return None;
    }
    if previous.is_word() && from > floor {
        from -= 1;
    }
    if from > floor && tokens[from - 1].kind == Kind::Comma {
        from -= 1;
    }
    let source = speaker.map(|speaker| speaker.source).or_else(|| {
        let mut first = start;
        while tokens.get(first).is_some_and(|t| t.is(COORDINATOR) || t.is(ADVERB) || t.kind == Kind::Comma) {
            first += 1;
        }
        if tokens.get(first)?.is(PREPOSITION) || tokens.get(first)?.is(SUBORDINATOR) {
            first = (first..from).find(|k| tokens[*k].kind == Kind::Comma)? + 1;
        }
        let mut end = noun_phrase(tokens, first, Place::Leading, vocabulary).min(from);
        if let Some(verb) = (first + 1..end).find(|k| finite(&tokens[*k], vocabulary)) {
            end = verb;
        }
        let source = pieces(tokens, first, end);
        (!source.is_empty()).then_some(source)
    })?;
    Some((tokens[from].span.start, source))
}

fn build(tokens: &[Token], group: &Group, from: usize, next: usize) -> Frame {
    let mut frame = Frame::new(
        "leading",
        Side::Behind,
        tokens[from].span.start,
        tokens.get(next).map_or(tokens[tokens.len() - 1].span.end, |token| token.span.start),
    );
    frame.cue = pieces(tokens, group.from, group.to);
    frame.polarity = group.verb.polarity;
    frame.hedge = group.seeming.map(|k| tokens[k].span);
    frame.caution = group.verb.frames.any(CAUTION);
    frame
}

/// First token of the content behind a cue, if what follows can be its content.
fn content(tokens: &[Token], group: &Group, after: Between, vocabulary: &Vocabulary) -> Option<usize> {
    let frames = group.verb.frames;
    let told_nobody = |token: &Token| {
        !token.is_break() && !token.is_quote() && token.lower != "that" && token.lower != "to"
    };
    if frames.any(TELL) && after.recipient.is_none() && tokens.get(group.to).is_none_or(told_nobody) {
        return None;
    }
    let mut next = after.next;
    let mark = tokens.get(next)?.is_break();
    if mark {
        if !matches!(tokens[next].kind, Kind::Comma | Kind::Colon | Kind::Dash) {
            return None;
        }
        let colon = tokens[next].kind == Kind::Colon;
        next += 1;
        let behind = tokens.get(next)?;
        if !(behind.is_quote() || behind.lower == "that" || colon && frames.any(BARE.or(CLAUSE).or(TELL))) {
            return None;
        }
        return Some(next);
    }
    let token = &tokens[next];
    if token.is_quote() {
        return Some(next);
    }
    if token.kind == Kind::Stop {
        return None;
    }
    match token.lower.as_str() {
        // `dismissed as "baseless" the claim that`.
        "as" if group.verb.polarity == Polarity::Denied
            && tokens.get(next + 1).is_some_and(Token::is_quote) =>
        {
            return Some(next + 2).filter(|next| *next < tokens.len());
        }
        "that" | "whether" | "how" | "why" | "what" => return Some(next),
        "if" | "who" | "when" | "where" if frames.any(ASK) => return Some(next),
        "to" => return frames.any(INFINITIVE.or(TELL).or(ASK)).then_some(next),
        "about" | "of" | "on" => {
            return (frames.any(ASK) || frames.any(NOUN_PHRASE) && token.lower == "of").then_some(next);
        }
        _ => {}
    }
    let told = frames.any(TELL) && after.recipient.is_some();
    if frames.any(CLAUSE) && !frames.any(NOUN_PHRASE.or(BARE)) || frames.any(TELL) && !told {
        return None;
    }
    if !frames.any(BARE.or(NOUN_PHRASE)) {
        return None;
    }
    // "the exchange described reflects a shift": the verb is still to come, the cue only says which exchange.
    let reduced = group.verb.form == Form::Past
        && group.to - group.from == 1
        && frames.any(NOUN_PHRASE)
        && token.kind == Kind::Word
        && !token.capital
        && token.lower.ends_with('s')
        && !token.is(DETERMINER.or(POSSESSIVE))
        && vocabulary.noun(&token.lower).is_none()
        && tokens.get(next + 1).is_some_and(|behind| behind.is(DETERMINER) && behind.lower != "that");
    // "groups labelled extremist by several states": a participle in the passive.
    let by = frames.any(NOUN_PHRASE)
        && !frames.any(BARE)
        && group.to - group.from == 1
        && group.verb.form == Form::Past
        && tokens[next..].iter().take(3).take_while(|token| token.is_word()).any(|token| token.lower == "by");
    if reduced || by || frames.any(ACT) && counted(tokens, next, vocabulary) {
        return None;
    }
    let blocked = token.is(AUXILIARY)
        || token.is(MODAL)
        || matches!(token.lower.as_str(), "by" | "so" | "no" | "as" | "goodbye" | "hello" | "than")
            && token.lower != "no"
        || token.is(PREPOSITION)
            && !(frames.any(BARE)
                && matches!(
                    token.lower.as_str(),
                    "about"
                        | "over"
                        | "around"
                        | "at"
                        | "in"
                        | "on"
                        | "under"
                        | "between"
                        | "after"
                        | "during"
                        | "since"
                        | "before"
                        | "despite"
                        | "following"
                        | "without"
                        | "within"
                        | "among"
                        | "like"
                        | "from"
                ))
        || token.is(COORDINATOR) && token.lower != "both";
    (!blocked).then_some(next)
}

/// Whether a number of things begins at `from` and no clause: "claimed 19 lives", "asked five times for pumps".
fn counted(tokens: &[Token], from: usize, vocabulary: &Vocabulary) -> bool {
    let first = &tokens[from];
    if first.kind != Kind::Number && !first.is(QUANTITY) {
        return false;
    }
    let ends = |k: &usize| {
        let (token, next) = (&tokens[*k], tokens.get(k + 1));
        token.is_break()
            || token.is(RELATIVE)
            || token.is(SUBORDINATOR)
            || token.is(COORDINATOR) && next.is_some_and(|next| finite(next, vocabulary))
    };
    let end = (from + 1..tokens.len()).find(ends).unwrap_or(tokens.len());
    // "51 patients injured by the blast": a participle, no verb of theirs.
    let verb =
        |k: usize| finite(&tokens[k], vocabulary) && tokens.get(k + 1).is_none_or(|next| next.lower != "by");
    !(from + 1..end).any(verb)
}

/// "It was reported that", "is believed to", "was quoted as saying", "was announced by", "were told that".
fn in_passive(
    tokens: &[Token],
    group: &Group,
    who: &Subject,
    vocabulary: &Vocabulary,
) -> Option<(Vec<Frame>, usize)> {
    let subject: Vec<Span> = who.parts.iter().flat_map(|(a, b)| pieces(tokens, *a, *b)).collect();
    let begin = tokens[who.begin.min(group.from)].span.start;
    if let Some(said) = passive::quoted(tokens, group, vocabulary) {
        let mut next = said.next;
        while tokens.get(next).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Colon)) {
            next += 1;
        }
        tokens.get(next).filter(|token| token.kind != Kind::Stop)?;
        let mut frame = build(tokens, group, group.from, next);
        frame.cue = said.cue;
        frame.source = subject;
        frame.begin = begin;
        frame.beside = who.contrast;
        frame.carrier = said.carrier;
        return Some((vec![frame], next));
    }
    let frames = group.verb.frames;
    let after = between(tokens, group.to, false, vocabulary);
    let mut next = after.next;
    let token = tokens.get(next)?;
    let mut frame = build(tokens, group, group.from, next);
    frame.begin = begin;
    frame.beside = who.contrast;
    if token.lower == "by" || tokens.get(group.to).is_some_and(|token| token.lower == "by") {
        let by = if token.lower == "by" { next } else { group.to };
        let end = noun_phrase(tokens, by + 1, Place::Trailing, vocabulary);
        if end == by + 1 || !frames.any(BARE) {
            return None;
        }
        frame.source = pieces(tokens, by + 1, end);
        next = between(tokens, end, false, vocabulary).next;
        frame.end = tokens.get(next).map_or(tokens[end - 1].span.end, |token| token.span.start);
        if who.dummy && tokens.get(next).is_some_and(|token| token.lower == "that") {
            return Some((vec![frame], next));
        }
        // Whoever "was told by the mayor" heard it and is no part of it.
        if !frames.any(TELL) {
            frame.early = subject;
        }
        return Some((vec![frame], next));
    }
    if frames.any(QUOTE_BY) || !frames.any(BARE.or(TELL).or(ASK).or(CLAUSE)) {
        return None;
    }
    // "The ministry was warned that ...": that it was warned is what the text tells; who warned it is not attributed.
    if frames.any(TELL) && !who.dummy {
        return None;
    }
    frame.hedge = frame.hedge.or_else(|| group.verb.hedges.then(|| frame.cue.first().copied()).flatten());
    match token.lower.as_str() {
        "that" | "whether" => Some((vec![frame], next)),
        "to" if !who.dummy && !frames.any(ASK) => {
            frame.early = subject;
            // "is said to" hedges, "is expected to" tells of a plan.
            if !frames.any(INFINITIVE) {
                frame.hedge = frame.hedge.or_else(|| frame.cue.first().copied());
            }
            Some((vec![frame], next))
        }
        _ if who.dummy && frames.any(BARE) && token.kind == Kind::Word && !token.is(PREPOSITION) => {
            Some((vec![frame], next))
        }
        _ => None,
    }
}

/// "Radio Ada quoted the mayor as saying that ...": two frames, the second inside the content of the first, which has no
/// source yet.
fn quoting(tokens: &[Token], group: &Group, vocabulary: &Vocabulary) -> Option<(Vec<Frame>, usize)> {
    const FARTHEST: usize = 40;
    let from = group.to;
    let (at, end) = (from + 1..tokens.len().min(from + FARTHEST))
        .filter(|k| tokens[*k].lower == "as" || tokens[*k].lower == "saying" || tokens[*k].lower == "telling")
        .find_map(|k| passive::as_saying(tokens, k, vocabulary).map(|end| (k, end)))?;
    let mut next = between(tokens, end, false, vocabulary).next;
    while tokens.get(next).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Colon)) {
        next += 1;
    }
    tokens.get(next).filter(|token| token.kind != Kind::Stop)?;
    let mut outer = build(tokens, group, group.from, from);
    outer.found_by = "quoting";
    let mut inner = build(tokens, group, from, next);
    let source = (from + 1..at).find(|k| starts_occasion(tokens, *k)).unwrap_or(at);
    inner.source = pieces(tokens, from, source);
    inner.cue = pieces(tokens, at, end);
    inner.begin = tokens[from].span.start;
    Some((vec![outer, inner], next))
}
