//! The shell's own words, from `ui/locales/<language>/desktop.ftl`, in the language that the person chose, else the system's.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

/// Tags and catalogues, found by build.rs. English first: it is the model, and what others read.
const SOURCES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The words in one language.
pub(crate) struct Words {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

/// What a message is about: names and their values.
pub(crate) type Values<'a> = &'a [(&'static str, String)];

impl Words {
    /// In the language that the person chose, else in the one that the system speaks, or in English.
    pub(crate) fn chosen(language: Option<&str>) -> Self {
        let known = language.filter(|tag| SOURCES.iter().any(|(ours, _)| ours == tag));
        known.map_or_else(Self::of_system, Self::of)
    }

    /// In the language that the system speaks, or in English.
    pub(crate) fn of_system() -> Self {
        Self::of(sys_locale::get_locale().as_deref().unwrap_or_default())
    }

    fn of(locale: &str) -> Self {
        let primary = locale.split(['-', '_', '.']).next().unwrap_or_default();
        let named = SOURCES.iter().find(|(tag, _)| *tag == primary).or(SOURCES.first());
        let (tag, source) = named.copied().unwrap_or(("en", ""));
        let identifier: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Tests read every file; what could not be read here would be missing as a word, and seen.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(read, _)| read);
        bundle.add_resource_overriding(resource);
        // Signs around what was put in would stand in addresses that people copy.
        bundle.set_use_isolating(false);
        Self { tag, bundle }
    }

    /// BCP 47.
    pub(crate) fn tag(&self) -> &'static str {
        self.tag
    }

    /// A text.
    pub(crate) fn get(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with values in it.
    pub(crate) fn with(&self, id: &str, values: Values<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(id, "a word is missing");
            return id.to_owned();
        };
        let mut arguments = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            arguments.set(*name, value.as_str());
        }
        self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn ids(source: &str) -> BTreeSet<String> {
        FluentResource::try_new(source.to_owned()).unwrap();
        let lines = source.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()));
        lines.filter(|id| !id.starts_with('#')).collect()
    }

    #[test]
    fn every_language_has_every_word() {
        let [(model, english), others @ ..] = SOURCES else { panic!("no language") };
        assert_eq!(*model, "en");
        for (tag, source) in others {
            assert_eq!(ids(english), ids(source), "{tag}");
        }
    }

    #[test]
    fn the_language_is_the_systems_or_english() {
        assert_eq!(Words::of("de-AT").tag(), "de");
        assert_eq!(Words::of("de_DE.UTF-8").tag(), "de");
        assert_eq!(Words::of("xx-XX").tag(), "en");
        assert_eq!(Words::chosen(Some("de")).tag(), "de");
        assert_eq!(Words::chosen(Some("xx")).tag(), Words::of_system().tag());
        let address = "https://office.local:8443".to_owned();
        let said = Words::of("en").with("tray-serving", &[("address", address)]);
        assert_eq!(said, "Serving at https://office.local:8443");
    }
}
