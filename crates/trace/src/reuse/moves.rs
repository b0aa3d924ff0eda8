//! Which documents of a pile were there before, and where each of them stood.

/// Stands for no document.
const NONE: u32 = u32::MAX;

/// Documents before and after a change of the pile. Those that stay keep their order among themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Moves {
    /// For each document of the new pile, where it stood.
    from: Vec<u32>,
    /// For each document of the old pile, where it stands now.
    to: Vec<u32>,
}

impl Moves {
    /// None was there before.
    pub(super) fn all_new(documents: usize) -> Self {
        Self { from: vec![NONE; documents], to: Vec::new() }
    }

    /// `from` says for each document of the new pile where it stood among `before` documents. One that stood before another
    /// one that now stands before it is taken for gone and come again.
    pub(super) fn new(from: impl Iterator<Item = Option<usize>>, before: usize) -> Self {
        let mut moves = Self { from: Vec::new(), to: vec![NONE; before] };
        let mut next = 0;
        for (doc, old) in from.enumerate() {
            let old = old.filter(|&old| old >= next && old < before);
            moves.from.push(old.map_or(NONE, |old| old as u32));
            if let Some(old) = old {
                moves.to[old] = doc as u32;
                next = old + 1;
            }
        }
        moves
    }

    /// Where a document of the new pile stood.
    pub(super) fn from(&self, doc: usize) -> Option<usize> {
        self.from.get(doc).filter(|from| **from != NONE).map(|from| *from as usize)
    }

    /// Where a document of the old pile stands.
    pub(super) fn to(&self, old: u32) -> Option<u32> {
        self.to.get(old as usize).copied().filter(|to| *to != NONE)
    }

    /// The documents of the new pile that were not there.
    pub(super) fn fresh(&self) -> impl Iterator<Item = usize> + '_ {
        self.from.iter().enumerate().filter(|(_, from)| **from == NONE).map(|(doc, _)| doc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: &[Option<usize>], before: usize, kept: &[Option<usize>], to: &[Option<u32>]) {
        let moves = Moves::new(from.iter().copied(), before);
        let found: Vec<Option<usize>> = (0..from.len()).map(|doc| moves.from(doc)).collect();
        assert_eq!(found, kept);
        let found: Vec<Option<u32>> = (0..before as u32).map(|old| moves.to(old)).collect();
        assert_eq!(found, to);
    }

    #[test]
    fn what_stays_keeps_its_order() {
        check(&[None, Some(0), Some(2), None], 3, &[None, Some(0), Some(2), None], &[Some(1), None, Some(2)]);
        check(&[Some(1), Some(0)], 2, &[Some(1), None], &[None, Some(0)]);
        check(&[Some(0), Some(0), Some(7)], 1, &[Some(0), None, None], &[Some(0)]);
        check(&[], 1, &[], &[None]);
    }
}
