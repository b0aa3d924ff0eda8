//! A captured article.

use crate::{Problem, Span, Stamp, StampRole};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One captured article: its text, which never changes, and what was recorded about it.
///
/// A field that the article does not record is `None`: absence is not guessed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The given id, else the file's stem; unique within a run.
    pub id: String,
    /// Where it was read: a path, `-`, or a path with a record's line ("pile.jsonl:3").
    pub path: String,
    /// Headline.
    pub title: Option<String>,
    /// Name of the outlet, as the article or its record gives it.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Byline without "By".
    pub author: Option<String>,
    /// BCP 47 language tag, where declared or detected.
    pub language: Option<String>,
    /// The text that all spans count into.
    pub text: String,
    /// Every date found, best evidence of publication first.
    pub stamps: Vec<Stamp>,
    /// Credits of the whole article to somebody else.
    pub credits: Vec<Credit>,
    /// Hyperlinks of the text.
    pub links: Vec<Link>,
    /// Stretches of the text that are not part of the article proper: header lines, an author's note, a
    /// newsletter line, a caption. In text order, not overlapping.
    pub furniture: Vec<Span>,
    /// Fields of the record that Headwater has no use for, kept as they were.
    pub extra: BTreeMap<String, serde_json::Value>,
    /// BLAKE3 of the original bytes (of the record, where a file holds many), in hexadecimal.
    pub hash: String,
    /// What could not be read of it, or looked wrong.
    pub problems: Vec<Problem>,
}

impl Document {
    /// The best evidence of when it was published, if it records any.
    pub fn published(&self) -> Option<&Stamp> {
        self.stamps.iter().find(|stamp| stamp.role == StampRole::Published)
    }
}

/// How an article credits its whole text, or a stretch of it, to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CreditKind {
    /// An agency in the dateline: "PARIS, May 3 (AFP) -".
    Dateline,
    /// An agency or outlet in the byline or a field: "By the Associated Press".
    Byline,
    /// A line at the end: "— CPS", "(AP)".
    SignOff,
    /// The page names a canonical address on another host.
    Canonical,
    /// "This article was first published by ..." and the like.
    Republished,
    /// An agency credited for a picture: says nothing about the text.
    Photo,
}

/// A credit of a whole article to somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// How it is given.
    pub kind: CreditKind,
    /// Who is credited, as written.
    pub to: String,
    /// Where it stands in the text, if it does.
    pub span: Option<Span>,
}

/// A hyperlink whose words stand in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The linked words.
    pub span: Span,
    /// The address as written.
    pub href: String,
}
