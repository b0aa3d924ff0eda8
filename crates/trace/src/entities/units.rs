//! The names of a pile, each with where it stands and what its mentions show it to be.

use super::cluster::Edge;
use super::known::{Known, Name};
use super::names::Comparer;
use crate::{DocIx, Pile};
use foldhash::HashMap;
use headwater_text::{Document, Form, Language, Mention, Referent};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a name is compared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Person,
    Body,
    Outlet,
    Unknown,
}

/// One name: pile-wide where it is full, for one document alone where it is a single word that many may bear.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Latin lower-case words without article.
    pub(super) words: Vec<String>,
    pub(super) kind: Kind,
    pub(super) referent: Referent,
    /// The document of a single-word name.
    pub(super) doc: Option<DocIx>,
    /// Every document that has it.
    pub(super) docs: BTreeSet<DocIx>,
    /// As written, with counts.
    pub(super) surfaces: BTreeMap<String, usize>,
    /// Without article and descriptor, as first written.
    pub(super) bare: String,
    pub(super) mentions: Vec<(DocIx, usize)>,
    /// Documents whose outlet it is.
    pub(super) publishes: Vec<DocIx>,
    /// A description ("the interior ministry"), not a name.
    pub(super) described: bool,
    pub(super) name: Name,
}

impl Unit {
    /// Words that name a person by more than one word.
    pub(super) fn is_full(&self) -> bool {
        Comparer::core_words(&self.name.prepared) > 1
    }
}

/// All names of a pile.
#[derive(Debug)]
pub(super) struct Units {
    pub(super) list: Vec<Unit>,
    /// Unit of each mention.
    pub(super) of_mention: Vec<Vec<Option<usize>>>,
    explicit: Vec<(usize, usize)>,
}

impl Units {
    /// The units that bear `name`, article or not.
    pub(super) fn named(&self, name: &str) -> Vec<usize> {
        let folded = |name: &str| without_article(name).to_lowercase();
        let wanted = folded(name);
        let bears = |unit: &Unit| {
            folded(&unit.bare) == wanted || unit.surfaces.keys().any(|surface| folded(surface) == wanted)
        };
        (0..self.list.len()).filter(|index| bears(&self.list[*index])).collect()
    }

    /// Makes what document `doc` calls by the name of `unit` a unit of its own.
    pub(super) fn take_apart(&mut self, pile: Pile<'_>, unit: usize, doc: DocIx) -> usize {
        let fresh = self.list.len();
        let whole = &mut self.list[unit];
        let there = |(of, _): &(DocIx, usize)| *of == doc;
        let mut part = Unit { docs: BTreeSet::from([doc]), surfaces: BTreeMap::new(), ..whole.clone() };
        part.mentions.retain(there);
        part.publishes.retain(|of| *of == doc);
        whole.mentions.retain(|mention| !there(mention));
        whole.publishes.retain(|of| *of != doc);
        whole.docs.remove(&doc);
        let notes = &pile.annotations[doc];
        for (_, index) in &part.mentions {
            self.of_mention[doc][*index] = Some(fresh);
            let written = surface(&pile.documents[doc].text, &notes.mentions[*index], part.described);
            *part.surfaces.entry(written).or_default() += 1;
        }
        if !part.publishes.is_empty() {
            part.surfaces.extend(outlet_name(&pile.documents[doc]).map(|name| (name, 1)));
        }
        self.list.push(part);
        fresh
    }

    /// Names that a document gives for one another.
    pub(super) fn aliases(&self) -> Vec<Edge> {
        self.explicit.iter().map(|(a, b)| Edge::stated(*a, *b, "given side by side in the text")).collect()
    }
}

/// Key of a unit while gathering: a single word belongs to its document.
type Key = (Arc<[String]>, Option<DocIx>, bool);

struct Gathering<'k> {
    known: &'k mut Known,
    keys: HashMap<Key, usize>,
    /// The same by the number of a name, which is quicker to look up than its words.
    numbers: HashMap<(u32, Option<DocIx>, bool), usize>,
    list: Vec<Unit>,
    votes: Vec<BTreeMap<Referent, usize>>,
}

/// Gathers the names of a pile, in order of first mention.
pub(super) fn collect(pile: Pile<'_>, known: &mut Known, language: &Language) -> Units {
    let mut gathering = Gathering {
        known,
        keys: HashMap::default(),
        numbers: HashMap::default(),
        list: Vec::new(),
        votes: Vec::new(),
    };
    let wires = Wires::new(language);
    let mut of_mention: Vec<Vec<Option<usize>>> = Vec::with_capacity(pile.documents.len());
    for (doc, (document, notes)) in pile.documents.iter().zip(pile.annotations).enumerate() {
        if let Some(name) = outlet_name(document) {
            let referent = if wires.holds(&name) { Referent::Wire } else { Referent::Outlet };
            let unit = gathering.unit(&name, doc, None, false);
            // A field of the record outweighs what the text shows.
            *gathering.votes[unit].entry(referent).or_default() += 1000;
            gathering.surface(unit, &name);
            gathering.list[unit].publishes.push(doc);
        }
        of_mention.push(
            notes
                .mentions
                .iter()
                .enumerate()
                .map(|(index, mention)| gathering.mention(document, doc, index, mention))
                .collect(),
        );
    }
    let mut explicit = Vec::new();
    for (doc, notes) in pile.annotations.iter().enumerate() {
        for (index, mention) in notes.mentions.iter().enumerate() {
            let other = mention.alias_of.and_then(|other| of_mention[doc].get(other).copied().flatten());
            if let (Some(unit), Some(other)) = (of_mention[doc][index], other)
                && unit != other
            {
                explicit.push((other, unit));
            }
        }
    }
    explicit.sort_unstable();
    explicit.dedup();
    gathering.decide();
    Units { list: gathering.list, of_mention, explicit }
}

