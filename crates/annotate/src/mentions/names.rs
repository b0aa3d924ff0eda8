//! Names: sequences of capitalised words.

use super::lexicon::{Lexicon, NameWord};
use super::tokens::{Gap, Token};
use headwater_text::{Referent, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// A capitalised sequence without the titles before it.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Words of the name alone.
    pub(super) tokens: Range<usize>,
    /// Capitalised titles and roles directly before it.
    pub(super) title: Option<Range<usize>>,
    /// A capitalised article before it, at a sentence start or not.
    pub(super) article: bool,
    /// What its own words show.
    pub(super) word: Option<NameWord>,
}

impl Name {
    /// First token of titles, article and name.
    pub(super) fn first(&self) -> usize {
        let start = self.title.as_ref().map_or(self.tokens.start, |title| title.start);
        start - usize::from(self.article)
    }

    pub(super) fn span(&self, tokens: &[Token]) -> Span {
        cover(tokens, &self.tokens)
    }
}

/// From the first to the last of `range`.
pub(super) fn cover(tokens: &[Token], range: &Range<usize>) -> Span {
    match (tokens.get(range.start), tokens.get(range.end.wrapping_sub(1))) {
        (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
        _ => Span::new(0, 0),
    }
}

/// A sentence with more capitals than this share is set in title case: its capitals mean nothing.
const TITLE_CASE: f64 = 0.8;

/// Every name, in order. `masked` tells tokens that are part of a time expression.
pub(super) fn find(tokens: &[Token], lexicon: &Lexicon, masked: impl Fn(usize) -> bool) -> Vec<Name> {
    let title_case = title_case(tokens);
    let seen = Seen::of(tokens, &title_case);
    let starts = |at: usize| {
        let token = &tokens[at];
        token.capital
            && !masked(at)
            && !lexicon.is_stopword(&token.lower)
            && (!title_case[at] || token.inner_capital || seen.capital.contains(token.lower.as_str()))
            && (!token.opens || opens_name(tokens, at, lexicon, &seen))
    };
    let mut names = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !starts(at) {
            at += 1;
            continue;
        }
        let end = extend(tokens, at, lexicon, |next| {
            tokens[next].capital
                && !masked(next)
                && (!title_case[next] || seen.capital.contains(tokens[next].lower.as_str()))
        });
        if let Some(name) = split(tokens, at..end, lexicon) {
            names.push(name);
        }
        at = end;
    }
    names
}

/// Names with the same beginning that a misspelt one is compared with.
const CANDIDATES: usize = 20;

/// Words met in the middle of sentences, where a capital means something.
struct Seen<'t> {
    capital: BTreeSet<&'t str>,
    lower: BTreeSet<&'t str>,
}

impl<'t> Seen<'t> {
    fn of(tokens: &'t [Token], title_case: &[bool]) -> Self {
        let mut seen = Self { capital: BTreeSet::new(), lower: BTreeSet::new() };
        for (token, in_title) in tokens.iter().zip(title_case) {
            if !token.capital {
                seen.lower.insert(token.lower.as_str());
            } else if !token.opens && !in_title {
                seen.capital.insert(token.lower.as_str());
            }
        }
        seen
    }
}

impl Seen<'_> {
    /// Whether a word never met in lower case begins and ends as some name in the text does.
    fn misspells(&self, word: &str) -> bool {
        let Some((third, _)) = word.char_indices().nth(3).filter(|_| word.chars().count() > 4) else {
            return false;
        };
        if self.lower.contains(word) {
            return false;
        }
        let (front, last) = (&word[..third], word.chars().next_back());
        self.capital.range(front..).take_while(|name| name.starts_with(front)).take(CANDIDATES).any(|name| {
            name.chars().count().abs_diff(word.chars().count()) < 2 && name.chars().next_back() == last
        })
    }
}

/// For each token whether its sentence is set in title case.
fn title_case(tokens: &[Token]) -> Vec<bool> {
    let mut marks = vec![false; tokens.len()];
    let mut start = 0;
    for at in 0..tokens.len() {
        let last = at + 1 == tokens.len();
        if !last && tokens[at].gap != Gap::Break {
            continue;
        }
        let words = tokens[start..=at].iter().filter(|token| !token.number);
        let (mut long, mut capital) = (0, 0);
        for word in words.filter(|word| word.lower.len() > 3) {
            long += 1;
            capital += usize::from(word.capital);
        }
        if long >= 6 && f64::from(capital as u32) > TITLE_CASE * f64::from(long as u32) {
            marks[start..=at].fill(true);
        }
        start = at + 1;
    }
    marks
}

/// Whether a capitalised word at the head of a sentence is (part of) a name.
fn opens_name(tokens: &[Token], at: usize, lexicon: &Lexicon, seen: &Seen<'_>) -> bool {
    let token = &tokens[at];
    let word = token.lower.as_str();
    let next_capital = token.gap == Gap::Space
        && tokens.get(at + 1).is_some_and(|next| next.capital && !next.opens && !token.possessive);
    let noun = lexicon.noun(word).is_some() || lexicon.title(word).is_some();
    if next_capital && (noun || lexicon.is_modifier(word)) {
        return true;
    }
    if token.inner_capital {
        return true;
    }
    if lexicon.is_common(word) || noun || lexicon.is_modifier(word) {
        return false;
    }
    if next_capital || seen.capital.contains(word) {
        return true;
    }
    if seen.misspells(word) {
        return true;
    }
    let speaks =
        tokens.get(at + 1).is_some_and(|next| token.gap == Gap::Space && lexicon.is_cue(&next.lower));
    !seen.lower.contains(word)
        && (token.possessive
            || speaks
            || token.gap == Gap::Ampersand
            || lexicon.name_word(word).is_some_and(|word| word.strong))
}

