approval-title = Auf dem Telefon bestätigen
approval-signing-in = Anmeldung als <strong>{ $name }</strong>
approval-lead = Öffnen Sie DOneLogin auf Ihrem Telefon, und tun Sie dort eines von beiden.
approval-lead-scan = Öffnen Sie DOneLogin auf Ihrem Telefon, und scannen Sie dort diesen Code.
approval-type = Diese sechs Ziffern eingeben
approval-or = oder
approval-scan = Diesen Code scannen
approval-scan-only = Nach zehn falschen Versuchen gelten Ziffern nicht mehr. Scannen Sie den Code, oder nehmen Sie einen anderen Weg; danach gelten sie wieder.
approval-qr = QR-Code, der diese Anmeldung auf Ihrem Telefon öffnet
approval-waiting = Warten auf <strong>{ $phone }</strong>. Diese Seite geht von selbst weiter.
approval-waiting-many = { $count ->
    [0] Warten auf Ihr Telefon. Diese Seite geht von selbst weiter.
    [one] Warten auf Ihr Telefon. Diese Seite geht von selbst weiter.
   *[other] Warten auf eines Ihrer { $count } Telefone. Diese Seite geht von selbst weiter.
}
approval-plain = Gültig bis { $time }. Wenn das Telefon „Bestätigt“ zeigt, drücken Sie auf „Weiter“.
approval-still = Nicht mehr neu laden
approval-approved = <strong>Auf { $phone } bestätigt.</strong> Es geht jetzt weiter.
approval-continue = Weiter
approval-remember = { $days ->
    [one] In diesem Browser bis morgen nicht mehr fragen
   *[other] In diesem Browser { $days } Tage lang nicht mehr fragen
}

approval-denied = <strong>Sie haben das auf Ihrem Telefon abgelehnt.</strong> Es wurde nichts geöffnet.
approval-blocked = <strong>Angehalten, und { $admin } weiß Bescheid.</strong> 15 Minuten lang dürfen nur Browser fragen, die Sie schon benutzt haben. Bei der nächsten Anmeldung legen Sie ein neues Passwort fest.
approval-blocked-nobody = <strong>Angehalten, und Ihre Administration weiß Bescheid.</strong> 15 Minuten lang dürfen nur Browser fragen, die Sie schon benutzt haben. Bei der nächsten Anmeldung legen Sie ein neues Passwort fest.
approval-superseded = <strong>Sie haben in diesem Browser um { $at } noch einmal gefragt.</strong> Machen Sie dort weiter.
approval-wrong-codes = <strong>Drei falsche Codes haben diese Anfrage beendet.</strong> Fragen Sie noch einmal.
approval-over = <strong>Die zwei Minuten sind um.</strong> Es ist nichts geschehen. Fragen Sie noch einmal.
approval-too-many = <strong>Drei Anmeldungen warten schon.</strong> Beantworten Sie eine auf Ihrem Telefon, oder warten Sie zwei Minuten.
approval-not-asked = Ihr Telefon wurde noch nicht gefragt.
approval-ask = Mein Telefon fragen
approval-ask-again = Noch einmal fragen
approval-asking = Wird gefragt …
approval-cancel = Anmeldung abbrechen

approval-other = Kein Telefon zur Hand? Anderer Weg
approval-code = Authenticator-Code oder Ersatzcode
approval-code-hint = Sechs Ziffern aus Ihrer Authenticator-App, oder einer Ihrer Ersatzcodes.
approval-no-other = Kein Telefon zur Hand? Ihre Administration kann helfen.

dial-left = noch <em>{ $time }</em>
dial-minute = Noch eine Minute
dial-half-minute = Noch 30 Sekunden
dial-ten = Noch 10 Sekunden
dial-over = Die Zeit ist um
