//! Plain text: the file's content is the text; what its edges record is found by [`crate::edges`].

use crate::{Reading, Source, finish};
use headwater_text::Document;

/// One document, its text the decoded content unchanged.
pub(crate) fn read(source: &Source<'_>) -> Reading {
    let doc = Document { text: source.text.to_owned(), ..source.document() };
    Reading { documents: vec![finish::whole(doc)], problems: Vec::new() }
}
