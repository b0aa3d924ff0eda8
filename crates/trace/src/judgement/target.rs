//! Words found again: by content of the document, place, the words themselves and the text around them.
//!
//! The idea is that of the text-quote and text-position selectors of the W3C Web Annotation Data Model.

use super::{DocumentTarget, Target};
use crate::{DocIx, Evidence};
use headwater_text::{CodePoints, Document, Span};
use std::fmt;

/// Code points of text kept before and after the words: enough to tell two places of the same words apart, and short
/// enough to survive an edit of the next sentence.
const CONTEXT: usize = 32;
/// Words that are a clause and not a name. A clause that stands once is the one that is meant, whatever stands around
/// it; a name may stand there once more for somebody else.
const CLAUSE: usize = 4;

/// Why words were not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// No document fits.
    NoDocument,
    /// Several documents fit.
    SeveralDocuments(usize),
    /// The words stand in the document no more.
    Gone,
    /// The words stand there, in other surroundings, and are too few to be sure.
    Elsewhere,
    /// The words stand there more than once.
    Several(usize),
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDocument => {
                f.write_str("no document of this content, address or id is among those given")
            }
            Self::SeveralDocuments(count) => write!(f, "{count} documents fit it"),
            Self::Gone => f.write_str("its words stand in the document no more"),
            Self::Elsewhere => f.write_str("its words stand in the document only in other surroundings"),
            Self::Several(count) => write!(f, "its words stand in the document {count} times"),
        }
    }
}

impl std::error::Error for Lost {}

/// The target that finds `span` of `document` again.
///
/// ```
/// use headwater_text::{Document, Span};
/// use headwater_trace::judgement::target;
/// let document = Document { id: "a".into(), text: "Ağrı said so.".into(), ..Document::default() };
/// let found = target::of(&document, Span::new(7, 11));
/// assert_eq!((found.exact.as_str(), found.position), ("said", Some((5, 9))));
/// assert_eq!((found.before.as_str(), found.after.as_str()), ("Ağrı ", " so."));
/// ```
pub fn of(document: &Document, span: Span) -> Target {
    let text = document.text.as_str();
    let before = text.get(..span.start).unwrap_or("");
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    Target {
        document: whole(document),
        position: Some(CodePoints::of(text).range(span)),
        exact: span.of(text).to_owned(),
        before: before[from..].to_owned(),
        after: text.get(span.end..).unwrap_or("").chars().take(CONTEXT).collect(),
    }
}

/// The target that finds `document` again.
///
/// ```
/// use headwater_text::Document;
/// use headwater_trace::judgement::target;
/// let document = Document { id: "a".into(), ..Document::default() };
/// assert_eq!(target::whole(&document).id.as_deref(), Some("a"));
/// ```
pub fn whole(document: &Document) -> DocumentTarget {
    DocumentTarget {
        id: Some(document.id.clone()),
        hash: Some(document.hash.clone()).filter(|hash| !hash.is_empty()),
        url: document.url.clone(),
    }
}

/// The document meant: the one of the same content, else of the same address, else of the same id. Where several have
/// one of these, the others decide.
///
/// # Errors
///
/// [`Lost::NoDocument`] and [`Lost::SeveralDocuments`].
///
/// ```
/// use headwater_text::Document;
/// use headwater_trace::judgement::{DocumentTarget, target};
/// let documents = [Document { id: "a".into(), url: Some("https://tarn.example/1".into()), ..Document::default() }];
/// let wanted = DocumentTarget { url: documents[0].url.clone(), ..DocumentTarget::default() };
/// assert_eq!(target::document(&documents, &wanted), Ok(0));
/// ```
pub fn document(documents: &[Document], wanted: &DocumentTarget) -> Result<DocIx, Lost> {
    let hash = |found: &Document| wanted.hash.as_deref().is_some_and(|hash| hash == found.hash);
    let url = |found: &Document| wanted.url.is_some() && wanted.url == found.url;
    let id = |found: &Document| wanted.id.as_deref() == Some(found.id.as_str());
    let marks: [&dyn Fn(&Document) -> bool; 3] = [&hash, &url, &id];
    let mut left: Vec<DocIx> = Vec::new();
    for mark in marks {
        if left.is_empty() {
            left = (0..documents.len()).filter(|&doc| mark(&documents[doc])).collect();
        } else if left.iter().any(|&doc| mark(&documents[doc])) {
            left.retain(|&doc| mark(&documents[doc]));
        }
    }
    match left[..] {
        [] => Err(Lost::NoDocument),
        [one] => Ok(one),
        _ => Err(Lost::SeveralDocuments(left.len())),
    }
}

