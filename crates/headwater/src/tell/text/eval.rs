//! Measures as a table.

use crate::eval::score::{KINDS, ROLES, Scores, Tally};
use std::io::{self, Write};

/// Writes the table: precision, recall and F1 with the counts behind them.
///
/// # Errors
///
/// Those of `out`.
pub fn write(out: &mut dyn Write, scores: &Scores) -> io::Result<()> {
    writeln!(out, "{} articles", scores.articles)?;
    writeln!(out, "{:<22}{:>10}{:>8}{:>7}{:>9}{:>8}", "", "precision", "recall", "F1", "marked", "found")?;
    row(out, "attributions", scores.attribution)?;
    for (kind, tally) in KINDS.iter().zip(scores.kinds) {
        row(out, &format!("  {kind}"), tally)?;
    }
    row(out, "contents", scores.content)?;
    for (role, tally) in ROLES.iter().zip(scores.tokens) {
        row(out, &format!("words of {role}"), tally)?;
    }
    for (role, tally) in ROLES.iter().zip(scores.exact) {
        row(out, &format!("exact spans of {role}"), tally)?;
    }
    if scores.nested > 0 {
        writeln!(
            out,
            "attributions inside another, found with it: {} of {}",
            scores.nested_found, scores.nested
        )?;
    }
    Ok(())
}

/// A row; what cannot be measured stays blank.
fn row(out: &mut dyn Write, name: &str, tally: Tally) -> io::Result<()> {
    let share = |value: Option<f64>| {
        value.map_or_else(String::new, |value| format!("{value:.3}").trim_start_matches('0').to_owned())
    };
    let (precision, recall, f1) = (share(tally.precision()), share(tally.recall()), share(tally.f1()));
    writeln!(out, "{name:<22}{precision:>10}{recall:>8}{f1:>7}{:>9}{:>8}", tally.gold, tally.said)
}
