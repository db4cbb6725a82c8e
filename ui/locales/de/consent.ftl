consent-title = Darf { $app } Ihr Konto verwenden?
consent-lead = Sie werden nur einmal gefragt. Zurücknehmen können Sie es <a href="{ $apps }">in Ihrem Konto</a>.
consent-sees = Das sieht { $app } dann
consent-optional = Auf Wunsch außerdem
consent-never = Niemals Ihr Passwort.
consent-allow = Erlauben
consent-deny = Nicht erlauben
consent-goes-to = Sie gelangen danach zu <code>{ $address }</code>
consent-self-registered = Diese App hat sich selbst registriert. In Ihrem Büro hat sie noch niemand geprüft. Erlauben Sie sie nur, wenn Sie sie kennen und absichtlich hierhergekommen sind.

claim-identifier = Dass Sie es wieder sind
claim-identifier-value = Eine Kennung, die für Sie steht, bei jedem Besuch dieselbe
claim-name = Ihr Name
claim-username = Ihr Benutzername
claim-email = Ihre E-Mail-Adresse
claim-phone = Ihre Telefonnummer
claim-address = Ihre Postanschrift
claim-groups = Ihre Gruppen
claim-groups-none = Sie sind in keiner
claim-birthdate = Ihr Geburtsdatum
claim-gender = Ihr Geschlecht
claim-picture = Ihr Bild
claim-website = Ihre Seiten im Web
claim-region = Ihre Sprache und Zeitzone
claim-offline = Dass Sie angemeldet bleiben
claim-offline-value = { $days ->
    [one] Bis Sie sich abmelden oder es zurücknehmen, höchstens 1 Tag lang ohne Nutzung
   *[other] Bis Sie sich abmelden oder es zurücknehmen, höchstens { $days } Tage lang ohne Nutzung
}
claim-other = { $name }
