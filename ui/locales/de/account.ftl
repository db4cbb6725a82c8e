home-morning = Guten Morgen, { $name }
home-afternoon = Guten Tag, { $name }
home-evening = Guten Abend, { $name }
home-lead = Alles hier unten öffnet sich ohne ein weiteres Passwort.
home-find = App finden
home-find-none = Keine App hat das im Namen.
home-empty-title = Noch keine App
home-empty-lead = Hier stehen die Apps, die Sie öffnen dürfen. Zugang gibt Ihnen { $admins }.
home-empty-lead-nobody = Hier stehen die Apps, die Sie öffnen dürfen. Zugang gibt Ihnen Ihre Administration.
home-lately = Zuletzt

grants-title = Was Apps sehen dürfen
grants-lead = Diesen Apps haben Sie erlaubt, Ihr Konto zu verwenden. Nehmen Sie es zurück, fragt die App beim nächsten Besuch wieder.
grants-since = { $host }, seit { $since }
grants-remove = Zurücknehmen
grants-remove-named = Zurücknehmen, was { $app } sehen darf
grants-removed = { $app } hat keinen Zugang mehr. Was die App schon gesehen hat, hat sie vielleicht behalten.
grants-remove-title = Zurücknehmen, was { $app } sehen darf?
grants-remove-body = { $app } wird abgemeldet und fragt beim nächsten Besuch wieder. Ihre Daten in { $app } bleiben.
grants-empty-title = Keine App hat Zugang
grants-empty-lead = Wenn Sie einer App erlauben, Ihr Konto zu verwenden, steht sie hier.

sessions-title = Wo ich angemeldet bin
sessions-lead = Jeder Browser, in dem Sie angemeldet sind. Beenden Sie, was Sie nicht kennen, und ändern Sie dann Ihr Passwort.
sessions-times = Zuletzt benutzt { $used }, angemeldet { $since }
sessions-current = Dieser Browser
sessions-end = Abmelden
sessions-end-named = { $browser } abmelden, angemeldet { $since }
sessions-end-others = Überall sonst abmelden
sessions-ended = { $count ->
    [0] Sonst war nichts angemeldet.
    [one] An 1 Stelle abgemeldet.
   *[other] An { $count } Stellen abgemeldet.
}

confirm-keep = Behalten

home-safety = Ihr Sicherheitsnetz
home-safety-none = Nur Ihr Passwort schützt Ihr Konto. Richten Sie einen zweiten Schritt ein.
home-safety-phone = Bestätigt mit Ihrem Gesicht, zuletzt benutzt { $used }
home-safety-phone-new = Bestätigt mit Ihrem Gesicht, noch nicht benutzt
home-safety-authenticator = Sechs Ziffern, seit { $since }
home-safety-codes = { $count ->
    [one] Noch 1 von 10
   *[other] Noch { $count } von 10
}
home-safety-working = Funktioniert
home-safety-waiting = Wartet
home-safety-stopped = Gestoppt
home-safety-few = Neue machen
home-activity = Alle Aktivität

remembered-title = Browser ohne zweiten Schritt
remembered-lead = Sie wollten, dass wir sie uns merken. Vergessen Sie einen, fragt er bei der nächsten Anmeldung wieder.
remembered-since = Gemerkt { $since }, bis { $until }
remembered-unknown = Ein Browser
remembered-forget = Vergessen
remembered-forget-named = { $browser } vergessen, gemerkt { $since }
remembered-forgotten = <strong>Er ist vergessen.</strong> Ihr zweiter Schritt wird dort bei der nächsten Anmeldung wieder verlangt.

home-safety-passkeys = { $count ->
    [one] 1 meldet Sie ohne Passwort an
   *[other] { $count } melden Sie ohne Passwort an
}
