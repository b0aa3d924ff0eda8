//! The nodes of chains: who is credited, interned so that one speaker is one node wherever it is named.

use super::anaphora::{Anaphors, Recent};
use super::decided::Decided;
use crate::entities::Entities;
use crate::{DocIx, Evidence, Occurrence, Pile, Source, SourceIx, SourceKind};
use headwater_text::{Credit, CreditKind, Document, Form, Language, Mention, Referent, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Steps from somebody to the body behind them that are followed before giving up.
const SPOKEN_FOR: usize = 8;

/// All nodes met so far.
#[derive(Debug)]
pub(super) struct Sources<'p> {
    pub(super) pile: Pile<'p>,
    pub(super) entities: &'p Entities,
    pub(super) stopwords: BTreeSet<&'static str>,
    pub(super) anaphors: Anaphors,
    pub(super) recent: BTreeMap<DocIx, Recent>,
    pub(super) list: Vec<Source>,
    by_entity: BTreeMap<usize, SourceIx>,
    pub(super) entity_names: BTreeMap<String, usize>,
    by_name: BTreeMap<String, SourceIx>,
    /// Nodes that have a label and no name.
    labels: BTreeSet<SourceIx>,
    pub(super) decided: Decided,
    /// Nodes of unnamed people by the outlet they spoke to.
    unnamed: BTreeMap<Listener, Vec<(BTreeSet<String>, SourceIx)>>,
}

/// Whom an unnamed source spoke to: an outlet, a document whose outlet is not recorded, or, for papers that several
/// outlets can see, anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Listener {
    Anybody,
    Outlet(SourceIx),
    Document(DocIx),
    /// Somebody of whom an analyst decided that they are not who else bears the label.
    Apart(usize),
}

impl<'p> Sources<'p> {
    pub(super) fn new(pile: Pile<'p>, entities: &'p Entities, language: &Language) -> Self {
        let mut entity_names = BTreeMap::new();
        for (index, entity) in entities.list.iter().enumerate() {
            for name in &entity.names {
                entity_names.entry(folded(name)).or_insert(index);
            }
        }
        Self {
            pile,
            entities,
            entity_names,
            stopwords: language.words("stopwords").collect(),
            anaphors: Anaphors::new(language),
            recent: BTreeMap::new(),
            list: Vec::new(),
            by_entity: BTreeMap::new(),
            by_name: BTreeMap::new(),
            labels: BTreeSet::new(),
            decided: Decided::default(),
            unnamed: BTreeMap::new(),
        }
    }

    pub(super) fn get(&self, index: SourceIx) -> &Source {
        &self.list[index]
    }

    pub(super) fn into_list(self) -> Vec<Source> {
        let meant = |node: Option<SourceIx>| node.map(|node| self.meant(node));
        let list = self.list.iter().map(|source| Source {
            speaks_for: meant(source.speaks_for),
            spoke_to: meant(source.spoke_to),
            ..source.clone()
        });
        list.collect()
    }

    /// The node of the outlet that published `doc`; `None` where the article records no outlet.
    pub(super) fn outlet_of(&mut self, doc: DocIx) -> Option<SourceIx> {
        if let Some(entity) = self.entities.of_outlet[doc] {
            return Some(self.entity(entity));
        }
        let outlet = self.pile.documents[doc].outlet.clone()?;
        Some(self.named(&outlet, SourceKind::Outlet))
    }

    /// [`Self::outlet_of`], where it was asked for before, as it is for every document that states something.
    pub(super) fn outlet_met(&self, doc: DocIx) -> Option<SourceIx> {
        match self.entities.of_outlet[doc] {
            Some(entity) => self.by_entity.get(&entity).map(|known| self.meant(*known)),
            None => self.met(&folded(self.pile.documents[doc].outlet.as_deref()?)),
        }
    }

    /// The node that a folded name led to before.
    fn met(&self, key: &str) -> Option<SourceIx> {
        let entity = self.entity_names.get(key).and_then(|entity| self.by_entity.get(entity));
        entity.or_else(|| self.by_name.get(key)).map(|known| self.meant(*known))
    }

    /// The node of a document whose outlet is not recorded, under its id.
    pub(super) fn document(&mut self, doc: DocIx) -> SourceIx {
        let document = &self.pile.documents[doc];
        self.named(&document.id, SourceKind::Unknown)
    }

