//! An authorization request, put together parameter by parameter.

/// Parameters in the order in which they are sent; doubled ones stay doubled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ask(pub(crate) Vec<(String, String)>);

impl Ask {
    /// With one parameter more, in the place of any of that name.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        self.without(name).and(name, value)
    }

    /// With one parameter more, beside any of that name.
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn encode(&self) -> String {
        encode(&self.0)
    }

    /// As the path of a GET.
    pub(crate) fn path(&self) -> String {
        format!("/oauth2/authorize?{}", self.encode())
    }
}

pub(crate) fn encode<N: AsRef<str>, V: AsRef<str>>(pairs: &[(N, V)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
