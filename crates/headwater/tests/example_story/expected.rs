//! The shape of `expected.json`. A key that is left out is not asked.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(crate) struct Story {
    pub(crate) documents: BTreeMap<String, BTreeMap<String, Option<String>>>,
    /// Each list starts with the fullest form; the others mean the same.
    pub(crate) aliases: Vec<Vec<String>>,
    pub(crate) must_not_merge: Vec<(String, String)>,
    pub(crate) reuse: Vec<Reuse>,
    /// Furniture, calls and opinions: no occurrence may lie inside these.
    pub(crate) no_claim: Vec<Place>,
    pub(crate) circular: Vec<(String, String)>,
    pub(crate) claims: Vec<Claim>,
}

#[derive(Deserialize)]
pub(crate) struct Place {
    pub(crate) doc: String,
    pub(crate) find: String,
}

#[derive(Deserialize)]
pub(crate) struct Reuse {
    pub(crate) a: String,
    pub(crate) b: String,
    /// Words that stand in both.
    pub(crate) find: String,
    pub(crate) original: Option<String>,
    pub(crate) credited: bool,
}

#[derive(Deserialize)]
pub(crate) struct Claim {
    pub(crate) id: String,
    pub(crate) occurrences: Vec<Occurrence>,
    pub(crate) independence: Option<Independence>,
    pub(crate) official: Option<String>,
    #[serde(default)]
    pub(crate) disagreements: Vec<Disagreement>,
    #[serde(default)]
    pub(crate) drifts: Vec<Drift>,
}

#[derive(Deserialize)]
pub(crate) struct Occurrence {
    #[serde(flatten)]
    pub(crate) place: Place,
    /// Hops from the article outward, the origin last; empty for own voice.
    pub(crate) chain: Option<Vec<String>>,
    /// Another reading that is as good.
    pub(crate) or_chain: Option<Vec<String>>,
    pub(crate) kind: Option<String>,
    pub(crate) certainty: Option<String>,
    pub(crate) quantity: Option<Quantity>,
    pub(crate) time: Option<Time>,
}

#[derive(Deserialize)]
pub(crate) struct Quantity {
    pub(crate) value: f64,
    pub(crate) modifier: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Time {
    /// Starts with the time expression's first word.
    pub(crate) expression: String,
    pub(crate) value: String,
}

#[derive(Deserialize)]
pub(crate) struct Independence {
    pub(crate) certain: u32,
    pub(crate) possible: u32,
    /// Where readers may differ, the most that is still right.
    pub(crate) possible_at_most: Option<u32>,
}

#[derive(Deserialize)]
pub(crate) struct Disagreement {
    pub(crate) kind: String,
    /// The words that depart from the rest of the claim.
    pub(crate) b: Place,
}

#[derive(Deserialize)]
pub(crate) struct Drift {
    pub(crate) kind: String,
    pub(crate) to: String,
}
