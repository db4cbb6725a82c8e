//! What people say about themselves: the standard claims of OIDC Core 5.1 that are a person's own, read from what was typed.

use oidc::claims::{Address, StandardClaims};
use oidc::shown::is_shown;
use unic_langid::LanguageIdentifier;
use url::Url;

/// A claim that a person changes; its name is that of the claim, and of the field in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `name`
    Name,
    /// `given_name`
    GivenName,
    /// `middle_name`
    MiddleName,
    /// `family_name`
    FamilyName,
    /// `nickname`
    Nickname,
    /// `profile`
    Profile,
    /// `website`
    Website,
    /// `gender`
    Gender,
    /// `birthdate`
    Birthdate,
    /// `zoneinfo`
    Zoneinfo,
    /// `locale`
    Locale,
    /// `phone_number`
    PhoneNumber,
    /// `street_address` of `address`
    Street,
    /// `postal_code` of `address`
    PostalCode,
    /// `locality` of `address`
    Locality,
    /// `region` of `address`
    Region,
    /// `country` of `address`
    Country,
}

/// Every field, in the order of the form.
pub const FIELDS: [Field; 17] = [
    Field::Name,
    Field::GivenName,
    Field::MiddleName,
    Field::FamilyName,
    Field::Nickname,
    Field::Profile,
    Field::Website,
    Field::Gender,
    Field::Birthdate,
    Field::Zoneinfo,
    Field::Locale,
    Field::PhoneNumber,
    Field::Street,
    Field::PostalCode,
    Field::Locality,
    Field::Region,
    Field::Country,
];

/// Why a field cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// More characters than are kept.
    TooLong {
        /// Most.
        most: usize,
    },
    /// Characters that control, hide or turn what stands beside them.
    Hidden,
    /// Not an address of the web.
    Url,
    /// Not a day, or one to come.
    Date,
    /// Not a time zone of the list.
    Zone,
    /// Not a language tag (BCP 47).
    Language,
    /// Not a phone number.
    Phone,
}

impl Field {
    /// The name of the claim.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::GivenName => "given_name",
            Self::MiddleName => "middle_name",
            Self::FamilyName => "family_name",
            Self::Nickname => "nickname",
            Self::Profile => "profile",
            Self::Website => "website",
            Self::Gender => "gender",
            Self::Birthdate => "birthdate",
            Self::Zoneinfo => "zoneinfo",
            Self::Locale => "locale",
            Self::PhoneNumber => "phone_number",
            Self::Street => "street_address",
            Self::PostalCode => "postal_code",
            Self::Locality => "locality",
            Self::Region => "region",
            Self::Country => "country",
        }
    }

    /// Most characters.
    pub fn most(self) -> usize {
        match self {
            Self::Profile | Self::Website => 500,
            Self::Name | Self::Street => 200,
            Self::PhoneNumber | Self::PostalCode | Self::Birthdate => 40,
            _ => 100,
        }
    }

    /// What the account says.
    pub fn of(self, claims: &StandardClaims) -> Option<&str> {
        let address = claims.address.as_ref();
        match self {
            Self::Name => claims.name.as_deref(),
            Self::GivenName => claims.given_name.as_deref(),
            Self::MiddleName => claims.middle_name.as_deref(),
            Self::FamilyName => claims.family_name.as_deref(),
            Self::Nickname => claims.nickname.as_deref(),
            Self::Profile => claims.profile.as_deref(),
            Self::Website => claims.website.as_deref(),
            Self::Gender => claims.gender.as_deref(),
            Self::Birthdate => claims.birthdate.as_deref(),
            Self::Zoneinfo => claims.zoneinfo.as_deref(),
            Self::Locale => claims.locale.as_deref(),
            Self::PhoneNumber => claims.phone_number.as_deref(),
            Self::Street => address.and_then(|address| address.street_address.as_deref()),
            Self::PostalCode => address.and_then(|address| address.postal_code.as_deref()),
            Self::Locality => address.and_then(|address| address.locality.as_deref()),
            Self::Region => address.and_then(|address| address.region.as_deref()),
            Self::Country => address.and_then(|address| address.country.as_deref()),
        }
    }

    fn put(self, claims: &mut StandardClaims, value: Option<String>) {
        let address = claims.address.get_or_insert_default();
        let place = match self {
            Self::Name => &mut claims.name,
            Self::GivenName => &mut claims.given_name,
            Self::MiddleName => &mut claims.middle_name,
            Self::FamilyName => &mut claims.family_name,
            Self::Nickname => &mut claims.nickname,
            Self::Profile => &mut claims.profile,
            Self::Website => &mut claims.website,
            Self::Gender => &mut claims.gender,
            Self::Birthdate => &mut claims.birthdate,
            Self::Zoneinfo => &mut claims.zoneinfo,
            Self::Locale => &mut claims.locale,
            Self::PhoneNumber => &mut claims.phone_number,
            Self::Street => &mut address.street_address,
            Self::PostalCode => &mut address.postal_code,
            Self::Locality => &mut address.locality,
            Self::Region => &mut address.region,
            Self::Country => &mut address.country,
        };
        *place = value;
    }

    fn check(self, value: &str, today: &str, is_zone: &dyn Fn(&str) -> bool) -> Result<String, Problem> {
        if value.chars().count() > self.most() {
            return Err(Problem::TooLong { most: self.most() });
        }
        if !value.chars().all(is_shown) {
            return Err(Problem::Hidden);
        }
        match self {
            Self::Profile | Self::Website => web_address(value).ok_or(Problem::Url),
            Self::Birthdate => {
                if is_birthdate(value, today) {
                    Ok(value.to_owned())
                } else {
                    Err(Problem::Date)
                }
            }
            Self::Zoneinfo => {
                if is_zone(value) {
                    Ok(value.to_owned())
                } else {
                    Err(Problem::Zone)
                }
            }
            Self::Locale => {
                value.parse::<LanguageIdentifier>().map(|tag| tag.to_string()).map_err(|_| Problem::Language)
            }
            Self::PhoneNumber => phone_number(value).ok_or(Problem::Phone),
            _ => Ok(value.to_owned()),
        }
    }
}

