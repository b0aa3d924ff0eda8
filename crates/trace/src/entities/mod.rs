//! Which names mean the same person, body or outlet across documents.

use crate::{DocIx, Pile};
use headwater_text::{Language, Referent};

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
pub fn resolve(pile: Pile<'_>, _language: &Language) -> Entities {
    Entities {
        of_mention: pile.annotations.iter().map(|a| vec![None; a.mentions.len()]).collect(),
        of_outlet: vec![None; pile.documents.len()],
        ..Entities::default()
    }
}
