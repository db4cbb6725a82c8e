# Briefe. Wer einen liest, hat nicht immer darum gebeten: was geschah, die Angaben, was zu tun ist.
mail-from = { $office }, Anmeldung
mail-hello = Guten Tag, { $name },
mail-foot = Gesendet vom Anmeldeserver Ihres Büros. Er fragt nie per E-Mail nach einem Passwort oder einem Code.
mail-type = Oder tippen Sie diese Adresse:
mail-local = Sie öffnet sich nur im Netz des Büros.
mail-valid = Der Link gilt einmal, bis { $until }.
mail-nothing = Wenn Sie das waren, ist nichts zu tun.
mail-asked = Wenn Sie darum gebeten haben, ist nichts zu tun.
mail-nobody = Es ist nichts zu tun.
mail-not-you = Waren Sie das nicht?
mail-not-expected = Haben Sie nicht darum gebeten?

mail-fact-when = Wann
mail-fact-phone = Telefon
mail-fact-before = Name zuvor
mail-fact-account = Konto
mail-fact-browser = Browser
mail-fact-address = Adresse
mail-fact-server = Server
mail-fact-tries = Versuche
mail-unknown = Nicht bekannt

mail-open-account = Mein Konto ansehen
mail-open-devices = Meine Telefone ansehen
mail-open-sessions = Sehen, wo ich angemeldet bin
mail-open-authenticator = Meine Authenticator-App ansehen
mail-new-password = Melden Sie sich an, sehen Sie nach und legen Sie ein neues Passwort fest. Wenn Sie sich nicht mehr anmelden können, sagen Sie es sofort Ihrer Administration.

mail-invite-title = Ihr Konto bei { $office }
mail-invite-lead = Für Sie gibt es ein Konto. Wählen Sie ein Passwort, dann können Sie sich bei den Apps des Büros anmelden.
mail-invite-open = Passwort wählen
mail-invite-not = Dann tun Sie nichts. Ohne Passwort kann sich niemand anmelden.

mail-reset-title = Neues Passwort festlegen
mail-reset-lead = Jemand hat um ein neues Passwort für Ihr Konto gebeten. Mit diesem Link wählen Sie eines.
mail-reset-open = Neues Passwort wählen
mail-reset-not = Dann tun Sie nichts. Ihr Passwort bleibt, wie es ist.

mail-factors-reset-title = Richten Sie Ihren zweiten Schritt neu ein
mail-factors-reset-lead = Die Administration hat den zweiten Schritt Ihrer Anmeldung entfernt, damit Sie einen anderen einrichten. Ihr Passwort bleibt, wie es ist.
mail-factors-reset-open = Zweiten Schritt einrichten
mail-factors-reset-not = Melden Sie sich an und halten Sie es an: Sie werden bei der nächsten Anmeldung gefragt. Sagen Sie es dann Ihrer Administration.

mail-factor-added-title = Ihr Konto hat jetzt eine Authenticator-App
mail-factor-added-lead = Ab jetzt bestätigen ihre Codes Ihre Anmeldungen.
mail-factor-removed-title = Die Authenticator-App Ihres Kontos wurde entfernt
mail-factor-removed-lead = Ihre Codes bestätigen keine Anmeldung mehr.

mail-device-copied-title = Eines Ihrer Telefone gibt es vielleicht zweimal
mail-device-copied-lead = Zwei Nachrichten dieses Telefons trugen dieselbe Nummer. Vielleicht wurde sein Schlüssel kopiert.
mail-device-copied-do = Was zu tun ist
mail-device-copied-how = Entfernen Sie das Telefon und verknüpfen Sie es neu.
mail-device-stopped-title = Eines Ihrer Telefone wurde angehalten
mail-device-stopped-lead = Zwei Nachrichten dieses Telefons trugen wieder dieselbe Nummer. Seinen Schlüssel gibt es wohl zweimal, darum bestätigt es keine Anmeldung mehr.

mail-device-linked-title = Ein Telefon wurde mit Ihrem Konto verknüpft
mail-device-linked-lead = Dieses Telefon kann jetzt Ihre Anmeldungen bestätigen.
mail-device-linked-not = Melden Sie sich an, entfernen Sie das Telefon und legen Sie ein neues Passwort fest.
mail-device-waits-title = Ein Telefon wird mit Ihrem Konto verknüpft
mail-device-waits-lead = Die Administration hat dieses Telefon für Sie verknüpft. Ab { $from } kann es Ihre Anmeldungen bestätigen.
mail-device-waits-not = Bis dahin können Sie es anhalten: Melden Sie sich an, entfernen Sie das Telefon und legen Sie ein neues Passwort fest.

mail-device-removed-title = Ein Telefon wurde von Ihrem Konto entfernt
mail-device-removed-lead = Es kann Ihre Anmeldungen nicht mehr bestätigen.
mail-device-renamed-title = Eines Ihrer Telefone heißt jetzt anders
mail-device-renamed-lead = Die Administration hat ihm einen anderen Namen gegeben. Sonst ist nichts geändert.