/// The account's claims with what its owner typed: `typed` says what stands in a field, and nothing for one that was not
/// sent, which stays. A value that did not change stays as it is, wherever it came from. `today`: `YYYY-MM-DD`.
pub fn read<'t>(
    before: &StandardClaims,
    typed: impl Fn(Field) -> Option<&'t str>,
    today: &str,
    is_zone: &dyn Fn(&str) -> bool,
) -> Result<StandardClaims, Vec<(Field, Problem)>> {
    let (mut claims, mut problems) = (before.clone(), Vec::new());
    for field in FIELDS {
        let Some(value) = typed(field).map(str::trim) else { continue };
        if value == field.of(before).unwrap_or_default() {
            continue;
        }
        if value.is_empty() {
            field.put(&mut claims, None);
            continue;
        }
        match field.check(value, today, is_zone) {
            Ok(value) => field.put(&mut claims, Some(value)),
            Err(problem) => problems.push((field, problem)),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    claims.phone_number_verified &= claims.phone_number == before.phone_number;
    claims.address = claims.address.take().and_then(|address| tidy(address, before.address.as_ref()));
    Ok(claims)
}

/// Names of the claims that differ.
pub fn changed(before: &StandardClaims, after: &StandardClaims) -> Vec<&'static str> {
    FIELDS.into_iter().filter(|field| field.of(before) != field.of(after)).map(Field::name).collect()
}

/// `formatted` is made of the parts once one of them was changed; an address without parts is none.
fn tidy(mut address: Address, before: Option<&Address>) -> Option<Address> {
    if before.is_some_and(|before| *before == address) {
        return Some(address);
    }
    let town =
        [&address.postal_code, &address.locality].map(|part| part.as_deref().unwrap_or_default()).join(" ");
    let lines = [
        address.street_address.as_deref().unwrap_or_default(),
        town.trim(),
        address.region.as_deref().unwrap_or_default(),
        address.country.as_deref().unwrap_or_default(),
    ];
    let formatted: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    address.formatted = Some(formatted.join("\n")).filter(|lines| !lines.is_empty());
    address.formatted.is_some().then_some(address)
}

/// An address of the web without a user in it, as browsers write it.
fn web_address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    let is_web =
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty());
    (is_web && is_plain).then(|| url.to_string())
}

/// `YYYY-MM-DD`, `YYYY`, or `0000-MM-DD` where the year stays untold (OIDC Core 5.1); neither to come nor older than people get.
fn is_birthdate(text: &str, today: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let is_year = |part: &str| number(part, 4).is_some_and(|year| year >= 1850) && text <= today;
    match parts.as_slice() {
        [year] => is_year(year),
        [year, month, day] => {
            let Some((month, day)) = number(month, 2).zip(number(day, 2)) else { return false };
            let year = number(year, 4).filter(|known| *known == 0 || is_year(year));
            year.is_some_and(|year| (1..=12).contains(&month) && (1..=days(year, month)).contains(&day))
        }
        _ => false,
    }
}

