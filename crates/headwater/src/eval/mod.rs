//! How well attributions are found, measured against gold that somebody marked by hand.
//!
//! [`gold`] reads what was marked, [`score`] compares it with what was found. The measures are those in which results
//! on PolNeAR (Newell et al. 2018) are given.

pub mod gold;
mod matching;
pub mod score;
mod words;
