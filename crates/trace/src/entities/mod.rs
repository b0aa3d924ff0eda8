//! Which names mean the same person, body or outlet across documents.
//!
//! [`names`] compares two names, and `known` remembers what came of it; `units` gathers the names of a pile; `people`, `bodies` and `outlets` say which of
//! them are one and why; `cluster` joins what was said, refusing joins that would bring different names together.

mod bodies;
mod build;
mod cluster;
mod decided;
mod known;
pub mod names;
mod outlets;
mod people;
mod sounds;
mod units;

#[cfg(test)]
mod tests;

use crate::crew::{self, Alone, Crew};
use crate::judgement::Docket;
use crate::{DocIx, Pile, RulingIx};
use headwater_text::{Language, Referent};
use known::Known;

/// Somebody or something that documents name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Kind, by the best evidence of all mentions.
    pub referent: Referent,
    /// Fullest name.
    pub name: String,
    /// Every surface form, sorted ("the Post" and "Post" both, as written).
    pub names: Vec<String>,
    /// Roles and titles met, most frequent first.
    pub roles: Vec<String>,
    /// The body that its roles name.
    pub speaks_for: Option<usize>,
    /// Speaks with public authority.
    pub official: bool,
    /// Mentions by document index and index into that document's mentions; pronouns and descriptions that refer back
    /// to it included.
    pub mentions: Vec<(DocIx, usize)>,
    /// Judgements that joined it or told it apart.
    pub judged: Vec<RulingIx>,
}

/// Why two names were taken for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// One name.
    pub a: String,
    /// The other.
    pub b: String,
    /// One line in plain words: "surname alone, same document", "acronym with its definition", "one letter apart".
    pub reason: String,
}

/// All entities of a pile.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// Entities, in order of first mention.
    pub list: Vec<Entity>,
    /// For each document and each of its mentions, the entity meant; `None` for unnamed and unresolved ones.
    pub of_mention: Vec<Vec<Option<usize>>>,
    /// For each document, the entity of the outlet that published it.
    pub of_outlet: Vec<Option<usize>>,
    /// Every merge with its reason.
    pub merges: Vec<Merge>,
}

/// Resolves the mentions and outlets of a pile.
///
/// ```
/// use headwater_text::{Annotations, Document, Language};
/// use headwater_trace::{Pile, entities};
/// let document = Document { outlet: Some("The Tarn Courier".into()), ..Document::default() };
/// let pile = Pile { documents: &[document], annotations: &[Annotations::default()] };
/// let found = entities::resolve(pile, &Language::english());
/// assert_eq!(found.list[found.of_outlet[0].unwrap()].name, "The Tarn Courier");
/// ```
pub fn resolve(pile: Pile<'_>, language: &Language) -> Entities {
    Resolver::new(language).resolve(&Alone, pile, language, &mut Docket::default())
}

/// Resolves one pile after the other, and knows again the names that it has compared for the last one.
#[derive(Debug)]
pub(crate) struct Resolver {
    known: Known,
}

impl Resolver {
    pub(crate) fn new(language: &Language) -> Self {
        Self { known: Known::new(language) }
    }

    /// [`resolve`], with what an analyst decided.
    pub(crate) fn resolve(
        &mut self,
        crew: &dyn Crew,
        pile: Pile<'_>,
        language: &Language,
        docket: &mut Docket,
    ) -> Entities {
        let known = &mut self.known;
        let mut units = units::collect(pile, known, language);
        let decided = decided::read(pile, &mut units, docket);
        let (mut edges, people) = crew::both(
            crew,
            || [bodies::edges(&units, language), outlets::edges(&units)].concat(),
            || people::edges(crew, &units, known),
        );
        edges.extend(people);
        edges.extend(units.aliases());
        let joined = cluster::join(&units, edges, &decided.held, known);
        known.turn();
        build::entities(pile, &units, &joined, language)
    }
}
