//! The program around the libraries: files, threads and the terminal at the edge, pure functions in between.
//!
//! [`cli`] turns arguments into work, [`pipeline`] turns paths into annotated documents, [`tell`] turns what was found
//! into text and JSON.

pub mod cli;
pub mod eval;
pub mod judgements;
pub mod pipeline;
pub mod serve;
pub mod story;
pub mod tell;