    /// The node of an entity; a body it speaks for is interned with it.
    pub(super) fn entity(&mut self, entity: usize) -> SourceIx {
        if let Some(&known) = self.by_entity.get(&entity) {
            return self.meant(known);
        }
        let of = &self.entities.list[entity];
        let index = self.push(Source {
            id: String::new(),
            name: of.name.clone(),
            names: of.names.clone(),
            kind: kind_of(of.referent),
            official: of.official,
            speaks_for: None,
            // The fullest: "governor of Ulda province" rather than "Gov.".
            role: of
                .roles
                .iter()
                .map(|role| self.anaphors.label(role, Span::new(0, role.len())).of(role))
                .max_by_key(|role| (role.split_whitespace().count(), std::cmp::Reverse(*role)))
                .map(str::to_string),
            entity: Some(entity),
            spoke_to: None,
            seen: self.first_words(entity),
            publishes: self.entities.of_outlet.iter().position(|outlet| *outlet == Some(entity)),
            judged: of.judged.clone(),
        });
        self.by_entity.insert(entity, index);
        // Interned after the entity itself, so that two bodies that name each other cannot loop.
        if let Some(body) = of.speaks_for.filter(|&body| body != entity) {
            let body = self.entity(body);
            self.list[index].speaks_for = Some(body);
        }
        index
    }

    /// A node known by its name alone.
    pub(super) fn named(&mut self, name: &str, kind: SourceKind) -> SourceIx {
        let key = folded(name);
        if let Some(known) = self.met(&key) {
            return known;
        }
        if let Some(&entity) = self.entity_names.get(&key) {
            return self.entity(entity);
        }
        let index = self.push(Source::called(name.trim(), kind));
        self.by_name.insert(key, index);
        index
    }

    /// Who people spoke to that `doc` cites without naming another outlet: the agency whose text it carries, else its own
    /// outlet.
    pub(super) fn listener(&mut self, doc: DocIx) -> Option<SourceIx> {
        match text_credit(&self.pile.documents[doc]) {
            Some((credit, kind)) => Some(self.named(&credit.to, kind)),
            None => self.outlet_of(doc),
        }
    }

    /// A node for somebody the text only labels: one for each outlet that spoke to them and label. Labels whose
    /// content words include one another ("officials", "two commission officials") are the same people there.
    pub(super) fn labelled(
        &mut self,
        doc: DocIx,
        phrase: Span,
        kind: SourceKind,
        spoke_to: Option<SourceIx>,
    ) -> SourceIx {
        let label = self.pile.words(doc, phrase).split_whitespace().collect::<Vec<_>>().join(" ");
        let words = self.content_words(&label);
        let outlet = spoke_to.or_else(|| self.listener(doc));
        let apart = self.set_apart(doc, phrase, &words).map(Listener::Apart);
        let key = match (kind, outlet) {
            _ if apart.is_some() => apart.unwrap_or(Listener::Anybody),
            // "The report" is one here and another there; a report that is described is one wherever it is cited.
            (SourceKind::Document, _) if words.len() > 1 => Listener::Anybody,
            (SourceKind::Document, _) | (_, None) => Listener::Document(doc),
            (_, Some(outlet)) => Listener::Outlet(outlet),
        };
        let known = self.unnamed.entry(key).or_default();
        let same = known.iter_mut().find(|(other, _)| {
            if kind == SourceKind::Document {
                *other == words
            } else {
                other.is_subset(&words) || words.is_subset(other)
            }
        });
        if let Some((other, index)) = same {
            other.extend(words);
            let source = &mut self.list[*index];
            if !source.names.contains(&label) {
                source.names.push(label);
                source.names.sort();
            }
            let index = *index;
            self.note_label(doc, phrase, index);
            return self.meant(index);
        }
        let index = self.list.len();
        known.push((words, index));
        self.labels.insert(index);
        self.note_label(doc, phrase, index);
        let seen = Some(Evidence { doc, span: phrase });
        self.push(Source { spoke_to: outlet, seen, ..Source::called(&label, kind) })
    }

