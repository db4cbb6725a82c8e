//! Reading a sign-in page as a browser without scripts does: its form, the form's fields, where it posts to.

/// A form of a page, with the values that it already carries.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// Where it posts to; `None` means the page's own address.
    pub(crate) action: Option<String>,
    /// Names and values of its inputs.
    pub(crate) fields: Vec<(String, String)>,
}

impl Form {
    /// The first form on the page that has an input of this name.
    pub(crate) fn find(page: &str, input: &str) -> Option<Self> {
        Self::first(page, |form| form.has(input))
    }

    /// The first form on the page that posts to this address.
    pub(crate) fn posting_to(page: &str, action: &str) -> Option<Self> {
        Self::first(page, |form| form.action.as_deref() == Some(action))
    }

    fn first(page: &str, is_wanted: impl Fn(&Self) -> bool) -> Option<Self> {
        let mut form: Option<Self> = None;
        for tag in (Tags { rest: page }) {
            match tag.name {
                "form" => form = Some(Self { action: tag.attribute("action"), fields: Vec::new() }),
                "input" => {
                    if let (Some(form), Some(name)) = (&mut form, tag.attribute("name")) {
                        form.fields.push((name, tag.attribute("value").unwrap_or_default()));
                    }
                }
                "/form" => {
                    let closed = form.take();
                    if closed.as_ref().is_some_and(&is_wanted) {
                        return closed;
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Types a value into the input of this name.
    pub(crate) fn fill(&mut self, input: &str, typed: &str) {
        for (name, value) in &mut self.fields {
            if name == input {
                typed.clone_into(value);
            }
        }
    }

    /// The body that a browser would post.
    pub(crate) fn body(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }

    fn has(&self, input: &str) -> bool {
        self.fields.iter().any(|(name, _)| name == input)
    }
}

/// The value of the first attribute of this name on the page.
pub(crate) fn attribute(page: &str, name: &str) -> Option<String> {
    Tags { rest: page }.find_map(|tag| tag.attribute(name))
}

/// One tag with its attributes as they stand.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
}

impl Tag<'_> {
    /// An attribute's value with its character references resolved.
    fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            let (value, after) = match after.trim_start().strip_prefix('=') {
                Some(after) => split_value(after.trim_start()),
                None => ("", after),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(resolve_references(value));
            }
            rest = after.trim_start();
        }
        None
    }
}

struct Tags<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let (_, from_name) = self.rest.split_once('<')?;
        let end = tag_end(from_name)?;
        let (tag, after) = from_name.split_at(end);
        self.rest = after;
        let tag = tag.trim_end_matches('/');
        let (name, attributes) = tag.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((tag, ""));
        Some(Tag { name, attributes })
    }
}

/// The `>` that ends the tag, not one inside a quoted value.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((text, ""))
}

fn resolve_references(value: &str) -> String {
    let mut resolved = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        resolved.push_str(before);
        let reference = after.split_once(';').and_then(|(name, after)| Some((referenced(name)?, after)));
        match reference {
            Some((character, after)) => {
                resolved.push(character);
                rest = after;
            }
            None => {
                resolved.push('&');
                rest = after;
            }
        }
    }
    resolved.push_str(rest);
    resolved
}

fn referenced(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, attribute};

    const PAGE: &str = r#"<!doctype html><html><body>
        <form action="/language" method=post><select name=ui><option value=de></select></form>
        <main><h1>Sign in &gt;</h1>
        <form method="post" action="/login?i=a&amp;b=1">
          <input type="hidden" name="csrf" value="x&#x2F;y&#43;z&quot;">
          <input title="more > less" name='username' value autofocus required/>
          <input name=password type=password>
          <input type="submit">
          <button type="submit">Go</button>
        </form></main>"#;

    #[test]
    fn the_form_with_the_password_is_found_with_its_hidden_values() {
        let form = Form::find(PAGE, "password").unwrap();
        assert_eq!(form.action.as_deref(), Some("/login?i=a&b=1"));
        let fields: Vec<_> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(fields, [("csrf", "x/y+z\""), ("username", ""), ("password", "")]);
    }

    #[test]
    fn a_filled_form_is_posted_as_a_browser_would() {
        let mut form = Form::find(PAGE, "password").unwrap();
        form.fill("username", "ann b");
        form.fill("password", "a&b");
        assert_eq!(form.body(), "csrf=x%2Fy%2Bz%22&username=ann+b&password=a%26b");
    }

    #[test]
    fn a_page_without_such_a_form_has_none() {
        assert_eq!(Form::find(PAGE, "code"), None);
        assert_eq!(Form::find("<form><input name=code", "code"), None);
    }

    #[test]
    fn a_form_is_found_by_where_it_posts_to() {
        let form = Form::posting_to(PAGE, "/login?i=a&b=1").unwrap();
        assert_eq!(form, Form::find(PAGE, "password").unwrap());
        assert_eq!(Form::posting_to(PAGE, "/login"), None);
    }

    #[test]
    fn an_attribute_is_found_wherever_it_stands() {
        let page = r#"<p>data-qr="no"</p><div data-qr="a&amp;c=1"><b data-qr="2"></b></div>"#;
        assert_eq!(attribute(page, "data-qr").as_deref(), Some("a&c=1"));
        assert_eq!(attribute(page, "data-code"), None);
    }

    #[test]
    fn an_ampersand_that_begins_no_reference_stays() {
        let form = Form::find("<form><input name=a value='b&c; &d &#xZZ;'></form>", "a").unwrap();
        assert_eq!(form.fields, [("a".to_owned(), "b&c; &d &#xZZ;".to_owned())]);
    }
}
