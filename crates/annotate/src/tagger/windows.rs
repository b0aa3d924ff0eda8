//! A text cut into stretches that the network can look at.
//!
//! A window holds whole paragraphs while they fit; a paragraph that fits in no window is seen in parts that overlap by
//! half. Attributions hardly ever leave their paragraph, and on PolNeAR dev the end of the paragraph before, given as
//! context, found no more of them than a window without (`training/RESULTS.md`).

use std::ops::Range;

/// Places in a window, the opening one and those between paragraphs included. Of 100, 128, 160 and 192 this found
/// most attributions on PolNeAR dev; a network's work on a window grows faster than its length.
const LONGEST: usize = 128;
/// A paragraph alone may take more, so that it is seen whole: the network knows 256 positions.
const WHOLE: usize = 254;

/// Windows over paragraphs of these lengths in pieces, in order, as ranges of pieces numbered through all paragraphs.
/// Every piece lies in one window, or in two that overlap.
pub(super) fn windows(lengths: &[usize]) -> Vec<Range<usize>> {
    let mut windows = Vec::new();
    let mut paragraph = 0;
    let mut first = 0;
    while paragraph < lengths.len() {
        let mut last = first + lengths[paragraph];
        paragraph += 1;
        // With the opening place and the closing one.
        let mut used = last - first + 2;
        if used > LONGEST {
            alone(first..last, &mut windows);
        } else {
            while let Some(next) = lengths.get(paragraph).filter(|next| used + **next < LONGEST) {
                last += next;
                used += next + 1;
                paragraph += 1;
            }
            if last > first {
                windows.push(first..last);
            }
        }
        first = last;
    }
    windows
}

/// Windows of one long paragraph.
fn alone(mut rest: Range<usize>, windows: &mut Vec<Range<usize>>) {
    const PART: usize = WHOLE - 2;
    while rest.len() > PART {
        windows.push(rest.start..rest.start + PART);
        rest.start += PART / 2;
    }
    windows.push(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(lengths: &[usize], expected: &[Range<usize>]) {
        assert_eq!(windows(lengths), expected, "paragraphs of {lengths:?}");
    }

    #[test]
    fn paragraphs_share_a_window_while_they_fit() {
        check(&[], &[]);
        check(&[60, 60, 60], &[0..120, 120..180]);
        check(&[10, 230, 10], &[0..10, 10..240, 240..250]);
    }

    #[test]
    fn a_long_paragraph_is_seen_in_parts() {
        check(&[500], &[0..252, 126..378, 252..500]);
    }

    proptest! {
        #[test]
        fn every_piece_has_a_window_that_the_network_can_hold(lengths in prop::collection::vec(0usize..700, 0..30)) {
            let windows = windows(&lengths);
            let mut covered = 0;
            for window in &windows {
                prop_assert!(window.start <= covered && window.end > covered);
                prop_assert!(window.len() + 2 <= WHOLE);
                covered = window.end;
            }
            prop_assert_eq!(covered, lengths.iter().sum::<usize>());
        }
    }
}
