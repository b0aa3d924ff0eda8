//! Time expressions with TIMEX3 values.

use crate::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TimeType {
    /// A calendar day or coarser.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// Words that name a time, resolved against the document's publication where they are relative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    pub kind: TimeType,
    /// TIMEX3 value: "2031-01-22", "2025-01", "XXXX-06-18" where the year is not recorded, "P3D", "PRESENT_REF".
    pub value: String,
    /// First and last day it can mean, inclusive; `None` where it is no date or its year is unknown.
    pub days: Option<(Date, Date)>,
}
