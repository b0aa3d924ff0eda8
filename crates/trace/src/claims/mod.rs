//! Which clauses carry a checkable proposition, and which of them assert or deny the same one.
//!
//! [`Reader`] reads each text by itself (`text`: words, clauses, notes of correction) and knows it again. [`Corpus`] sets the texts of a
//! pile beside one another: it chooses the clauses that are worth tracing, reads each as terms, names, number and day,
//! compares those that share something rare, and joins what agrees.

mod agree;
mod candidates;
mod clauses;
mod cluster;
mod copies;
mod corpus;
mod events;
mod leads;
mod lexicon;
mod matches;
mod names;
mod occurrence;
mod profiles;
mod reading;
mod text;
mod values;
mod words;

pub(crate) use corpus::{Corpus, Reader};

use crate::{Match, Notice, Occurrence};

/// Occurrences in groups that assert or deny the same proposition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Groups {
    /// Lists of indices of occurrences, each sorted, lists sorted by their first; every occurrence is in exactly one.
    pub claims: Vec<Vec<usize>>,
    /// For each occurrence why it stands in its group; [`Match::with`] is the index of an occurrence.
    pub matches: Vec<Option<Match>>,
}

/// What texts say, before it is followed back.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Every clause that is worth tracing, by document, then place.
    pub(crate) occurrences: Vec<Occurrence>,
    /// Which of them are one claim.
    pub(crate) groups: Groups,
    /// Notes of correction, by document, then place.
    pub(crate) notices: Vec<Notice>,
}
