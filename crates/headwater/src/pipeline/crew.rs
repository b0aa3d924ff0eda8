//! The threads that share the work of a trace.

use headwater_text::Language;
use headwater_trace::{Crew, Judgement, Pile, Trace, Tracer};
use rayon::prelude::*;

/// The threads that rayon has.
#[derive(Debug, Clone, Copy)]
struct Threads;

impl Crew for Threads {
    fn each(&self, pieces: usize, work: &(dyn Fn(usize) + Sync)) {
        // Pieces are cut as they should be done; to be done together they would have to take equally long.
        (0..pieces).into_par_iter().with_max_len(1).for_each(work);
    }
}

/// A tracer whose work all threads share.
pub fn tracer(language: &Language) -> Tracer {
    Tracer::with(language, Box::new(Threads))
}

/// Traces a pile once, on all threads.
pub fn trace(pile: Pile<'_>, judgements: &[Judgement], language: &Language) -> Trace {
    tracer(language).once(pile, judgements)
}
