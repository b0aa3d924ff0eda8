//! Verb groups: "had also denied", "was quoted", "declined to say".

use super::stream::{Kind, Token};
use super::vocabulary::*;

/// A verb that attributes with the auxiliaries, adverbs and particles around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// First token of the group.
    pub(super) from: usize,
    /// One past its last token.
    pub(super) to: usize,
    pub(super) verb: Verb,
    /// "was told", "is believed".
    pub(super) passive: bool,
    /// "adding", without "is" or "was".
    pub(super) participle: bool,
    /// "appeared to", where it hedges the verb: index of that token.
    pub(super) seeming: Option<usize>,
}

/// Whether what follows a -s or base form makes it a verb: what opens a content, or the end of a trailing frame.
fn opens_clause(token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        token.is_quote()
            || token.kind == Kind::Colon
            || matches!(token.kind, Kind::Comma | Kind::Stop)
            || matches!(token.lower.as_str(), "that" | "whether" | "how" | "why" | "what" | "to")
    })
}

/// The verb group whose head is `tokens[head]`, looking back no further than `floor`.
pub(super) fn group(tokens: &[Token], floor: usize, head: usize, vocabulary: &Vocabulary) -> Option<Group> {
    let token = tokens.get(head)?;
    if token.kind != Kind::Word || token.after_gap && head == floor && head > 0 && token.capital {
        return None;
    }
    let verb = *vocabulary.verbs(&token.lower).iter().find(|verb| {
        verb.particle
            .split(' ')
            .filter(|part| !part.is_empty())
            .enumerate()
            .all(|(n, part)| tokens.get(head + 1 + n).is_some_and(|next| next.lower == part))
    })?;
    let mut to = head + 1 + verb.particle.split(' ').filter(|part| !part.is_empty()).count();
    let mut from = head;
    // "went on to say": the verb of saying is still to come.
    if tokens.get(to).is_some_and(|t| t.lower == "to")
        && tokens
            .get(to + 1)
            .is_some_and(|t| vocabulary.verbs(&t.lower).iter().any(|verb| verb.form == Form::Base))
        && (verb.frames.any(TRAILING.or(INFINITIVE)) && token.is(CONTROL)
            || verb.frames.any(TRAILING) && !verb.frames.any(BARE))
    {
        return None;
    }
    let (mut be, mut auxiliary, mut infinitive) = (false, false, false);
    let mut seeming = None;
    while from > floor {
        let previous = &tokens[from - 1];
        if tokens[from].after_gap {
            break;
        }
        if previous.is(AUXILIARY) || previous.is(MODAL) {
            be |= previous.is(BE);
            auxiliary = true;
        } else if previous.lower == "to" && from - 1 > floor && !infinitive && !auxiliary | be {
            let control = &tokens[from - 2];
            if !control.is(CONTROL)
                && !vocabulary.verbs(&control.lower).iter().any(|v| v.frames.any(INFINITIVE))
            {
                if control.lower == "on" && from >= 3 + floor && tokens[from - 3].lower == "went" {
                    from -= 1;
                } else {
                    return None;
                }
            }
            if control.is(SEEMING) {
                seeming = Some(from - 2);
            }
            infinitive = true;
            from -= 1;
        } else if !previous.is(ADVERB) && !previous.is(NEGATION) {
            break;
        }
        from -= 1;
    }
    // An adverb that opens the clause belongs to no verb: "Instead, ..." or "Meanwhile officials ...".
    while from < head && tokens[from].is(ADVERB) && (from == floor && tokens[from].capital) {
        from += 1;
    }
    let next = tokens.get(to);
    let previous = from.checked_sub(1).filter(|p| *p >= floor).map(|p| &tokens[p]);
    let passive =
        be && matches!(verb.form, Form::Past | Form::Participle | Form::Base) && verb.form != Form::Base;
    let participle = verb.form == Form::Ing && !be;
    let fits = match verb.form {
        Form::Past => {
            auxiliary || previous.is_none_or(|p| !p.is(DETERMINER) && !p.is(PREPOSITION) || p.is(PRONOUN))
        }
        Form::Participle => auxiliary,
        Form::Ing => be || previous.is_none_or(|p| !p.is(DETERMINER) && !p.is(POSSESSIVE)),
        Form::Third => {
            !auxiliary
                && previous.is_none_or(|p| !p.is(DETERMINER) && !p.is(PREPOSITION) || p.is(SUBJECT))
                && (!verb.frames.any(NOUN)
                    || previous.is_some_and(|p| p.is(SUBJECT))
                    || opens_clause(next) && named_or_determined(tokens, floor, from))
        }
        Form::Base => {
            infinitive
                || auxiliary
                || previous.is_some_and(|p| p.is(SUBJECT) && !matches!(p.lower.as_str(), "he" | "she" | "it"))
                || previous.is_some_and(|p| {
                    p.kind == Kind::Word
                        && !p.is(DETERMINER)
                        && !p.is(PREPOSITION)
                        && (p.lower.ends_with('s') || p.is(HEARER))
                        && (!verb.frames.any(NOUN) || opens_clause(next))
                        && !p.lower.ends_with("'s")
                })
        }
    };
    // "It can recommend that a dam be lowered" tells what it has the power to do, not what it said.
    let able = verb.frames.any(POWER)
        && tokens[from..head].iter().any(|token| token.is(ABILITY))
        && !tokens[from..head].iter().any(|token| token.is(NEGATION) || token.is(BE));
    if !fits || able {
        return None;
    }
    // "said again", "said later": an adverb right behind belongs to the cue only where a clause or mark follows.
    while tokens.get(to).is_some_and(|t| t.is(ADVERB) && !t.is(TIME) && !t.is(PRONOUN))
        && tokens.get(to + 1).is_none_or(|t| t.is_break() || t.lower == "that")
    {
        to += 1;
    }
    Some(Group { from, to, verb, passive, participle, seeming })
}

/// Whether the words before `end` can be the subject of a singular verb: a name, or a noun with an article.
fn named_or_determined(tokens: &[Token], floor: usize, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).filter(|last| *last >= floor) else {
        return false;
    };
    tokens[last].capital
        || tokens[last].kind == Kind::Comma
        || tokens[floor..end]
            .iter()
            .rev()
            .take_while(|token| token.is_word())
            .take(10)
            .any(|token| token.is(DETERMINER) || token.is(RELATIVE) || token.is(POSSESSIVE))
}

/// Whether a word looks like a finite verb: an auxiliary, a verb of the tables in the past, or a lower-case word in -ed.
pub(super) fn finite(token: &Token, vocabulary: &Vocabulary) -> bool {
    token.is(AUXILIARY)
        || token.is(MODAL)
        || token.is(PAST)
        || token.kind == Kind::Word
            && !token.capital
            && (token.lower.len() > 4 && token.lower.ends_with("ed")
                || vocabulary
                    .verbs(&token.lower)
                    .iter()
                    .any(|verb| verb.form == Form::Past && verb.particle.is_empty()))
}
