//! One judgement as a line of JSON, both ways.

use headwater_trace::Judgement;
use headwater_trace::judgement::{Decision, DocumentTarget, SourceTarget, Target};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Bytes of one line above which it is no judgement of a person.
const LONGEST: usize = 1 << 20;

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    id: String,
    who: String,
    when: String,
    #[serde(default)]
    note: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case", deny_unknown_fields)]
enum Matter {
    SameClaim {
        a: Words,
        b: Words,
    },
    DifferentClaim {
        a: Words,
        b: Words,
    },
    SameSource {
        a: Source,
        b: Source,
    },
    DifferentSource {
        a: Source,
        b: Source,
    },
    WrongSpan {
        at: Words,
        instead: Option<Words>,
    },
    Origin {
        of: Words,
        /// `null` where that is not recorded. To leave it out is a mistake.
        #[serde(deserialize_with = "Option::deserialize")]
        source: Option<Source>,
    },
    Undo {
        takes_back: String,
    },
}

/// Words of a document, in JSON: where a trace tells of words, it tells them so.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    document: Article,
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    end: Option<usize>,
    exact: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
}

/// A document, in JSON.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    hash: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

/// A source, in JSON.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Source {
    Words(Words),
    OutletOf(Article),
    Name(String),
}

/// Reads a line.
///
/// # Errors
///
/// What is wrong with it, in a line.
pub fn read(line: &[u8]) -> Result<Judgement, String> {
    if line.len() > LONGEST {
        return Err(format!("longer than {} KiB, which no judgement is", LONGEST >> 10));
    }
    let whole: serde_json::Value = serde_json::from_slice(line).map_err(|error| no_json(&error))?;
    let serde_json::Value::Object(mut fields) = whole else {
        return Err("not a JSON object; a line holds one judgement".to_owned());
    };
    let mut head = serde_json::Map::new();
    for name in ["id", "who", "when", "note"] {
        head.extend(fields.shift_remove(name).map(|value| (name.to_owned(), value)));
    }
    if !fields.contains_key("decision") {
        return Err("missing field `decision`".to_owned());
    }
    let head: Head = serde_json::from_value(head.into()).map_err(|error| error.to_string())?;
    let matter: Matter = serde_json::from_value(fields.into()).map_err(|error| error.to_string())?;
    let decision = matter.decision()?;
    for (name, value) in [("id", &head.id), ("who", &head.who)] {
        if value.trim().is_empty() {
            return Err(format!("`{name}` is empty"));
        }
    }
    let when: Timestamp = head.when.parse().map_err(|_| {
        format!("`when` is \"{}\"; give a time with its zone, such as 2032-04-15T09:12:00Z", head.when)
    })?;
    let note = head.note.filter(|note| !note.trim().is_empty());
    Ok(Judgement { when, id: head.id, who: head.who, note, decision })
}

/// Writes a judgement as a line, without the line feed; [`read`] gives it back.
///
/// # Errors
///
/// Those of JSON, of which none is known.
pub fn write(judgement: &Judgement) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Line {
        #[serde(flatten)]
        head: Head,
        #[serde(flatten)]
        matter: Matter,
    }
    serde_json::to_string(&Line {
        head: Head {
            id: judgement.id.clone(),
            who: judgement.who.clone(),
            when: judgement.when.to_string(),
            note: judgement.note.clone(),
        },
        matter: Matter::of(&judgement.decision),
    })
}

/// What is wrong with a line that is no JSON, with the column; the line is told beside it.
fn no_json(error: &serde_json::Error) -> String {
    let told = error.to_string();
    let what = told.split(" at line ").next().unwrap_or(&told);
    format!("not JSON: {what} at column {}", error.column())
}

impl Matter {
    fn decision(self) -> Result<Decision, String> {
        Ok(match self {
            Self::SameClaim { a, b } => Decision::SameClaim(a.target("a")?, b.target("b")?),
            Self::DifferentClaim { a, b } => Decision::DifferentClaim(a.target("a")?, b.target("b")?),
            Self::SameSource { a, b } => Decision::SameSource(a.target("a")?, b.target("b")?),
            Self::DifferentSource { a, b } => Decision::DifferentSource(a.target("a")?, b.target("b")?),
            Self::WrongSpan { at, instead } => Decision::WrongSpan {
                at: at.target("at")?,
                instead: instead.map(|words| words.target("instead")).transpose()?,
            },
            Self::Origin { of, source } => Decision::Origin {
                of: of.target("of")?,
                source: source.map(|source| source.target("source")).transpose()?,
            },
            Self::Undo { takes_back } if takes_back.trim().is_empty() => {
                return Err("`takes_back` is empty".to_owned());
            }
            Self::Undo { takes_back } => Decision::Undo(takes_back),
        })
    }

    fn of(decision: &Decision) -> Self {
        match decision {
            Decision::SameClaim(a, b) => Self::SameClaim { a: a.into(), b: b.into() },
            Decision::DifferentClaim(a, b) => Self::DifferentClaim { a: a.into(), b: b.into() },
            Decision::SameSource(a, b) => Self::SameSource { a: a.into(), b: b.into() },
            Decision::DifferentSource(a, b) => Self::DifferentSource { a: a.into(), b: b.into() },
            Decision::WrongSpan { at, instead } => {
                Self::WrongSpan { at: at.into(), instead: instead.as_ref().map(Words::from) }
            }
            Decision::Origin { of, source } => {
                Self::Origin { of: of.into(), source: source.as_ref().map(Source::from) }
            }
            Decision::Undo(id) => Self::Undo { takes_back: id.clone() },
        }
    }
}

