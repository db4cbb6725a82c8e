//! The words of the pages: one typed method a message, in the language that the reader asked for.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use askama::filters::HtmlSafe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

// One method a message, made by build.rs from ui/locales.
include!(concat!(env!("OUT_DIR"), "/text.rs"));

/// The catalogue in one language. Cheap to copy; made by [`Text::choose`].
#[derive(Clone, Copy)]
pub struct Text {
    language: &'static Language,
}

/// A language that the pages speak.
pub struct Language {
    /// BCP 47 tag, as in `lang` and in the cookie.
    pub tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

/// A message with markup of ours; its arguments were escaped, so templates write it as it is.
pub struct Rich(Cow<'static, str>);

/// What a message counts with. Templates hand values by reference, and references of references.
pub trait Count {
    /// The number.
    fn count(&self) -> u64;
}

enum Argument<'a> {
    Number(u64),
    Text(&'a str),
}

impl Text {
    /// The first of these that names a language of ours: the request's `ui_locales`, what the reader
    /// chose before (cookie), what the browser asks for. English otherwise.
    #[must_use]
    pub fn choose(ui_locales: Option<&str>, cookie: Option<&str>, accept_language: Option<&str>) -> Self {
        let asked = ui_locales.into_iter().flat_map(str::split_whitespace);
        let chosen = cookie.into_iter();
        let mut accepted = accept_language.map(ranges).unwrap_or_default();
        accepted.sort_by(|(_, a), (_, b)| b.cmp(a));
        let accepted = accepted.into_iter().map(|(tag, _)| tag);
        asked.chain(chosen).chain(accepted).find_map(Self::find).unwrap_or_default()
    }

    /// The language under a tag, or under its first part (`de` for `de-AT`).
    #[must_use]
    pub fn find(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let find = |tag: &str| LANGUAGES.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
        find(tag).or_else(|| find(primary)).map(|language| Self { language })
    }

    /// Every language, for the menu; each names itself by [`Text::language_name`].
    pub fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.iter().map(|language| Self { language })
    }

    /// BCP 47 tag for `lang`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.language.tag
    }

    fn plain(self, id: &str, arguments: &[(&'static str, Argument<'_>)]) -> Cow<'static, str> {
        self.format(id, arguments, |text| text.to_owned())
    }

    fn rich(self, id: &str, arguments: &[(&'static str, Argument<'_>)]) -> Rich {
        Rich(self.format(id, arguments, escape))
    }

    fn format(
        self,
        id: &str,
        arguments: &[(&'static str, Argument<'_>)],
        treat: impl Fn(&str) -> String,
    ) -> Cow<'static, str> {
        let bundle = &self.language.bundle;
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            // build.rs has compared the catalogues, so this is a fault of the bundle alone.
            tracing::error!(id, language = self.language.tag, "message is missing");
            return Cow::Owned(id.to_owned());
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            let value = match argument {
                Argument::Number(number) => FluentValue::from(*number),
                Argument::Text(text) => FluentValue::from(treat(text)),
            };
            values.set(*name, value);
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors);
        if !errors.is_empty() {
            tracing::error!(id, ?errors, "message does not format");
        }
        match text {
            Cow::Borrowed(text) => Cow::Borrowed(text),
            Cow::Owned(text) => Cow::Owned(text),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        // SOURCES begins with English, and build.rs refuses to make it empty.
        #[expect(clippy::indexing_slicing, reason = "build.rs always writes the model language first")]
        Self { language: &LANGUAGES[0] }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Text").field(&self.language.tag).finish()
    }
}

impl fmt::Display for Rich {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Rich {}

impl Count for u64 {
    fn count(&self) -> u64 {
        *self
    }
}

impl Count for usize {
    fn count(&self) -> u64 {
        *self as u64
    }
}

impl<T: Count> Count for &T {
    fn count(&self) -> u64 {
        (**self).count()
    }
}

/// A message without markup, where one list holds both kinds.
impl From<Cow<'static, str>> for Rich {
    fn from(plain: Cow<'static, str>) -> Self {
        Self(Cow::Owned(escape(&plain)))
    }
}

/// `Accept-Language` (RFC 9110, 12.5.4) as tags with their weight in thousandths.
fn ranges<'a>(header: &'a str) -> Vec<(&'a str, u16)> {
    let weigh = |parameter: &str| -> Option<u16> {
        let quality: f32 = parameter.trim().strip_prefix("q=")?.parse().ok()?;
        // Saturating by definition of `as`; nonsense becomes 0 or 1000.
        Some((quality.clamp(0.0, 1.0) * 1000.0) as u16)
    };
    let range = |range: &'a str| -> Option<(&'a str, u16)> {
        let (tag, weight) = range.split_once(';').map_or((range, Some(1000)), |(tag, q)| (tag, weigh(q)));
        weight.filter(|weight| *weight > 0).map(|weight| (tag.trim(), weight))
    };
    header.split(',').take(32).filter_map(range).collect()
}

/// Makes a value safe inside text and inside a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    SOURCES.iter().map(|(tag, source)| Language { tag, bundle: bundle(tag, source) }).collect()
});

fn bundle(tag: &str, source: &str) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // The marks around arguments would be copied with an address or a name.
    bundle.set_use_isolating(false);
    if let Err(error) = bundle.add_builtins() {
        tracing::error!(tag, %error, "NUMBER is not known to the catalogue");
    }
    let resource = match FluentResource::try_new(source.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    if let Err(errors) = bundle.add_resource(resource) {
        tracing::error!(tag, ?errors, "catalogue has doubled messages");
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_requests_ui_locales_win_over_cookie_and_browser() {
        assert_eq!(Text::choose(Some("xx de-CH"), Some("en"), Some("en")).tag(), "de");
        assert_eq!(Text::choose(None, Some("de"), Some("en")).tag(), "de");
    }

    #[test]
    fn the_browsers_order_is_by_weight_and_skips_what_we_lack() {
        assert_eq!(Text::choose(None, None, Some("xx, en;q=0.3, de-AT;q=0.8")).tag(), "de");
        assert_eq!(Text::choose(None, None, Some("de;q=0, en;q=0.1")).tag(), "en");
        assert_eq!(Text::choose(None, None, Some(";;;,,q=")).tag(), "en");
    }

    #[test]
    fn arguments_of_messages_with_markup_are_escaped() {
        let text = Text::default();
        assert!(text.consent_goes_to("<b>\"x\"").to_string().contains("&lt;b&gt;&quot;x&quot;"));
    }

    #[test]
    fn numbers_choose_the_plural() {
        let text = Text::default();
        assert!(text.login_slowed(1_u64).to_string().contains("1 second,"));
        assert!(text.login_slowed(30_u64).to_string().contains("30 seconds,"));
    }
}
