//! What a person says about themselves: to look at, to change, and the picture.

use askama::Template;
use domain::attribute::{AttributeError, MOST_CHARS, MOST_ITEMS};
use domain::profile::{Field, Problem};

use super::account::Account;
use super::chrome::Chrome;
use super::claim::ClaimRow;
use crate::text::{Rich, Text};

/// `/account/profile`: what is kept of me.
#[derive(Clone, Debug, Template)]
#[template(path = "account_profile.html")]
pub struct AccountProfile {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// Each value.
    pub rows: Vec<ClaimRow>,
    /// Who may change the user name, by name.
    pub admins: Vec<String>,
    /// Address of a picture that stands on another server.
    pub picture_elsewhere: Option<String>,
    /// What is wrong with the file that was sent.
    pub picture_problem: Option<PictureProblem>,
    /// Another e-mail address that waits.
    pub pending: Option<PendingEmail>,
    /// What was just done.
    pub news: Option<ProfileNews>,
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileNews {
    /// The profile was saved.
    Saved,
    /// There is another picture.
    PictureSet,
    /// There is no picture any more.
    PictureRemoved,
    /// The change of the address was stopped.
    EmailStopped,
}

/// Why a file is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureProblem {
    /// None was chosen.
    Missing,
    /// It is none.
    NoPicture,
    /// Too many bytes or pixels.
    TooLarge,
    /// Our fault.
    Failed,
}

/// An address that waits.
#[derive(Clone, Debug)]
pub struct PendingEmail {
    /// The wanted one.
    pub new: String,
    /// The present one.
    pub old: String,
    /// Whether the wanted one has to be confirmed still.
    pub new_is_missing: bool,
    /// Whether the present one has to agree still.
    pub old_is_missing: bool,
    /// Whether letters leave this office; where they do not, an administrator hands the links over.
    pub sends_mail: bool,
    /// Until when, in the reader's form.
    pub until: String,
}

/// `/account/profile/edit`
#[derive(Clone, Debug, Template)]
#[template(path = "edit_profile.html")]
pub struct EditProfile {
    /// Surroundings.
    pub chrome: Chrome,
    /// Navigation.
    pub account: Account,
    /// The values, as kept or as sent.
    pub values: Vec<(Field, String)>,
    /// What to correct, in the order of the form.
    pub problems: Vec<(Field, Problem)>,
    /// What the office asks beside, where people say it themselves.
    pub attributes: Vec<OwnAttribute>,
    /// Time zones, by continent.
    pub zones: Vec<(String, Vec<String>)>,
}

/// An attribute of the office's that a person says themselves: field `attribute-<name>`.
#[derive(Clone, Debug)]
pub struct OwnAttribute {
    /// Its name.
    pub name: String,
    /// What the office calls it.
    pub label: String,
    /// Whether it has one item a line.
    pub is_list: bool,
    /// As kept or as sent.
    pub value: String,
    /// What to correct.
    pub problem: Option<AttributeError>,
}

impl OwnAttribute {
    pub(super) fn id(&self) -> String {
        format!("attribute-{}", self.name)
    }

    pub(super) fn problem_words(&self, text: &Text) -> Option<String> {
        let words = self.problem.map(|problem| match problem {
            AttributeError::TooMany => text.problem_many(MOST_ITEMS.to_string()),
            AttributeError::Hidden => text.problem_hidden(),
            _ => text.problem_long(MOST_CHARS),
        });
        words.map(std::borrow::Cow::into_owned)
    }
}

/// Fields that belong together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) id: &'static str,
    title: fn(Text) -> std::borrow::Cow<'static, str>,
    sees: fn(Text) -> std::borrow::Cow<'static, str>,
    pub(super) fields: &'static [Field],
}

const GROUPS: [Group; 5] = [
    Group {
        id: "names",
        title: Text::edit_names,
        sees: Text::edit_names_sees,
        fields: &[Field::Name, Field::GivenName, Field::MiddleName, Field::FamilyName, Field::Nickname],
    },
    Group {
        id: "place",
        title: Text::edit_place,
        sees: Text::edit_place_sees,
        fields: &[Field::Locale, Field::Zoneinfo],
    },
    Group {
        id: "about",
        title: Text::edit_about,
        sees: Text::edit_about_sees,
        fields: &[Field::Profile, Field::Website, Field::Birthdate, Field::Gender],
    },
    Group {
        id: "phone",
        title: Text::edit_phone,
        sees: Text::edit_phone_sees,
        fields: &[Field::PhoneNumber],
    },
    Group {
        id: "address",
        title: Text::edit_address,
        sees: Text::edit_address_sees,
        fields: &[Field::Street, Field::PostalCode, Field::Locality, Field::Region, Field::Country],
    },
];

/// A field as its input is written.
pub(super) struct Input<'p> {
    pub(super) id: &'static str,
    pub(super) kind: &'static str,
    pub(super) fill: &'static str,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) value: &'p str,
    pub(super) problem: Option<String>,
}

impl Input<'_> {
    /// What describes it, for screen readers.
    pub(super) fn described(&self) -> String {
        let error = self.problem.as_ref().map(|_| format!("{}-error", self.id));
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        error.into_iter().chain(hint).collect::<Vec<_>>().join(" ")
    }
}

impl Group {
    pub(super) fn title(&self, text: &Text) -> String {
        (self.title)(*text).into_owned()
    }

    pub(super) fn sees(&self, text: &Text) -> String {
        (self.sees)(*text).into_owned()
    }
}

impl EditProfile {
    fn groups(&self) -> [Group; 5] {
        GROUPS
    }

