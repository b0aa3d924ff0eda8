//! The measures of `headwater eval attribution` (`schema/eval.json`).

use crate::eval::score::{KINDS, ROLES, Scores, Tally};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

#[derive(Debug, Serialize)]
struct Measure {
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
    gold: usize,
    found: usize,
}

fn measure(tally: Tally) -> Value {
    let round = |value: Option<f64>| value.map(|value| (value * 1e4).round() / 1e4);
    json!(Measure {
        precision: round(tally.precision()),
        recall: round(tally.recall()),
        f1: round(tally.f1()),
        gold: tally.gold,
        found: tally.said,
    })
}

/// Writes the measures as one object; what could not be measured is null.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, scores: &Scores) -> io::Result<()> {
    let named = |names: &[&str], tallies: &[Tally]| -> Map<String, Value> {
        names.iter().zip(tallies).map(|(name, tally)| ((*name).to_owned(), measure(*tally))).collect()
    };
    let all = json!({
        "articles": scores.articles,
        "attribution": measure(scores.attribution),
        "kinds": named(&KINDS, &scores.kinds),
        "content": measure(scores.content),
        "tokens": named(&ROLES, &scores.tokens),
        "exact": named(&ROLES, &scores.exact),
        "nested": { "gold": scores.nested, "found": scores.nested_found },
    });
    serde_json::to_writer_pretty(&mut *out, &all)?;
    out.write_all(b"\n")
}