/// Days of a month; year 0 stands for any, and any may be a leap year.
fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A number as people write it: digits with what groups them, a plus in front, an extension as RFC 3966 has it.
fn phone_number(text: &str) -> Option<String> {
    let (number, extension) =
        text.split_once(";ext=").map_or((text, None), |(number, ext)| (number, Some(ext)));
    let rest = number.strip_prefix('+').unwrap_or(number);
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let is_number = (3..=15).contains(&digits)
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')'));
    let is_extension =
        extension.is_none_or(|ext| (1..=10).contains(&ext.len()) && ext.bytes().all(|b| b.is_ascii_digit()));
    (is_number && is_extension).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(
        before: &StandardClaims,
        typed: &[(Field, &str)],
    ) -> Result<StandardClaims, Vec<(Field, Problem)>> {
        let find = |field| typed.iter().find(|(known, _)| *known == field).map(|(_, value)| *value);
        read(before, find, "2026-11-27", &|zone| zone == "Europe/Berlin")
    }

    fn refused(field: Field, value: &str) -> Option<Problem> {
        type_in(&StandardClaims::default(), &[(field, value)]).err().map(|problems| problems[0].1)
    }

    #[test]
    fn what_is_typed_becomes_a_claim_and_what_is_emptied_goes() {
        let before = StandardClaims {
            name: Some("Mira".into()),
            nickname: Some("mi".into()),
            picture: Some("https://o/pictures/x".into()),
            ..StandardClaims::default()
        };
        let after = type_in(&before, &[(Field::Name, " Mira V. "), (Field::Nickname, "")]).unwrap();
        assert_eq!((after.name.as_deref(), after.nickname, after.address), (Some("Mira V."), None, None));
        assert_eq!(after.picture, before.picture, "what is no field stays");
        assert_eq!(type_in(&before, &[]).unwrap(), before);
    }

    #[test]
    fn addresses_of_the_web_are_http_or_https_and_hold_no_user() {
        for good in ["https://mira.example", "http://x.example/~m?a=b"] {
            assert_eq!(refused(Field::Website, good), None, "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://x.example",
            "mira.example",
            "https://u:p@x.example",
            "//x",
        ] {
            assert_eq!(refused(Field::Profile, bad), Some(Problem::Url), "{bad}");
        }
    }

    #[test]
    fn a_birthday_is_a_day_that_was() {
        for good in ["1980-02-29", "1980", "0000-02-29", "2026-11-27"] {
            assert_eq!(refused(Field::Birthdate, good), None, "{good}");
        }
        for bad in [
            "1981-02-29",
            "2026-11-28",
            "1980-13-01",
            "80-1-1",
            "1980-02",
            "29.02.1980",
            "0000",
            "1980-02-29T00",
            "1066-01-01",
        ] {
            assert_eq!(refused(Field::Birthdate, bad), Some(Problem::Date), "{bad}");
        }
    }

    #[test]
    fn zones_languages_and_numbers_are_what_they_say() {
        assert_eq!(refused(Field::Zoneinfo, "Europe/Berlin"), None);
        assert_eq!(refused(Field::Zoneinfo, "Berlin"), Some(Problem::Zone));
        assert_eq!(refused(Field::Locale, "de-CH"), None);
        assert_eq!(refused(Field::Locale, "German"), None, "BCP 47 keeps words of five to eight letters");
        for bad in ["d", "de_", "../x", "de-DE-"] {
            assert_eq!(refused(Field::Locale, bad), Some(Problem::Language), "{bad}");
        }
        for good in ["+32 9 123 45 67", "(030) 901820/5", "+1 555 0100;ext=12"] {
            assert_eq!(refused(Field::PhoneNumber, good), None, "{good}");
        }
        for bad in ["12", "call me", "+32;ext=", "++32 9 123"] {
            assert_eq!(refused(Field::PhoneNumber, bad), Some(Problem::Phone), "{bad}");
        }
        assert_eq!(refused(Field::Name, "a\u{202e}b"), Some(Problem::Hidden));
        assert_eq!(refused(Field::Name, &"x".repeat(201)), Some(Problem::TooLong { most: 200 }));
    }

    #[test]
    fn another_number_was_checked_by_nobody() {
        let before = StandardClaims {
            phone_number: Some("+32 1 23".into()),
            phone_number_verified: true,
            ..StandardClaims::default()
        };
        assert!(type_in(&before, &[(Field::PhoneNumber, "+32 1 23")]).unwrap().phone_number_verified);
        assert!(!type_in(&before, &[(Field::PhoneNumber, "+32 1 24")]).unwrap().phone_number_verified);
    }

    #[test]
    fn an_address_is_written_out_from_its_parts() {
        let typed = [(Field::Street, "Kouter 1"), (Field::PostalCode, "9000"), (Field::Locality, "Gent")];
        let after = type_in(&StandardClaims::default(), &typed).unwrap();
        assert_eq!(after.address.clone().unwrap().formatted.as_deref(), Some("Kouter 1\n9000 Gent"));
        assert_eq!(
            changed(&StandardClaims::default(), &after),
            ["street_address", "postal_code", "locality"]
        );
        let emptied = typed.map(|(field, _)| (field, ""));
        assert_eq!(type_in(&after, &emptied).unwrap().address, None);
    }

    #[test]
    fn what_came_from_elsewhere_and_did_not_change_is_not_looked_at() {
        let before = StandardClaims {
            birthdate: Some("12 May".into()),
            address: Some(Address { formatted: Some("By the mill".into()), ..Address::default() }),
            ..StandardClaims::default()
        };
        assert_eq!(type_in(&before, &[(Field::Birthdate, "12 May"), (Field::Street, "")]).unwrap(), before);
    }
}
