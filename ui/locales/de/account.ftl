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
home-sessions = Wo ich angemeldet bin

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
sessions-lead = Jeder Browser, in dem Sie angemeldet sind. Beenden Sie, was Sie nicht kennen, und lassen Sie sich dann von der Administration ein neues Passwort geben.
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

profile-title = Profil
profile-lead = Was dieser Server über Sie aufbewahrt. Eine App sieht davon, was Sie erlauben.
profile-change = Stimmt etwas nicht? { $admins } kann es ändern.
profile-change-nobody = Stimmt etwas nicht? Ihre Administration kann es ändern.

confirm-keep = Behalten
