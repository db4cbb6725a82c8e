nav-devices = Telefone

devices-title = Telefone
devices-lead = Ein verknüpftes Telefon bestätigt Ihre Anmeldungen mit Ihrem Gesicht. Ihr Gesicht bleibt auf dem Telefon.
devices-link = Telefon verknüpfen
devices-link-another = Weiteres Telefon verknüpfen
devices-empty-title = Noch kein Telefon
devices-empty-lead = Verknüpfen Sie eines, um Anmeldungen mit dem Gesicht zu bestätigen.
devices-linked-at = Verknüpft { $linked }
devices-used = Verknüpft { $linked }, zuletzt benutzt { $used }
devices-chip = Den Schlüssel verwahrt ein Chip des Telefons
devices-software = Den Schlüssel verwahrt die Software des Telefons
devices-without-trust = Ohne Vertrauen verknüpft
devices-active = In Betrieb
devices-waiting = Ab { $from }
devices-waiting-note = Ihre Administration hat es für Sie verknüpft. Haben Sie nicht darum gebeten? Halten Sie es an.
devices-activate = Gleich verwenden
devices-activate-named = Gleich verwenden: { $phone }
devices-stop = Anhalten
devices-stop-named = { $phone } anhalten
devices-suspended = Angehalten
devices-suspended-note = Den Schlüssel dieses Telefons gibt es anscheinend zweimal. Entfernen Sie es, und verknüpfen Sie es neu.
devices-rename = Umbenennen
devices-rename-named = { $phone } umbenennen
devices-remove = Entfernen
devices-remove-named = { $phone } entfernen
devices-remove-title = { $phone } entfernen?
devices-remove-body = Es kann Ihre Anmeldungen dann nicht mehr bestätigen. Das lässt sich nicht rückgängig machen; Sie können es neu verknüpfen.
devices-linked = <strong>{ $phone } ist verknüpft.</strong> Probieren Sie es bei der nächsten Anmeldung aus.
devices-renamed = Das Telefon heißt jetzt <strong>{ $phone }</strong>.
devices-removed = <strong>Das Telefon ist entfernt.</strong> Es kann Ihre Anmeldungen nicht mehr bestätigen.
devices-last = <strong>Das ist Ihr letzter zweiter Schritt.</strong> Hier brauchen Sie einen: Verknüpfen Sie zuerst ein anderes Telefon, oder richten Sie eine Authenticator-App ein.

devices-others = Ihre anderen Wege
devices-authenticator-none = Nicht eingerichtet
devices-open = Öffnen
devices-open-named = Öffnen: { $what }
devices-set-up = Einrichten
devices-codes-none = Keine. Erstellen Sie welche für den Tag ohne Telefon.

rename-title = Telefon umbenennen
rename-name = Name
rename-hint = Sie und Ihre Administration sehen ihn.
rename-submit = Umbenennen
rename-back = Zurück
rename-missing = Geben Sie dem Telefon einen Namen.
rename-too-long = Höchstens { NUMBER($most) } Zeichen.

link-title = Telefon verknüpfen
link-lead = Es dauert etwa eine Minute. Lassen Sie diese Seite offen.
link-lead-required = Hier brauchen Sie einen zweiten Schritt. Verknüpfen Sie jetzt Ihr Telefon; es dauert etwa eine Minute, dann geht es weiter.
link-begin = Dieses Konto mit einem Telefon verknüpfen
link-again = Neuen Code erstellen
link-renew = Neuer Code
link-busy = Code wird erstellt …
link-scan = Einen Code mit der Kamera des Telefons scannen
link-scan-now = Scannen Sie dies mit der Kamera des Telefons
link-scan-note = Er gilt fünf Minuten, für ein Telefon, einmal.
link-valid = Gültig bis { $until }.
link-once = Für ein Telefon, einmal.
link-qr = QR-Code, der DOneLogin auf Ihrem Telefon öffnet
link-trust = Stattdessen eine Warnung? Das Telefon muss diesem Server erst vertrauen. <a href="{ $trust }">So geht das</a>
link-scanned = <strong>{ $phone }</strong> hat den Code gescannt
link-scanned-model = <strong>{ $phone }</strong> ({ $model }) hat den Code gescannt
link-follow = Folgen Sie dem Telefon: Kamera erlauben, Gesicht zeigen
link-follow-note = Ihr Gesicht ist nur auf dem Telefon gespeichert. Dieser Server sieht es nie.
link-type = Geben Sie die sechs Ziffern ein, die das Telefon zeigt
link-code-hint = Leerzeichen spielen keine Rolle. Einfügen geht auch.
link-submit = Dieses Telefon verknüpfen
link-linking = Wird verknüpft …
link-cancel = Abbrechen
link-without = Kein Telefon dafür? <a href="{ $authenticator }">Eine Authenticator-App verwenden</a>
link-wrong = { $count ->
    [one] <strong>Diese Ziffern stimmen nicht überein.</strong> Ein Versuch bleibt. Lesen Sie sie noch einmal vom Telefon ab.
   *[other] <strong>Diese Ziffern stimmen nicht überein.</strong> { $count } Versuche bleiben. Lesen Sie sie noch einmal vom Telefon ab.
}
link-not-claimed = <strong>Noch kein Telefon hat den Code gescannt.</strong> Scannen Sie ihn zuerst; dann zeigt das Telefon die Ziffern.
link-limit = <strong>Sie haben { NUMBER($most) } Telefone, und mehr dürfen es nicht sein.</strong> Entfernen Sie erst eines.
link-ended = <strong>Fünf falsche Versuche haben diese Verknüpfung beendet.</strong> Erstellen Sie einen neuen Code. Das Telefon wurde nicht verknüpft.
link-used-twice = <strong>Zwei Telefone haben diesen Code benutzt, deshalb wurde er beendet.</strong> Es wurde nichts verknüpft. War das andere nicht Ihres, sagen Sie es { $admin }. Erstellen Sie einen neuen Code.
link-used-twice-nobody = <strong>Zwei Telefone haben diesen Code benutzt, deshalb wurde er beendet.</strong> Es wurde nichts verknüpft. War das andere nicht Ihres, sagen Sie es Ihrer Administration. Erstellen Sie einen neuen Code.
link-expired = <strong>Die Zeit dieses Codes ist um.</strong> Es wurde nichts verknüpft. Erstellen Sie einen neuen Code.

home-waiting = <strong>{ $admin } hat { $phone } für Sie verknüpft.</strong> Es gilt ab { $from }. Haben Sie nicht darum gebeten?
home-waiting-nobody = <strong>Ihre Administration hat { $phone } für Sie verknüpft.</strong> Es gilt ab { $from }. Haben Sie nicht darum gebeten?
home-waiting-stop = Anhalten
