use super::*;
use crate::tell::story::{Story, dam, inferred};
use headwater_trace::{Claim, HopKind, Independence, Official, SourceKind};

fn told(story: &Story, options: &Options) -> String {
    let mut out = Vec::new();
    write(&mut out, story.findings(), options).unwrap();
    String::from_utf8(out).unwrap()
}

fn options(columns: usize) -> Options {
    Options { columns, ..Options::default() }
}

#[test]
fn the_story_in_a_hundred_columns() {
    insta::assert_snapshot!(told(&dam(), &options(100)));
}

#[test]
fn the_story_in_sixty_columns() {
    let told = told(&dam(), &options(60));
    insta::assert_snapshot!(told);
}