/// Where the words of `wanted` stand now.
///
/// In a document of the same content they stand where they stood. Else they are looked for with the text around them:
/// both sides, one side, and without any where they are a clause; white space does not count. Where more than one place
/// fits as well, none is chosen.
///
/// # Errors
///
/// All of [`Lost`].
///
/// ```
/// use headwater_text::{Document, Span};
/// use headwater_trace::judgement::target;
/// let before = Document { id: "a".into(), text: "Gate two jammed.".into(), ..Document::default() };
/// let wanted = target::of(&before, Span::new(0, 8));
/// let after = Document { text: "Updated at noon. Gate two jammed.".into(), ..before };
/// assert_eq!(target::find(&[after], &wanted).unwrap().span, Span::new(17, 25));
/// ```
pub fn find(documents: &[Document], wanted: &Target) -> Result<Evidence, Lost> {
    let doc = document(documents, &wanted.document)?;
    let found = &documents[doc];
    let known = wanted.document.hash.as_deref().is_some_and(|hash| hash == found.hash);
    let unmoved = wanted.position.and_then(|(start, end)| bytes(&found.text, start, end));
    if let Some(span) = unmoved.filter(|span| known && span.of(&found.text) == wanted.exact) {
        return Ok(Evidence { doc, span });
    }
    Ok(Evidence { doc, span: search(&found.text, wanted)? })
}

/// A range of code points as a span of bytes; `None` past the end.
fn bytes(text: &str, start: usize, end: usize) -> Option<Span> {
    let mut offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let from = offsets.nth(start)?;
    let to = match end.checked_sub(start)? {
        0 => from,
        count => offsets.nth(count - 1)?,
    };
    Some(Span::new(from, to))
}

fn search(text: &str, wanted: &Target) -> Result<Span, Lost> {
    let here = Squeezed::of(text);
    let [exact, before, after] =
        [&wanted.exact, &wanted.before, &wanted.after].map(|words| Squeezed::of(words).text);
    if exact.is_empty() {
        return Err(Lost::Gone);
    }
    let all: Vec<usize> = here.text.match_indices(exact.as_str()).map(|(at, _)| at).collect();
    let precedes = |at: usize| here.text[..at].ends_with(before.as_str());
    let follows = |at: usize| here.text[at + exact.len()..].starts_with(after.as_str());
    let near: [&dyn Fn(usize) -> bool; 2] = [&|at| precedes(at) && follows(at), &|at| {
        (!before.is_empty() && precedes(at)) || (!after.is_empty() && follows(at))
    }];
    for fits in near {
        let fitting: Vec<usize> = all.iter().copied().filter(|&at| fits(at)).collect();
        match fitting[..] {
            [] => {}
            [at] => return Ok(here.span(at, at + exact.len())),
            _ => return Err(Lost::Several(fitting.len())),
        }
    }
    match all[..] {
        [] => Err(Lost::Gone),
        [at] if exact.split(' ').count() >= CLAUSE => Ok(here.span(at, at + exact.len())),
        [_] => Err(Lost::Elsewhere),
        _ => Err(Lost::Several(all.len())),
    }
}

/// A text in which every run of white space is one space, with where each byte stood.
struct Squeezed {
    text: String,
    from: Vec<usize>,
    end: usize,
}

