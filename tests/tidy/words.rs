//! Words for people: each language says all of it, in its own words, and nothing is said that nobody asks for.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::tree::{File, Problem, Tree};

const FOLDER: &str = "ui/locales/";
const MODEL: &str = "en";
/// What the web apps read by themselves; their own tests look for words that nobody uses.
const OF_THE_APPS: [&str; 2] = ["admin.ftl", "phone.ftl"];
const OF_THE_WINDOW: &str = "desktop.ftl";

/// Texts that are right in more than one language. A gap stands for what is put in.
const SAME: &[&str] = &[
    "1 minute\n{} minutes\n",
    "Administration",
    "App",
    "Apps",
    "Browser",
    "Client ID",
    "Code",
    "Codes",
    "Discovery",
    "Distance",
    "E-mail",
    "Error: {}",
    "Invitation",
    "Issuer",
    "Licence",
    "Helpdesk",
    "Live",
    "Logo",
    "Menu",
    "Name",
    "Normal",
    "Notifications",
    "Olive",
    "Passkey",
    "Passkeys",
    "Person",
    "Petrol",
    "Port",
    "Push",
    "Scopes",
    "Secret",
    "Server",
    "Strict",
    "Version",
    "Violet",
    "Website",
    // Names of products and of algorithms.
    "Apache 2.0",
    "CA, SHA-256",
    "DOneLogin",
    "Java",
    "SHA-256",
    "Turnstile",
    "mod_auth_openidc",
    "reCAPTCHA v2",
];

/// Begging and shouting, in the languages that we have.
const RUDE: [&str; 4] = ["please", "bitte", "s’il vous plaît", "por favor"];
const LOUD: [&str; 3] = ["!", "¡", "！"];

struct Message {
    line: usize,
    text: String,
    arguments: BTreeSet<String>,
}

type Catalogue = BTreeMap<String, Message>;

/// Where people are written to in their language.
const SETTINGS: &str = "core/domain/src/settings.rs";

/// All catalogues of all languages.
pub(crate) fn problems(tree: &Tree) -> Vec<Problem> {
    let mut problems = unnamed(tree);
    let models: Vec<_> = catalogues(tree, MODEL).collect();
    for (file, model) in &models {
        problems.extend(unused(tree, file, model));
        problems.extend(tone(file, model));
    }
    for tag in languages(tree) {
        for (english, model) in &models {
            let path = format!("{FOLDER}{tag}/{}", english.name());
            match tree.find(&path) {
                None => problems.push(Problem::of(&path, "is missing: translate the English one")),
                Some(file) => {
                    let own = read(file);
                    problems.extend(compare(file, &own, model));
                    problems.extend(tone(file, &own));
                }
            }
        }
        for (file, _) in catalogues(tree, &tag)
            .filter(|(file, _)| !models.iter().any(|(english, _)| english.name() == file.name()))
        {
            problems.push(file.problem(1, "has no English twin: take it away"));
        }
    }
    problems
}

/// Letters are written in the languages of a list, since the domain reads no files.
fn unnamed(tree: &Tree) -> Vec<Problem> {
    let Some(file) = tree.find(SETTINGS) else { return vec![Problem::of(SETTINGS, "is missing")] };
    let begin = "pub const LANGUAGES";
    let Some((number, line)) = file.lines().find(|(_, line)| line.starts_with(begin)) else {
        return vec![file.problem(1, "has no list of LANGUAGES")];
    };
    let named: BTreeSet<_> = line.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    let mut there = languages(tree);
    there.insert(MODEL.to_owned());
    let wrong = named.symmetric_difference(&there);
    wrong
        .map(|tag| file.problem(number, format!("`{tag}`: name here what has a folder in {FOLDER}")))
        .collect()
}

/// Folders but the model's.
fn languages(tree: &Tree) -> BTreeSet<String> {
    let inside = tree.files.iter().filter_map(|file| file.path.strip_prefix(FOLDER)?.split_once('/'));
    inside.map(|(tag, _)| tag.to_owned()).filter(|tag| tag != MODEL).collect()
}

fn catalogues<'t>(tree: &'t Tree, tag: &str) -> impl Iterator<Item = (&'t File, Catalogue)> {
    let folder = format!("{FOLDER}{tag}/");
    let files = tree.ending(&[".ftl"]).filter(move |file| file.path.starts_with(&folder));
    files.map(|file| (file, read(file)))
}

fn read(file: &File) -> Catalogue {
    let resource =
        fluent_syntax::parser::parse(file.text.as_str()).map_err(|(_, errors)| (&file.path, errors)).unwrap();
    let mut catalogue = Catalogue::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let begin = format!("{} =", message.id.name);
        let line = file.lines().find(|(_, line)| line.starts_with(&begin)).map_or(1, |(line, _)| line);
        let mut found = Message { line, text: String::new(), arguments: BTreeSet::new() };
        if let Some(value) = &message.value {
            add(value, &mut found);
        }
        catalogue.insert(message.id.name.to_owned(), found);
    }
    catalogue
}

fn add(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.text.push_str(value),
            PatternElement::Placeable { expression } => add_expression(expression, message),
        }
    }
}

fn add_expression(expression: &Expression<&str>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => {
            message.text.push_str("{}");
            add_inline(inline, message);
        }
        Expression::Select { selector, variants } => {
            add_inline(selector, message);
            for variant in variants {
                add(&variant.value, message);
                message.text.push('\n');
            }
        }
    }
}

