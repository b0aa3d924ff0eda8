//! The story as a site: the sections of the report on pages of their own, with forms for what the analyst decides.
//!
//! Built from the same views and templates as the report on one page; only where things point to differs ([`address`]).
//! Nothing here knows the network: whoever serves it calls these functions with findings.

pub mod add;
pub mod address;
pub mod articles;
pub mod claim;
pub mod claims;
pub mod compare;
pub mod decide;
pub mod frame;
pub mod front;
pub mod judgements;
pub mod search;
pub mod sources;
pub mod timeline;
pub mod versions;

pub use address::Addresses;
pub use frame::Frame;
