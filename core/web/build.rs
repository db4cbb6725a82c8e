//! Turns the message catalogues under `ui/locales` into one Rust method a message, so that a missing
//! key does not compile and a message that a language lacks fails the build.
//!
//! English is the model. Every other folder must hold the same messages with the same arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

const MODEL: &str = "en";
/// The web apps and the window read their words by themselves; their own tests compare the languages.
const OF_THE_APPS: [&str; 3] = ["admin.ftl", "desktop.ftl", "phone.ftl"];
/// Of those, what pages say as well: the same things are looked at and registered there.
const SHARED_FILE: &str = "admin.ftl";
const SHARED: [&str; 3] = ["check-", "preset-", "redirect-"];
/// Elements a message may carry; anything else is a mistake of the translator.
const ELEMENTS: [&str; 5] = ["strong", "code", "kbd", "em", "a"];

/// What the build needs to know of one message.
#[derive(Default, PartialEq)]
struct Message {
    /// In the order of their first use, which is the order of the method's parameters.
    arguments: Vec<String>,
    numbers: BTreeSet<String>,
    /// Holds markup: its arguments are escaped and the result is not.
    rich: bool,
    text: String,
}

type Catalogue = BTreeMap<String, Message>;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from("../../ui/locales");
    for folder in ["../../ui/locales", "../../ui/design", "../../ui/pages"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    // A release embeds the web apps, under names that change with every build of them; so does the check of the packages.
    let is_release = std::env::var_os("PROFILE").is_some_and(|profile| profile == "release");
    if is_release || std::env::var_os("CARGO_FEATURE_EMBED").is_some() {
        for app in ["admin", "phone"] {
            println!("cargo::rerun-if-changed=../../ui/{app}/dist");
        }
    }
    let mut languages: BTreeMap<String, (String, Catalogue)> = BTreeMap::new();
    for folder in fs::read_dir(&root)? {
        let folder = folder?.path();
        let Some(tag) = folder.file_name().and_then(|name| name.to_str()).map(str::to_owned) else {
            continue;
        };
        if folder.is_dir() {
            languages.insert(tag, read_language(&folder)?);
        }
    }
    let Some((source, mut model)) = languages.remove(MODEL) else { return Err("no ui/locales/en".into()) };
    for (tag, (_, catalogue)) in &languages {
        compare(tag, &mut model, catalogue)?;
    }
    languages.insert(MODEL.to_owned(), (source, Catalogue::new()));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    fs::write(out.join("text.rs"), generate(&model, &languages)?)?;
    Ok(())
}

/// All files of one folder as one source, with what they define.
fn read_language(folder: &Path) -> Result<(String, Catalogue), Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ftl"));
    files.retain(|file| !OF_THE_APPS.iter().any(|own| file.ends_with(own)));
    files.push(folder.join(SHARED_FILE));
    files.sort();
    let mut whole = String::new();
    let mut catalogue = Catalogue::new();
    for file in files {
        let source = fs::read_to_string(&file)?;
        let source = if file.ends_with(SHARED_FILE) { shared(&source) } else { source };
        let name = file.display();
        let parsed = fluent_syntax::parser::parse(source.as_str())
            .map_err(|(_, errors)| format!("{name}: {errors:?}"))?;
        for entry in &parsed.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let value = message.value.as_ref().ok_or_else(|| format!("{name}: {id} has no value"))?;
            let mut found = Message::default();
            read_pattern(value, &mut found);
            check_markup(&found.text).map_err(|fault| format!("{name}: {id}: {fault}"))?;
            found.rich = found.text.contains('<');
            if catalogue.insert(id.clone(), found).is_some() {
                return Err(format!("{name}: {id} is defined twice").into());
            }
        }
        whole.push_str(&source);
        whole.push('\n');
    }
    Ok((whole, catalogue))
}

