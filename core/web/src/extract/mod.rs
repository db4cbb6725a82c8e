//! What handlers take out of a request.

mod form;
mod visitor;

pub(crate) use form::{Form, FormFault, is_form, read_body};
pub(crate) use visitor::{Caller, FreshBrowser, Visitor};
