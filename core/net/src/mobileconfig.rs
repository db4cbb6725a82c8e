//! The configuration profile by which iPhones, iPads and Macs take our CA.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::fingerprint;

/// The profile for a CA certificate. Its identifiers come from the certificate, so that a device that
/// loads it again replaces the profile it has instead of keeping two.
pub fn mobileconfig(cert_der: &[u8], display_name: &str, organisation: &str) -> String {
    let sha256 = fingerprint::sha256(cert_der);
    let short = fingerprint::hex(sha256.get(..8).unwrap_or(&sha256));
    let name = escape(display_name);
    let organisation = escape(organisation);
    let content = STANDARD.encode(cert_der);
    let payload_uuid = uuid(&sha256, "payload");
    let profile_uuid = uuid(&sha256, "profile");
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key>
      <string>{short}.crt</string>
      <key>PayloadContent</key>
      <data>{content}</data>
      <key>PayloadDisplayName</key>
      <string>{name}</string>
      <key>PayloadIdentifier</key>
      <string>donelogin.ca.{short}.root</string>
      <key>PayloadType</key>
      <string>com.apple.security.root</string>
      <key>PayloadUUID</key>
      <string>{payload_uuid}</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
    </dict>
  </array>
  <key>PayloadDisplayName</key>
  <string>{name}</string>
  <key>PayloadIdentifier</key>
  <string>donelogin.ca.{short}</string>
  <key>PayloadOrganization</key>
  <string>{organisation}</string>
  <key>PayloadRemovalDisallowed</key>
  <false/>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadUUID</key>
  <string>{profile_uuid}</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
</dict>
</plist>
"#
    )
}

/// A UUID of version 8 (RFC 9562, 5.8) out of the certificate's hash and a purpose.
fn uuid(sha256: &[u8; 32], purpose: &str) -> String {
    let mut input = sha256.to_vec();
    input.extend_from_slice(purpose.as_bytes());
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] = fingerprint::sha256(&input);
    let version = (g & 0x0f) | 0x80;
    let variant = (i & 0x3f) | 0x80;
    let hex = fingerprint::hex;
    format!(
        "{}-{}-{}-{}-{}",
        hex(&[a, b, c, d]),
        hex(&[e, f]),
        hex(&[version, h]),
        hex(&[variant, j]),
        hex(&[k, l, m, n, o, p])
    )
    .to_ascii_uppercase()
}

/// Text for XML. Control characters go: XML 1.0 has no way to write them.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_certificate_gives_the_same_profile_and_another_one_another() {
        assert_eq!(mobileconfig(b"one", "CA", "Office"), mobileconfig(b"one", "CA", "Office"));
        assert_ne!(
            uuid(&fingerprint::sha256(b"one"), "profile"),
            uuid(&fingerprint::sha256(b"two"), "profile")
        );
        assert_ne!(
            uuid(&fingerprint::sha256(b"one"), "profile"),
            uuid(&fingerprint::sha256(b"one"), "payload")
        );
    }

    #[test]
    fn names_are_data() {
        let profile = mobileconfig(b"one", "<b>&\u{0}</b>", "A & B");
        assert!(profile.contains("<string>&lt;b&gt;&amp;&lt;/b&gt;</string>"));
        assert!(profile.contains("<string>A &amp; B</string>"));
        assert!(profile.contains("<data>b25l</data>"));
    }

    #[test]
    fn the_uuid_has_its_version_and_variant() {
        let uuid = uuid(&fingerprint::sha256(b"one"), "profile");
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.as_bytes()[14], b'8');
        assert!(b"89AB".contains(&uuid.as_bytes()[19]));
    }
}
