//! Puts names, noun phrases and pronouns together: a name and the role beside it are one mention.

use super::lexicon::{Authority, Determiner, Lexicon};
use super::names::{self, Name, cover};
use super::phrases::{self, Phrase};
use super::tokens::{Gap, Token};
use headwater_text::{Form, Mention, Referent, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// All mentions, unordered and without affiliation.
pub(super) fn mentions(tokens: &[Token], lexicon: &Lexicon, masked: impl Fn(usize) -> bool) -> Vec<Mention> {
    let names = names::find(tokens, lexicon, masked);
    let phrases = phrases::find(tokens, &names, lexicon);
    let mut consumed = vec![false; phrases.len()];
    let mut mentions: Vec<Mention> = Vec::with_capacity(names.len() + phrases.len());
    let persons = persons(tokens, &names, &phrases, lexicon);
    for (name, person) in names.iter().zip(&persons) {
        mentions.push(named(tokens, name, *person, &phrases, &mut consumed, lexicon));
    }
    for (phrase, _) in phrases.iter().zip(&consumed).filter(|(_, consumed)| !**consumed) {
        mentions.push(described(tokens, phrase, lexicon));
    }
    let roles: Vec<Span> = mentions.iter().filter_map(|mention| mention.role).collect();
    mentions.extend(bodies_in_roles(tokens, &roles, lexicon));
    for token in tokens {
        if let Some((person, many)) = lexicon.pronoun(&token.lower)
            && !token.possessive
            && token.lower != "who"
            && token.lower != "which"
        {
            mentions.push(pronoun(token.span, person, many));
        }
    }
    mentions
}

/// A phrase that holds no noun of the tables.
pub(super) fn unknown(tokens: &[Token], span: Span, lexicon: &Lexicon) -> Mention {
    let head = tokens.last().map_or(span, |token| token.span);
    if let [only] = tokens
        && let Some((person, many)) = lexicon.pronoun(&only.lower)
    {
        return pronoun(span, person, many);
    }
    let determiner = tokens.first().and_then(|token| lexicon.determiner(&token.lower));
    let network = tokens.iter().any(|token| lexicon.is_network(&token.lower));
    Mention {
        span,
        head,
        form: match determiner {
            Some(Determiner::Definite) => Form::Description,
            _ => Form::Unnamed,
        },
        referent: if network { Referent::Social } else { Referent::Unknown },
        role: None,
        affiliation: None,
        plural: determiner == Some(Determiner::Plural),
        official: false,
        antecedent: None,
        alias_of: None,
        kind: None,
    }
}

/// Fills `affiliation`: the first body or outlet named inside the role. `mentions` are in order.
pub(super) fn affiliate(text: &str, lexicon: &Lexicon, mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        let Some(role) = mentions[index].role else {
            continue;
        };
        let from = mentions.partition_point(|mention| mention.span.start < role.start);
        let inside = (from..mentions.len()).take_while(|at| mentions[*at].span.start < role.end).find(|at| {
            let mention = &mentions[*at];
            *at != index
                && role.contains(mention.span)
                && mention.span != role
                && matches!(mention.referent, Referent::Body | Referent::Outlet | Referent::Wire)
        });
        mentions[index].affiliation = inside;
        // A spokesperson speaks with the authority of the body.
        if let Some(body) = inside
            && mentions[body].official
            && mentions[index].referent == Referent::Person
            && mentions[index].form != Form::Pronoun
            && !mentions[index].plural
        {
            mentions[index].official |= speaks(role.of(text), lexicon);
        }
    }
}

/// Whether a role speaks for the body it names: a spokesperson does, an analyst or a former spokesperson does not.
fn speaks(role: &str, lexicon: &Lexicon) -> bool {
    let words = || role.split(|c: char| !c.is_alphanumeric()).take(ROLE_WORDS).map(str::to_lowercase);
    let noun = words().find_map(|word| lexicon.noun(&word).filter(|noun| noun.role));
    noun.is_some_and(|noun| noun.authority == Authority::OfBody)
        && !words().any(|word| lexicon.is_former(&word))
}

/// Words of a role that are looked at.
const ROLE_WORDS: usize = 8;

fn pronoun(span: Span, person: bool, many: bool) -> Mention {
    Mention {
        span,
        head: span,
        form: Form::Pronoun,
        referent: if person { Referent::Person } else { Referent::Unknown },
        role: None,
        affiliation: None,
        plural: many,
        official: false,
        antecedent: None,
        alias_of: None,
        kind: None,
    }
}

