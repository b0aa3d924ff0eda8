//! What a text is: a [`Document`] and its [`Span`]s, the [`Annotations`] made of it, the [`Problem`]s met on
//! the way, and the [`language`] tables that describe how a language attributes, hedges and counts.
//!
//! **Invariant:** nothing here reads a file, a clock or the environment, and nothing knows a format, a model or a
//! database. All offsets are UTF-8 byte offsets; [`codepoints::CodePoints`] converts them for JSON.

pub mod annotations;
pub mod attribution;
pub mod certainty;
pub mod codepoints;
pub mod document;
pub mod language;
pub mod meaning;
pub mod mention;
pub mod problem;
pub mod quantity;
pub mod span;
pub mod stamp;
pub mod time;

pub use annotations::{Annotations, Paragraph, Quotation, Sentence};
pub use attribution::{Attribution, QuoteKind};
pub use certainty::{Certainty, CertaintyMark, Polarity};
pub use codepoints::CodePoints;
pub use document::{Credit, CreditKind, Document, Link};
pub use language::{Language, Row, Table};
pub use meaning::{Meaning, Meanings};
pub use mention::{Form, Mention, NameKind, Referent};
pub use problem::{Place, Problem, ProblemKind, Severity};
pub use quantity::{Modifier, Quantity};
pub use span::Span;
pub use stamp::{Interval, Precision, Stamp, StampKind, StampRole};
pub use time::{TimeExpression, TimeType};
