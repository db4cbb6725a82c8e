nav-own-apps = Apps, die ich mache

own-apps-title = Apps, die ich mache
own-apps-lead = Melden Sie hier eine eigene App an, damit man sich mit seinem Konto bei ihr anmelden kann. Sie kümmern sich selbst um sie.
own-apps-new = App registrieren
own-apps-count = { $count ->
    [one] 1 von { $most } Apps
   *[other] { $count } von { $most } Apps
}
own-apps-enough = Sie haben so viele Apps, wie einer Person erlaubt sind. Entfernen Sie eine, oder fragen Sie { $admins } nach mehr.
own-apps-enough-nobody = Sie haben so viele Apps, wie einer Person erlaubt sind. Entfernen Sie eine, oder fragen Sie Ihre Administration nach mehr.
own-apps-empty-title = Noch keine App
own-apps-empty-lead = Registrieren Sie Ihre erste. Es dauert zwei Minuten.
own-apps-since = { $host }, seit { $since }
own-apps-open-named = { $app } öffnen
own-apps-open = Öffnen
own-apps-stopped = Abgeschaltet
own-apps-stopped-lead = Die Administration hat diese App abgeschaltet. Niemand kann sich bei ihr anmelden. Fragen Sie { $admins }.
own-apps-stopped-lead-nobody = Die Administration hat diese App abgeschaltet. Niemand kann sich bei ihr anmelden.
own-apps-removed = Die App ist entfernt. Niemand kann sich mehr bei ihr anmelden.
own-apps-saved = Gespeichert. Es gilt.
own-apps-back = Zurück zu den Apps, die ich mache
own-apps-who-title = Sie dürfen hier keine Apps registrieren
own-apps-who-lead = { $admins } kann Ihnen das Recht geben.
own-apps-who-lead-nobody = Ihre Administration kann Ihnen das Recht geben.

own-app-new-title = App registrieren
own-app-new-lead = Welche App ist es? Bei bekannten tragen wir ein, was ihr Handbuch sagt.
own-app-form-title = { $preset } registrieren
own-app-form-title-own = Eine eigene App registrieren
own-app-name = Name
own-app-name-hint = Man sieht ihn beim Anmelden.
own-app-address = Adresse der App
own-app-address-hint = So, wie man sie eingibt, etwa https://dateien.example.org. Nur Apps auf dem eigenen Rechner dürfen http://localhost verwenden.
own-app-place = Wo sie läuft
own-app-place-server = Auf einem Server: Sie bewahrt ein Geheimnis
own-app-place-browser = Nur im Browser: Sie hat kein Geheimnis und verwendet PKCE
own-app-place-device = Auf Rechnern oder Telefonen: Sie hat kein Geheimnis und verwendet PKCE
own-app-redirects = Wohin man zurückkehrt
own-app-redirects-hint = Das Handbuch der App nennt es Redirect-URI oder Callback-URL. Schreiben Sie es genau so, wie die App es sendet, eine Adresse je Zeile. Bleibt es leer, nehmen wir { $made }.
own-app-redirects-change = Das Handbuch der App nennt es Redirect-URI oder Callback-URL. Schreiben Sie es genau so, wie die App es sendet, eine Adresse je Zeile.
own-app-signed-out = Wo man nach dem Abmelden steht
own-app-signed-out-hint = Eine Adresse je Zeile. Es darf leer sein.
own-app-gets = Wonach die App fragen darf
own-app-register = Registrieren
own-app-manual = Handbuch von { $preset }

own-app-fault-name-missing = Geben Sie der App einen Namen.
own-app-fault-name = Ein Name hat höchstens { $most } Buchstaben, und keine, die andere verbergen oder drehen.
own-app-fault-address-missing = Geben Sie die Adresse ein, unter der man die App öffnet.
own-app-fault-address = Die Adresse beginnt mit https://. Nur Apps auf dem eigenen Rechner dürfen http://localhost verwenden.
own-app-fault-too-many = Eine App hat höchstens { $most } solche Adressen.
own-app-fault-uri = { $uri }: { $why }

own-app-values = Was die App braucht
own-app-values-lead = Tragen Sie das in der App ein. Den meisten genügen Aussteller, Client-ID und Geheimnis.
own-app-issuer = Aussteller
own-app-discovery = Discovery-Adresse
own-app-client-id = Client-ID
own-app-secret = Geheimnis
own-app-secret-kept = Einmal gezeigt, als es entstand
own-app-secret-none = Keines: Die App verwendet PKCE
own-app-auth = Wie sie sich ausweist
own-app-scopes = Scopes
own-app-ca = Zertifikat, dem der Rechner der App vertrauen muss
own-app-trust = So vertraut er ihm

own-app-change = Ändern
own-app-save = Speichern
own-app-test = Meine App prüfen
own-app-rotate = Neues Geheimnis machen
own-app-rotate-title = Ein neues Geheimnis für { $app } machen?
own-app-rotate-body = Das alte gilt sofort nicht mehr, und niemand kann sich bei { $app } anmelden, bis das neue in ihr steht.
own-app-remove = Entfernen
own-app-remove-title = { $app } entfernen?
own-app-remove-body = Niemand kann sich mehr bei { $app } anmelden, und was man ihr erlaubt hat, ist vergessen. Das lässt sich nicht zurücknehmen.

own-app-once-title = Kopieren Sie jetzt das Geheimnis von { $app }
own-app-once-lead = Es wird nur dieses eine Mal gezeigt. Tragen Sie es in der App ein und sonst nirgends. Geht es verloren, machen Sie ein neues.
own-app-once-public = { $app } ist registriert
own-app-once-public-lead = Sie hat kein Geheimnis: Mit PKCE beweist sich jede Anmeldung selbst.
own-app-kept = Ich habe es

own-app-test-title = Prüfung von { $app }
own-app-test-lead = Der Weg einer Anmeldung, Schritt für Schritt. Was nicht geht, nennt, was hilft.
own-app-test-again = Noch einmal prüfen
own-app-test-try = Jetzt bei ihr anmelden
own-app-test-way = Unterwegs
own-app-test-busy = Andere Prüfungen laufen. Versuchen Sie es gleich noch einmal.
own-app-test-offline = Nichts wurde geprüft: Der Server läuft nicht.
own-app-test-ok = In Ordnung
own-app-test-warn = Braucht einen Blick
own-app-test-fail = Geht nicht
own-app-test-told = Was die App über Sie erfährt
own-app-test-told-lead = So würde es sich lesen, wenn Sie sich jetzt anmeldeten.
own-app-test-refused = Sie kämen nicht hinein: Die App ist abgeschaltet.
own-app-test-consent = Sie würden gefragt, ob die App das sehen darf.
own-app-test-no-consent = Die Administration vertraut dieser App: Niemand wird gefragt.
own-app-asks = Man wird gefragt, bevor die App etwas sieht.
own-app-test-trust-mend = Installieren Sie das Zertifikat dieses Servers auf dem Rechner der App, und in der App, wenn sie eigene Stellen führt. Die Adresse unten führt dorthin.
own-app-faults = Etwas stimmt noch nicht. Nichts wurde behalten.
