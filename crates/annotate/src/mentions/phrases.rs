//! Noun phrases around a noun for a person, body, outlet or document: "the mayor of X", "two officials".

use super::lexicon::{Authority, Determiner, Lexicon, Noun};
use super::names::Name;
use super::tokens::{Gap, Token};
use headwater_text::Referent;
use std::ops::Range;

/// A noun phrase.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// Determiner to last word of what follows the noun.
    pub(super) tokens: Range<usize>,
    /// The noun.
    pub(super) head: usize,
    pub(super) noun: Noun,
    pub(super) determiner: Option<Determiner>,
    /// "former", "ex": speaks no longer for the body.
    pub(super) former: bool,
    /// First capitalised word before the noun, after the determiner.
    pub(super) capital: Option<usize>,
}

impl Phrase {
    /// The words of the role, without a clause about who holds it: "the engineer | who led the inquiry".
    pub(super) fn role(&self, tokens: &[Token], lexicon: &Lexicon) -> Range<usize> {
        let clause = (self.head + 1..self.tokens.end).find(|at| lexicon.is_relative(&tokens[*at].lower));
        self.tokens.start..clause.unwrap_or(self.tokens.end)
    }
}

/// Words looked at to the left of a noun.
const LEFT: usize = 6;
/// Words looked at to the right of "briefed on".
const RIGHT: usize = 7;

/// Every noun phrase, in order; `names` in order.
pub(super) fn find(tokens: &[Token], names: &[Name], lexicon: &Lexicon) -> Vec<Phrase> {
    let mut named = vec![None; tokens.len()];
    for (index, name) in names.iter().enumerate() {
        named[name.tokens.clone()].fill(Some(index));
    }
    (0..tokens.len())
        .filter(|at| named[*at].is_none())
        .filter_map(|at| phrase(tokens, at, names, &named, lexicon))
        .collect()
}