    fn input(&self, field: &Field) -> Input<'_> {
        let (kind, fill) = kind_and_fill(*field);
        let text = self.chrome.text;
        Input {
            id: field.name(),
            kind,
            fill,
            label: label(text, *field),
            hint: hint(text, *field),
            value: self.value(*field),
            problem: self
                .problems
                .iter()
                .find(|(at, _)| at == field)
                .map(|(_, problem)| problem_words(text, *problem)),
        }
    }

    fn value(&self, field: Field) -> &str {
        self.values.iter().find(|(at, _)| *at == field).map_or("", |(_, value)| value)
    }

    /// For the summary: the field's id, and its words behind its name.
    fn summary(&self) -> Vec<(String, String)> {
        let line = |(field, problem): &(Field, Problem)| {
            let text = self.chrome.text;
            (field.name().to_owned(), format!("{}: {}", label(text, *field), problem_words(text, *problem)))
        };
        let of_attribute = |attribute: &OwnAttribute| {
            let words = attribute.problem_words(&self.chrome.text)?;
            Some((attribute.id(), format!("{}: {words}", attribute.label)))
        };
        self.problems.iter().map(line).chain(self.attributes.iter().filter_map(of_attribute)).collect()
    }

    /// The languages of our pages, and the present one where it is another.
    fn languages(&self) -> Vec<(String, String)> {
        let own = Text::all().map(|text| (text.tag().to_owned(), text.language_name().into_owned()));
        let mut all: Vec<_> = own.collect();
        let present = self.value(Field::Locale);
        if !present.is_empty() && !all.iter().any(|(tag, _)| tag == present) {
            all.push((present.to_owned(), present.to_owned()));
        }
        all
    }

    /// A zone that came from elsewhere and is not in the list.
    fn other_zone(&self) -> Option<&str> {
        let present = self.value(Field::Zoneinfo);
        let known = self.zones.iter().any(|(_, zones)| zones.iter().any(|zone| zone == present));
        Some(present).filter(|present| !present.is_empty() && !known)
    }
}

/// `type` and `autocomplete` of the input.
fn kind_and_fill(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Name => ("text", "name"),
        Field::GivenName => ("text", "given-name"),
        Field::MiddleName => ("text", "additional-name"),
        Field::FamilyName => ("text", "family-name"),
        Field::Nickname => ("text", "nickname"),
        Field::Profile => ("url", "off"),
        Field::Website => ("url", "url"),
        Field::Gender => ("text", "sex"),
        Field::Birthdate => ("text", "bday"),
        Field::Zoneinfo => ("zone", "off"),
        Field::Locale => ("language", "language"),
        Field::PhoneNumber => ("tel", "tel"),
        Field::Street => ("text", "street-address"),
        Field::PostalCode => ("text", "postal-code"),
        Field::Locality => ("text", "address-level2"),
        Field::Region => ("text", "address-level1"),
        Field::Country => ("text", "country-name"),
    }
}

fn label(text: Text, field: Field) -> String {
    let label = match field {
        Field::Name => text.field_name(),
        Field::GivenName => text.field_given_name(),
        Field::MiddleName => text.field_middle_name(),
        Field::FamilyName => text.field_family_name(),
        Field::Nickname => text.field_nickname(),
        Field::Profile => text.field_profile(),
        Field::Website => text.field_website(),
        Field::Gender => text.field_gender(),
        Field::Birthdate => text.field_birthdate(),
        Field::Zoneinfo => text.field_zoneinfo(),
        Field::Locale => text.field_locale(),
        Field::PhoneNumber => text.field_phone_number(),
        Field::Street => text.field_street_address(),
        Field::PostalCode => text.field_postal_code(),
        Field::Locality => text.field_locality(),
        Field::Region => text.field_region(),
        Field::Country => text.field_country(),
    };
    label.into_owned()
}

fn hint(text: Text, field: Field) -> Option<String> {
    let hint = match field {
        Field::Name => text.field_name_hint(),
        Field::Profile => text.field_profile_hint(),
        Field::Website => text.field_website_hint(),
        Field::Gender => text.field_gender_hint(),
        Field::Birthdate => text.field_birthdate_hint(),
        Field::Locale => text.field_locale_hint(),
        Field::PhoneNumber => text.field_phone_number_hint(),
        _ => return None,
    };
    Some(hint.into_owned())
}

fn problem_words(text: Text, problem: Problem) -> String {
    let words = match problem {
        Problem::TooLong { most } => text.problem_long(most),
        Problem::Hidden => text.problem_hidden(),
        Problem::Url => text.problem_url(),
        Problem::Date => text.problem_date(),
        Problem::Zone => text.problem_zone(),
        Problem::Language => text.problem_language(),
        Problem::Phone => text.problem_phone(),
    };
    words.into_owned()
}

impl AccountProfile {
    fn news_words(&self) -> Option<Rich> {
        let text = self.chrome.text;
        self.news.map(|news| match news {
            ProfileNews::Saved => text.profile_saved(),
            ProfileNews::PictureSet => text.picture_set(),
            ProfileNews::PictureRemoved => text.picture_removed(),
            ProfileNews::EmailStopped => text.profile_email_stopped(),
        })
    }

    fn picture_words(&self) -> Option<String> {
        let text = self.chrome.text;
        let words = self.picture_problem.map(|problem| match problem {
            PictureProblem::Missing => text.picture_missing(),
            PictureProblem::NoPicture => text.picture_no_picture(),
            PictureProblem::TooLarge => text.picture_too_large(),
            PictureProblem::Failed => text.picture_failed(),
        });
        words.map(std::borrow::Cow::into_owned)
    }
}
