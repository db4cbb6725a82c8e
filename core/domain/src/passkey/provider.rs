//! What a new passkey is called: by who keeps it, as far as its model's number tells. Unproved, so a name and nothing else.

/// AAGUIDs as they are written, and whose they are. The providers that people meet; every other passkey gets the plain name.
const PROVIDERS: [(&str, &str); 20] = [
    ("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", "Google Password Manager"),
    ("adce0002-35bc-c60a-648b-0b25f1f05503", "Chrome on Mac"),
    ("b5397666-4885-aa6b-cebf-e52262a439a2", "Chromium"),
    ("08987058-cadc-4b81-b6e1-30de50dcbe96", "Windows Hello"),
    ("9ddd1817-af5a-4672-a2b9-3e3dd95000a9", "Windows Hello"),
    ("6028b017-b1d4-4c02-b4b3-afcdafc96bb2", "Windows Hello"),
    ("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "Apple Passwords"),
    ("dd4ec289-e01d-41c9-bb89-70fa845d4bf2", "Apple Passwords"),
    ("53414d53-554e-4700-0000-000000000000", "Samsung Pass"),
    ("bada5566-a7aa-401f-bd96-45619a55120d", "1Password"),
    ("d548826e-79b4-db40-a3d8-11116f7e8349", "Bitwarden"),
    ("531126d6-e717-415c-9320-3d9aa6981239", "Dashlane"),
    ("b84e4048-15dc-4dd0-8640-f4f60813c8af", "NordPass"),
    ("0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6", "Keeper"),
    ("50726f74-6f6e-5061-7373-50726f746f6e", "Proton Pass"),
    ("fdb141b2-5d84-443e-8a35-4698c205a502", "KeePassXC"),
    ("f3809540-7f14-49c1-a8b3-8f813b225541", "Enpass"),
    ("ee882879-721c-4913-9775-3dfcce97072a", "YubiKey 5"),
    ("cb69481e-8ff7-4039-93ec-0a2729a154a8", "YubiKey 5"),
    ("2fc0579f-8113-47ea-b116-bb5a8db9202a", "YubiKey 5"),
];

/// The name of one whose provider is not known.
pub const PLAIN: &str = "Passkey";

/// The first name of a new passkey.
pub fn name_of(aaguid: [u8; 16]) -> &'static str {
    let hex: String = aaguid.iter().map(|byte| format!("{byte:02x}")).collect();
    let known = PROVIDERS.iter().find(|(id, _)| id.chars().filter(|c| *c != '-').eq(hex.chars()));
    known.map_or(PLAIN, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn providers_that_people_meet_have_their_name() {
        let mut apple = [0; 16];
        apple.copy_from_slice(&0xfbfc_3007_154e_4ecc_8c0b_6e02_0557_d7bd_u128.to_be_bytes());
        assert_eq!(name_of(apple), "Apple Passwords");
        assert_eq!(name_of([0; 16]), "Passkey");
        assert!(PROVIDERS.iter().all(|(id, _)| id.len() == 36 && id.to_lowercase() == *id));
    }
}
