# Was jede Seite umgibt. „Wir“ ist der Anmeldeserver.
language-name = Deutsch

title-error = Fehler: { $title }
skip = Zum Inhalt springen
office-unnamed = Ihr Büro, angemeldet

rail-going = Sie gehen zu
rail-served = Von einem Computer in diesem Büro bereitgestellt.
rail-steps = Schritte
rail-step = Schritt { NUMBER($number) } von { NUMBER($count) }
rail-done = erledigt

step-password = Ihr Passwort
step-consent = Was { $app } sehen darf
step-address = Seine Adresse
step-office = Das Büro und Sie
step-trust = Diesem Computer vertrauen
step-phone = Ihr Telefon

signed-in-as = Angemeldet als <strong>{ $name }</strong>
not-you = Nicht Sie?
sign-out = Abmelden

foot-language = Sprache:
foot-trust = Diesem Server vertrauen

app-policy = Was diese App mit Ihren Daten tut
app-terms = Nutzungsbedingungen dieser App

show-password = Passwort anzeigen

nav-label = Konto
nav-menu = Menü
nav-apps = Apps
nav-profile = Profil
nav-sessions = Wo ich angemeldet bin
nav-grants = Was Apps sehen dürfen