/// For each name whether text anywhere shows it to be a person.
fn persons(tokens: &[Token], names: &[Name], phrases: &[Phrase], lexicon: &Lexicon) -> Vec<bool> {
    let mut votes: BTreeMap<&str, i32> = BTreeMap::new();
    for name in names.iter().filter(|name| name.word.is_none()) {
        let shown = shows_person(tokens, name, phrases, lexicon);
        if shown != 0 {
            for at in [name.tokens.start, name.tokens.end - 1] {
                *votes.entry(tokens[at].lower.as_str()).or_default() +=
                    if name.tokens.len() > 1 && at == name.tokens.start { 0 } else { shown };
            }
        }
    }
    names
        .iter()
        .map(|name| {
            let last = tokens[name.tokens.end - 1].lower.as_str();
            name.word.is_none() && votes.get(last).is_some_and(|vote| *vote > 0)
        })
        .collect()
}

/// Evidence that a name is (above zero) or is not (below) a person's.
fn shows_person(tokens: &[Token], name: &Name, phrases: &[Phrase], lexicon: &Lexicon) -> i32 {
    let mut shown = 0;
    let role = |at: usize| {
        let lower = tokens[at].lower.as_str();
        lexicon.title(lower).is_some() || lexicon.noun(lower).is_some_and(|noun| noun.role)
    };
    if name.title.is_some() || phrases::left_of(tokens, name.first(), lexicon).next_back().is_some_and(role) {
        shown += 3;
    }
    if apposition(tokens, name, phrases, lexicon).is_some() {
        shown += 3;
    }
    if name.tokens.len() > 1 && lexicon.is_given_name(&tokens[name.tokens.start].lower) {
        shown += 2;
    }
    let before = name.first().checked_sub(1).map(|at| &tokens[at]);
    if before.is_some_and(|word| {
        word.gap == Gap::Space
            && matches!(
                word.lower.as_str(),
                "in" | "at" | "near" | "outside" | "across" | "to" | "into" | "around"
            )
    }) {
        shown -= 2;
    }
    shown
}

/// The role phrase on the right ("X, the mayor of Y,") or, across a comma, on the left ("the mayor of Y, X,").
fn apposition(tokens: &[Token], name: &Name, phrases: &[Phrase], lexicon: &Lexicon) -> Option<usize> {
    let fits = |phrase: &Phrase| phrase.noun.role && !phrase.noun.plural;
    let only = &tokens[name.tokens.start];
    if name.tokens.len() == 1 && only.inner_capital && only.capital && !only.lower.contains(['-', '’', '\''])
    {
        // "told CPS, an analyst with the bank,": acronyms hold no office.
        return None;
    }
    if tokens[name.tokens.end - 1].gap == Gap::Comma && !tokens[name.tokens.end - 1].possessive {
        let from = phrases.partition_point(|phrase| phrase.head < name.tokens.end);
        if let Some(at) =
            (from..phrases.len().min(from + 3)).find(|at| phrases[*at].tokens.start == name.tokens.end)
            && fits(&phrases[at])
        {
            return Some(at);
        }
    }
    let first = name.first();
    let bare = name.title.is_none() && !name.article;
    if first > 0 && tokens[first - 1].gap == Gap::Comma && bare {
        let from = phrases.partition_point(|phrase| phrase.head < first);
        return (from.saturating_sub(4)..from)
            .rev()
            .find(|at| phrases[*at].tokens.end == first && fits(&phrases[*at]))
            .filter(|at| phrases[*at].determiner.is_some() || tokens[phrases[*at].tokens.start].opens)
            .filter(|at| !lexicon.is_stopword(&tokens[phrases[*at].head].lower));
    }
    None
}