/// The messages that pages share with the administrators' app.
fn shared(source: &str) -> String {
    let mut kept = String::new();
    let mut keeps = false;
    for line in source.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '#') {
            keeps = SHARED.iter().any(|prefix| line.starts_with(prefix));
        }
        if keeps {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

fn read_pattern(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.text.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                read_inline(inline, false, message);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let numeric = variants.iter().any(|variant| match &variant.key {
                    VariantKey::NumberLiteral { .. } => true,
                    VariantKey::Identifier { name } => ["zero", "one", "two", "few", "many"].contains(name),
                });
                read_inline(selector, numeric, message);
                for variant in variants {
                    read_pattern(&variant.value, message);
                }
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, numeric: bool, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            if !message.arguments.iter().any(|known| known == id.name) {
                message.arguments.push(id.name.to_owned());
            }
            if numeric {
                message.numbers.insert(id.name.to_owned());
            }
            let _ = write!(message.text, "{{{}}}", id.name);
        }
        InlineExpression::FunctionReference { id, arguments } => {
            for argument in &arguments.positional {
                read_inline(argument, id.name == "NUMBER", message);
            }
        }
        InlineExpression::StringLiteral { value } => message.text.push_str(value),
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                read_inline(inner, numeric, message);
            }
        }
        _ => {}
    }
}

/// Markup must be one of a few elements, so that a catalogue cannot bring a script or a style.
fn check_markup(text: &str) -> Result<(), String> {
    for piece in text.split('<').skip(1) {
        let inside = piece.split('>').next().unwrap_or_default();
        let name = inside.trim_start_matches('/').split(' ').next().unwrap_or_default();
        let plain = inside.trim_start_matches('/') == name;
        let link = name == "a" && inside.starts_with("a href=\"{") && inside.ends_with("}\"");
        if !ELEMENTS.contains(&name) || !(plain || link) {
            return Err(format!("<{inside}> is not allowed in a message"));
        }
    }
    Ok(())
}

/// The same messages, the same arguments; what one language counts with is a number for all.
fn compare(tag: &str, model: &mut Catalogue, other: &Catalogue) -> Result<(), String> {
    let mut faults = Vec::new();
    for (id, message) in model.iter_mut() {
        match other.get(id) {
            None => faults.push(format!("{tag} lacks {id}")),
            Some(theirs) => {
                let set = |message: &Message| message.arguments.iter().cloned().collect::<BTreeSet<_>>();
                if set(theirs) != set(message) {
                    faults.push(format!("{tag}: {id} has other arguments than {MODEL}"));
                }
                message.numbers.extend(theirs.numbers.iter().cloned());
                message.rich |= theirs.rich;
            }
        }
    }
    faults.extend(
        other.keys().filter(|id| !model.contains_key(*id)).map(|id| format!("{tag}: {id} is not in {MODEL}")),
    );
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn generate(
    model: &Catalogue,
    languages: &BTreeMap<String, (String, Catalogue)>,
) -> Result<String, std::fmt::Error> {
    let mut out = String::from("/// Tag and source of every language; the model comes first.\n");
    out.push_str("pub(super) static SOURCES: &[(&str, &str)] = &[\n");
    let model_first = languages.get_key_value(MODEL).into_iter();
    for (tag, (source, _)) in model_first.chain(languages.iter().filter(|(tag, _)| *tag != MODEL)) {
        writeln!(out, "    ({tag:?}, {source:?}),")?;
    }
    out.push_str("];\n\nimpl Text {\n");
    for (id, message) in model {
        let shown = message.text.replace('\n', " ").replace(['<', '>', '[', ']', '`'], "");
        writeln!(out, "    /// `{shown}`\n    #[must_use]")?;
        let method = id.replace('-', "_");
        let kind = if message.rich { "Rich" } else { "Cow<'static, str>" };
        let call = if message.rich { "rich" } else { "plain" };
        write!(out, "    pub fn {method}(self")?;
        for argument in &message.arguments {
            let taken = if message.numbers.contains(argument) { "impl Count" } else { "impl AsRef<str>" };
            write!(out, ", {argument}: {taken}")?;
        }
        write!(out, ") -> {kind} {{\n        self.{call}({id:?}, &[")?;
        for argument in &message.arguments {
            let wrapped = if message.numbers.contains(argument) {
                format!("Argument::Number({argument}.count())")
            } else {
                format!("Argument::Text({argument}.as_ref())")
            };
            write!(out, "({argument:?}, {wrapped}), ")?;
        }
        out.push_str("])\n    }\n\n");
    }
    out.push_str("}\n");
    Ok(out)
}
