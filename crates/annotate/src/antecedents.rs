//! Whom pronouns and descriptions refer back to, within a document.
//!
//! One pass in text order remembers who was mentioned last. A guess is worth less than none: where nothing near fits,
//! nothing is filled in.

use crate::combine::publisher;
use headwater_text::{Annotations, Form, Mention, NameKind, Referent, Span};

/// How many sentences back a pronoun may reach.
const PRONOUN_REACH: usize = 2;
/// How many mentions are looked at for each pronoun or description: bounds the time on hostile text.
const WINDOW: usize = 60;

/// Fills `antecedent` of pronouns and descriptions.
///
/// ```
/// use headwater_annotate::{antecedents, mentions::Finder};
/// use headwater_text::{Annotations, Language};
/// let text = "Mayor Mara Ilvess spoke. Later she left.";
/// let mut notes = Annotations::default();
/// notes.mentions = Finder::new(&Language::english()).find(text, &notes);
/// antecedents::resolve(text, &mut notes);
/// let she = notes.mentions.iter().find(|mention| mention.span.of(text) == "she").unwrap();
/// assert_eq!(she.antecedent, Some(0));
/// ```
pub fn resolve(text: &str, notes: &mut Annotations) {
    let sources: Vec<bool> = sources(notes);
    let quoted: Vec<bool> = quoted(notes);
    let sentences: Vec<usize> =
        notes.mentions.iter().map(|mention| notes.sentence_at(mention.span.start).unwrap_or(0)).collect();
    let paragraphs: Vec<usize> = sentences
        .iter()
        .map(|sentence| notes.sentences.get(*sentence).map_or(0, |sentence| sentence.paragraph))
        .collect();
    let mut resolved: Vec<Option<usize>> = vec![None; notes.mentions.len()];
    let mentions = &notes.mentions;
    let scene = Scene {
        text,
        mentions,
        sources: &sources,
        quoted: &quoted,
        sentences: &sentences,
        paragraphs: &paragraphs,
    };
    for at in 0..mentions.len() {
        resolved[at] = match mentions[at].form {
            Form::Pronoun => scene.pronoun(at, &resolved),
            Form::Description => scene.description(at, &resolved),
            Form::Name | Form::Unnamed => None,
        };
    }
    // "The report" after "the Courier report" is the Courier speaking.
    for meant in resolved.iter_mut().flatten() {
        *meant = publisher(mentions, *meant).unwrap_or(*meant);
    }
    for (mention, antecedent) in notes.mentions.iter_mut().zip(resolved) {
        mention.antecedent = antecedent;
    }
}

/// For each mention whether an attribution names it as its source.
fn sources(notes: &Annotations) -> Vec<bool> {
    let mut sources = vec![false; notes.mentions.len()];
    for attribution in &notes.attributions {
        if let Some(source) = attribution.source_mention.and_then(|index| sources.get_mut(index)) {
            *source = true;
        }
    }
    sources
}

/// For each mention whether it stands inside a quotation, where pronouns are the speaker's.
fn quoted(notes: &Annotations) -> Vec<bool> {
    let mut furthest: Vec<(usize, usize)> = Vec::with_capacity(notes.quotations.len());
    for quotation in notes.quotations.iter().filter(|quotation| !quotation.scare) {
        let end = furthest.last().map_or(0, |(_, end)| *end).max(quotation.inner.end);
        furthest.push((quotation.inner.start, end));
    }
    let inside = |span: Span| {
        let after = furthest.partition_point(|(start, _)| *start <= span.start);
        after > 0 && furthest[after - 1].1 > span.start
    };
    notes.mentions.iter().map(|mention| inside(mention.span)).collect()
}

struct Scene<'n> {
    text: &'n str,
    mentions: &'n [Mention],
    sources: &'n [bool],
    quoted: &'n [bool],
    sentences: &'n [usize],
    paragraphs: &'n [usize],
}