fn named(
    tokens: &[Token],
    name: &Name,
    person: bool,
    phrases: &[Phrase],
    consumed: &mut [bool],
    lexicon: &Lexicon,
) -> Mention {
    let head = name.span(tokens);
    let mut span = head;
    let mut role: Option<Span> = None;
    let mut referent = name.word.map_or(Referent::Unknown, |word| word.referent);
    let mut official = name.word.is_some_and(|word| word.official);
    let take = |range: &Range<usize>, official: &mut bool| {
        *official |= authority(tokens, range, lexicon);
        cover(tokens, range)
    };
    let own_article = name.word.is_some() || name.title.is_some();
    if own_article && name.article
        || (own_article
            && name.tokens.start > 0
            && tokens[name.tokens.start - 1].lower == "the"
            && tokens[name.tokens.start - 1].gap == Gap::Space)
    {
        span = span.cover(tokens[name.first().min(name.tokens.start - 1)].span);
    }
    let mut title = name.title.clone().unwrap_or(name.tokens.start..name.tokens.start);
    // "the website The Corridor": the article is part of the name as written.
    let written = name.article && tokens[name.first()].capital;
    let further = phrases::left_of(tokens, if written { name.first() } else { title.start }, lexicon);
    if !further.is_empty() {
        title.start = further.start;
    } else if !title.is_empty() {
        // "gendarmerie Colonel X": modifiers before a capitalised title.
        let wider = phrases::left_of(tokens, title.end, lexicon);
        title.start = title.start.min(wider.start);
    }
    let determined = |range: &Range<usize>| {
        range.start + usize::from(lexicon.determiner(&tokens[range.start].lower).is_some())
    };
    if !title.is_empty() {
        let descriptor = title
            .clone()
            .rev()
            .find(|at| !written || *at < name.first())
            .and_then(|at| lexicon.noun(&tokens[at].lower))
            .filter(|noun| matches!(noun.referent, Referent::Outlet | Referent::Wire));
        let shown = take(&title, &mut official);
        span = span.cover(shown);
        if determined(&title) < title.end {
            role = Some(shown);
        }
        if let Some(noun) = descriptor {
            official = false;
            if !matches!(referent, Referent::Wire) {
                referent = noun.referent;
            }
        } else if referent == Referent::Unknown {
            referent = Referent::Person;
        }
    }
    // "the Bosphor Haber website"
    if matches!(referent, Referent::Unknown | Referent::Outlet | Referent::Wire) && title.is_empty() {
        let at = phrases.partition_point(|phrase| phrase.head < name.tokens.end);
        if let Some(phrase) = phrases.get(at)
            && phrase.tokens.contains(&name.tokens.start)
            && phrase.tokens.start + 1 >= name.tokens.start
            && matches!(phrase.noun.referent, Referent::Outlet | Referent::Wire)
            && !phrase.noun.plural
            && phrase.head <= name.tokens.end + 1
            && phrase.determiner != Some(Determiner::Indefinite)
            && !(name.tokens.len() == 1 && lexicon.is_demonym(&tokens[name.tokens.start].lower))
        {
            consumed[at] = true;
            let tail = phrase.tokens.start..phrase.head + 1;
            span = span.cover(cover(tokens, &tail));
            role = Some(cover(tokens, &(name.tokens.end..phrase.head + 1)));
            referent = if referent == Referent::Wire { referent } else { phrase.noun.referent };
        }
    }
    if matches!(referent, Referent::Unknown | Referent::Person)
        && let Some(at) = apposition(tokens, name, phrases, lexicon)
    {
        let phrase = &phrases[at];
        consumed[at] = true;
        let shown = cover(tokens, &phrase.role(tokens, lexicon));
        official |= !phrase.former && authority(tokens, &phrase.tokens, lexicon);
        span = span.cover(shown);
        role = role.or(Some(shown)).filter(|role| role.len() >= shown.len()).or(Some(shown));
        referent = Referent::Person;
    }
    if referent == Referent::Unknown && person {
        referent = Referent::Person;
    }
    if referent == Referent::Unknown
        && name.tokens.len() == 1
        && lexicon.is_network(&tokens[name.tokens.start].lower)
    {
        referent = Referent::Social;
    }
    Mention {
        span,
        head,
        form: Form::Name,
        referent,
        role,
        affiliation: None,
        plural: false,
        official: official && !former(tokens, role, lexicon),
        antecedent: None,
        alias_of: None,
        kind: None,
    }
}

/// Whether role words say that it was held once.
fn former(tokens: &[Token], role: Option<Span>, lexicon: &Lexicon) -> bool {
    let Some(role) = role else { return false };
    let from = tokens.partition_point(|token| token.span.start < role.start);
    tokens[from..]
        .iter()
        .take_while(|token| token.span.end <= role.end)
        .any(|token| lexicon.is_former(&token.lower))
}