fn add_inline(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.arguments.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                add_inline(argument, message);
            }
        }
        InlineExpression::Placeable { expression } => add_expression(expression, message),
        _ => {}
    }
}

fn compare(file: &File, own: &Catalogue, model: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (id, english) in model {
        let Some(message) = own.get(id) else {
            problems.push(file.problem(1, format!("lacks `{id}`: translate it")));
            continue;
        };
        if message.arguments != english.arguments {
            problems.push(file.problem(message.line, format!("`{id}` has other arguments than English")));
        }
        let is_said = english.text.replace("{}", "").chars().any(char::is_alphabetic);
        if is_said && message.text == english.text && !SAME.contains(&english.text.as_str()) {
            let what = format!("`{id}` is English ({:?}): translate it, or name it in SAME", english.text);
            problems.push(file.problem(message.line, what));
        }
    }
    for (id, message) in own.iter().filter(|(id, _)| !model.contains_key(*id)) {
        problems.push(file.problem(message.line, format!("`{id}` is not in English: take it away")));
    }
    problems
}

fn tone(file: &File, catalogue: &Catalogue) -> Vec<Problem> {
    let rude = |text: &str| {
        let loud = LOUD.iter().find(|sign| text.contains(**sign));
        loud.or_else(|| RUDE.iter().find(|word| begs(text, word)))
    };
    let found = catalogue.iter().filter_map(|(id, message)| Some((id, message, rude(&message.text)?)));
    found
        .map(|(id, message, word)| {
            file.problem(message.line, format!("`{id}` says {word:?}: say it plainly"))
        })
        .collect()
}

/// Within a sentence or at its beginning; "Ihre Bitte" is a noun.
fn begs(text: &str, word: &str) -> bool {
    let spaced = format!(" {} ", text.replace([',', '.', ':', ';', '?', '\n'], " "));
    let mut first = word.to_owned();
    if let Some(letter) = first.get_mut(..1) {
        letter.make_ascii_uppercase();
    }
    let begins = text.starts_with(&format!("{first} ")) || text.contains(&format!(". {first} "));
    begins || spaced.contains(&format!(" {word} "))
}

fn unused(tree: &Tree, file: &File, catalogue: &Catalogue) -> Vec<Problem> {
    let is_used: Box<dyn Fn(&str) -> bool> = match file.name() {
        name if OF_THE_APPS.contains(&name) => return Vec::new(),
        OF_THE_WINDOW => Box::new(|id| in_window(tree, id)),
        _ => Box::new(|id| in_pages(tree, id)),
    };
    let unused = catalogue.iter().filter(|(id, _)| !is_used(id));
    unused
        .map(|(id, message)| {
            file.problem(message.line, format!("nobody says `{id}`: take it away everywhere"))
        })
        .collect()
}

/// A message of the pages is a method of `Text`.
fn in_pages(tree: &Tree, id: &str) -> bool {
    let method = id.replace('-', "_");
    let is_called = |text: &str| {
        text.match_indices(&method).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + method.len()..].chars().next();
            matches!(before, Some('.' | ':'))
                && !after.is_some_and(|sign| sign.is_alphanumeric() || sign == '_')
        })
    };
    let sources = tree.files.iter().filter(|file| {
        file.path.starts_with("ui/pages/") || (file.path.starts_with("core/") && !file.path.ends_with(".md"))
    });
    sources.into_iter().any(|file| is_called(&file.text))
}

/// One of the window is asked for by its name, or by the name of a trouble.
fn in_window(tree: &Tree, id: &str) -> bool {
    let name = id.strip_prefix("reason-").or_else(|| id.strip_prefix("mend-")).unwrap_or(id);
    let [whole, part] = [format!("\"{id}\""), format!("\"{name}\"")];
    let sources = tree.files.iter().filter(|file| file.path.starts_with("src-tauri/src/"));
    sources.into_iter().any(|file| file.text.contains(&whole) || file.text.contains(&part))
}

#[cfg(test)]
fn example(path: &str, text: &str) -> File {
    File { path: path.to_owned(), size_bytes: text.len(), text: text.to_owned() }
}

#[test]
fn what_a_language_lacks_or_left_in_english_is_found() {
    let english = read(&example("en", "one = Sign in\ntwo = Hello { $name }\nthree = Wait"));
    let file = example("fr", "one = Sign in\ntwo = Bonjour\nfour = Attendez");
    let problems: Vec<_> = compare(&file, &read(&file), &english).iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 4, "{problems:?}");
    for (problem, says) in problems.iter().zip(["is English", "lacks `three`", "other arguments", "not in"]) {
        assert!(problem.contains(says), "{problem}");
    }
}

#[test]
fn a_word_is_used_where_its_method_is_called() {
    let page = example("ui/pages/x.html", "{{ chrome.text.sign_in() }} {{ text.sign_in_again() }}");
    let tree = Tree { root: std::path::PathBuf::new(), files: vec![page] };
    assert!(in_pages(&tree, "sign-in") && in_pages(&tree, "sign-in-again"));
    assert!(!in_pages(&tree, "sign") && !in_pages(&tree, "in"));
}

#[test]
fn whoever_begs_is_found_and_a_request_is_none() {
    assert!(begs("Bitte warten Sie.", "bitte") && begs("Warten Sie, bitte.", "bitte"));
    assert!(begs("Wait. Please go on.", "please"));
    assert!(!begs("Ihre Bitte ist vermerkt. Bitten Sie um einen Link.", "bitte"));
}
