//! Hyperlinks as steps of a chain.

use super::{CLAUSE, OUTLET, PERSON, Story, bounds, chain};
use headwater_text::Link;
use headwater_trace::Voice;

/// Article `doc` stands at an address of its own, and its clause links to `href`.
fn link(story: &mut Story, doc: usize, href: &str) {
    let span = story.occurrences[doc].span;
    story.documents[doc].links.push(Link { span, href: href.into() });
}

fn address(story: &mut Story, doc: usize, url: &str) {
    story.documents[doc].url = Some(url.into());
}

#[test]
fn a_link_leads_on_through_the_article_it_points_to() {
    let mut story = Story::default();
    story.article("Vesper Wire", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("Quay Online", 3, &[], CLAUSE);
    address(&mut story, 0, "https://www.vesper.example/dam/");
    link(&mut story, 1, "https://vesper.example/dam?utm_source=feed#top");
    let followed = story.follow();
    assert_eq!(chain(&followed, 1), "Linked Vesper Wire > Attributed Ada Lom");
    assert_eq!(bounds(&followed), (1, 1), "the link says where it was read");
    let hop = &followed.claims[0].occurrences[1].via[0];
    assert_eq!((hop.voice, hop.credited), (Voice::Text, true));
    assert!(hop.reason.contains("links to"), "{}", hop.reason);
}

#[test]
fn a_link_tells_which_report_of_a_credited_outlet_is_meant() {
    let mut story = Story::default();
    story.article("Vesper Wire", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("Vesper Wire", 2, &[("Tove Ress", PERSON)], CLAUSE);
    story.article("Quay Online", 3, &[("Vesper Wire", OUTLET)], CLAUSE);
    address(&mut story, 0, "https://vesper.example/first");
    address(&mut story, 1, "https://vesper.example/second");
    assert_eq!(
        chain(&story.follow(), 2),
        "Relayed Vesper Wire > Attributed Tove Ress",
        "the last one, for want of a link"
    );
    link(&mut story, 2, "https://vesper.example/first");
    assert_eq!(chain(&story.follow(), 2), "Relayed Vesper Wire > Attributed Ada Lom");
}

#[test]
fn what_the_text_states_is_not_overruled_by_a_link() {
    let mut story = Story::default();
    story.article("Vesper Wire", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("Quay Online", 3, &[("Tove Ress", PERSON)], CLAUSE);
    address(&mut story, 0, "https://vesper.example/dam");
    link(&mut story, 1, "https://vesper.example/dam");
    assert_eq!(chain(&story.follow(), 1), "Attributed Tove Ress");
}

#[test]
fn a_link_to_a_page_outside_is_a_source_unless_it_is_the_own_site() {
    let mut story = Story::default();
    story.article("Quay Online", 3, &[], CLAUSE);
    address(&mut story, 0, "https://quay.example/dam");
    for (href, expected) in [
        ("https://www.inspectorate.example/notices/14", "Linked inspectorate.example"),
        ("https://inspectorate.example/", "OwnVoice Quay Online"),
        ("https://live.quay.example/dam", "OwnVoice Quay Online"),
        ("/topics/dams", "OwnVoice Quay Online"),
        ("mailto:desk@quay.example", "OwnVoice Quay Online"),
    ] {
        story.documents[0].links.clear();
        link(&mut story, 0, href);
        assert_eq!(chain(&story.follow(), 0), expected, "{href}");
    }
}

#[test]
fn a_link_to_a_site_of_the_pile_is_a_link_to_its_outlet() {
    let mut story = Story::default();
    story.article("Vesper Wire", 1, &[("Ada Lom", PERSON)], CLAUSE);
    story.article("Quay Online", 3, &[], CLAUSE);
    address(&mut story, 0, "https://vesper.example/dam");
    address(&mut story, 1, "https://quay.example/dam");
    link(&mut story, 1, "https://vesper.example/an-earlier-report");
    assert_eq!(chain(&story.follow(), 1), "Linked Vesper Wire");
}

#[test]
fn articles_that_link_to_each_other_are_followed_to_an_end() {
    let mut story = Story::default();
    story.article("Vesper Wire", 1, &[], CLAUSE);
    story.article("Quay Online", 1, &[], CLAUSE);
    for (doc, other) in [(0, 1), (1, 0)] {
        address(&mut story, doc, &format!("https://site{doc}.example/dam"));
        link(&mut story, doc, &format!("https://site{other}.example/dam"));
    }
    let followed = story.follow();
    assert!(bounds(&followed).1 >= 1, "somebody states it");
}