/// Whether a role speaks with public authority: by its noun, or by a public body before the noun.
fn authority(tokens: &[Token], role: &Range<usize>, lexicon: &Lexicon) -> bool {
    let words = &tokens[role.clone()];
    let noun = words.iter().find_map(|token| {
        let lower = token.lower.as_str();
        match (lexicon.noun(lower).filter(|noun| noun.role), lexicon.title(lower)) {
            (Some(noun), _) => Some(noun.authority),
            (None, Some(true)) => Some(Authority::Own),
            (None, _) => None,
        }
    });
    let body = || {
        words.iter().any(|token| {
            lexicon
                .noun(&token.lower)
                .is_some_and(|noun| noun.referent == Referent::Body && noun.authority == Authority::Own)
        })
    };
    match noun {
        Some(Authority::Own) => true,
        Some(Authority::OfBody) => body(),
        _ => false,
    }
}

fn described(tokens: &[Token], phrase: &Phrase, lexicon: &Lexicon) -> Mention {
    let span = cover(tokens, &phrase.tokens);
    let noun = phrase.noun;
    let words = &tokens[phrase.tokens.clone()];
    let social = words.iter().any(|token| lexicon.is_network(&token.lower))
        && words.iter().any(|token| lexicon.is_post(&token.lower));
    // "the Biden administration", "the Syrian government": a body by its own name.
    let own_name = phrase.capital.filter(|at| {
        noun.referent == Referent::Body
            && !noun.plural
            && phrase.determiner != Some(Determiner::Indefinite)
            && *at + 3 > phrase.head
    });
    let person = matches!(noun.referent, Referent::Person | Referent::Eyewitness);
    let form = match phrase.determiner {
        _ if own_name.is_some() => Form::Name,
        Some(Determiner::Indefinite | Determiner::Plural) => Form::Unnamed,
        Some(Determiner::Definite) if person && noun.plural && !noun.role => Form::Description,
        Some(Determiner::Definite) => Form::Description,
        None if person || noun.referent == Referent::Document => Form::Unnamed,
        None => Form::Description,
    };
    let head = own_name.map_or(tokens[phrase.head].span, |at| cover(tokens, &(at..phrase.head + 1)));
    let official = match noun.authority {
        Authority::Own => form != Form::Unnamed || noun.role || noun.referent == Referent::Body,
        Authority::OfBody => authority(tokens, &phrase.tokens, lexicon),
        Authority::None => false,
    };
    Mention {
        span,
        head,
        form,
        referent: if social { Referent::Social } else { noun.referent },
        role: (noun.role && noun.referent == Referent::Person)
            .then(|| cover(tokens, &phrase.role(tokens, lexicon))),
        affiliation: None,
        plural: noun.plural && (person || phrase.determiner == Some(Determiner::Plural)),
        official: official && !phrase.former,
        antecedent: None,
        alias_of: None,
        kind: None,
    }
}

/// "gendarmerie spokesperson", "interior ministry spokesman": the body before the noun is a mention of its own.
fn bodies_in_roles(tokens: &[Token], roles: &[Span], lexicon: &Lexicon) -> Vec<Mention> {
    let mut bodies = Vec::new();
    for role in roles {
        let from = tokens.partition_point(|token| token.span.start < role.start);
        for (at, token) in
            tokens.iter().enumerate().skip(from).take_while(|(_, token)| token.span.end <= role.end).take(8)
        {
            let Some(noun) = lexicon.noun(&token.lower) else {
                continue;
            };
            let before_role = tokens.get(at + 1).is_some_and(|next| {
                token.gap == Gap::Space
                    && (lexicon.noun(&next.lower).is_some_and(|next| next.role)
                        || lexicon.title(&next.lower).is_some())
            });
            if noun.referent != Referent::Body || noun.role || !before_role {
                continue;
            }
            let mut start = at;
            while start > from
                && tokens[start - 1].gap == Gap::Space
                && lexicon.is_modifier(&tokens[start - 1].lower)
                && !lexicon.is_former(&tokens[start - 1].lower)
                && tokens[start - 1].lower != "senior"
            {
                start -= 1;
            }
            bodies.push(Mention {
                span: cover(tokens, &(start..at + 1)),
                head: token.span,
                form: Form::Description,
                referent: Referent::Body,
                role: None,
                affiliation: None,
                plural: false,
                official: noun.authority == Authority::Own,
                antecedent: None,
                alias_of: None,
                kind: None,
            });
        }
    }
    bodies
}
