password-title-invite = Willkommen. Wählen Sie ein Passwort
password-title-reset = Neues Passwort festlegen
password-exposed = <strong>Jemand kannte Ihr altes Passwort.</strong> Sie haben das auf Ihrem Telefon angehalten. Legen Sie ein neues fest, dann geht es weiter.
password-lead = Für das Konto von <strong>{ $name }</strong>, Benutzername { $username }.
password-new = Neues Passwort
password-hint = Mindestens { NUMBER($least) } Zeichen. Ein paar Wörter hintereinander merkt man sich leicht.
password-submit = Passwort festlegen
password-busy = Wird festgelegt …
password-done-title = Ihr Passwort ist festgelegt
password-done-invite = Ihr Konto ist bereit. Melden Sie sich damit an.
password-done-reset = Überall sonst wurden Sie abgemeldet. Melden Sie sich mit dem neuen Passwort an.

link-gone-title = Dieser Link öffnet nicht mehr
link-gone-lead = Er gilt einmal und für begrenzte Zeit. Bitten Sie { $admins } um einen neuen.
link-gone-lead-nobody = Er gilt einmal und für begrenzte Zeit. Bitten Sie Ihre Administration um einen neuen.
link-gone-sign-in = Zur Anmeldung

reset-title = Neues Passwort festlegen
reset-lead = Ihre Administration gibt Ihnen einen Link, mit dem Sie ein neues wählen. Das alte kann niemand lesen, auch sie nicht.
reset-who = Fragen Sie eine dieser Personen
reset-nobody = Fragen Sie die Person, die diesen Server betreut.
reset-note = Der Link gilt einmal. Fragen Sie persönlich oder am Telefon: Eine E-Mail in Ihrem Namen kann von jemand anderem kommen.
reset-back = Zurück zur Anmeldung

change-password-title = Mein Passwort ändern
change-password-lead = Überall sonst werden Sie abgemeldet, auch in Apps, die von dort geöffnet wurden. Dieser Browser bleibt angemeldet.
change-password-old = Bisheriges Passwort
change-password-submit = Passwort ändern
change-password-done = <strong>Ihr Passwort ist geändert.</strong> Überall sonst wurden Sie abgemeldet.
change-password-wrong = Das ist nicht Ihr bisheriges Passwort.
change-password-old-missing = Geben Sie Ihr bisheriges Passwort ein.
change-password-same = Das ist Ihr bisheriges Passwort. Wählen Sie ein anderes.
change-password-forgotten = Sie wissen es nicht mehr? <a href="{ $reset }">Lassen Sie sich ein neues geben</a>.
