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

setup-done-title = Trust this computer
setup-done-lead = The office is ready. Browsers warn until they know its certificate; that is done once for each computer and phone.
setup-done-follow = Follow the steps for your system on the <a href="{ $trust }">trust page</a>
setup-done-people = Tell your people the address <code>{ $issuer }</code>
setup-done-print = Fingerprint of the certificate. Print it for your people, so that they can compare.
setup-done-next = Go to my account

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
problem-email-malformed = Write the e-mail address in full, such as mira@example.org.
problem-password-missing = Choose a password.
problem-password-short = The password needs at least { NUMBER($least) } characters.
problem-short = At least { NUMBER($least) } characters are needed.
problem-long = At most { NUMBER($most) } characters fit.
problem-common = This one is on the list of common passwords. Choose another.
problem-known = This is the old one, which somebody else knows. Choose another.
problem-characters = There are characters in it that do not fit here.
problem-taken = Somebody has this already.