    /// Words of a label that tell people apart, plural endings dropped.
    pub(super) fn content_words(&self, label: &str) -> BTreeSet<String> {
        let lower = label.to_lowercase();
        let all = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: BTreeSet<String> = all
            .filter(|word| !self.stopwords.contains(word))
            .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word).to_string())
            .collect();
        if words.is_empty() { BTreeSet::from([lower]) } else { words }
    }

    /// The first words of the pile that name an entity, a name before a description.
    fn first_words(&self, entity: usize) -> Option<Evidence> {
        let mentions = &self.entities.list[entity].mentions;
        let of = |&(doc, index): &(DocIx, usize)| (doc, &self.pile.annotations[doc].mentions[index]);
        let named = mentions.iter().map(of).find(|(_, mention)| mention.form == Form::Name);
        let found = named.map(|(doc, mention)| (doc, mention.head));
        let (doc, span) =
            found.or_else(|| mentions.first().map(of).map(|(doc, mention)| (doc, mention.span)))?;
        Some(Evidence { doc, span })
    }

    fn push(&mut self, source: Source) -> SourceIx {
        self.list.push(source);
        self.list.len() - 1
    }

    /// The body that stands behind a node: spokespeople and documents collapse into it.
    pub(super) fn root(&self, index: SourceIx) -> SourceIx {
        let mut at = index;
        for _ in 0..SPOKEN_FOR {
            match self.list[at].speaks_for {
                Some(body) if self.meant(body) != at => at = self.meant(body),
                _ => break,
            }
        }
        at
    }

    /// Whether a node or the body behind it speaks with public authority.
    pub(super) fn official(&self, index: SourceIx) -> bool {
        self.list[index].official || self.list[self.root(index)].official
    }

    /// Whether the words of an occurrence name the node or the body behind it: it speaks about itself.
    pub(super) fn named_in(&self, index: SourceIx, occurrence: &Occurrence) -> bool {
        let root = Some(self.root(index)).filter(|&body| self.list[body].kind == SourceKind::Body);
        let wanted = [Some(index), root].map(|node| node.and_then(|node| self.list[node].entity));
        self.inside(occurrence.doc, occurrence.span).filter(|(_, mention)| mention.form == Form::Name).any(
            |(at, _)| {
                let entity = self.entities.of_mention[occurrence.doc].get(at).copied().flatten();
                entity.is_some() && wanted.contains(&entity)
            },
        )
    }

    /// The mentions that lie in `span` of document `doc`, with their indices.
    pub(super) fn inside(&self, doc: DocIx, span: Span) -> impl Iterator<Item = (usize, &'p Mention)> {
        let mentions = &self.pile.annotations[doc].mentions;
        let first = mentions.partition_point(|mention| mention.span.start < span.start);
        let within =
            mentions.iter().enumerate().skip(first).take_while(move |(_, m)| m.span.start < span.end);
        within.filter(move |(_, mention)| span.contains(mention.span))
    }

    /// Whether a node is an outlet or agency.
    pub(super) fn is_outlet(&self, index: SourceIx) -> bool {
        matches!(self.list[index].kind, SourceKind::Outlet | SourceKind::Wire)
    }

    /// Whether a node is somebody the texts do not name. A paper or body that they describe is known well enough.
    pub(super) fn is_unnamed(&self, index: SourceIx) -> bool {
        self.labels.contains(&index)
            && !matches!(self.list[index].kind, SourceKind::Document | SourceKind::Body | SourceKind::Social)
    }

    /// Whether two nodes are the same voice, as far as a chain can tell: unnamed people under one label may have been
    /// heard through one outlet's text at another.
    pub(super) fn same_voice(&self, a: SourceIx, b: SourceIx) -> bool {
        let words = |node: SourceIx| self.content_words(&self.list[node].name);
        self.root(a) == self.root(b)
            || (self.is_unnamed(a) && self.is_unnamed(b) && {
                let (a, b) = (words(a), words(b));
                a.is_subset(&b) || b.is_subset(&a)
            })
    }
}

/// The credit to the agency or partner whose text an article carries, and what kind of source that is.
pub(super) fn text_credit(document: &Document) -> Option<(&Credit, SourceKind)> {
    let credit = document
        .credits
        .iter()
        .find(|credit| !matches!(credit.kind, CreditKind::Photo | CreditKind::Canonical))?;
    let kind = if credit.kind == CreditKind::Republished { SourceKind::Outlet } else { SourceKind::Wire };
    Some((credit, kind))
}

/// A name for looking up: lower case, without a leading article.
pub(super) fn folded(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    lower.strip_prefix("the ").unwrap_or(&lower).to_string()
}

pub(super) fn kind_of(referent: Referent) -> SourceKind {
    match referent {
        Referent::Person => SourceKind::Person,
        Referent::Body | Referent::Place => SourceKind::Body,
        Referent::Outlet => SourceKind::Outlet,
        Referent::Wire => SourceKind::Wire,
        Referent::Document => SourceKind::Document,
        Referent::Social => SourceKind::Social,
        Referent::Eyewitness => SourceKind::Eyewitness,
        Referent::Unknown => SourceKind::Unknown,
    }
}
