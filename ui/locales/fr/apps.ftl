nav-own-apps = Mes propres applications

own-apps-title = Mes propres applications
own-apps-lead = Enregistrez ici une application à vous, pour que l’on s’y connecte avec son compte. Vous vous en occupez vous-même.
own-apps-new = Enregistrer une application
own-apps-count = { $count ->
    [one] { $count } application sur { $most }
   *[other] { $count } applications sur { $most }
}
own-apps-enough = Vous avez autant d’applications que permis. Retirez-en une, ou demandez à { $admins } d’en avoir plus.
own-apps-enough-nobody = Vous avez autant d’applications que permis. Retirez-en une, ou demandez à votre administrateur d’en avoir plus.
own-apps-empty-title = Pas encore d’application
own-apps-empty-lead = Enregistrez votre première. Cela prend deux minutes.
own-apps-since = { $host }, depuis le { $since }
own-apps-open-named = Ouvrir { $app }
own-apps-open = Ouvrir
own-apps-stopped = Désactivée
own-apps-stopped-lead = Un administrateur a désactivé cette application. Personne ne peut s’y connecter. Adressez-vous à { $admins }.
own-apps-stopped-lead-nobody = Un administrateur a désactivé cette application. Personne ne peut s’y connecter.
own-apps-removed = L’application est retirée. Personne ne peut plus s’y connecter.
own-apps-saved = Enregistré. C’est en vigueur.
own-apps-back = Revenir à mes propres applications
own-apps-who-title = Vous ne pouvez pas enregistrer d’applications ici
own-apps-who-lead = Pour en avoir le droit, adressez-vous à { $admins }.
own-apps-who-lead-nobody = Votre administrateur peut vous en donner le droit.

own-app-new-title = Enregistrer une application
own-app-new-lead = Quelle application est-ce ? Pour celles qui sont connues, nous remplissons ce que disent leurs manuels.
own-app-form-title = Enregistrer { $preset }
own-app-form-title-own = Enregistrer une application à vous
own-app-name = Nom
own-app-name-hint = Il est affiché à la connexion.
own-app-address = Adresse de l’application
own-app-address-hint = Telle qu’on la tape, comme https://files.example.org. Seules les applications de votre propre ordinateur peuvent utiliser http://localhost.
own-app-place = Où elle tourne
own-app-place-server = Sur un serveur : elle garde un secret
own-app-place-browser = Dans le navigateur seulement : elle ne garde pas de secret et utilise PKCE
own-app-place-device = Sur des ordinateurs ou des téléphones : elle ne garde pas de secret et utilise PKCE
own-app-redirects = Adresses de retour
own-app-redirects-hint = Le manuel de l’application l’appelle redirect URI ou callback URL. Écrivez-la exactement comme l’application l’envoie, une par ligne. Laissez vide, et nous prenons { $made }.
own-app-redirects-change = Le manuel de l’application l’appelle redirect URI ou callback URL. Écrivez-la exactement comme l’application l’envoie, une par ligne.
own-app-signed-out = Où l’on arrive après la déconnexion
own-app-signed-out-hint = Une par ligne. Cela peut rester vide.
own-app-gets = Ce que l’application peut demander
own-app-register = Enregistrer
own-app-manual = Manuel de { $preset }

own-app-fault-name-missing = Donnez un nom à l’application.
own-app-fault-name = Un nom a au plus { $most } lettres, et aucune qui en cache ou en retourne d’autres.
own-app-fault-address-missing = Entrez l’adresse à laquelle l’application s’ouvre.
own-app-fault-address = L’adresse commence par https://. Seules les applications de votre propre ordinateur peuvent utiliser http://localhost.
own-app-fault-too-many = Une application a au plus { $most } adresses de ce genre.
own-app-fault-uri = { $uri } : { $why }

own-app-values = Ce qu’il faut à l’application
own-app-values-lead = Entrez ces valeurs dans l’application. Le plus souvent, l’émetteur, l’identifiant client et le secret suffisent.
own-app-issuer = Émetteur
own-app-discovery = Adresse de découverte
own-app-client-id = Identifiant client
own-app-secret = Secret client
own-app-secret-kept = Montré une fois, à sa création
own-app-secret-none = Aucun : l’application utilise PKCE
own-app-auth = Comment elle se prouve
own-app-scopes = Portées
own-app-ca = Certificat auquel la machine de l’application doit faire confiance
own-app-trust = Comment lui faire confiance

own-app-change = Changer
own-app-save = Enregistrer
own-app-test = Essayer mon application
own-app-rotate = Créer un nouveau secret
own-app-rotate-title = Créer un nouveau secret pour { $app } ?
own-app-rotate-body = L’ancien ne vaut aussitôt plus rien, et personne ne peut se connecter à { $app } tant que le nouveau n’y est pas.
own-app-remove = Retirer
own-app-remove-title = Retirer { $app } ?
own-app-remove-body = Personne ne peut plus se connecter à { $app }, et les accès accordés sont oubliés. Cela ne s’annule pas.

own-app-once-title = Copiez maintenant le secret de { $app }
own-app-once-lead = Il n’est montré que cette fois. Entrez-le dans l’application, et nulle part ailleurs. S’il est perdu, créez-en un nouveau.
own-app-once-public = { $app } est enregistrée
own-app-once-public-lead = Elle ne garde pas de secret : avec PKCE, chaque connexion se prouve par elle-même.
own-app-kept = Je l’ai

own-app-test-title = Essai de { $app }
own-app-test-lead = Le chemin d’une connexion, pas à pas. Ce qui ne marche pas dit comment y remédier.
own-app-test-again = Essayer de nouveau
own-app-test-try = S’y connecter maintenant
own-app-test-way = En chemin
own-app-test-busy = D’autres essais sont en cours. Réessayez dans un moment.
own-app-test-offline = Rien n’a été regardé : le serveur ne fonctionne pas.
own-app-test-ok = En ordre
own-app-test-warn = À regarder
own-app-test-fail = Ne marche pas
own-app-test-told = Ce que l’application apprend de vous
own-app-test-told-lead = Voici ce qu’elle lirait si vous vous connectiez maintenant.
own-app-test-refused = Vous n’entreriez pas : l’application est désactivée.
own-app-test-consent = Il vous serait demandé si l’application peut voir ceci.
own-app-test-no-consent = Un administrateur fait confiance à cette application : rien n’est demandé.
own-app-asks = L’accord est demandé avant que l’application voie quelque chose.
own-app-test-trust-mend = Installez le certificat de ce serveur sur la machine de l’application, et dans l’application si elle garde ses propres autorités. L’adresse ci-dessous y mène.
own-app-faults = Quelque chose n’est pas encore juste. Rien n’a été gardé.