impl Gathering<'_> {
    fn mention(&mut self, document: &Document, doc: DocIx, index: usize, mention: &Mention) -> Option<usize> {
        let text = document.text.as_str();
        let body = mention.referent == Referent::Body;
        let described = mention.form == Form::Description && body && !mention.plural;
        if mention.form != Form::Name && !described {
            return None;
        }
        let name = if described { mention.span.of(text) } else { mention.head.of(text) };
        let bare = without_article(name);
        if bare.is_empty() || bare.len() > 120 {
            return None;
        }
        let single =
            !described && matches!(mention.referent, Referent::Person | Referent::Unknown | Referent::Place);
        let unit = self.unit(bare, doc, single.then_some(doc), described);
        *self.votes[unit].entry(mention.referent).or_default() += 1;
        let surface = surface(text, mention, described);
        self.surface(unit, &surface);
        self.list[unit].mentions.push((doc, index));
        Some(unit)
    }

    fn unit(&mut self, name: &str, doc: DocIx, single: Option<DocIx>, described: bool) -> usize {
        let known = self.known.name(without_article(name));
        let acronym = is_acronym(name);
        let alone = single.filter(|_| Comparer::core_words(&known.prepared) < 2 && !acronym);
        let number = (known.number, alone, described);
        let unit = match self.numbers.get(&number) {
            Some(unit) => *unit,
            None => {
                let unit = self.of_words(name, known, alone, described);
                self.numbers.insert(number, unit);
                unit
            }
        };
        self.list[unit].docs.insert(doc);
        unit
    }

    fn of_words(&mut self, name: &str, known: Name, alone: Option<DocIx>, described: bool) -> usize {
        let key = (Arc::clone(&known.words), alone, described);
        if let Some(unit) = self.keys.get(&key) {
            return *unit;
        }
        let unit = self.list.len();
        self.keys.insert(key, unit);
        self.votes.push(BTreeMap::new());
        self.list.push(Unit {
            words: known.words.to_vec(),
            kind: Kind::Unknown,
            referent: Referent::Unknown,
            doc: alone,
            docs: BTreeSet::new(),
            surfaces: BTreeMap::new(),
            bare: without_article(name).to_owned(),
            mentions: Vec::new(),
            publishes: Vec::new(),
            described,
            name: known,
        });
        unit
    }

    fn surface(&mut self, unit: usize, surface: &str) {
        let surfaces = &mut self.list[unit].surfaces;
        match surfaces.get_mut(surface) {
            Some(count) => *count += 1,
            None => _ = surfaces.insert(surface.to_owned(), 1),
        }
    }

    /// Each unit is what most of its mentions show; "unknown" never outvotes.
    fn decide(&mut self) {
        for (unit, votes) in self.list.iter_mut().zip(&self.votes) {
            let most = votes
                .iter()
                .filter(|(referent, _)| !matches!(referent, Referent::Unknown | Referent::Place))
                .max_by_key(|(referent, count)| (**count, std::cmp::Reverse(**referent)));
            unit.referent = most.map_or(Referent::Unknown, |(referent, _)| *referent);
            unit.kind = match unit.referent {
                Referent::Person | Referent::Eyewitness => Kind::Person,
                Referent::Body => Kind::Body,
                Referent::Outlet | Referent::Wire => Kind::Outlet,
                _ => Kind::Unknown,
            };
        }
    }
}

/// The form under which a mention is listed: an outlet or body with article and descriptor, a person's name alone.
fn surface(text: &str, mention: &Mention, described: bool) -> String {
    let head = mention.head.of(text);
    let whole = mention.span.of(text);
    let organisation = matches!(mention.referent, Referent::Body | Referent::Outlet | Referent::Wire);
    let shown = if described || (organisation && whole.len() <= head.len() + 24) { whole } else { head };
    squeeze(shown)
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name without a leading English article.
pub(super) fn without_article(name: &str) -> &str {
    let name = name.trim();
    ["the ", "The ", "THE ", "a ", "an "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
        .trim_start()
}

/// Capitals, with at most one lower-case letter: "HTS", "RAIB-V", "MoD".
pub(super) fn is_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let lower = name.chars().filter(|c| c.is_lowercase()).count();
    !name.contains(' ') && (2..=8).contains(&capitals) && lower <= capitals / 2
}

/// The outlet that a document says it is of, else the host of its address.
fn outlet_name(document: &Document) -> Option<String> {
    if let Some(outlet) = document.outlet.as_deref().map(str::trim).filter(|outlet| !outlet.is_empty()) {
        return Some(outlet.to_owned());
    }
    host(document.url.as_deref()?).map(str::to_owned)
}

/// "www.example.com" of an address without the "www.".
pub(super) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.is_empty()).then_some(host)
}

/// Words that make an outlet a news agency.
struct Wires(Vec<&'static str>);

impl Wires {
    fn new(language: &Language) -> Self {
        Self(
            language
                .table("outlets")
                .iter()
                .filter(|row| row.cell(1) == "wire")
                .map(headwater_text::Row::key)
                .collect(),
        )
    }

    fn holds(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.0
            .iter()
            .any(|words| lower.match_indices(words).any(|(at, found)| is_word(&lower, at, at + found.len())))
    }
}

fn is_word(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
