//! Whom a text means by "the newspaper", "the same report", "the sources" after it named them: what it credited last.

use super::sources::Sources;
use crate::{Hop, HopKind, SourceIx, SourceKind};
use headwater_text::{Form, Language, Mention, Referent, Row, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What a noun that comes back to an outlet stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Outlet,
    Wire,
    Work,
    Document,
    People,
    Author,
}

/// Nouns that come back to something credited before.
#[derive(Debug)]
pub(super) struct Anaphors {
    nouns: BTreeMap<&'static str, Stands>,
    relatives: BTreeSet<&'static str>,
}

/// What one document credited last.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Recent {
    outlet: Option<SourceIx>,
    document: Option<SourceIx>,
    unnamed: Option<SourceIx>,
    /// Whoever spoke last, named or not.
    speaker: Option<SourceIx>,
}

impl Anaphors {
    pub(super) fn new(language: &Language) -> Self {
        let (relatives, nouns): (Vec<_>, Vec<_>) =
            language.table("anaphors").iter().partition(|row| row.cell(1) == "relative");
        let nouns = nouns.into_iter().map(|row| {
            let stands = match row.cell(1) {
                "wire" => Stands::Wire,
                "work" => Stands::Work,
                "document" => Stands::Document,
                "people" => Stands::People,
                "author" => Stands::Author,
                _ => Stands::Outlet,
            };
            (row.key(), stands)
        });
        Self { nouns: nouns.collect(), relatives: relatives.into_iter().map(Row::key).collect() }
    }

    /// The words of a label or role that say who it is: without the clause that says more of them ("an official, who
    /// spoke on condition of anonymity", "the engineer who disclosed it").
    pub(super) fn label(&self, text: &str, phrase: Span) -> Span {
        let words = phrase.of(text);
        let comma = words.find(", ");
        let clause = words.match_indices(' ').find_map(|(at, _)| {
            let next = words[at + 1..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
            self.relatives.contains(next.to_lowercase().as_str()).then_some(at)
        });
        let end = comma.into_iter().chain(clause).filter(|&at| at > 0).min().unwrap_or(words.len());
        Span::new(phrase.start, phrase.start + end)
    }

    /// Whether words are the one who writes or speaks them: "I note that", "we understand that".
    pub(super) fn author(&self, words: &str) -> bool {
        self.nouns.get(words.to_lowercase().as_str()) == Some(&Stands::Author)
    }

    /// The node that a pronoun or a description without a name of its own comes back to, among what the document credited last.
    pub(super) fn refer(
        &self,
        sources: &Sources<'_>,
        recent: Recent,
        mention: &Mention,
        text: &str,
    ) -> Option<SourceIx> {
        match mention.form {
            // "He added": whoever spoke last.
            Form::Pronoun if mention.plural => return recent.unnamed,
            Form::Pronoun if mention.referent == Referent::Person => return recent.speaker,
            Form::Description => {}
            _ => return None,
        }
        let head = mention.head.of(text).to_lowercase();
        let noun = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        match self.nouns.get(noun) {
            Some(Stands::Wire) => recent.outlet.filter(|&node| sources.get(node).kind == SourceKind::Wire),
            Some(Stands::Outlet) => recent.outlet,
            // "The report" is the outlet's where one was credited, else a paper that was cited.
            Some(Stands::Work) => recent.outlet.or(recent.document),
            Some(Stands::Document) => recent.document,
            Some(Stands::People) => recent.unnamed,
            Some(Stands::Author) => None,
            // "The filing" is the filing that was cited, "the officials" the officials that spoke.
            None => {
                let last = match mention.referent {
                    Referent::Document => recent.document,
                    Referent::Person => recent.unnamed,
                    _ => None,
                };
                last.filter(|&node| {
                    sources.get(node).names.iter().any(|name| name.to_lowercase().contains(noun))
                })
            }
        }
    }
}

impl Recent {
    /// Takes note of the hops that a sentence stated.
    pub(super) fn note(&mut self, sources: &Sources<'_>, hops: &[Hop]) {
        let credited =
            |kind: HopKind| hops.iter().filter(move |hop| hop.kind == kind).filter_map(|hop| hop.to);
        if let Some(outlet) = credited(HopKind::Relayed).next() {
            self.outlet = Some(outlet);
        }
        for node in credited(HopKind::Attributed) {
            if sources.get(node).kind == SourceKind::Person || sources.is_unnamed(node) {
                self.speaker = Some(node);
            }
            match sources.get(node).kind {
                SourceKind::Document => self.document = Some(node),
                _ if sources.is_unnamed(node) => self.unnamed = Some(node),
                _ => {}
            }
        }
    }
}
