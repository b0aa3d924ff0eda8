//! Documents read to a pile: sorted, without duplicates, every id once.

use headwater_text::{Document, Place, Problem, ProblemKind, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// What reading gave.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Documents by id, every id once.
    pub documents: Vec<Document>,
    /// Problems that belong to no document, by path.
    pub problems: Vec<Problem>,
}

impl Gathered {
    /// All problems: first those of files and records that gave no document, then those of documents.
    pub fn all_problems(&self) -> impl Iterator<Item = &Problem> {
        let inside = self.documents.iter().flat_map(|document| &document.problems);
        self.problems.iter().chain(inside)
    }

    /// Whether anything given could not be read, or not in full.
    pub fn incomplete(&self) -> bool {
        self.all_problems().any(|problem| problem.severity > Severity::Note)
    }
}

/// What must be equal for a text to be the same article given twice. The same text under another outlet, address or
/// headline is a copy, which is a finding, and stays.
type Sameness<'d> = (&'d str, Option<&'d str>, Option<&'d str>, Option<&'d str>);

fn sameness(document: &Document) -> Sameness<'_> {
    (&document.text, document.outlet.as_deref(), document.url.as_deref(), document.title.as_deref())
}

/// Drops duplicates, makes ids unique and sorts by id. `documents` come in the order of their paths.
pub fn settle(mut documents: Vec<Document>, mut problems: Vec<Problem>) -> Gathered {
    // Stable: documents of one id keep the order of their paths and, within a file, of their records.
    documents.sort_by(|a, b| a.id.cmp(&b.id));
    let repeated = repeats(&documents);
    let mut kept = Vec::with_capacity(documents.len());
    for (document, original) in documents.into_iter().zip(repeated) {
        match original {
            None => kept.push(document),
            Some(original) => problems.push(note(
                &document.path,
                ProblemKind::Duplicate,
                format!("the same article as {original}, which was kept"),
            )),
        }
    }
    rename(&mut kept);
    kept.sort_by(|a, b| a.id.cmp(&b.id));
    problems.sort_by(|a, b| {
        (&a.place.path, a.place.line, &a.message).cmp(&(&b.place.path, b.place.line, &b.message))
    });
    Gathered { documents: kept, problems }
}

/// A pile that grew.
#[derive(Debug)]
pub struct Grown {
    /// What was known and what came; problems of what came.
    pub gathered: Gathered,
    /// Which of the documents came, by index.
    pub new: Vec<usize>,
    /// How many documents that were given were known.
    pub again: usize,
}

/// Brings what was read to the documents that are `known`, which have ids of their own and keep them. An article that is known is
/// not taken again, under whatever id it comes.
pub fn grow(known: Vec<Document>, given: Gathered) -> Grown {
    let same: BTreeSet<Sameness<'_>> = known.iter().map(sameness).collect();
    let count = given.documents.len();
    let came: Vec<Document> =
        given.documents.into_iter().filter(|document| !same.contains(&sameness(document))).collect();
    let again = count - came.len();
    drop(same);
    let ids: BTreeSet<String> = known.iter().map(|document| document.id.clone()).collect();
    let mut documents = known;
    documents.extend(came);
    let gathered = settle(documents, given.problems);
    let all = gathered.documents.iter().enumerate();
    let new = all.filter(|(_, document)| !ids.contains(&document.id)).map(|(doc, _)| doc).collect();
    Grown { gathered, new, again }
}

/// For each document the path of the earlier one that it repeats.
fn repeats(documents: &[Document]) -> Vec<Option<String>> {
    let mut first = BTreeMap::new();
    documents
        .iter()
        .map(|document| {
            let known = first.entry(sameness(document)).or_insert(document);
            (!std::ptr::eq(*known, document)).then(|| known.path.clone())
        })
        .collect()
}

/// Gives the second and later documents of an id the ids "x-2", "x-3" ..., passing over those that are taken.
fn rename(documents: &mut [Document]) {
    let given: BTreeSet<String> = documents.iter().map(|document| document.id.clone()).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        if used.insert(document.id.clone()) {
            continue;
        }
        let count = next.entry(document.id.clone()).or_insert(2);
        let fresh = loop {
            let candidate = format!("{}-{count}", document.id);
            *count += 1;
            if !given.contains(&candidate) && used.insert(candidate.clone()) {
                break candidate;
            }
        };
        rename_to(document, fresh);
    }
}

/// Gives a document an id that no other has, and says so.
pub fn rename_to(document: &mut Document, fresh: String) {
    let message = format!("another document has the id \"{}\"; this one is told as \"{fresh}\"", document.id);
    document.problems.push(note(&document.path, ProblemKind::RenamedId, message));
    document.id = fresh;
}

fn note(path: &str, kind: ProblemKind, message: String) -> Problem {
    Problem {
        kind,
        severity: Severity::Note,
        place: Place { path: path.to_owned(), line: None, byte: None },
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, outlet: &str, text: &str) -> Document {
        Document {
            id: id.to_owned(),
            path: format!("{outlet}/{id}"),
            outlet: Some(outlet.to_owned()),
            text: text.to_owned(),
            ..Document::default()
        }
    }

    fn ids(given: Vec<Document>) -> (Vec<String>, Vec<ProblemKind>) {
        let gathered = settle(given, Vec::new());
        let kinds = gathered.all_problems().map(|problem| problem.kind).collect();
        (gathered.documents.into_iter().map(|document| document.id).collect(), kinds)
    }

    #[test]
    fn ids_are_unique_and_sorted() {
        let given = vec![
            document("b", "P", "1"),
            document("a", "P", "2"),
            document("a", "Q", "3"),
            document("a-2", "P", "4"),
            document("a", "R", "5"),
        ];
        let (ids, kinds) = ids(given);
        assert_eq!(ids, ["a", "a-2", "a-3", "a-4", "b"]);
        assert_eq!(kinds, [ProblemKind::RenamedId, ProblemKind::RenamedId]);
    }

    #[test]
    fn what_is_known_keeps_its_id_and_comes_once() {
        let known = vec![document("a", "P", "1"), document("c", "P", "2")];
        let given = vec![document("a", "P", "3"), document("b", "P", "2"), document("d", "P", "4")];
        let grown = grow(known, settle(given, Vec::new()));
        let told: Vec<(&str, &str)> = (grown.gathered.documents.iter())
            .map(|document| (document.id.as_str(), document.text.as_str()))
            .collect();
        assert_eq!(told, [("a", "1"), ("a-2", "3"), ("c", "2"), ("d", "4")]);
        assert_eq!((grown.new, grown.again), (vec![1, 3], 1));
    }

    #[test]
    fn a_duplicate_goes_and_a_copy_stays() {
        let given = vec![document("a", "P", "x"), document("b", "P", "x"), document("c", "Q", "x")];
        assert_eq!(ids(given), (vec!["a".to_owned(), "c".to_owned()], vec![ProblemKind::Duplicate]));
    }
}