impl Words {
    fn target(self, field: &str) -> Result<Target, String> {
        if self.exact.trim().is_empty() {
            return Err(format!("`{field}`: `exact` is empty; it holds the very words"));
        }
        let position = match (self.start, self.end) {
            (None, None) => None,
            (Some(start), Some(end)) if start < end => Some((start, end)),
            _ => return Err(format!("`{field}`: `start` and `end` are no range of code points")),
        };
        let (exact, before, after) = (self.exact, self.before, self.after);
        Ok(Target { document: self.document.target(field)?, position, exact, before, after })
    }
}

impl Article {
    fn target(self, field: &str) -> Result<DocumentTarget, String> {
        let known = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
        let target = DocumentTarget { id: known(self.id), hash: known(self.hash), url: known(self.url) };
        if target == DocumentTarget::default() {
            return Err(format!("`{field}`: the document has no id, hash or url"));
        }
        Ok(target)
    }
}

impl Source {
    fn target(self, field: &str) -> Result<SourceTarget, String> {
        Ok(match self {
            Self::Words(words) => SourceTarget::Words(words.target(field)?),
            Self::OutletOf(document) => SourceTarget::OutletOf(document.target(field)?),
            Self::Name(name) if name.trim().is_empty() => {
                return Err(format!("`{field}`: the name is empty"));
            }
            Self::Name(name) => SourceTarget::Name(name),
        })
    }
}

impl From<&Target> for Words {
    fn from(target: &Target) -> Self {
        Self {
            document: Article::from(&target.document),
            start: target.position.map(|(start, _)| start),
            end: target.position.map(|(_, end)| end),
            exact: target.exact.clone(),
            before: target.before.clone(),
            after: target.after.clone(),
        }
    }
}

impl From<&DocumentTarget> for Article {
    fn from(target: &DocumentTarget) -> Self {
        Self { id: target.id.clone(), hash: target.hash.clone(), url: target.url.clone() }
    }
}

impl From<&SourceTarget> for Source {
    fn from(target: &SourceTarget) -> Self {
        match target {
            SourceTarget::Words(words) => Self::Words(words.into()),
            SourceTarget::OutletOf(document) => Self::OutletOf(document.into()),
            SourceTarget::Name(name) => Self::Name(name.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = r#"{"document":{"id":"a"},"exact":"gate two"}"#;

    fn line(rest: &str) -> String {
        let head = r#""id":"j1","who":"I. Marr","when":"2032-04-15T09:12:00Z""#;
        format!("{{{head},{}}}", rest.replace("WORDS", WORDS))
    }

    #[test]
    fn every_decision_is_written_as_it_is_read() {
        for rest in [
            r#""decision":"same_claim","a":WORDS,"b":WORDS"#,
            r#""decision":"different_claim","a":WORDS,"b":WORDS"#,
            r#""decision":"same_source","a":{"words":WORDS},"b":{"outlet_of":{"url":"https://tarn.example/1"}}"#,
            r#""note":"two men","decision":"different_source","a":{"name":"Ada Holt"},"b":{"words":WORDS}"#,
            r#""decision":"wrong_span","at":WORDS"#,
            r#""decision":"wrong_span","at":WORDS,"instead":WORDS"#,
            r#""decision":"origin","of":WORDS,"source":null"#,
            r#""decision":"origin","of":WORDS,"source":{"name":"Ada Holt"}"#,
            r#""decision":"undo","takes_back":"j0""#,
        ] {
            let read_once = read(line(rest).as_bytes()).unwrap_or_else(|error| panic!("{rest}: {error}"));
            let written = write(&read_once).unwrap();
            assert_eq!(read(written.as_bytes()), Ok(read_once), "{written}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |line: &str, expected: &str| {
            let said = read(line.as_bytes()).unwrap_err();
            assert!(said.contains(expected), "{line}: {said}");
        };
        check("{", "not JSON: EOF while parsing an object at column 1");
        check("[]", "not a JSON object");
        check("{}", "missing field `decision`");
        check(r#"{"decision":"undo","takes_back":"j0"}"#, "missing field `id`");
        check(&line(r#""decision":"same""#), "unknown variant `same`");
        check(&line(r#""decision":"same_claim","a":WORDS"#), "missing field `b`");
        check(&line(r#""decision":"wrong_span","at":WORDS,"insted":WORDS"#), "unknown field `insted`");
        check(&line(r#""decision":"origin","of":WORDS"#), "missing field `source`");
        check(&line(r#""decision":"wrong_span","at":{"document":{},"exact":"x"}"#), "no id, hash or url");
        check(
            &line(r#""decision":"wrong_span","at":{"document":{"id":"a"},"exact":" "}"#),
            "`exact` is empty",
        );
        check(
            &line(r#""decision":"wrong_span","at":{"document":{"id":"a"},"exact":"x","start":4,"end":4}"#),
            "no range",
        );
        check(&line(r#""decision":"undo","takes_back":"""#), "`takes_back` is empty");
        check(&line(r#""decision":"undo","takes_back":"j0""#).replace("09:12:00Z", "09:12"), "with its zone");
        check(&line(r#""decision":"undo","takes_back":"j0""#).replace("I. Marr", " "), "`who` is empty");
    }
}
