//! Attributions marked by hand, one article a line.

use serde::Deserialize;

/// Start and end in code points, half-open.
pub type Range = (usize, usize);

/// An article with its marks, as a line of the gold file holds them (`schema/gold.json`).
#[derive(Debug, Clone, Deserialize)]
pub struct Article {
    /// Names it in messages.
    pub id: String,
    /// Its text; all offsets count code points into it.
    pub text: String,
    /// What was marked.
    pub attributions: Vec<Mark>,
    /// Stretches that nobody marked: nothing in them is right or wrong.
    #[serde(default)]
    pub discard: Vec<Range>,
}

/// One marked attribution.
#[derive(Debug, Clone, Deserialize)]
pub struct Mark {
    /// Named by the `parent` of others.
    #[serde(default)]
    pub id: Option<String>,
    /// Who says so.
    #[serde(default)]
    pub source: Vec<Range>,
    /// The words that mark it.
    #[serde(default)]
    pub cue: Vec<Range>,
    /// What is said.
    #[serde(default)]
    pub content: Vec<Range>,
    /// Source and cue together, where they were not told apart.
    #[serde(default)]
    pub frame: Vec<Range>,
    /// The attribution whose content holds this one.
    #[serde(default)]
    pub parent: Option<String>,
}

/// Why a gold file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GoldError {
    /// A line is no article with marks.
    #[error("line {line}: {source}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// A mark lies outside of its text, or ends before it begins.
    #[error("line {line}, article {id}: the span {start}-{end} is not in the text of {length} characters")]
    Span {
        /// Counted from 1.
        line: usize,
        /// The article.
        id: String,
        /// Where the span begins.
        start: usize,
        /// Where it ends.
        end: usize,
        /// Code points of the text.
        length: usize,
    },
    /// Nothing was marked.
    #[error("no attribution is marked in it")]
    Empty,
}

/// Reads a gold file. Empty lines are passed over.
///
/// # Errors
///
/// The first line that cannot be used, or [`GoldError::Empty`].
pub fn read(bytes: &[u8]) -> Result<Vec<Article>, GoldError> {
    let mut articles = Vec::new();
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let line_number = number + 1;
        let article: Article =
            serde_json::from_slice(line).map_err(|source| GoldError::Line { line: line_number, source })?;
        let length = article.text.chars().count();
        let marks = article
            .attributions
            .iter()
            .flat_map(|mark| mark.source.iter().chain(&mark.cue).chain(&mark.content).chain(&mark.frame));
        if let Some((start, end)) =
            marks.chain(&article.discard).find(|(start, end)| start >= end || *end > length)
        {
            return Err(GoldError::Span {
                line: line_number,
                id: article.id.clone(),
                start: *start,
                end: *end,
                length,
            });
        }
        articles.push(article);
    }
    if articles.iter().all(|article| article.attributions.is_empty()) {
        return Err(GoldError::Empty);
    }
    Ok(articles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str, expected: &str) {
        let told = match read(lines.as_bytes()) {
            Ok(articles) => format!("{} articles", articles.len()),
            Err(error) => error.to_string(),
        };
        assert!(told.starts_with(expected), "{lines}: {told}");
    }

    #[test]
    fn damage_is_told_with_its_line() {
        let good = r#"{"id": "a", "text": "né so", "attributions": [{"content": [[0, 5]]}]}"#;
        check(good, "1 articles");
        check(&format!("\n{good}\n\n{good}"), "2 articles");
        check(&format!("{good}\n{{"), "line 2: EOF");
        check(&good.replace("5", "6"), "line 1, article a: the span 0-6 is not in the text of 5");
        check(&good.replace("0, 5", "3, 3"), "line 1, article a: the span 3-3");
        check(r#"{"id": "a", "text": "x", "attributions": []}"#, "no attribution is marked");
        check(r#"{"id": "a", "text": "\ud800", "attributions": []}"#, "line 1: unexpected end of hex escape");
        check("", "no attribution is marked");
    }
}