mail-not-me-title = Jemand kennt das Passwort von { $account }
mail-not-me-lead = Eine Anmeldung wurde auf dem Telefon mit „Nicht ich“ beantwortet. Wer sie versucht hat, kennt das Passwort.
mail-not-me-do = Was jetzt geschieht
mail-not-me-how = 15 Minuten lang dürfen nur Browser fragen, die schon benutzt wurden. Bei der nächsten Anmeldung wird ein neues Passwort festgelegt.

mail-password-changed-title = Ihr Passwort wurde geändert
mail-password-changed-lead = Ab jetzt gilt das neue Passwort.
mail-password-changed-not = Sagen Sie es sofort Ihrer Administration und lassen Sie sich einen Link für ein neues Passwort geben.

mail-new-browser-title = Ein neuer Browser hat sich bei Ihrem Konto angemeldet
mail-new-browser-lead = Ihr Konto kannte diesen Browser bisher nicht.
mail-new-browser-not = Melden Sie sich an, beenden Sie diese Sitzung und legen Sie ein neues Passwort fest.

mail-many-failures-title = Viele falsche Versuche beim Konto { $account }
mail-many-failures-lead = Innerhalb einer Stunde hat jemand viele falsche Passwörter oder Codes eingegeben. Diese Versuche haben nichts geöffnet, und die Wartezeit dazwischen wächst.
mail-many-failures-do = Was zu tun ist
mail-many-failures-how = Waren es die eigenen Versuche, hilft ein Link für ein neues Passwort. Waren es fremde, halten ein langes Passwort und ein zweiter Schritt stand.

mail-test-title = Testnachricht
mail-test-lead = Diese Nachricht zeigt, dass { $office } Mail senden kann. Die Administration hat darum gebeten.

mail-confirm-title = Bestätigen Sie Ihre Adresse
mail-confirm-lead = Jemand, wohl Sie selbst, hat mit dieser Adresse um ein Konto bei { $office } gebeten. Mit diesem Link bestätigen Sie sie und wählen ein Passwort.
mail-confirm-open = Adresse bestätigen
mail-confirm-not = Dann tun Sie nichts. Ohne den Link entsteht kein Konto.

mail-invited-title = Sie sind zu { $office } eingeladen
mail-invited-lead = Mit diesem Link legen Sie Ihr Konto an: Ihr Name und ein Passwort. Dann können Sie sich bei den Apps des Büros anmelden.
mail-invited-open = Konto anlegen
mail-invited-not = Dann tun Sie nichts. Ohne den Link entsteht kein Konto.

mail-known-title = Sie haben schon ein Konto
mail-known-lead = Jemand, wohl Sie selbst, hat mit dieser Adresse um ein Konto bei { $office } gebeten. Es gibt schon eines, und nichts wurde geändert.
mail-known-calm = Waren Sie es, melden Sie sich an. Wissen Sie das Passwort nicht mehr, führt die Anmeldeseite zu einem neuen. Waren Sie es nicht, ist nichts zu tun.
mail-known-open = Anmelden

mail-waits-title = { $name } wartet auf Sie
mail-waits-lead = Jemand hat unter diesem Namen um ein Konto gebeten, und die Adresse ist bestätigt. Niemand kann sich damit anmelden, bevor die Administration zustimmt.
mail-waits-open = Ansehen, wer wartet

mail-approved-title = Ihr Konto bei { $office } ist bereit
mail-approved-lead = Die Administration hat zugestimmt. Melden Sie sich mit dem Passwort an, das Sie gewählt haben.
mail-approved-open = Anmelden

mail-refused-title = Kein Konto bei { $office }
mail-refused-lead = Die Administration hat Ihrer Bitte um ein Konto nicht zugestimmt. Es wurde keines angelegt, und was Sie gesendet haben, ist vergessen.

mail-fact-passkey = Passkey
mail-open-passkeys = Meine Passkeys ansehen
mail-passkey-added-title = Ihr Konto hat jetzt einen Passkey
mail-passkey-added-lead = Ab jetzt meldet er Sie ohne Passwort an.
mail-passkey-added-not = Melden Sie sich an, entfernen Sie den Passkey und legen Sie ein neues Passwort fest.
mail-passkey-copied-title = Einen Ihrer Passkeys gibt es vielleicht zweimal
mail-passkey-copied-lead = Er hat rückwärts gezählt. Vielleicht wurde sein Schlüssel kopiert. Mit ihm kam niemand hinein.
mail-passkey-copied-how = Entfernen Sie den Passkey und fügen Sie einen neuen hinzu.
mail-passkey-stopped-title = Einer Ihrer Passkeys wurde angehalten
mail-passkey-stopped-lead = Er hat wieder rückwärts gezählt. Seinen Schlüssel gibt es wohl zweimal, darum meldet er niemanden mehr an.
mail-passkey-removed-title = Ein Passkey wurde von Ihrem Konto entfernt
mail-passkey-removed-lead = Er meldet Sie nicht mehr an.
