//! What handlers take out of a request.

mod form;
mod upload;
mod visitor;

pub(crate) use form::{Form, FormFault, is_form, read_body};
pub(crate) use upload::Upload;
pub(crate) use visitor::{Caller, DPOP, FreshBrowser, Visitor};
