//! As much of the program's JSON as the questions touch. Offsets are code points, half-open.

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub(crate) struct Trace {
    pub(crate) documents: Vec<Document>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) copies: Vec<Copy>,
    pub(crate) aliases: Vec<Vec<String>>,
    pub(crate) times: Vec<Time>,
    pub(crate) circular: Vec<(String, String)>,
    pub(crate) sources: Vec<Source>,
}

#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) text: String,
    /// Title, outlet, author, published ...: a string or null.
    #[serde(flatten)]
    pub(crate) fields: serde_json::Map<String, Value>,
}

#[derive(Deserialize)]
pub(crate) struct Claim {
    pub(crate) occurrences: Vec<Occurrence>,
    pub(crate) independent_min: u32,
    pub(crate) independent_max: u32,
    pub(crate) official: String,
    pub(crate) disagreements: Vec<Disagreement>,
    pub(crate) drifts: Vec<Drift>,
}

#[derive(Deserialize)]
pub(crate) struct Place {
    pub(crate) doc: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Deserialize)]
pub(crate) struct Occurrence {
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) quote: String,
    pub(crate) certainty: String,
    pub(crate) values: Values,
    pub(crate) via: Vec<Hop>,
    pub(crate) origin: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Values {
    pub(crate) number: Option<f64>,
    pub(crate) modifier: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Hop {
    pub(crate) kind: String,
    pub(crate) to: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Disagreement {
    pub(crate) kind: String,
    pub(crate) a: Place,
    pub(crate) b: Place,
}

#[derive(Deserialize)]
pub(crate) struct Drift {
    pub(crate) kind: String,
    pub(crate) to_doc: String,
}

#[derive(Deserialize)]
pub(crate) struct Copy {
    pub(crate) a: String,
    pub(crate) a_start: usize,
    pub(crate) a_end: usize,
    pub(crate) b: String,
    pub(crate) b_start: usize,
    pub(crate) b_end: usize,
    pub(crate) original: Option<String>,
    pub(crate) credited: bool,
    pub(crate) kind: String,
}

#[derive(Deserialize)]
pub(crate) struct Time {
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) value: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) names: Vec<String>,
}