/// The role words that stand before a name or noun at `at`: "gendarmerie spokesperson", "the interior minister".
/// Empty where the word before is no role.
pub(super) fn left_of(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Range<usize> {
    let Some(last) = at.checked_sub(1) else {
        return at..at;
    };
    let before = &tokens[last];
    let fits = lexicon.noun(&before.lower).is_some_and(|noun| {
        !noun.plural && (noun.role || matches!(noun.referent, Referent::Outlet | Referent::Wire))
    }) || lexicon.title(&before.lower).is_some();
    if !fits || before.gap != Gap::Space || before.possessive {
        return at..at;
    }
    left(tokens, last, lexicon).0..at
}

/// First token of the phrase whose noun is at `head`, with its determiner if it has one.
fn left(tokens: &[Token], head: usize, lexicon: &Lexicon) -> (usize, Option<Determiner>) {
    let mut start = head;
    let mut known = head;
    let mut plain = true;
    while start > 0 && head - start < LEFT {
        let token = &tokens[start - 1];
        if token.gap != Gap::Space && !(token.gap == Gap::Comma && lexicon.is_modifier(&token.lower)) {
            break;
        }
        let lower = token.lower.as_str();
        if token.possessive {
            return (start - 1, Some(Determiner::Definite));
        }
        if let Some(determiner) = lexicon.determiner(lower) {
            if determiner == Determiner::Plural && start > 1 && tokens[start - 2].gap == Gap::Space {
                // "the two officials", "at least two officials"
                if let Some(outer) = lexicon.determiner(&tokens[start - 2].lower) {
                    return (start - 2, Some(outer));
                }
            }
            return (start - 1, Some(determiner));
        }
        if token.number {
            return (start - 1, Some(Determiner::Plural));
        }
        if lexicon.is_stopword(lower) || lexicon.is_cue(lower) || lexicon.pronoun(lower).is_some() {
            break;
        }
        let fits = lexicon.is_modifier(lower)
            || (token.capital && (!token.opens || lexicon.is_demonym(lower)))
            || lexicon.noun(lower).is_some_and(|noun| !noun.role || !noun.plural);
        // "The gendarmerie rejected reports": beyond an unknown word another noun is another phrase.
        if !plain
            && (lexicon.noun(lower).is_some()
                || (token.capital && lexicon.name_word(lower).is_some_and(|word| word.strong)))
        {
            break;
        }
        start -= 1;
        plain &= fits;
        if plain {
            known = start;
        }
    }
    (known, None)
}

fn phrase(
    tokens: &[Token],
    head: usize,
    names: &[Name],
    named: &[Option<usize>],
    lexicon: &Lexicon,
) -> Option<Phrase> {
    let token = &tokens[head];
    let noun = lexicon.noun(&token.lower)?;
    let next = tokens.get(head + 1).filter(|_| token.gap == Gap::Space && !token.possessive);
    if let Some(next) = next
        && (lexicon.noun(&next.lower).is_some()
            || (!noun.plural && named[head + 1].is_some())
            || token.number)
        && !lexicon.is_cue(&next.lower)
    {
        return None;
    }
    let (mut start, mut determiner) = left(tokens, head, lexicon);
    if determiner == Some(Determiner::Indefinite) && noun.plural && lexicon.is_singular(&tokens[start].lower)
    {
        (start, determiner) = (head, None);
    }
    // A name that ends inside the phrase is taken whole: "the Sahil Today newspaper".
    if let Some(name) = named[start].map(|index| &names[index])
        && name.tokens.start < start
    {
        start = name.tokens.start;
    }
    if token.lower == "those"
        && !next.is_some_and(|next| next.lower == "who" || lexicon.briefings.contains(next.lower.as_str()))
    {
        return None;
    }
    let bare_fits = noun.plural
        || (start < head
            && matches!(noun.referent, Referent::Body)
            && tokens[start].capital
            && !tokens[start].opens);
    // "who heads the agency": a verb.
    if determiner.is_none()
        && start.checked_sub(1).is_some_and(|before| {
            tokens[before].gap == Gap::Space && lexicon.is_relative(&tokens[before].lower)
        })
    {
        return None;
    }
    if determiner.is_none() && !bare_fits && !(noun.role && opens_apposition(tokens, start, head)) {
        return None;
    }
    let before = start + usize::from(determiner.is_some())..head;
    let words = &tokens[before.clone()];
    let noun = if words.last().is_some_and(|word| lexicon.name_pair(&word.lower, &token.lower).is_some()) {
        Noun { referent: Referent::Wire, authority: Authority::None, ..noun }
    } else {
        noun
    };
    Some(Phrase {
        tokens: start..right(tokens, head, noun, names, named, lexicon),
        head,
        noun,
        determiner,
        former: words.iter().any(|word| lexicon.is_former(&word.lower)),
        capital: words.iter().position(|word| word.capital).map(|index| before.start + index),
    })
}

/// "X, director of Y": a role without determiner between a comma and what it is the role in.
fn opens_apposition(tokens: &[Token], start: usize, head: usize) -> bool {
    start.checked_sub(1).is_some_and(|before| tokens[before].gap == Gap::Comma && tokens[before].capital)
        || (tokens[start].opens
            && tokens[head].gap == Gap::Space
            && tokens.get(head + 1).is_some_and(|next| next.lower == "of"))
}

/// One past the last token that belongs to the noun at `head`.
fn right(
    tokens: &[Token],
    head: usize,
    noun: Noun,
    names: &[Name],
    named: &[Option<usize>],
    lexicon: &Lexicon,
) -> usize {
    let mut end = head + 1;
    for _ in 0..4 {
        let longer = attach(tokens, end, noun, names, named, lexicon);
        if longer == end {
            break;
        }
        end = longer;
    }
    end
}

/// Attaches one "of the ministry", "at Corrow Hospital" or "briefed on the matter".
fn attach(
    tokens: &[Token],
    end: usize,
    noun: Noun,
    names: &[Name],
    named: &[Option<usize>],
    lexicon: &Lexicon,
) -> usize {
    let last = &tokens[end - 1];
    let person = matches!(noun.referent, Referent::Person | Referent::Eyewitness);
    if last.possessive || !matches!(last.gap, Gap::Space | Gap::Comma) {
        return end;
    }
    if person && let Some(after) = briefing(tokens, end, lexicon) {
        return after;
    }
    if last.gap == Gap::Comma {
        return end;
    }
    let Some(link) = tokens.get(end) else { return end };
    let links = match noun.referent {
        Referent::Person | Referent::Eyewitness => &["of", "for", "from", "at", "with", "in"][..],
        Referent::Document => &["of", "by", "from"][..],
        _ => &["of", "for"][..],
    };
    if !links.contains(&link.lower.as_str()) || link.gap != Gap::Space {
        return end;
    }
    let mut at = end + 1;
    if tokens.get(at).is_some_and(|token| {
        lexicon.determiner(&token.lower) == Some(Determiner::Definite) && token.gap == Gap::Space
    }) {
        at += 1;
    }
    if let Some(name) = named.get(at).copied().flatten() {
        let mut stop = names[name].tokens.end;
        // "the Ukrainian army", "the Corrow police"
        while stop < tokens.len()
            && tokens[stop - 1].gap == Gap::Space
            && !tokens[stop - 1].possessive
            && lexicon.noun(&tokens[stop].lower).is_some_and(|noun| !noun.role)
            && stop < at + LEFT
        {
            stop += 1;
        }
        // "the Port Corrow stock exchange": behind an article a place alone is no body yet.
        if at > end + 1 && names[name].word.is_none() && stop == names[name].tokens.end {
            stop = body(tokens, stop, lexicon);
        }
        return stop;
    }
    if link.lower == "in" {
        return end;
    }
    for stop in at..(at + LEFT).min(tokens.len()) {
        let token = &tokens[stop];
        if token.gap != Gap::Space || lexicon.is_stopword(&token.lower) || lexicon.is_cue(&token.lower) {
            let ends = !lexicon.is_stopword(&token.lower) && !lexicon.is_cue(&token.lower);
            return if ends {
                stop + 1
            } else if stop > at {
                stop
            } else {
                end
            };
        }
        let more = tokens.get(stop + 1).is_some_and(|next| lexicon.noun(&next.lower).is_some());
        if lexicon.noun(&token.lower).is_some() && !more {
            return stop + 1;
        }
    }
    end
}

/// One past "stock exchange", where one or two plain words and a body's noun stand at `from`; else `from`.
fn body(tokens: &[Token], from: usize, lexicon: &Lexicon) -> usize {
    let joined = |at: usize| tokens[at - 1].gap == Gap::Space && !tokens[at - 1].possessive;
    for at in (from..tokens.len().min(from + 3)).take_while(|at| joined(*at)) {
        let token = &tokens[at];
        match lexicon.noun(&token.lower) {
            Some(noun) if noun.referent == Referent::Body && !noun.plural && at > from => return at + 1,
            None if !token.capital && !lexicon.is_common(&token.lower) && !lexicon.is_cue(&token.lower) => {}
            _ => break,
        }
    }
    from
}

/// After "briefed on", "who", "close to": one past the last word of what follows.
fn briefing(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Option<usize> {
    let mut words = String::new();
    let mut after = None;
    for (index, token) in tokens.iter().enumerate().skip(at).take(6) {
        if token.lower.len() > 20 {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&token.lower);
        if lexicon.briefings.contains(words.as_str()) {
            after = Some(index + 1);
        }
        if token.gap != Gap::Space {
            break;
        }
    }
    let after = after?;
    let mut end = after;
    while end < tokens.len() && end < after + RIGHT && tokens[end - 1].gap == Gap::Space {
        let token = &tokens[end];
        if lexicon.is_cue(&token.lower) && end > after {
            break;
        }
        if matches!(token.lower.as_str(), "that" | "has" | "have" | "had" | "was" | "were" | "is" | "are")
            && end > after
        {
            break;
        }
        end += 1;
    }
    Some(end)
}