impl Squeezed {
    fn of(text: &str) -> Self {
        let mut squeezed = Self { text: String::new(), from: Vec::new(), end: text.len() };
        for (at, c) in text.char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == ' ' && squeezed.text.ends_with(' ') {
                continue;
            }
            squeezed.text.push(c);
            squeezed.from.extend(std::iter::repeat_n(at, c.len_utf8()));
        }
        squeezed
    }

    /// Bytes of the squeezed text as bytes of the whole one.
    fn span(&self, start: usize, end: usize) -> Span {
        let from = self.from.get(start).copied().unwrap_or(self.end);
        let to = self.from.get(end).copied().unwrap_or(self.end);
        // What follows the words begins after them; white space that was squeezed away lies before it.
        Span::new(from, to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: &str, hash: &str, text: &str) -> Document {
        Document { id: id.into(), hash: hash.into(), text: text.into(), ..Document::default() }
    }

    /// The target of the words between bars in `then`, looked for in `now`; expected is the same with bars, or why not.
    fn check(then: &str, now: &str, expected: Result<&str, Lost>) {
        let bars: Vec<usize> = then.match_indices('|').map(|(at, _)| at).collect();
        let text = then.replace('|', "");
        let wanted = of(&article("a", "h1", &text), Span::new(bars[0], bars[1] - 1));
        let document = article("a", "h2", now);
        let found = find(std::slice::from_ref(&document), &wanted).map(|found| {
            let span = found.span;
            format!("{}|{}|{}", &now[..span.start], span.of(now), &now[span.end..])
        });
        assert_eq!(found, expected.map(str::to_owned), "{then} in {now}");
    }

    #[test]
    fn words_are_found_again_or_reported() {
        let then = "The mayor spoke. |Gate two had jammed|, he said. Gate two had jammed before.";
        // Nothing changed but the bytes around the text.
        check(then, "The mayor spoke. Gate two had jammed, he said. Gate two had jammed before.", {
            Ok(then)
        });
        // Text was inserted before, even with the same words in it.
        check(
            then,
            "Gate two had jammed! The mayor spoke. Gate two had jammed, he said. Gate two had jammed before.",
            Ok(
                "Gate two had jammed! The mayor spoke. |Gate two had jammed|, he said. Gate two had jammed before.",
            ),
        );
        // What stood before was edited, what follows was not.
        check(
            then,
            "He spoke. Gate two had jammed, he said. Gate two had jammed before.",
            Ok("He spoke. |Gate two had jammed|, he said. Gate two had jammed before."),
        );
        // Line breaks moved.
        check(
            then,
            "The mayor\nspoke. Gate two\n  had jammed, he said.",
            Ok("The mayor\nspoke. |Gate two\n  had jammed|, he said."),
        );
        // The words are gone.
        check(then, "The mayor spoke. Gate three had jammed, he said.", Err(Lost::Gone));
        // The surroundings are gone: a clause that stands once is meant, of two none is.
        check(then, "Nobody knew: Gate two had jammed", Ok("Nobody knew: |Gate two had jammed|"));
        check(then, "A: Gate two had jammed; b: Gate two had jammed.", Err(Lost::Several(2)));
        // The whole passage stands there twice.
        let twice = "The mayor spoke. Gate two had jammed, he said. Gate two had jammed before.".repeat(2);
        check(then, &twice, Err(Lost::Several(2)));
        // A name in other surroundings may be somebody else's.
        check("Police praised |Brandt| on Monday.", "The late Brandt was a poet.", Err(Lost::Elsewhere));
        check("The |čtvrtý| den", "Nový čtvrtý den", Ok("Nový |čtvrtý| den"));
        check("a | | b", "c", Err(Lost::Gone));
    }

    #[test]
    fn the_same_content_has_them_at_the_same_place_however_often_they_stand_there() {
        let text = "No. ".repeat(50);
        let document = article("a", "h", &text);
        let wanted = of(&document, Span::new(80, 83));
        let renamed = [article("b", "h", &text), article("a", "other", "Something else.")];
        assert_eq!(find(&renamed, &wanted), Ok(Evidence { doc: 0, span: Span::new(80, 83) }));
        let unknown = [article("a", "h2", &text)];
        assert!(matches!(find(&unknown, &wanted), Err(Lost::Several(_))));
    }

    #[test]
    fn a_document_is_known_by_content_address_or_id() {
        let mut documents = vec![article("a", "h1", ""), article("b", "h1", ""), article("c", "h2", "")];
        documents[2].url = Some("u".into());
        let check = |id: &str, hash: &str, url: &str, expected: Result<usize, Lost>| {
            let given = |word: &str| Some(word.to_owned()).filter(|word| !word.is_empty());
            let wanted = DocumentTarget { id: given(id), hash: given(hash), url: given(url) };
            assert_eq!(document(&documents, &wanted), expected, "{id} {hash} {url}");
        };
        check("a", "h1", "", Ok(0));
        check("z", "h1", "", Err(Lost::SeveralDocuments(2)));
        check("a", "h2", "", Ok(2));
        check("a", "h9", "u", Ok(2));
        check("b", "h9", "v", Ok(1));
        check("z", "", "", Err(Lost::NoDocument));
        check("", "", "", Err(Lost::NoDocument));
    }

    proptest::proptest! {
        /// Whatever is inserted before and behind, the words are found where they went, or reported: never elsewhere.
        #[test]
        fn never_moved_to_other_words(
            text in "[a-c. é]{1,60}", from in 0_usize..60, len in 1_usize..12, before in "[a-c. ]{0,30}", behind in "[a-c. ]{0,30}",
        ) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let from = from.min(places.len() - 2);
            let to = (from + len).min(places.len() - 1);
            let span = Span::new(places[from], places[to]);
            let wanted = of(&article("a", "h1", &text), span);
            let now = [article("a", "h2", &format!("{before}{text}{behind}"))];
            if let Ok(found) = find(&now, &wanted) {
                let squeeze = |words: &str| Squeezed::of(words).text;
                proptest::prop_assert_eq!(
                    squeeze(found.span.of(&now[0].text)).trim().to_owned(), squeeze(span.of(&text)).trim().to_owned()
                );
            }
        }
    }
}
