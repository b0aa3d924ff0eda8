//! What a person types, as expressions of FTS5. Nothing that can be typed is a mistake.

/// Words that are searched for; each costs a look into the index, and whoever pastes a page means its beginning.
const WORDS: usize = 64;

/// A query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// All that an article must have, in the language of FTS5; `None` where nothing must.
    pub(super) wanted: Option<String>,
    /// What it must not have.
    pub(super) unwanted: Option<String>,
    /// Pieces that were not searched for: they hold neither letter nor digit, or stand after the last that is.
    pub unsearched: Vec<String>,
}

/// A word, or several in quotation marks.
#[derive(Debug, PartialEq, Eq)]
struct Term<'q> {
    words: &'q str,
    unwanted: bool,
    /// Only the beginning of the last word is given.
    begins: bool,
}

impl Query {
    /// Reads `typed`: all words must stand in an article, "words in quotation marks" one after the other, -words not at all,
    /// and beginnings* are enough. Whatever else is typed is words: the marks and operators of FTS5 mean nothing here.
    pub fn read(typed: &str) -> Self {
        let mut query = Self::default();
        let (mut wanted, mut unwanted): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut left = WORDS;
        for term in terms(typed) {
            let Some(kept) = first_words(term.words, left) else {
                query.unsearched.push(term.words.to_owned());
                continue;
            };
            left -= kept.1;
            let rest = term.words[kept.0.len()..].trim();
            if rest.chars().any(char::is_alphanumeric) {
                query.unsearched.push(rest.to_owned());
            }
            // In an FTS5 string a quotation mark is doubled, and nothing else means anything. A NUL would end the query.
            let string = kept.0.replace('"', "\"\"").replace('\0', " ");
            let prefix = if term.begins && rest.is_empty() { "*" } else { "" };
            let list = if term.unwanted { &mut unwanted } else { &mut wanted };
            let expression = format!("\"{string}\"{prefix}");
            if !list.contains(&expression) {
                list.push(expression);
            }
        }
        query.wanted = (!wanted.is_empty()).then(|| wanted.join(" AND "));
        query.unwanted = (!unwanted.is_empty()).then(|| unwanted.join(" OR "));
        query
    }

    /// Something was typed, and none of it can be searched for.
    pub(super) fn is_hopeless(&self) -> bool {
        self.wanted.is_none() && self.unwanted.is_none() && !self.unsearched.is_empty()
    }
}

/// The beginning of `words` with at most `left` of them, and how many it has; `None` where that is none.
fn first_words(words: &str, left: usize) -> Option<(&str, usize)> {
    let mut count = 0;
    let mut inside = false;
    for (at, c) in words.char_indices() {
        let starts = c.is_alphanumeric() && !inside;
        if starts && count == left {
            return (count > 0).then(|| (words[..at].trim_end(), count));
        }
        count += usize::from(starts);
        inside = c.is_alphanumeric();
    }
    (count > 0).then_some((words, count))
}

/// Marks that open or close a phrase, also those that a telephone types.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»')
}

fn terms(typed: &str) -> Vec<Term<'_>> {
    let mut terms = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let bare = rest.trim_start_matches('-');
        let unwanted = bare.len() < rest.len() && !bare.starts_with(char::is_whitespace) && !bare.is_empty();
        let start = if unwanted { bare } else { rest };
        let (words, after) = match start.strip_prefix(is_quote) {
            // A phrase that is not closed goes on to the end.
            Some(phrase) => match phrase.find(is_quote) {
                Some(end) => (&phrase[..end], phrase[end..].trim_start_matches(is_quote)),
                None => (phrase, ""),
            },
            None => {
                let end = start.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(start.len());
                start.split_at(end)
            }
        };
        let begins = words.ends_with('*') || after.starts_with('*');
        if !words.trim().is_empty() {
            terms.push(Term { words: words.trim().trim_end_matches('*'), unwanted, begins });
        }
        rest = after.strip_prefix('*').unwrap_or(after).trim_start();
    }
    terms.retain(|term| !term.words.is_empty() || !term.begins);
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed() {
        let check = |typed: &str, wanted: &str, unwanted: &str, unsearched: &[&str]| {
            let query = Query::read(typed);
            assert_eq!(query.wanted.unwrap_or_default(), wanted, "{typed}");
            assert_eq!(query.unwanted.unwrap_or_default(), unwanted, "{typed}");
            assert_eq!(query.unsearched, unsearched, "{typed}");
        };
        check("", "", "", &[]);
        check("  \t\n ", "", "", &[]);
        check("gate", "\"gate\"", "", &[]);
        check("gate two gate", "\"gate\" AND \"two\"", "", &[]);
        check("\"gate two\" jammed", "\"gate two\" AND \"jammed\"", "", &[]);
        check("“gate two” jammed", "\"gate two\" AND \"jammed\"", "", &[]);
        check("gate -two -\"three four\"", "\"gate\"", "\"two\" OR \"three four\"", &[]);
        check("-two", "", "\"two\"", &[]);
        check("jam* \"gate tw\"*", "\"jam\"* AND \"gate tw\"*", "", &[]);
        check("\"never closed at all", "\"never closed at all\"", "", &[]);
        check("one\"phrase here\"two", "\"one\" AND \"phrase here\" AND \"two\"", "", &[]);
        check("don't 3,500 e-mail U.S.", "\"don't\" AND \"3,500\" AND \"e-mail\" AND \"U.S.\"", "", &[]);
        check("a AND b OR NOT c", "\"a\" AND \"AND\" AND \"b\" AND \"OR\" AND \"NOT\" AND \"c\"", "", &[]);
        check("NEAR(a b, 2)", "\"NEAR(a\" AND \"b,\" AND \"2)\"", "", &[]);
        check("title:gate ^gate {title}", "\"title:gate\" AND \"^gate\" AND \"{title}\"", "", &[]);
        check("* - -- \" \"\" '", "", "", &["-", "--", "'"]);
        check("🌊 gate", "\"gate\"", "", &["🌊"]);
        check("a - b", "\"a\" AND \"b\"", "", &["-"]);
        check("a\0b", "\"a b\"", "", &[]);
    }

    #[test]
    fn long_queries_are_cut_and_say_so() {
        let page: Vec<String> = (0..30_000).map(|n| format!("w{n}")).collect();
        for typed in [page.join(" "), format!("\"{}\"", page.join(" "))] {
            let query = Query::read(&typed);
            let wanted = query.wanted.unwrap();
            assert!(wanted.contains("w63") && !wanted.contains("w64"), "{wanted}");
            assert!(query.unsearched.iter().any(|piece| piece.contains("w64")));
        }
        assert!(Query::read(&"\"".repeat(100_000)).wanted.is_none());
        assert!(Query::read(&"(".repeat(100_000)).is_hopeless());
        assert_eq!(Query::read(&"x".repeat(100_000)).wanted.unwrap().len(), 100_002);
        assert_eq!(Query::read(&"-".repeat(100_000)).unwanted, None);
    }
}