impl Scene<'_> {
    fn pronoun(&self, at: usize, resolved: &[Option<usize>]) -> Option<usize> {
        let pronoun = &self.mentions[at];
        if self.quoted[at] {
            return None;
        }
        let word = pronoun.span.of(self.text).to_lowercase();
        if word == "who" || word == "which" {
            return (at.saturating_sub(4)..at).rev().find(|before| {
                let between =
                    self.text.get(self.mentions[*before].span.end..pronoun.span.start).unwrap_or("x");
                between.trim_matches([' ', ',']).is_empty()
            });
        }
        let fits = |mention: &Mention, speaks: bool| match (pronoun.plural, pronoun.referent) {
            // "The church denied it. They said ...": a body speaks on.
            (true, _) => {
                mention.plural
                    || speaks && self.sources[at] && mention.taken_for() == Some(NameKind::Organisation)
            }
            (false, Referent::Person) => !mention.plural && may_be_person(mention, speaks),
            _ => {
                !mention.plural
                    && (is_thing(mention.referent) || mention.kind == Some(NameKind::Organisation))
            }
        };
        // Sources and the mention that opens a sentence are what the next sentence goes on about.
        let mut best: Option<(i64, usize)> = None;
        for before in (at.saturating_sub(WINDOW)..at).rev() {
            let mention = &self.mentions[before];
            let distance = self.sentences[at] - self.sentences[before];
            if distance > PRONOUN_REACH || self.paragraphs[at] > self.paragraphs[before] + 1 {
                break;
            }
            if self.quoted[before]
                || mention.span.contains(pronoun.span)
                || (mention.form == Form::Pronoun
                    && (mention.plural != pronoun.plural || mention.referent != pronoun.referent))
            {
                continue;
            }
            let meant = follow(resolved, before);
            if !fits(&self.mentions[meant], self.sources[meant])
                || (mention.form == Form::Pronoun && meant == before)
            {
                continue;
            }
            let nested = self.is_nested(before);
            let score = 4 * i64::from(self.sources[before])
                + 2 * i64::from(self.opens(before))
                + i64::from(mention.form == Form::Name)
                - 3 * i64::try_from(distance).unwrap_or(i64::MAX / 8)
                - 2 * i64::from(self.paragraphs[at] != self.paragraphs[before])
                - 4 * i64::from(nested);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, meant));
            }
        }
        best.map(|(_, meant)| meant)
    }

    fn description(&self, at: usize, resolved: &[Option<usize>]) -> Option<usize> {
        let description = &self.mentions[at];
        let noun = description.head.of(self.text).to_lowercase();
        let words = description.span.of(self.text).to_lowercase();
        // "the mayor of X" introduces somebody; "the mayor" refers back. A bare "police" refers to nothing before.
        let plain = words.split_whitespace().count() <= 3;
        let definite = words.starts_with("the ")
            || words.starts_with("that ")
            || words.starts_with("this ")
            || words.starts_with("these ")
            || words.starts_with("those ");
        if !plain || !definite {
            return None;
        }
        let modifiers: Vec<&str> = words.split_whitespace().skip(1).filter(|word| *word != noun).collect();
        // The nearest that fits, unless another in its sentence fits as well: the text does not say which.
        let mut found: Option<(usize, usize)> = None;
        for before in (at.saturating_sub(WINDOW)..at).rev() {
            let mention = &self.mentions[before];
            if found.is_some_and(|(nearest, _)| self.sentences[nearest] != self.sentences[before]) {
                break;
            }
            if mention.span.contains(description.span)
                || description.span.contains(mention.span)
                || mention.plural != description.plural
            {
                continue;
            }
            if mention.form == Form::Pronoun {
                continue;
            }
            let matches = match description.referent {
                Referent::Person | Referent::Eyewitness => {
                    let role = mention
                        .role
                        .map_or_else(|| mention.head.of(self.text), |role| role.of(self.text))
                        .to_lowercase();
                    is_person(mention.referent) && has_words(&role, &noun, &modifiers)
                }
                Referent::Outlet | Referent::Wire => {
                    matches!(mention.referent, Referent::Outlet | Referent::Wire)
                        && modifiers.is_empty()
                        && mention.form != Form::Description
                }
                Referent::Document | Referent::Social => {
                    matches!(mention.referent, Referent::Document | Referent::Social)
                        && has_words(&mention.span.of(self.text).to_lowercase(), &noun, &modifiers)
                }
                Referent::Body => {
                    // "The agency" may be a news agency where no other agency stands nearer.
                    (mention.referent == Referent::Body
                        || (mention.referent == Referent::Wire && noun == "agency"))
                        && has_words(&mention.head.of(self.text).to_lowercase(), &noun, &modifiers)
                        || (mention.referent == Referent::Wire
                            && noun == "agency"
                            && modifiers.iter().all(|word| *word == "news"))
                }
                _ => false,
            };
            let meant = follow(resolved, before);
            match found {
                _ if !matches => {}
                None => found = Some((before, meant)),
                Some((_, other)) if self.are_rivals(other, meant) => return None,
                Some(_) => {}
            }
        }
        found.map(|(_, meant)| meant)
    }

    /// Two persons or two bodies under different names.
    fn are_rivals(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.mentions[one], &self.mentions[other]);
        let named = one.form == Form::Name && other.form == Form::Name;
        let kind = is_person(one.referent) && is_person(other.referent)
            || one.referent == Referent::Body && other.referent == Referent::Body;
        named && kind && one.head.of(self.text) != other.head.of(self.text)
    }

    /// The first mention of its sentence.
    fn opens(&self, at: usize) -> bool {
        at == 0 || self.sentences[at - 1] != self.sentences[at]
    }

    /// Inside a longer mention: the body in a role.
    fn is_nested(&self, at: usize) -> bool {
        let span = self.mentions[at].span;
        self.mentions[at.saturating_sub(3)..at]
            .iter()
            .any(|before| before.span.contains(span) && before.span != span)
            || self.mentions[at + 1..]
                .iter()
                .take(1)
                .any(|after| after.span.contains(span) && after.span != span)
    }
}

/// The end of a chain of antecedents; chains point backwards, and are followed at once when they are made.
fn follow(resolved: &[Option<usize>], at: usize) -> usize {
    resolved.get(at).copied().flatten().unwrap_or(at)
}

fn has_words(words: &str, noun: &str, modifiers: &[&str]) -> bool {
    let has = |wanted: &str| words.split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted);
    has(noun) && modifiers.iter().all(|word| has(word))
}

fn is_person(referent: Referent) -> bool {
    matches!(referent, Referent::Person | Referent::Eyewitness)
}

/// A name whose words do not show what it is may be a person's by the model's word, or, without that, by its speaking.
fn may_be_person(mention: &Mention, speaks: bool) -> bool {
    match mention.taken_for() {
        Some(kind) => kind == NameKind::Person,
        None => mention.referent == Referent::Unknown && mention.form == Form::Name && speaks,
    }
}

fn is_thing(referent: Referent) -> bool {
    matches!(
        referent,
        Referent::Body | Referent::Outlet | Referent::Wire | Referent::Document | Referent::Social
    )
}
