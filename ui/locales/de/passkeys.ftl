nav-passkeys = Passkeys

passkeys-title = Passkeys
passkeys-lead = Ein Passkey meldet Sie ohne Passwort an: mit dem Fingerabdruck, dem Gesicht oder der PIN Ihres Geräts. Keine falsche Seite kann ihn verwenden.
passkeys-empty-title = Noch kein Passkey
passkeys-empty-lead = Fügen Sie einen hinzu, dann dauert das Anmelden eine Sekunde.
passkeys-add = Passkey hinzufügen
passkeys-add-hint = Ihr Browser fragt, wo er ihn aufheben soll. Er gilt nur für { $host }.
passkeys-sign-in-first = Zuerst melden Sie sich noch einmal an: Ein Passkey öffnet Ihr Konto.
passkeys-step-up-first = Zuerst wird Ihr zweiter Schritt verlangt: Ein Passkey öffnet Ihr Konto.
passkeys-without-script = Das Hinzufügen eines Passkeys braucht JavaScript. Schalten Sie es für diese Seite ein, und laden Sie sie neu.
passkeys-full = <strong>Sie haben { NUMBER($most) } Passkeys, mehr gehen nicht.</strong> Entfernen Sie zuerst einen.
passkeys-made = Hinzugefügt { $made }
passkeys-used = Hinzugefügt { $made }, zuletzt benutzt { $used }
passkeys-here-only = Nur auf einem Gerät. Geht es verloren, ist auch der Passkey verloren.
passkeys-may-sync = Wer ihn für Sie aufhebt, kann ihn auf Ihre anderen Geräte kopieren und hat es noch nicht getan.
passkeys-synced = Auf Ihre anderen Geräte kopiert, von dem, der ihn für Sie aufhebt.
passkeys-elsewhere-pill = Gilt hier nicht
passkeys-elsewhere-note = Er entstand, als dieser Server eine andere Adresse hatte. Entfernen Sie ihn, und fügen Sie einen neuen hinzu.
passkeys-suspended-note = Den Schlüssel dieses Passkeys gibt es anscheinend zweimal. Entfernen Sie ihn, und fügen Sie einen neuen hinzu.
passkeys-rename-title = Passkey umbenennen
passkeys-rename-wrong = Ein Name hat 1 bis { NUMBER($most) } Zeichen.
passkeys-remove = Entfernen
passkeys-remove-title = { $passkey } entfernen?
passkeys-remove-body = Er meldet Sie dann nicht mehr an. Ihr Gerät schlägt ihn vielleicht weiter vor; entfernen Sie ihn auch dort.
passkeys-added = <strong>{ $passkey } ist hinzugefügt.</strong> Verwenden Sie ihn bei der nächsten Anmeldung.
passkeys-renamed = Der Passkey heißt jetzt <strong>{ $passkey }</strong>.
passkeys-removed = <strong>Der Passkey ist entfernt.</strong> Er meldet Sie nicht mehr an.
passkeys-last = <strong>Das ist Ihr letzter zweiter Schritt.</strong> Hier brauchen Sie einen: Fügen Sie zuerst einen anderen Passkey hinzu, verknüpfen Sie ein Telefon, oder richten Sie eine Authenticator-App ein.
passkeys-known = <strong>Dort gibt es schon einen Passkey für dieses Konto.</strong> Es wurde nichts hinzugefügt. Wählen Sie ein anderes Gerät, oder verwenden Sie den, den Sie haben.
passkeys-refused = <strong>Dieser Passkey lässt sich hier nicht verwenden.</strong> Es wurde nichts hinzugefügt. Heben Sie ihn an einem anderen Ort auf.

passkey-use = Passkey verwenden
passkey-untrusted = <strong>Dieser Browser vertraut dem Server noch nicht und verwendet hier deshalb keine Passkeys.</strong> Es wurde nichts gesendet. <a href="{ $trust }">Vertrauen Sie ihm einmal</a>, und versuchen Sie es dann noch einmal.
passkey-elsewhere = <strong>Passkeys dieses Büros gelten nur unter { $host }.</strong> <a href="{ $address }">Öffnen Sie die Seite dort</a>, und versuchen Sie es dann noch einmal.
passkey-insecure = <strong>Passkeys brauchen die eigene Adresse des Büros.</strong> <a href="{ $address }">Öffnen Sie { $host }</a>, und versuchen Sie es dann noch einmal.
passkey-unsupported = <strong>Dieser Browser kennt keine Passkeys.</strong> Öffnen Sie diese Seite in einem aktuellen Chrome, Edge, Firefox oder Safari.
passkey-cancelled = <strong>Es wurde kein Passkey verwendet.</strong> Sie haben abgebrochen, die Zeit war um, oder dieses Gerät hat keinen für Sie. Es wurde nichts gesendet. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.
passkey-nobody = <strong>Hier kann nichts prüfen, dass Sie es sind.</strong> Richten Sie für dieses Gerät Fingerabdruck, Gesicht oder PIN ein, oder wählen Sie ein Telefon oder einen Sicherheitsschlüssel mit PIN.
passkey-failed = <strong>Der Server hat nicht wie erwartet geantwortet.</strong> Es ging nichts verloren. Laden Sie diese Seite neu, und versuchen Sie es dann noch einmal.
passkey-too-old = <strong>Diese Seite war zu lange offen.</strong> Es ist nichts geschehen. Versuchen Sie es noch einmal.
passkey-unknown = <strong>Kein Konto hier kennt diesen Passkey.</strong> Vielleicht wurde er entfernt. Verwenden Sie einen anderen oder Ihr Passwort.
passkey-refused = <strong>Dieser Passkey wurde nicht angenommen.</strong> Es wurde nichts geöffnet. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.
passkey-copied = <strong>Den Schlüssel dieses Passkeys gibt es anscheinend zweimal, deshalb wurde er nicht angenommen.</strong> Nehmen Sie einen anderen Weg, und entfernen Sie ihn dann unter Passkeys.
mfa-lead-passkey = Fast geschafft, { $name }. Verwenden Sie Ihren Passkey.
mfa-without-script = Ihr Passkey braucht JavaScript. Schalten Sie es für diese Seite ein, und laden Sie sie neu.
mfa-or-code = Oder geben Sie einen Code ein
authenticator-removed-passkeys = Ihr Authenticator ist entfernt. Ihr Passkey bleibt Ihr zweiter Schritt.
authenticator-remove-body-passkeys = Seine Codes gelten dann nicht mehr. Ihr Passkey und Ihre Ersatzcodes bleiben.
mfa-hint-codes = Einer Ihrer Ersatzcodes.
