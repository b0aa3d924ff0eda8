//! Sources named without a verb: "according to", "citing", "as first reported by", "via".

use super::frames::{Frame, Side};
use super::passive;
use super::sources::{Place, noun_phrase, starts_occasion};
use super::stream::{Kind, Token, pieces, take_out};
use super::vocabulary::{Citing, Level, Vocabulary};

/// Takes citing phrases out of `tokens` and gives their frames, with their level.
pub(super) fn take(tokens: &mut Vec<Token>, vocabulary: &Vocabulary) -> Vec<(Frame, Level)> {
    let mut found = Vec::new();
    let mut k = 0;
    while k < tokens.len() {
        let Some(phrase) =
            vocabulary.citing(&tokens[k].lower).iter().find(|phrase| stands(tokens, k, phrase))
        else {
            k += 1;
            continue;
        };
        let (level, words) = (phrase.level, phrase.words.len());
        let before = k.checked_sub(1).map(|p| tokens[p].kind);
        let leading = before.is_none_or(|kind| kind == Kind::Dash);
        let from = k + words;
        let place = if leading { Place::Leading } else { Place::Trailing };
        let end = noun_phrase(tokens, from, place, vocabulary);
        // "citing the mayor as saying that ..." has a content of its own.
        if end == from || words == 1 && passive::as_saying(tokens, end, vocabulary).is_some() {
            k += 1;
            continue;
        }
        let mut end = end;
        // "per cent", "via Rome to Ankara": a road or a rate, no outlet.
        let named = tokens[from..end].iter().any(|token| token.capital)
            || tokens[from].flags.any(super::vocabulary::DETERMINER);
        if level == Level::Relay && !named {
            k += 1;
            continue;
        }
        let via = (level == Level::Above)
            .then(|| {
                (from + 1..end)
                    .find(|v| tokens[*v].lower == "via" && tokens.get(v + 1).is_some_and(|next| next.capital))
            })
            .flatten();
        let mut frame = Frame::new(
            "citing",
            if level == Level::Below { Side::Shared } else { Side::Around { on: true } },
            tokens[k].span.start,
            tokens[end - 1].span.end,
        );
        frame.cue = pieces(tokens, k, from);
        frame.source = pieces(tokens, from, via.unwrap_or(end));
        let mut relay = None;
        if let Some(via) = via {
            let mut outer = frame.clone();
            outer.cue = pieces(tokens, via, via + 1);
            outer.source = pieces(tokens, via + 1, end);
            frame.side = Side::Shared;
            relay = Some(outer);
        }
        // Words of occasion that belong to the phrase: "according to a statement on Sunday".
        while end < tokens.len() && starts_occasion(tokens, end) {
            let mut k = end + 1;
            while tokens.get(k).is_some_and(|token| token.is_word() && k - end < 8) {
                k += 1;
            }
            if tokens.get(k).is_some_and(|token| !token.is_break() && token.kind != Kind::Stop) {
                break;
            }
            end = k;
        }
        let mut start = k;
        if start > 0 && matches!(tokens[start - 1].kind, Kind::Comma | Kind::Open | Kind::Dash) && !leading {
            start -= 1;
        }
        let mut stop = end;
        if tokens.get(stop).is_some_and(|token| matches!(token.kind, Kind::Comma | Kind::Close)) {
            // The comma before another citing phrase or participle stays: it shows where that begins.
            let next = tokens.get(stop + 1);
            let clause = next.is_some_and(|next| {
                vocabulary.cites(tokens, stop + 1)
                    || vocabulary.citing(&next.lower).iter().any(|phrase| phrase.words.len() == 1)
                    || next.lower.ends_with("ing")
                    || next.flags.any(super::vocabulary::CONTRAST)
            });
            if !clause || leading {
                stop += 1;
            }
        }
        take_out(tokens, start, stop);
        match relay {
            Some(outer) => {
                found.push((outer, Level::Relay));
                found.push((frame, Level::Below));
            }
            None => found.push((frame, level)),
        }
        k = start;
    }
    found
}

fn stands(tokens: &[Token], at: usize, phrase: &Citing) -> bool {
    let words = phrase
        .words
        .iter()
        .enumerate()
        .all(|(n, word)| tokens.get(at + n).is_some_and(|token| token.lower == *word));
    words
        && (!phrase.edge
            || at == 0
            || tokens[at - 1].is_break()
            || tokens[at - 1].is_quote()
            || tokens[at].after_gap
            || phrase.level == Level::Below && phrase.words.len() > 1)
}
