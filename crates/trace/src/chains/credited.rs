//! Whom an attribution credits: from the words of its source to a node, through pronouns, descriptions, works and
//! appositions.

use super::sources::{Sources, folded, kind_of};
use crate::{DocIx, Hop, SourceIx, SourceKind};
use headwater_text::{Attribution, Form, Mention, Referent, Span};
use std::collections::BTreeSet;

/// Steps from a pronoun to what it refers to that are followed before giving up.
const ANTECEDENT_STEPS: usize = 8;

/// What a mention turns out to name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// The mention that names it, after pronouns and descriptions were followed back.
    pub(super) mention: Option<usize>,
    /// Whether a pronoun or description was followed back to get there.
    pub(super) inferred: bool,
}

impl Sources<'_> {
    /// The node that an attribution credits, and whether it took an inference to name it. `spoke_to` is the outlet
    /// that reported the words where that is not the document's own.
    pub(super) fn credited(
        &mut self,
        doc: DocIx,
        attribution: &Attribution,
        spoke_to: Option<SourceIx>,
    ) -> (Option<SourceIx>, bool) {
        let named = self.resolve(doc, attribution.source_mention);
        let Some(mention) = named.mention else {
            let phrase = Span::hull(&attribution.source);
            return (phrase.map(|phrase| self.labelled(doc, phrase, SourceKind::Unknown, spoke_to)), false);
        };
        let found = &self.pile.annotations[doc].mentions[mention];
        if let Some(publisher) = self.publisher(doc, mention) {
            return (Some(publisher), named.inferred);
        }
        if !self.names_somebody(doc, mention) {
            let recent = self.recent.get(&doc).copied().unwrap_or_default();
            let text = &self.pile.documents[doc].text;
            let meant = self.anaphors.refer(self, recent, found, text);
            if let Some(meant) = meant.or_else(|| self.holder(doc, mention)) {
                return (Some(meant), true);
            }
        }
        (self.mention(doc, mention, spoke_to), named.inferred)
    }

    /// Whether an attribution credits whoever writes or speaks it.
    pub(super) fn by_author(&self, doc: DocIx, attribution: &Attribution) -> bool {
        matches!(attribution.source[..], [source] if self.anaphors.author(self.pile.words(doc, source)))
    }

    /// Takes note of what document `doc` credited, for what it comes back to later.
    pub(super) fn note(&mut self, doc: DocIx, hops: &[Hop]) {
        let mut recent = self.recent.get(&doc).copied().unwrap_or_default();
        recent.note(self, hops);
        self.recent.insert(doc, recent);
    }

    /// The node that a mention stands for; `None` for a pronoun that refers to nobody known.
    pub(super) fn mention(
        &mut self,
        doc: DocIx,
        mention: usize,
        spoke_to: Option<SourceIx>,
    ) -> Option<SourceIx> {
        if let Some(entity) = self.entities.of_mention[doc].get(mention).copied().flatten() {
            return Some(self.entity(entity));
        }
        let found = &self.pile.annotations[doc].mentions[mention];
        if let Some(entity) = self.apposed(doc, mention) {
            return Some(self.entity(entity));
        }
        match found.form {
            Form::Pronoun => None,
            Form::Name => {
                let name = self.pile.words(doc, found.head);
                Some(self.named(name, kind_of(found.referent)))
            }
            Form::Description | Form::Unnamed => {
                let phrase = self.anaphors.label(&self.pile.documents[doc].text, found.span);
                let index = self.labelled(doc, phrase, label_kind(found), spoke_to);
                let body = found.affiliation.and_then(|body| {
                    let body = self.resolve(doc, Some(body)).mention?;
                    self.entities.of_mention[doc].get(body).copied().flatten()
                });
                // A report that a body issued speaks for the body; unnamed people of a body do not.
                if let Some(body) = body.filter(|_| found.referent == Referent::Document) {
                    let body = self.entity(body);
                    self.list[index].speaks_for = Some(body);
                }
                self.list[index].official |= found.official;
                Some(index)
            }
        }
    }

    /// Follows pronouns and descriptions of document `doc` back to the mention that names or labels somebody.
    pub(super) fn resolve(&self, doc: DocIx, mention: Option<usize>) -> Named {
        let notes = &self.pile.annotations[doc];
        let (mut at, mut inferred) = (mention, false);
        for _ in 0..ANTECEDENT_STEPS {
            let Some(here) = at else { break };
            let Some(found) = notes.mentions.get(here) else {
                return Named { mention: None, inferred };
            };
            if !matches!(found.form, Form::Pronoun | Form::Description) {
                break;
            }
            match found.antecedent.filter(|&earlier| earlier != here) {
                Some(earlier) => (at, inferred) = (Some(earlier), true),
                None => break,
            }
        }
        Named { mention: at, inferred }
    }

    /// Whether a mention belongs to somebody with a name of their own, rather than "the agency" alone.
    fn names_somebody(&self, doc: DocIx, mention: usize) -> bool {
        let entity = self.entities.of_mention[doc].get(mention).copied().flatten();
        entity.is_some_and(|entity| {
            let names = &self.entities.list[entity].names;
            names
                .iter()
                .any(|name| name.split_whitespace().skip(1).chain(name.split_whitespace().next()).any(proper))
        })
    }

    /// The person of the same article whose role a description gives: news often says "the governor said" first and
    /// names the governor in the next paragraph. Nobody where two fit.
    fn holder(&mut self, doc: DocIx, mention: usize) -> Option<SourceIx> {
        let found = &self.pile.annotations[doc].mentions[mention];
        if found.form != Form::Description || found.referent != Referent::Person || found.plural {
            return None;
        }
        let text = &self.pile.documents[doc].text;
        let office = self.office(self.anaphors.label(text, found.span).of(text));
        let people: BTreeSet<usize> = self.entities.of_mention[doc].iter().copied().flatten().collect();
        let mut holders = people.into_iter().filter(|&entity| {
            let entity = &self.entities.list[entity];
            entity.referent == Referent::Person
                && entity.roles.iter().any(|role| {
                    let role = self.office(role);
                    office.is_subset(&role) || role.is_subset(&office)
                })
        });
        match (holders.next(), holders.next()) {
            (Some(only), None) if !office.is_empty() => Some(self.entity(only)),
            _ => None,
        }
    }

    /// The words of a role up to what it is the role of: "chief engineer" of "the chief engineer of the plant".
    fn office(&self, role: &str) -> BTreeSet<String> {
        let lower = role.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1);
        let content = |word: &&str| !self.stopwords.contains(word);
        words.skip_while(|word| !content(word)).take_while(content).map(str::to_string).collect()
    }

    /// The outlet whose report, article or broadcast a mention names ("a report by Northlight").
    fn publisher(&mut self, doc: DocIx, mention: usize) -> Option<SourceIx> {
        let mentions = &self.pile.annotations[doc].mentions;
        let work = &mentions[mention];
        if work.referent != Referent::Document || work.form == Form::Name {
            return None;
        }
        let inside: Vec<usize> = (0..mentions.len())
            .filter(|&at| {
                at != mention && mentions[at].span.overlaps(work.span) && mentions[at].form == Form::Name
            })
            .chain(work.affiliation)
            .collect();
        inside.into_iter().find_map(|at| {
            let at = self.resolve(doc, Some(at)).mention?;
            self.mention(doc, at, None).filter(|&node| self.is_outlet(node))
        })
    }

    /// The entity that a description's own words name after all: by a name that stands elsewhere for somebody known, or
    /// by an apposition ("the state-owned operator, Ulda Hydro").
    fn apposed(&self, doc: DocIx, mention: usize) -> Option<usize> {
        let found = &self.pile.annotations[doc].mentions[mention];
        if !matches!(found.form, Form::Description | Form::Unnamed) || found.referent == Referent::Document {
            return None;
        }
        let words = self.pile.words(doc, found.span);
        if words.starts_with(char::is_uppercase)
            && let Some(&entity) = self.entity_names.get(&folded(words))
        {
            return Some(entity);
        }
        let comma = found.span.start + words.find(", ")? + ", ".len();
        self.inside(doc, found.span).find_map(|(at, name)| {
            let apposition = name.form == Form::Name && name.span.start == comma;
            self.entities.of_mention[doc].get(at).copied().flatten().filter(|_| apposition)
        })
    }
}

/// Whether a word is written as a name is.
fn proper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && !word.eq_ignore_ascii_case("the")
}

/// Kind of a node that has a label and no name: an outlet without a name is an unnamed source.
fn label_kind(mention: &Mention) -> SourceKind {
    match mention.referent {
        Referent::Document => SourceKind::Document,
        Referent::Social => SourceKind::Social,
        Referent::Eyewitness => SourceKind::Eyewitness,
        Referent::Body if mention.form == Form::Description => SourceKind::Body,
        _ => SourceKind::Anonymous,
    }
}