/// One past the last token of the name that starts at `at`.
fn extend(tokens: &[Token], at: usize, lexicon: &Lexicon, capital: impl Fn(usize) -> bool) -> usize {
    let mut end = at + 1;
    let mut body = lexicon.name_word(&tokens[at].lower).is_some_and(|word| word.referent == Referent::Body);
    loop {
        let last = &tokens[end - 1];
        if last.possessive || !matches!(last.gap, Gap::Space | Gap::Ampersand) {
            return end;
        }
        let Some(next) = tokens.get(end) else { return end };
        let after = |skip: usize| {
            let joined = (end..end + skip).all(|index| {
                tokens.get(index).is_some_and(|token| token.gap == Gap::Space && !token.possessive)
            });
            joined && end + skip < tokens.len() && capital(end + skip)
        };
        if capital(end) || (next.number && !last.number && next.lower.len() <= 3 && end == at + 1) {
            body |= lexicon.name_word(&next.lower).is_some_and(|word| word.referent == Referent::Body);
            end += 1;
        } else if lexicon.is_name_particle(&next.lower) && after(1) {
            end += 2;
        } else if lexicon.is_name_particle(&next.lower)
            && tokens.get(end + 1).is_some_and(|two| lexicon.is_name_particle(&two.lower))
            && after(2)
        {
            end += 3;
        } else if body && lexicon.is_body_particle(&next.lower) && next.lower != "and" && after(1) {
            end += 2;
        } else if body
            && lexicon.is_body_particle(&next.lower)
            && next.lower == "of"
            && tokens.get(end + 1).is_some_and(|two| two.lower == "the")
            && after(2)
        {
            end += 3;
        } else if body
            && next.lower == "and"
            && after(1)
            && tokens[at..end].iter().any(|token| lexicon.is_body_particle(&token.lower))
        {
            end += 2;
        } else {
            return end;
        }
    }
}

/// Takes titles and articles off the front of a capitalised sequence; `None` where nothing but titles is left.
fn split(tokens: &[Token], range: Range<usize>, lexicon: &Lexicon) -> Option<Name> {
    let mut start = range.start;
    let word = name_word(tokens, &range, lexicon);
    let article = start > 0
        && lexicon.determiner(&tokens[start - 1].lower).is_some()
        && tokens[start - 1].gap == Gap::Space
        && tokens[start - 1].lower == "the";
    let mut title = None;
    if word.is_none() {
        let last_title = (start..range.end).rev().find(|index| {
            let lower = tokens[*index].lower.as_str();
            lexicon.title(lower).is_some() || lexicon.noun(lower).is_some_and(|noun| noun.role)
        });
        if let Some(last) = last_title {
            if last + 1 == range.end {
                // "The Interior Minister": a description, read elsewhere, unless a plain surname like "Major Judge".
                return (start + 1 < range.end
                    && lexicon.title(&tokens[start].lower).is_some()
                    && lexicon.title(&tokens[last].lower).is_none())
                .then(|| Name {
                    tokens: start + 1..range.end,
                    title: Some(start..start + 1),
                    article: false,
                    word: None,
                });
            }
            title = Some(start..last + 1);
            start = last + 1;
        }
        while start + 1 < range.end
            && title.is_none()
            && tokens[start].opens
            && lexicon.is_modifier(&tokens[start].lower)
        {
            start += 1;
        }
        if title.is_none()
            && range.len() == 1
            && lexicon.noun(&tokens[start].lower).is_some()
            && !tokens[start].inner_capital
        {
            return None;
        }
    }
    Some(Name {
        tokens: start..range.end,
        article: article && (title.is_some() || start == range.start),
        title,
        word,
    })
}

/// What the words of a capitalised sequence show it to name.
fn name_word(tokens: &[Token], range: &Range<usize>, lexicon: &Lexicon) -> Option<NameWord> {
    let words = &tokens[range.clone()];
    let (first, last) = (words.first()?, words.last()?);
    if let [.., before, end] = words
        && let Some(pair) = lexicon.name_pair(&before.lower, &end.lower)
    {
        return Some(pair);
    }
    let article = range.start > 0 && tokens[range.start - 1].lower == "the";
    let accept = |token: &Token| {
        lexicon.name_word(&token.lower).filter(|word| word.strong || words.len() > 1 || article)
    };
    let edge = accept(last).or_else(|| {
        let word = accept(first)?;
        // "Radio Halvor", but "Transport Minister X" is no body.
        (word.strong && word.referent != Referent::Body).then_some(word)
    });
    edge.or_else(|| {
        words
            .windows(2)
            .filter(|pair| lexicon.is_body_particle(&pair[1].lower) || pair[0].gap == Gap::Ampersand)
            .find_map(|pair| lexicon.name_word(&pair[0].lower))
    })
}
