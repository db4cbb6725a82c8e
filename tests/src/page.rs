//! A page as a browser without scripts reads it: forms with their fields, where they post to, what they say.

/// A form, with the values that it carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Where it posts to; empty for the page's own address.
    pub action: String,
    /// Names and values of its inputs.
    pub fields: Vec<(String, String)>,
    names: Vec<String>,
}

impl Form {
    /// The first form that has an input or a button of this name.
    pub fn find(html: &str, name: &str) -> Option<Self> {
        html.split("<form").skip(1).map(Self::read).find(|form| form.has(name))
    }

    /// The forms that post to this path.
    pub fn posting_to(html: &str, path: &str) -> Vec<Self> {
        let forms = html.split("<form").skip(1).map(Self::read);
        forms.filter(|form| form.action.split('?').next() == Some(path)).collect()
    }

    /// The same fields, sent elsewhere.
    #[must_use]
    pub fn to(self, path: &str) -> Self {
        Self { action: path.to_owned(), ..self }
    }

    /// Whether it has an input or a button of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// What a field carries; empty where there is none.
    pub fn value(&self, name: &str) -> String {
        self.fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    }

    /// The same form with a value typed in, or a button pressed.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    fn read(from_tag: &str) -> Self {
        let inside = from_tag.split("</form").next().unwrap_or_default();
        let mut form = Self::default();
        for (index, tag) in inside.split('<').enumerate() {
            let tag = tag.split('>').next().unwrap_or_default();
            if index == 0 {
                form.action = attribute(tag, "action").unwrap_or_default();
                continue;
            }
            let Some(name) = attribute(tag, "name") else { continue };
            let is_input = tag.starts_with("input");
            let is_unticked = tag.contains("type=\"checkbox\"") && !tag.contains(" checked");
            if is_input && !is_unticked {
                form.fields.push((name.clone(), attribute(tag, "value").unwrap_or_default()));
            }
            if is_input || tag.starts_with("button") {
                form.names.push(name);
            }
        }
        form
    }
}

/// The text of the elements that alarm.
pub fn alerts(html: &str) -> String {
    let parts = html.split("role=\"alert\"").skip(1).filter_map(|rest| rest.split_once('>'));
    parts.map(|(_, inside)| inside.chars().take(300).collect::<String>()).collect()
}

/// The value of the first attribute of this name, in a tag or on a page.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let value = rest.split('"').next()?;
    let plain =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    let text = plain.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to));
    Some(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_with_its_hidden_fields_and_buttons() {
        let html = "<form action=\"/x\"><input name=\"q\"></form><form method=\"post\" action=\"/y?a=1&amp;b=2\">\
                    <input type=\"hidden\" name=\"csrf\" value=\"t&#34;\"><input type=\"checkbox\" name=\"scope\" value=\"a\" checked>\
                    <input type=\"checkbox\" name=\"scope\" value=\"b\"><button name=\"decision\" value=\"allow\"></form>";
        let form = Form::find(html, "decision").unwrap().with("decision", "allow");
        assert_eq!(form.action, "/y?a=1&b=2");
        let fields: Vec<_> = form.fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(fields, [("csrf", "t\""), ("scope", "a"), ("decision", "allow")]);
        assert_eq!(Form::find(html, "password"), None);
    }
}
