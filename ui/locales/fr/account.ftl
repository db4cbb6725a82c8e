home-morning = Bonjour, { $name }
home-afternoon = Bon après-midi, { $name }
home-evening = Bonsoir, { $name }
home-lead = Tout ce qui suit s’ouvre sans autre mot de passe.
home-find = Chercher une application
home-find-none = Aucune application ne porte ce nom.
home-empty-title = Pas encore d’application
home-empty-lead = Les applications que vous pouvez ouvrir apparaissent ici. Pour y avoir accès, adressez-vous à { $admins }.
home-empty-lead-nobody = Les applications que vous pouvez ouvrir apparaissent ici. Votre administrateur peut vous donner accès.
home-lately = Récemment

grants-title = Ce que les applications voient
grants-lead = Vous avez autorisé ces applications à utiliser votre compte. Si vous retirez l’accès, l’application le redemande à votre prochaine visite.
grants-since = { $host }, depuis le { $since }
grants-remove = Retirer l’accès
grants-remove-named = Retirer à { $app } l’accès à votre compte
grants-removed = { $app } n’a plus accès. Ce que l’application a vu avant, elle a pu le garder.
grants-remove-title = Retirer à { $app } l’accès à votre compte ?
grants-remove-body = Votre session dans { $app } se ferme, et l’application redemande l’accès à votre prochaine visite. Vos données dans { $app } restent.
grants-empty-title = Aucune application n’a accès
grants-empty-lead = Quand vous autorisez une application à utiliser votre compte, elle apparaît ici.

sessions-title = Mes sessions ouvertes
sessions-lead = Chaque navigateur où votre session est ouverte. Fermez celles que vous ne connaissez pas, puis changez votre mot de passe.
sessions-times = Dernière activité le { $used }, ouverte le { $since }
sessions-current = Ce navigateur
sessions-end = Fermer
sessions-end-named = Fermer la session de { $browser }, ouverte le { $since }
sessions-end-others = Fermer toutes les autres
sessions-ended = { $count ->
    [0] Aucune autre session n’était ouverte.
    [one] 1 session est fermée.
   *[other] { $count } sessions sont fermées.
}


confirm-keep = Ne rien changer
home-safety = Votre sécurité
home-safety-none = Votre mot de passe est la seule protection de votre compte. Installez une seconde étape.
home-safety-phone = Confirme avec votre visage, dernière utilisation le { $used }
home-safety-phone-new = Confirme avec votre visage, pas encore utilisé
home-safety-authenticator = Six chiffres, depuis le { $since }
home-safety-codes = { $count ->
    [one] Il en reste { $count } sur 10
   *[other] Il en reste { $count } sur 10
}
home-safety-working = En service
home-safety-waiting = Attend
home-safety-stopped = Arrêté
home-safety-few = Créez-en de nouveaux
home-activity = Toute l’activité
remembered-title = Navigateurs qui ne demandent pas de seconde étape
remembered-lead = Vous nous avez demandé de les retenir. Si vous en oubliez un, il la demande de nouveau à la prochaine connexion.
remembered-since = Retenu le { $since }, jusqu’au { $until }
remembered-unknown = Un navigateur
remembered-forget = Oublier
remembered-forget-named = Oublier { $browser }, retenu le { $since }
remembered-forgotten = <strong>Il est oublié.</strong> Votre seconde étape y est demandée à la prochaine connexion.
home-safety-passkeys = { $count ->
    [0] Aucune ne vous connecte sans mot de passe
    [one] 1 vous connecte sans mot de passe
   *[other] { $count } vous connectent sans mot de passe
}
