setup-title = Set up your office
setup-lead = You become the administrator. Everything stays on this computer.
setup-first-start = First start
setup-fingerprint = Fingerprint { $fingerprint }, compare it with the one printed at the start.
setup-office = Name of the office
setup-office-hint = People see it at every sign-in.
setup-name = Your name
setup-name-hint = As colleagues know you.
setup-email = Your e-mail address
setup-email-hint = You sign in with it.
setup-submit = Create the office
setup-busy = Creating …

setup-people = People will open <code>{ $issuer }</code>. <a href="{ $href }">Choose another address</a>

address-title = Where will people find it?
address-lead = Apps and phones remember this address. From the first administrator on it stays as it is.
address-local = On the office network only
address-local-about = Works at once and needs nothing from outside. Each computer and phone has to trust it once; we show how.
address-name = Name
address-name-hint = One word of the letters a to z, digits and hyphens, in front of <code>.local</code>.
address-own = Under a name you own
address-own-about = For a domain of yours whose name server leads to this computer. With a certificate that browsers know, nobody is asked for trust.
address-host = Full name
address-host-hint = Such as <code>id.example.com</code>.
address-certificate = Certificate file
address-certificate-hint = The path on the server’s computer, from the root of the disk on; PEM, the server’s own certificate first. Without the two files the server makes a certificate of its own.
address-key = Key file
address-key-hint = The key of that certificate, PEM, without a passphrase.
address-port = Port
address-port-hint = With 443 the address has no number, but the server needs a right to that.
address-submit = Continue
address-busy = Moving …
address-check = Check the name
address-back = Back
address-fixed = This server’s address is set by its configuration (<code>{ $key }</code>). Change it there.
address-free = <strong>{ $host }</strong> is free on this network.
address-ours = <strong>{ $host }</strong> leads to this computer.
address-unasked = Nobody could be asked about <strong>{ $host }</strong>. { $why }
address-taken = { $host } is taken: { $by } answers to it. Choose another name, or rename that computer.

address-wrong-missing = Give a name, such as office.local.
address-wrong-ip = An IP address changes, and phones and certificates need a name that stays. Give a name.
address-wrong-characters = { $found } cannot stand in a name. Take the letters a to z, digits, and hyphens between them.
address-wrong-label = Each part between two dots has 1 to 63 characters, and no hyphen at its beginning or end.
address-wrong-loopback = Only this computer itself can open that name. Give one that the office finds.
address-wrong-letters = Below .local people would have to type this name in code. Write it with the letters a to z.
address-wrong-ascii = Write it as the name servers know it: { $ascii }
address-wrong-dot = A name without a dot is found by nobody. Write { $name }.local, or a name below a domain that you own.
address-wrong-alone = Give the name alone, without https:// in front and without a path behind.
address-wrong-port-inside = The port has a field of its own. Give the name alone.
address-wrong-code = The part that begins with xn-- stands for no name.
address-wrong-labels = Write one word in front of .local. Linux computers do not find names with a further dot.
address-wrong-long = A name has at most 253 characters.
address-wrong-files = Name both files, the certificate and its key, or none of them.
address-wrong-fixed = This server’s address is set by its configuration ({ $key }). Change it there.
address-wrong-file = These files cannot be used. { $why }
address-wrong-unread = These files cannot be used. The server's log says why.
address-port-number = A port is a number from 1 to 65535.
address-port-taken = Port { $port } is taken by another program. Choose another.
address-port-denied = Port { $port } needs a right that this server does not have. Choose one from 1024 up.
address-port-fixed = This server was told to listen on port { $port }. Choose that one, or start it without “listen”.
address-port-other = The port cannot be used. { $why }

moved-title = The address has changed
moved-lead = The office is found at <code>{ $issuer }</code> from now on, and no longer under the old address.
moved-certificate = The server made a new certificate for it, so the browser warns once more. Compare this fingerprint with the one that the server’s computer prints now.
moved-own-certificate = The server shows your certificate there. For phones and apps of the old address nothing is left.
moved-next = Go on at the new address

setup-done-title = Trust this computer
setup-done-lead = The office is ready. Browsers warn until they know its certificate; that is done once for each computer and phone.
setup-done-follow = Follow the steps for your system on the <a href="{ $trust }">trust page</a>
setup-done-people = Tell your people the address <code>{ $issuer }</code>
setup-done-print = Fingerprint of the certificate. Print it for your people, so that they can compare.
setup-done-next = Link my phone
setup-done-later = Later: go to my account

setup-gone-title = This link no longer opens
setup-gone-expired = It is over an hour old, or a newer one was printed. Start the server again on its computer; it prints a new link.
setup-gone-browser = Another browser has begun with it. Go on there, or start the server again; it prints a new link.
setup-gone-done = The office is set up already. Sign in with your account.

summary-title = { $count ->
    [one] One thing to correct
   *[other] { $count } things to correct
}
problem-office-missing = Give the office a name.
problem-name-missing = Give your name.
problem-email-missing = Give your e-mail address.
problem-username = 1 to 64 letters, digits, dots, hyphens or underscores; a letter or digit at both ends.
problem-email-malformed = Write the e-mail address in full, such as mira@example.org.
problem-password-missing = Choose a password.
problem-password-short = The password needs at least { NUMBER($least) } characters.
problem-short = At least { NUMBER($least) } characters are needed.
problem-long = At most { NUMBER($most) } characters fit.
problem-common = This one is on the list of common passwords. Choose another.
problem-own = This one is made of your name, your address or the office. Choose another.
problem-known = This is the old one, which somebody else knows. Choose another.
problem-characters = There are characters in it that do not fit here.
problem-taken = Somebody has this already.
