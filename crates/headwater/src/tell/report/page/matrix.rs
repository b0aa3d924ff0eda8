//! Where accounts disagree.

use super::chain::icon;
use super::{To, section as framed};
use crate::tell::report::view::{Cell, Matrix, Row, Value, several};
use maud::{Markup, PreEscaped, html};

pub(in crate::tell) fn section(to: To<'_>, matrices: &[Matrix]) -> Markup {
    framed(
        "disagree",
        "Where accounts disagree",
        "Origins side by side. Below a dashed line in a cell stands what became of the origin’s words on the way.",
        html! {
            @if matrices.is_empty() { p.meta { "No two articles were found to give values that cannot both hold." } }
            @for (at, matrix) in matrices.iter().enumerate() { (table(to, matrix, at == 0)) }
        },
    )
}

fn table(to: To<'_>, matrix: &Matrix, first: bool) -> Markup {
    let columns = 1 + matrix.columns.len() + usize::from(matrix.unread > 0);
    // A table that is laid out in blocks on a phone keeps its meaning by roles alone.
    html! {
        table.matrix role="table" {
            caption .vh[!first] {
                "Each cell is the value or words as printed; ×3 means that three articles carry it. Blank: the origin is silent."
                @if matrix.unread > 0 { " Hatched: could not be read." }
            }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { "Claim" }
                    @for column in &matrix.columns {
                        th scope="col" role="columnheader" {
                            (icon(column.kind)) b { bdi { (column.name) } } span.soft { (column.about) }
                        }
                    }
                    @if matrix.unread > 0 {
                        th scope="col" role="columnheader" {
                            (PreEscaped(r#"<svg class="ico" viewBox="0 0 16 16" aria-hidden="true"><path d="M2 14L14 2M2 8L8 2M8 14L14 8" stroke="currentColor" fill="none"/></svg>"#))
                            b { (several(matrix.unread, "document")) } span.soft { "not read, or in part" }
                        }
                    }
                }
            }
            tbody role="rowgroup" {
                (band(to, "The origins differ", columns, &matrix.differ, matrix))
                (band(to, "One origin, changed on the way", columns, &matrix.changed, matrix))
            }
        }
    }
}

fn band(to: To<'_>, name: &str, columns: usize, rows: &[Row], matrix: &Matrix) -> Markup {
    html! {
        @if !rows.is_empty() {
            tr.band role="row" { th scope="rowgroup" role="rowheader" colspan=(columns) { (name) } }
            @for row in rows {
                tr role="row" {
                    th scope="row" role="rowheader" {
                        a href=(to.claim(&row.id)) { bdi { (row.canonical) } }
                        @let silent = row.cells.iter().filter(|cell| cell.is_none()).count();
                        @if silent > 0 { span.sil { (several(silent, "origin")) " silent" } }
                        @if row.more > 0 { span.by { "and " (several(row.more, "more origin")) " with a value" } }
                    }
                    @for (cell, column) in row.cells.iter().zip(&matrix.columns) {
                        @match cell {
                            Some(cell) => td role="cell" data-o=(column.name) { (filled(to, cell)) },
                            None => td.silent role="cell" { span.vh { "silent" } },
                        }
                    }
                    @if matrix.unread > 0 { td.unread role="cell" data-o="not read" { span.vh { "not read" } } }
                }
            }
        }
    }
}

fn filled(to: To<'_>, cell: &Cell) -> Markup {
    html! {
        @for found in &cell.values { (value(to, found, false)) }
        @if !cell.changed.is_empty() { span.chg { @for found in &cell.changed { (value(to, found, true)) } } }
    }
}

fn value(to: To<'_>, found: &Value, changed: bool) -> Markup {
    html! {
        a.val href=(to.place(&found.place)) .words[found.quoted] {
            bdi { @if found.quoted { "“" (found.text) "”" } @else { (found.text) } }
        }
        @if found.articles > 1 { " " span.x { "×" (found.articles) } }
        span.by { @if changed { "in " } (found.by) @if found.denied { ", " span.loss { "denied" } } }
    }
}
