//! The network: a window of pieces to the scores of each piece. The only file that knows the engine.

use std::sync::Arc;

use headwater_text::{NameKind, meaning};
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::pieces::{BREAK, Piece, START};

/// How it was made, from what, and how well it does: `crates/annotate/model/README.md`.
pub(super) static MODEL: &[u8] = include_bytes!("../../model/tagger.onnx");

/// Roles of an attribution, in the order of the network's classes.
pub(super) const ROLES: usize = 3;
/// Kinds of names, likewise. The network does not tell an outlet from another body, and chains that took its word for what a
/// name refers to counted origins worse (docs/measurements.md): it is told beside what the words of the name show.
pub(super) const KINDS: [NameKind; 4] =
    [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Other];
/// Outside of any span, then first, inner, last and only piece of each kind of span.
pub(super) const fn classes(kinds: usize) -> usize {
    1 + 4 * kinds
}
/// Width of the vectors whose products say which span belongs to which.
const LINK: usize = 64;
/// Scores of a piece: classes of roles, classes of names, four vectors for links, and what it means.
const WIDTH: usize = classes(ROLES) + classes(KINDS.len()) + 4 * LINK + meaning::WIDTH;
/// Combinations of [`super::pieces::Shape`] and [`super::pieces::Quoted`] are rows of one table.
const QUOTED: i32 = 4;

/// What the network says of one piece.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scores<'a>(&'a [f32]);

impl<'a> Scores<'a> {
    /// Classes of roles.
    pub(super) fn role(self) -> &'a [f32] {
        &self.0[..classes(ROLES)]
    }

    /// Classes of names.
    pub(super) fn name(self) -> &'a [f32] {
        &self.0[classes(ROLES)..][..classes(KINDS.len())]
    }

    /// Looks for the cue that it belongs to.
    pub(super) fn ask_cue(self) -> &'a [f32] {
        self.link(0)
    }

    /// Is looked for as the first piece of a cue.
    pub(super) fn be_cue(self) -> &'a [f32] {
        self.link(1)
    }

    /// Of a cue, looks for its source.
    pub(super) fn ask_source(self) -> &'a [f32] {
        self.link(2)
    }

    /// Is looked for as the first piece of a source, or, in the place that opens a window, as none.
    pub(super) fn be_source(self) -> &'a [f32] {
        self.link(3)
    }

    /// What the text means there.
    pub(super) fn meaning(self) -> &'a [f32] {
        &self.0[WIDTH - meaning::WIDTH..]
    }

    fn link(self, n: usize) -> &'a [f32] {
        let from = classes(ROLES) + classes(KINDS.len()) + n * LINK;
        &self.0[from..from + LINK]
    }
}

/// Scores of the places of a window.
#[derive(Debug)]
pub(super) struct Table(Vec<f32>);

impl Table {
    /// Scores of the place that opens the window.
    pub(super) fn opening(&self) -> Scores<'_> {
        self.at(0)
    }

    /// Scores of a place.
    pub(super) fn at(&self, place: usize) -> Scores<'_> {
        Scores(&self.0[place * WIDTH..][..WIDTH])
    }
}

/// The network, ready to run.
pub(super) struct Network {
    model: Model,
    inputs: [NodeId; 3],
    output: NodeId,
    /// How well role class b follows role class a, at `a * classes + b`.
    pub(super) steps: Vec<f32>,
}

thread_local! {
    /// Documents are annotated side by side, each on one thread; more threads inside would only wait for one another.
    static ALONE: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

impl Network {
    /// Loads the network that is part of the program.
    ///
    /// # Panics
    /// Where the built-in file is not the network that this code was written for: a fault of the build.
    #[expect(clippy::expect_used, reason = "the file is part of the program")]
    pub(super) fn load() -> Self {
        let model = (ModelOptions::with_all_ops().prepack_weights(true))
            .load_static_slice(MODEL)
            .expect("the built-in model loads");
        let node = |name: &str| model.node_id(name).expect("the built-in model has its inputs and outputs");
        let (inputs, output) = (["pieces", "looks", "positions"].map(node), node("heads"));
        let [steps] = (ALONE.with(|pool| model.run_n(Vec::new(), [node("step")], Some(options(pool)))))
            .expect("the built-in model gives its weights");
        let steps: NdTensor<f32, 2> = steps.try_into().expect("weights are a table");
        Self { inputs, output, steps: steps.to_vec(), model }
    }

    /// Scores of each place of a window: an opening place, then `places`, which are pieces or, between two paragraphs, none.
    #[expect(clippy::expect_used, reason = "any window of known pieces can be run")]
    pub(super) fn run(&self, places: &[Option<Piece>]) -> Table {
        let length = places.len() + 2;
        let mut ids = Vec::with_capacity(length);
        let mut looks = vec![0; length];
        ids.push(START as i32);
        for (place, piece) in places.iter().enumerate() {
            ids.push(piece.map_or(BREAK, |piece| piece.id) as i32);
            looks[place + 1] = piece.map_or(0, |piece| piece.shape as i32 * QUOTED + piece.quoted as i32);
        }
        ids.push(BREAK as i32);
        let ids = NdTensor::from_data([length], ids);
        let looks = NdTensor::from_data([length], looks);
        let positions = NdTensor::from_data([length], (0..length as i32).collect::<Vec<_>>());
        let [pieces, shapes, order] = self.inputs;
        let inputs: Vec<(NodeId, ValueOrView<'_>)> = vec![
            (pieces, ids.view().into()),
            (shapes, looks.view().into()),
            (order, positions.view().into()),
        ];
        let [scores] = (ALONE.with(|pool| self.model.run_n(inputs, [self.output], Some(options(pool)))))
            .expect("a window of known pieces runs");
        let scores: NdTensor<f32, 2> = scores.try_into().expect("scores are a table");
        Table(scores.into_data())
    }
}

impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Network").finish_non_exhaustive()
    }
}

fn options(pool: &Arc<ThreadPool>) -> RunOptions {
    RunOptions::default().with_thread_pool(Some(Arc::clone(pool)))
}
