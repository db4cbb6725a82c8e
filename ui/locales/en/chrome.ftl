# What surrounds every page. "We" is the sign-in server.
language-name = English

title-error = Error: { $title }
skip = Skip to the content
office-unnamed = Your office, signed in

rail-going = You are going to
rail-served = Served by a computer in this office.
rail-steps = Steps
rail-step = Step { NUMBER($number) } of { NUMBER($count) }
rail-done = done

step-password = Your password
step-consent = What { $app } may see
step-address = Its address
step-office = The office and you
step-trust = Trust this computer
step-phone = Your phone

signed-in-as = Signed in as <strong>{ $name }</strong>
not-you = Not you?
sign-out = Sign out

foot-language = Language:
foot-trust = Trust this server

app-policy = What this app does with your data
app-terms = Terms of this app

show-password = Show the password

nav-label = Account
nav-menu = Menu
nav-apps = Apps
nav-profile = Profile
nav-sessions = Where I am signed in
nav-grants = What apps may see
