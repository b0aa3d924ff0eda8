//! Articles that correct themselves, and what rests on them.

use super::{CLAUSE, OUTLET, PERSON, Story};
use headwater_text::{Sentence, Span};

#[test]
fn what_rests_on_a_corrected_article_is_marked() {
    let mut story = Story::default();
    story.article("The Lantern", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("Quay Online", 2, &[("The Lantern", OUTLET)], CLAUSE);
    story.article("Hill Post", 3, &[("Quay Online", OUTLET)], CLAUSE);
    story.article("Vesper Wire", 3, &[("Tove Ress", PERSON)], CLAUSE);
    let note = "An earlier version of this article said that the Orlen dam leaks.";
    let text = &mut story.documents[0].text;
    text.push_str("\n\n");
    let span = Span::new(text.len(), text.len() + note.len());
    text.push_str(note);
    assert!(story.follow().notices.is_empty(), "no sentence was found there");
    story.annotations[0].sentences.push(Sentence { span, paragraph: 1 });
    let followed = story.follow();
    assert_eq!(followed.notices.len(), 1);
    let corrections = &followed.claims[0].corrections;
    assert_eq!(corrections.len(), 1);
    let outlets = |indices: &[usize]| -> Vec<usize> {
        indices.iter().map(|index| followed.claims[0].occurrences[*index].doc).collect()
    };
    assert_eq!(outlets(&corrections[0].occurrences), [0]);
    assert_eq!(outlets(&corrections[0].dependents), [1, 2], "through one step and through two");

    // A note on another matter says nothing of this claim; a withdrawn article takes back all of it.
    for (note, corrected) in [
        ("An earlier version of this article misspelled the mayor.", 0),
        ("The Lantern has retracted this article. It will say more.", 1),
    ] {
        story.documents[0].text.truncate(span.start);
        story.documents[0].text.push_str(note);
        let end = story.documents[0].text.len();
        story.annotations[0].sentences[0].span = Span::new(span.start, end);
        assert_eq!(story.follow().claims[0].corrections.len(), corrected, "{note}");
    }
}
