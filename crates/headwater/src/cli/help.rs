//! Help after the options: examples and the formats that are read.

use headwater_read::formats::FORMATS;

const EXAMPLES: &str = "\
Examples:
  headwater trace articles/                         every claim in a folder of articles
  headwater trace articles/ --claim \"people died\"   the claims with these words, in full
  headwater why articles/ \"people died\"             the whole argument for that claim
  headwater report articles/ -o report.html         the story on one page, for a browser
  headwater trace articles/ --format json -o t.json everything found, for programs
  headwater new a.story; headwater add a.story articles/
                                                    a story that keeps articles and judgements
  headwater search a.story 'gate \"had jammed\"'      its articles with these words
  headwater news a.story                            what is new in it
  headwater serve a.story                           the story in a browser, to read and to decide
  headwater annotate page.html                      who says what in one article
  headwater reuse articles/ | jq .credited          passages that articles share
  headwater compare agency.txt herald.html          what one changed of the other, word by word
  headwater compare a.story herald@1 herald@2       what an edit changed
";

/// Examples, then formats.
pub(super) fn examples_and_formats() -> String {
    format!("{EXAMPLES}\n{}", formats())
}

/// A line for each format with the names of its files.
pub(super) fn formats() -> String {
    let mut told = "Formats read (a file with another name is known by its content):\n".to_owned();
    for format in FORMATS {
        let extensions: Vec<String> = format.extensions.iter().map(|name| format!(".{name}")).collect();
        told.push_str(&format!("  {:<11} {}\n", format.name, extensions.join(" ")));
    }
    told
}
