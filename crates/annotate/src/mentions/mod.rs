//! Names, titles, pronouns and descriptions, by form and context: no list of real names decides anything.

mod aliases;
mod assemble;
mod lexicon;
mod names;
mod phrases;
mod tokens;

#[cfg(test)]
mod tests;

use headwater_text::{Annotations, Form, Language, Mention, Span};
use lexicon::Lexicon;

/// Finds mentions.
#[derive(Debug)]
pub struct Finder {
    lexicon: Lexicon,
}

impl Finder {
    /// Reads titles, roles, bodies and outlet words of `language`.
    pub fn new(language: &Language) -> Self {
        Self { lexicon: Lexicon::new(language) }
    }

    /// Mentions of a text, in order; `notes` holds paragraphs, sentences, quotations, times and quantities.
    pub fn find(&self, text: &str, notes: &Annotations) -> Vec<Mention> {
        let starts: Vec<usize> = notes.sentences.iter().map(|sentence| sentence.span.start).collect();
        let tokens = tokens::tokenize(text, Span::new(0, text.len()), &starts, &self.lexicon);
        let times: Vec<Span> = notes.times.iter().map(|time| time.span).collect();
        let masked = |at: usize| {
            let span: Span = tokens[at].span;
            let after = times.partition_point(|time| time.start <= span.start);
            after > 0 && times[after - 1].overlaps(span)
        };
        let mut mentions = assemble::mentions(&tokens, &self.lexicon, masked);
        order(&mut mentions);
        assemble::affiliate(text, &self.lexicon, &mut mentions);
        aliases::link(text, &self.lexicon, &mut mentions);
        mentions
    }

    /// A noun phrase without the clause about its noun: "Colonel Petar Dragosh, | who heads the rescue service (NRD)".
    pub(crate) fn without_clause(&self, text: &str, phrase: Span) -> Span {
        let words = phrase.of(text);
        let clause = words
            .char_indices()
            .filter(|(at, _)| words[..*at].ends_with(char::is_whitespace))
            .map(|(at, _)| at)
            .find(|at| {
                let word = words[*at..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
                self.lexicon.is_relative(word)
            });
        clause.map_or(phrase, |at| {
            let before = words[..at].trim_end_matches([' ', '\n', '\t', ',']);
            Span::new(phrase.start, phrase.start + before.len())
        })
    }

    /// Reads a noun phrase that an attribution gives as its source or recipient and that holds no mention yet:
    /// "two people briefed on the investigation", "a six-page incident report". Affiliation stays empty.
    pub fn read(&self, text: &str, phrase: Span) -> Option<Mention> {
        let phrase = phrase.trim(text);
        let tokens = tokens::tokenize(text, phrase, &[phrase.start], &self.lexicon);
        let (first, last) = (tokens.first()?.span, tokens.last()?.span);
        let mut mentions = assemble::mentions(&tokens, &self.lexicon, |_| false);
        order(&mut mentions);
        let found = mentions.into_iter().next().map(|mention| Mention {
            affiliation: None,
            alias_of: None,
            kind: None,
            ..mention
        });
        // What precedes the first noun known must be no more than an article, or the phrase means something else.
        match found {
            Some(mention) if mention.span.start <= first.end + 1 || tokens.len() > 12 => Some(mention),
            _ => Some(assemble::unknown(&tokens, Span::new(first.start, last.end), &self.lexicon)),
        }
    }
}

/// By start, the longer first; of mentions over the same words the first is kept.
fn order(mentions: &mut Vec<Mention>) {
    mentions.sort_by_key(|mention| (mention.span.start, mention.span.end, rank(mention)));
    mentions.dedup_by_key(|mention| mention.span);
}

fn rank(mention: &Mention) -> u8 {
    match mention.form {
        Form::Name => 0,
        Form::Description => 1,
        Form::Unnamed => 2,
        Form::Pronoun => 3,
    }
}
