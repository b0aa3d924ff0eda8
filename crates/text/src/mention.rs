//! Names, titles, pronouns and descriptions.

use crate::Span;
use serde::{Deserialize, Serialize};

/// How somebody or something is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// By name, in full or in part: "Oksana Hrybchuk", "the Post", "NG".
    Name,
    /// By a definite description or role: "the mayor", "the newspaper", "the spokesperson".
    Description,
    /// By a pronoun: "she", "they", "it".
    Pronoun,
    /// As somebody the text does not name: "two officials", "a person briefed on the matter", "a Turkish outlet".
    Unnamed,
}

/// What kind of thing is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Referent {
    /// One person or several.
    Person,
    /// An authority, company, party, armed group, court, hospital.
    Body,
    /// A newspaper, broadcaster, site or magazine.
    Outlet,
    /// A news agency.
    Wire,
    /// A report, statement, filing, letter.
    Document,
    /// A post on a social network, or its account.
    Social,
    /// Somebody who was there.
    Eyewitness,
    /// A place.
    Place,
    /// Not known.
    Unknown,
}

/// What a name is the name of, as a model takes it from the sentence: coarser than [`Referent`], which rests on the words of
/// the name, and known for nearly every name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameKind {
    /// One person or several.
    Person,
    /// An authority, company, party, outlet, team.
    Organisation,
    /// A place.
    Place,
    /// A work, an event, a product, a law.
    Other,
}

/// A stretch of text that refers to somebody or something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The whole noun phrase: "a spokesperson for the National Gendarmerie, Aysegul Korkutoglu".
    pub span: Span,
    /// The name alone, or the head noun: "Aysegul Korkutoglu"; "officials" of "two officials".
    pub head: Span,
    /// By name, description, pronoun, or not named.
    pub form: Form,
    /// What kind of thing, as far as words show.
    pub referent: Referent,
    /// Of a name, what the model takes it for. Always inferred.
    pub kind: Option<NameKind>,
    /// Title or role that stands with it: "a spokesperson for the National Gendarmerie", "Mayor".
    pub role: Option<Span>,
    /// The body that the role names: the mention "the National Gendarmerie". Index into the document's mentions.
    pub affiliation: Option<usize>,
    /// More than one person or thing.
    pub plural: bool,
    /// Speaks with public authority, as far as words show (a minister, a police force, a court).
    pub official: bool,
    /// For pronouns and descriptions: the mention it refers back to, an earlier index. Always inferred.
    pub antecedent: Option<usize>,
    /// For a short name with its definition here, the mention that it abbreviates: "(NG)" after "the National
    /// Gendarmerie", "also known as".
    pub alias_of: Option<usize>,
}

impl Mention {
    /// What it is taken for by all that is known: by its words where they show it, else by the model.
    pub fn taken_for(&self) -> Option<NameKind> {
        match self.referent {
            Referent::Person | Referent::Eyewitness => Some(NameKind::Person),
            Referent::Body | Referent::Outlet | Referent::Wire => Some(NameKind::Organisation),
            Referent::Place => Some(NameKind::Place),
            Referent::Document | Referent::Social => None,
            Referent::Unknown => self.kind,
        }
    }
}
