trust-title = Trust this server
trust-lead = Once for each computer or phone. It ends the warnings, so that a real one stands out.
trust-unknown = If no warning came before this page, this browser trusts the server already.
trust-yes = <strong>This browser trusts the server.</strong> There is nothing more to do here.
trust-not-yet = <strong>This browser does not trust it yet.</strong> Follow the steps below.
trust-platforms = Your system
trust-many = Many at once
trust-again = Check again
trust-download = Download the certificate
trust-profile = Download profile

trust-windows-1 = Download the certificate
trust-windows-2 = Open it, choose <strong>Install Certificate</strong>, then <strong>Current User</strong>
trust-windows-3 = Choose <strong>Place all certificates in the following store</strong>, Browse, <strong>Trusted Root Certification Authorities</strong>, then Finish
trust-windows-4 = Compare the thumbprint in the question with the one below, then <strong>Yes</strong>
trust-windows-note = Chrome, Edge and Firefox use this store. Restart the browser once.

trust-macos-1 = Download the certificate
trust-macos-2 = Open it; Keychain Access adds it to <strong>login</strong>. Open the entry there with a double click
trust-macos-3 = Under <strong>Details</strong>, compare the SHA-256 fingerprint with the one below
trust-macos-4 = Under <strong>Trust</strong>, choose <strong>Always Trust</strong>, close the window and give your password
trust-macos-note = Safari and Chrome use this keychain; Firefox does since version 120.

trust-android-1 = Download the certificate
trust-android-2 = Open <strong>Settings</strong>, search for <strong>CA certificate</strong>, choose <strong>Install anyway</strong> and the file. Take CA, not Wi-Fi and not VPN
trust-android-3 = Search the settings for <strong>Trusted credentials</strong>, open <strong>User</strong> and the new entry
trust-android-4 = Compare the SHA-256 fingerprint with the one below. If it differs, remove the entry
trust-android-note = Android asks for a screen lock, and from then on shows a note that the network may be monitored. That note is about any certificate of one’s own. Use Chrome; Firefox for Android does not read these certificates.

trust-iphone-1 = Open this page in Safari, download the profile and tap <strong>Allow</strong>
trust-iphone-2 = Open <strong>Settings</strong>, <strong>Profile Downloaded</strong>, then <strong>More Details</strong>, and compare the SHA-256 fingerprint with the one below
trust-iphone-3 = Go back, tap <strong>Install</strong> and give your code
trust-iphone-4 = Open <strong>Settings</strong>, General, About, <strong>Certificate Trust Settings</strong>, and switch the certificate on
trust-iphone-note = The last step is easily missed; without it the warnings stay.

trust-linux-1 = Download the certificate
trust-linux-2 = Compare the fingerprint: <code>openssl x509 -noout -fingerprint -sha256 -in { $file }</code>
trust-linux-3 = Chrome, Chromium: Settings, Privacy and security, Security, <strong>Manage certificates</strong>, Custom, Import under <strong>Trusted certificates</strong>
trust-linux-4 = Firefox: Settings, Privacy and security, <strong>View Certificates</strong>, Authorities, Import, for websites
trust-linux-5 = Programs of the system, on Debian and Ubuntu: <code>sudo cp { $file } /usr/local/share/ca-certificates/ &amp;&amp; sudo update-ca-certificates</code>

trust-many-1 = Download the certificate and compare its fingerprint with the one below
trust-many-2 = Windows, one line for each computer: <code>certutil -addstore -f Root { $file }</code>
trust-many-3 = Windows domain: Group Policy, Computer Configuration, Policies, Windows Settings, Security Settings, <strong>Public Key Policies</strong>, Trusted Root Certification Authorities, Import
trust-many-4 = Managed Macs and iPhones: hand the <a href="{ $profile }">profile</a> to your device management; it trusts without a question
trust-many-5 = Linux: put the file into <code>/usr/local/share/ca-certificates/</code> and run <code>update-ca-certificates</code>; Fedora: <code>/etc/pki/ca-trust/source/anchors/</code> and <code>update-ca-trust extract</code>

trust-print-windows = Thumbprint as Windows shows it. The sheet from your administrator must show the same.
trust-print-macos = SHA-256 fingerprint as Keychain Access shows it. The sheet from your administrator must show the same.
trust-print-android = SHA-256 fingerprint as Android shows it. The sheet from your administrator must show the same.
trust-print-iphone = SHA-256 fingerprint as the iPhone shows it. The sheet from your administrator must show the same.
trust-print-linux = SHA-256 fingerprint as openssl shows it. The sheet from your administrator must show the same.
trust-print-many = SHA-256 fingerprint. The server’s own computer shows the same.

trust-line-title = In one line
trust-line-linux = Linux, in a terminal
trust-line-windows = Windows, in a PowerShell that was opened as administrator
trust-line-macos = macOS, in Terminal
trust-line-about = It loads the certificate, compares the fingerprint and goes on only if it is this one. Compare the one in the line with the sheet from your administrator first.
# Stands between quotes of a shell: no quotation marks, no apostrophe.
trust-line-differs = The fingerprint differs. Nothing was changed.
trust-qr = This page for a phone
trust-qr-about = Scan it with the phone’s camera. The phone warns once; there this page shows the phone’s own steps.
trust-many-6 = Windows domain in one line, on the domain controller: <code>certutil -dspublish -f { $file } RootCA</code>; computers take it with the next <code>gpupdate /force</code>
