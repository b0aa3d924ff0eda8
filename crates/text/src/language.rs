//! A language as data: tables of words that say how it attributes, hedges, dates and counts.
//!
//! Each table is a plain text file under `lang/<code>/`: one row a line, cells separated by tabs, `#` starts a
//! comment line. What the cells mean stands at the head of each file. Tables are compiled in.

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    cells: Vec<&'static str>,
}

impl Row {
    /// First cell: the word or phrase.
    pub fn key(&self) -> &'static str {
        self.cell(0)
    }

    /// Cell `index`, or the empty string where the row is shorter.
    pub fn cell(&self, index: usize) -> &'static str {
        self.cells.get(index).copied().unwrap_or("")
    }

    /// The words of cell `index`, separated by commas in the file.
    pub fn list(&self, index: usize) -> impl Iterator<Item = &'static str> {
        self.cell(index).split(',').map(str::trim).filter(|word| !word.is_empty())
    }
}

/// One file of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// File name without extension.
    pub name: &'static str,
    /// Rows in file order.
    pub rows: Vec<Row>,
}

/// All tables of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag.
    pub code: &'static str,
    tables: Vec<Table>,
}

/// Name and content of every English table; a new table is one line here and one file.
const ENGLISH: &[(&str, &str)] = &[
    ("abbreviations", include_str!("../../../lang/en/abbreviations.tsv")),
    ("also_known", include_str!("../../../lang/en/also_known.tsv")),
    ("anaphors", include_str!("../../../lang/en/anaphors.tsv")),
    ("anonymous", include_str!("../../../lang/en/anonymous.tsv")),
    ("bodies", include_str!("../../../lang/en/bodies.tsv")),
    ("briefings", include_str!("../../../lang/en/briefings.tsv")),
    ("bylines", include_str!("../../../lang/en/bylines.tsv")),
    ("captions", include_str!("../../../lang/en/captions.tsv")),
    ("citing", include_str!("../../../lang/en/citing.tsv")),
    ("concepts", include_str!("../../../lang/en/concepts.tsv")),
    ("corrections", include_str!("../../../lang/en/corrections.tsv")),
    ("cues", include_str!("../../../lang/en/cues.tsv")),
    ("dateline", include_str!("../../../lang/en/dateline.tsv")),
    ("denials", include_str!("../../../lang/en/denials.tsv")),
    ("determiners", include_str!("../../../lang/en/determiners.tsv")),
    ("fields", include_str!("../../../lang/en/fields.tsv")),
    ("finite", include_str!("../../../lang/en/finite.tsv")),
    ("frame_words", include_str!("../../../lang/en/frame_words.tsv")),
    ("frames", include_str!("../../../lang/en/frames.tsv")),
    ("frequencies", include_str!("../../../lang/en/frequencies.tsv")),
    ("furniture", include_str!("../../../lang/en/furniture.tsv")),
    ("given_names", include_str!("../../../lang/en/given_names.tsv")),
    ("hedges", include_str!("../../../lang/en/hedges.tsv")),
    ("holidays", include_str!("../../../lang/en/holidays.tsv")),
    ("legal_forms", include_str!("../../../lang/en/legal_forms.tsv")),
    ("modifiers", include_str!("../../../lang/en/modifiers.tsv")),
    ("months", include_str!("../../../lang/en/months.tsv")),
    ("nouns", include_str!("../../../lang/en/nouns.tsv")),
    ("numbers", include_str!("../../../lang/en/numbers.tsv")),
    ("offices", include_str!("../../../lang/en/offices.tsv")),
    ("openers", include_str!("../../../lang/en/openers.tsv")),
    ("outlet_words", include_str!("../../../lang/en/outlet_words.tsv")),
    ("outlets", include_str!("../../../lang/en/outlets.tsv")),
    ("particles", include_str!("../../../lang/en/particles.tsv")),
    ("premodifiers", include_str!("../../../lang/en/premodifiers.tsv")),
    ("pronouns", include_str!("../../../lang/en/pronouns.tsv")),
    ("report_nouns", include_str!("../../../lang/en/report_nouns.tsv")),
    ("roles", include_str!("../../../lang/en/roles.tsv")),
    ("social", include_str!("../../../lang/en/social.tsv")),
    ("stock_phrases", include_str!("../../../lang/en/stock_phrases.tsv")),
    ("stopwords", include_str!("../../../lang/en/stopwords.tsv")),
    ("tenses", include_str!("../../../lang/en/tenses.tsv")),
    ("time_words", include_str!("../../../lang/en/time_words.tsv")),
    ("titles", include_str!("../../../lang/en/titles.tsv")),
    ("transliteration", include_str!("../../../lang/en/transliteration.tsv")),
    ("units", include_str!("../../../lang/en/units.tsv")),
];

impl Language {
    /// English, as `lang/en` describes it.
    ///
    /// ```
    /// let english = headwater_text::Language::english();
    /// assert!(english.table("stopwords").iter().any(|row| row.key() == "the"));
    /// ```
    pub fn english() -> Self {
        Self { code: "en", tables: ENGLISH.iter().map(|(name, content)| parse(name, content)).collect() }
    }

    /// The rows of a table.
    ///
    /// # Panics
    ///
    /// Where there is no table of that name: every language has every table, if only an empty one, since a rule that
    /// silently finds no words is worse than none.
    pub fn table(&self, name: &str) -> &[Row] {
        match self.tables.iter().find(|table| table.name == name) {
            Some(table) => &table.rows,
            None => panic!("the language {} has no table {name}", self.code),
        }
    }

    /// The first cells of a table.
    pub fn words(&self, name: &str) -> impl Iterator<Item = &'static str> {
        self.table(name).iter().map(Row::key)
    }
}

fn parse(name: &'static str, content: &'static str) -> Table {
    let rows = content
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| Row { cells: line.split('\t').map(str::trim).collect() })
        .collect();
    Table { name, rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_language_is_a_table() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lang/en");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("lang/en stands beside the crates")
            .filter_map(|entry| Some(entry.ok()?.path().file_stem()?.to_str()?.to_string()))
            .collect();
        files.sort();
        let tables: Vec<&str> = ENGLISH.iter().map(|(name, _)| *name).collect();
        assert_eq!(files, tables);
    }

    #[test]
    fn no_table_gives_a_row_twice() {
        for table in &Language::english().tables {
            let mut seen = std::collections::BTreeSet::new();
            for row in &table.rows {
                assert!(seen.insert(&row.cells), "{}: {:?} stands twice", table.name, row.cells);
            }
        }
    }
}
