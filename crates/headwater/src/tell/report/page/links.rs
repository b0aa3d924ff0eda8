//! Where what a page points to stands: within one page, or at the addresses of a site.

use crate::tell::report::view::Place;

/// Addresses of what templates point to.
pub(in crate::tell) trait Links {
    /// Of the claim with this id.
    fn claim(&self, id: &str) -> String;
    /// Of a document.
    fn article(&self, doc: usize) -> String;
    /// Of words of a document.
    fn place(&self, place: &Place) -> String;
}

/// As templates take them.
pub(in crate::tell) type To<'l> = &'l dyn Links;

/// Everything stands on the one page.
pub(super) struct OnePage;

impl Links for OnePage {
    fn claim(&self, id: &str) -> String {
        format!("#{id}")
    }

    fn article(&self, doc: usize) -> String {
        format!("#d{}", doc + 1)
    }

    fn place(&self, place: &Place) -> String {
        format!("#{}", place.id())
    }
}
