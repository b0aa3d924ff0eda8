//! How the report was made, and how often that is wrong.

use super::{cell, table};
use crate::tell::report::view::Method;
use maud::{Markup, html};

pub(in crate::tell) fn section(method: &Method) -> Markup {
    super::section(
        "method",
        "Method, and how often it is wrong",
        "What each step misses, and how much of what it shows is wrong. Development figures: expect more errors on other texts.",
        html! {
            (table(
                &format!("Measured with {}", method.measured),
                &["Step", "What it does", "Measured on", "What is missed", "What is shown wrongly"],
                html! {
                    @for rate in &method.rates {
                        tr {
                            th scope="row" { (rate.step) }
                            td { (rate.what) }
                            (cell("Measured on", html! { (rate.on) }))
                            (cell("What is missed", html! { (rate.missed) }))
                            (cell("What is shown wrongly", html! { (rate.wrong) }))
                        }
                    }
                },
            ))
            h3.sub { "Not measured" }
            p.sansp {
                "Languages other than English. Audio and pictures. Deliberately back-dated articles. Whether any claim is true: Headwater does \
                 not say."
            }
            h3.sub { "This report" }
            (table("What made this page", &["Item", "Value"], html! {
                @for (item, value) in &method.facts { tr { th scope="row" { (item) } td { (value) } } }
            }))
        },
    )
}
