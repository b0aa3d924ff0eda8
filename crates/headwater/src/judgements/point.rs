//! From words that a person gives to what a judgement points to.

use crate::story::StoryError;
use headwater_text::{Document, Span};
use headwater_trace::judgement::{DocumentTarget, Target, target};

/// Words that stand once in a document.
///
/// # Errors
///
/// [`StoryError::Judgement`] where they do not stand there, or stand there more than once.
pub fn words(documents: &[Document], document: &DocumentTarget, words: &str) -> Result<Target, StoryError> {
    let doc =
        target::document(documents, document).map_err(|lost| StoryError::Judgement(lost.to_string()))?;
    let mut places = documents[doc].text.match_indices(words);
    match (places.next(), places.next()) {
        (Some((at, _)), None) => Ok(target::of(&documents[doc], Span::new(at, at + words.len()))),
        _ => {
            // Written with other white space, or not at all, or more than once: say which.
            let wanted = Target { document: document.clone(), exact: words.to_owned(), ..Target::default() };
            let found = target::find(documents, &wanted);
            let found = found.map_err(|lost| StoryError::Judgement(format!("\"{words}\": {lost}")))?;
            Ok(target::of(&documents[found.doc], found.span))
        }
    }
}
