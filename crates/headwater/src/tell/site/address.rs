//! Addresses that stay when the story changes.
//!
//! A claim has no name of its own: its id says where it stands among the others. Its address is made of what lasts, the
//! article and the words of its first occurrence. Every other occurrence leads to it as well, so that a claim that was joined to
//! another, or found in an earlier article, is still found under its old address.

use crate::tell::report::page::links::Links;
use crate::tell::report::view::{Place, SOUGHT};
use headwater_text::Document;
use headwater_trace::{Claim, Occurrence, Trace};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What may not stand in a step of a path as it is.
const STEP: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'+')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'@')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// `text` as a step of a path or a value of a query.
pub fn step(text: &str) -> String {
    match text {
        // Browsers resolve these, also when they are written with a percent sign.
        "." => "~.".to_owned(),
        ".." => "~..".to_owned(),
        _ if text.starts_with('~') => format!("~{}", utf8_percent_encode(text, STEP)),
        _ => utf8_percent_encode(text, STEP).to_string(),
    }
}

/// The id that a step, percent signs resolved, stands for.
pub fn unstep(step: &str) -> &str {
    step.strip_prefix('~').unwrap_or(step)
}

/// Where everything of a story stands.
#[derive(Debug, Default)]
pub struct Addresses {
    /// By index of the claim.
    keys: Vec<String>,
    /// Keys of all occurrences, and the claims' own.
    claims: BTreeMap<String, usize>,
    /// By index of the document, as steps of a path.
    steps: Vec<String>,
    documents: BTreeMap<String, usize>,
}

impl Addresses {
    /// Of what a trace of `documents` found.
    pub fn of(documents: &[Document], trace: &Trace) -> Self {
        let mut all = Self {
            steps: documents.iter().map(|document| step(&document.id)).collect(),
            documents: documents.iter().zip(0..).map(|(document, at)| (document.id.clone(), at)).collect(),
            ..Self::default()
        };
        let keys: Vec<Vec<String>> = trace
            .claims
            .iter()
            .map(|claim| claim.occurrences.iter().map(|found| key(&documents[found.doc], found)).collect())
            .collect();
        for (index, keys) in keys.iter().enumerate() {
            let free = keys.iter().find(|key| !all.claims.contains_key(*key));
            let own = match free {
                Some(key) => key.clone(),
                // The same words of the same article twice: the second claim of them is numbered.
                None => (2..)
                    .map(|count| format!("{}-{count}", keys.first().map_or("none", String::as_str)))
                    .find(|key| !all.claims.contains_key(key))
                    .unwrap_or_default(),
            };
            all.claims.insert(own.clone(), index);
            all.keys.push(own);
        }
        for (index, keys) in keys.into_iter().enumerate() {
            for key in keys {
                all.claims.entry(key).or_insert(index);
            }
        }
        all
    }

    /// What the address of a claim ends with.
    pub fn key(&self, claim: usize) -> &str {
        self.keys.get(claim).map_or("", String::as_str)
    }

    /// The claim that has an occurrence with this key.
    pub fn claim(&self, key: &str) -> Option<usize> {
        self.claims.get(key).copied()
    }

    /// The claim that has these words of an article, of whatever version.
    pub fn holding(&self, document: &Document, found: &Occurrence) -> Option<usize> {
        self.claim(&key(document, found))
    }

    /// The document with this id.
    pub fn document(&self, id: &str) -> Option<usize> {
        self.documents.get(id).copied()
    }
}

/// Sixteen hexadecimal digits of the hash of an article's id and of the words.
fn key(document: &Document, found: &Occurrence) -> String {
    const BYTES: usize = 8;
    let mut hasher = blake3::Hasher::new();
    hasher.update(document.id.as_bytes()).update(b"\0").update(found.span.of(&document.text).as_bytes());
    hasher.finalize().as_bytes()[..BYTES].iter().fold(String::new(), |mut told, byte| {
        let _ = write!(told, "{byte:02x}");
        told
    })
}

/// The index of the claim with an id of this trace ("c12").
pub fn by_id(claims: &[Claim], id: &str) -> Option<usize> {
    let at = id.strip_prefix('c')?.parse::<usize>().ok()?.checked_sub(1)?;
    claims.get(at).filter(|claim| claim.id == id).map(|_| at)
}

impl Links for Addresses {
    fn claim(&self, id: &str) -> String {
        let index = id.strip_prefix('c').and_then(|id| id.parse::<usize>().ok()).unwrap_or(0);
        format!("/claims/{}", self.key(index.wrapping_sub(1)))
    }

    fn article(&self, doc: usize) -> String {
        format!("/articles/{}", self.steps[doc])
    }

    fn place(&self, place: &Place) -> String {
        format!("{}?at={}-{}#{SOUGHT}", self.article(place.doc), place.start, place.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_id_is_one_step_of_a_path() {
        let check = |id: &str, expected: &str| {
            assert_eq!(step(id), expected);
            let back = percent_encoding::percent_decode_str(expected).decode_utf8().unwrap_or_default();
            assert_eq!(unstep(&back), id);
        };
        check("herald-gate", "herald-gate");
        check("a b/c?d#e%f", "a%20b%2Fc%3Fd%23e%25f");
        check("Žarova", "%C5%BDarova");
        check("..", "~..");
        check(".", "~.");
        check("~x", "~~x");
        check("<script>\"'&", "%3Cscript%3E%22%27%26");
    }
}
