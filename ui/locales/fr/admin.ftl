# L’application d’administration. Elle lit ces mots elle-même (ui/admin/src/words), pas le serveur.

app-no-script = Les pages d’administration ont besoin de JavaScript.
app-no-script-link = Les pages de votre compte marchent sans.

nav-name = Administration
nav-skip = Aller au contenu
nav-menu = Menu
nav-overview = Vue d’ensemble
nav-people = Personnes
nav-groups = Groupes
nav-apps = Applications
nav-connect = Relier une application
nav-claims = Ce que voient les applis
nav-activity = Activité
nav-mail = Courrier
nav-certificates = Certificats
nav-settings = Réglages
nav-about = À propos
nav-account = Votre compte
nav-serving = En service
nav-lost = Injoignable

do-back = Retour
do-cancel = Annuler
do-close = Fermer
do-continue = Continuer
do-done = Terminé
do-keep = Garder
do-save = Enregistrer
do-try-again = Réessayer
do-undo = Annuler l’action
copy = Copier
copied = Copié
copy-of = Copier : { $what }

read-loading = Un moment
read-failed = La lecture a échoué
read-old = Ceci date de { $time }. Une nouvelle lecture n’a pas été possible.
connection-lost = Connexion perdue à { $time }, nouvel essai en cours. Ce que vous voyez peut être ancien, et rien ne peut être changé.
nowhere-title = Il n’y a pas de page ici
nowhere-lead = L’adresse est fausse, ou ce qui se trouvait ici n’existe plus.
nowhere-do = Vers la vue d’ensemble

fresh-title = Confirmez que c’est vous
fresh-lead = Il faut pour cela une connexion des cinq dernières minutes. Vous revenez à cette page ; refaites alors l’action.
fresh-do = Se connecter de nouveau
locked-title = Votre session est fermée
locked-lead = Le serveur reste en service. Connectez-vous pour reprendre où vous en étiez.
locked-do = Se connecter

problem-unreachable = Le serveur ne répond pas. Rien n’a été changé.
problem-internal = Quelque chose a échoué ici, pas de votre côté. Rien n’est perdu. Réessayez ; le journal du serveur en dit plus.
problem-other = Ceci a été refusé : { $detail }.
problem-busy = Le serveur est occupé. Rien n’est perdu. Réessayez.
problem-disk-full = Le disque est plein. Rien n’a été changé. Faites de la place, puis réessayez.
problem-disabled = Ce compte est désactivé. Activez-le d’abord.
problem-enough-phones = Cette personne a autant de téléphones que permis. Retirez-en un d’abord.
problem-fixed-setting = Le fichier du serveur fixe ce réglage. Changez-le là-bas.
problem-last-admin = C’est le dernier administrateur. Nommez-en d’abord un autre.
problem-not-serving = Ceci ne marche que pendant que le serveur fonctionne.
problem-not-admin = Il faut être administrateur.
problem-not-claimed = Aucun téléphone n’a encore scanné le code.
problem-no-link = Ce message n’a pas de lien. Il ne part que par e-mail.
problem-unknown-message = Ce message n’est plus là : il a été envoyé, abandonné, ou son délai est passé.
problem-other-half = Vous avez défini ou réinitialisé l’autre moitié de ce compte. Jusqu’à la fin du délai d’attente, un autre administrateur doit le faire.
problem-own-account = Vous ne pouvez pas faire cela à votre propre compte. Les pages de votre compte le peuvent, ou un autre administrateur.
problem-changed-meanwhile = Quelqu’un a changé ceci entre-temps. Regardez de nouveau, puis réessayez.
problem-stopped = La personne a arrêté ceci. Demandez-lui d’abord.

overview-title = { $count ->
    [0] La connexion fonctionne. Rien ne vous attend.
    [one] La connexion fonctionne. Une chose vous attend.
   *[other] La connexion fonctionne. { NUMBER($count) } choses vous attendent.
}
overview-lead = { $time }. { $count ->
    [0] Aucune session n’est ouverte.
    [one] Une personne a une session ouverte.
   *[other] { NUMBER($count) } personnes ont une session ouverte.
}
overview-broken = { $count ->
    [one] Une chose ne marche pas.
   *[other] { NUMBER($count) } choses ne marchent pas.
}
overview-sign-ins = Connexions
overview-span = Période
overview-today = Aujourd’hui
overview-month = 30 jours
overview-look-at = Regarder { $name }
chart-usual = un jour habituel
wait-reset = Réinitialisation pour { $name }
wait-reset-more = La personne peut l’arrêter jusqu’au { $time }
wait-device = Un téléphone de { $name } attend
wait-device-more = { $phone } est en service à partir du { $time }
wait-stopped_device = Un téléphone de { $name } a été arrêté
wait-stopped_device-more = { $phone } semble exister en double
wait-stopped_passkey = Une clé d’accès de { $name } a été arrêtée
wait-stopped_passkey-more = { $phone } semble exister en double
wait-not_me = { $name } a répondu « Ce n’est pas moi »
wait-not_me-more = Quelqu’un connaît le mot de passe
wait-invitation = { $name } n’est pas encore arrivé
wait-invitation-more = L’invitation est valable jusqu’au { $time }
wait-sign_up = { $name } demande un compte
wait-sign_up-more = Attend un administrateur jusqu’au { $time }
health-is-ok = En ordre
health-is-warn = Demande votre attention
health-is-fail = Ne marche pas
health-is-unknown = Pas encore connu
health-name-name = Nom
health-name-announced = répond sur le réseau
health-name-not-announced = n’est pas annoncé par ce serveur
health-name-conflict = un autre ordinateur y répond
health-name-failed = ne peut pas être annoncé sur le réseau
health-name-silent = attend un réseau
health-name-resolves = mène à cet ordinateur
health-name-not-found = personne ne le trouve
health-name-elsewhere = mène à une autre adresse
health-certificate-name = Certificat
health-certificate-renews = { $count ->
    [0] se renouvelle aujourd’hui
    [one] se renouvelle dans un jour
   *[other] se renouvelle dans { NUMBER($count) } jours
}
health-certificate-brought = le vôtre, relu quand il change
health-certificate-unknown = rien n’est encore fourni
health-clock-name = Horloge
health-clock-right = à l’heure
health-clock-behind = { NUMBER($count) } secondes en retard sur ce qui a été enregistré
health-disk-name = Disque
health-disk-room = { $size } libres
health-disk-little = seulement { $size } libres
health-disk-full = plein : { $size } libres
health-disk-unknown = personne n’a encore regardé
health-mail-name = Courrier
health-mail-not-set = aucun serveur de courrier n’est réglé
health-mail-sent = rien n’attend
health-mail-waiting = { $count ->
    [0] rien n’attend
    [one] un message attend
   *[other] { NUMBER($count) } messages attendent
}
health-mail-failing = { $count ->
    [one] il ne part pas ; un message attend
   *[other] il ne part pas ; { NUMBER($count) } messages attendent
}
health-mail-sender-refused = { $count ->
    [one] le serveur de courrier a refusé l’adresse de l’expéditeur ; un message attend
   *[other] le serveur de courrier a refusé l’adresse de l’expéditeur ; { NUMBER($count) } messages attendent
}
health-mail-login-refused = { $count ->
    [one] le serveur de courrier a refusé le nom et le mot de passe ; un message attend
   *[other] le serveur de courrier a refusé le nom et le mot de passe ; { NUMBER($count) } messages attendent
}
health-mail-given-up = { $count ->
    [one] un message a été refusé
   *[other] { NUMBER($count) } messages ont été refusés
}
health-push-name = Push
health-push-off = désactivé
health-push-failing = le dernier message n’a pas été accepté
health-push-on = { $count ->
    [0] aucun téléphone n’en reçoit encore
    [one] vers un téléphone
   *[other] vers { NUMBER($count) } téléphones
}
overview-health = État
overview-waits = En attente de vous
overview-nothing = Rien n’attend.
overview-factors = Secondes étapes
overview-now = En ce moment
overview-look = Regarder
chart-let-in = { NUMBER($count) } admises
chart-refused = { NUMBER($count) } refusées
chart-table = Montrer en tableau
chart-show = Montrer en graphique
chart-name = Connexions par heure : { NUMBER($letIn) } admises, { NUMBER($refused) } refusées
factors-none = Pas encore
wait-without = { $count ->
    [0] Chaque personne a une seconde étape
    [one] Une personne n’a pas de seconde étape
   *[other] { NUMBER($count) } personnes n’ont pas de seconde étape
}
wait-without-more = Un mot de passe seul peut être volé
wait-links = { $count ->
    [one] { NUMBER($count) } lien attend d’être remis
   *[other] { NUMBER($count) } liens attendent d’être remis
}
wait-links-more = Ce bureau n’envoie pas de courrier : quelqu’un attend

people-add = Ajouter des personnes
invitation-open-dialog = Inviter
invitation-title = Inviter quelqu’un
invitation-lead = La personne qui a le lien crée le compte : nom, e-mail, mot de passe. Il sert une fois, pendant sept jours.
invitation-email = E-mail
invitation-email-hint = Seulement avec cette adresse, qui n’a alors pas à être confirmée. Vide : avec n’importe laquelle.
invitation-do = Créer l’invitation
invitation-done = L’invitation est créée
invitation-done-lead = Remettez-la maintenant : le lien n’est montré que cette fois.
invitation-another = Encore une
invitation-off = Personne ne peut créer de compte en ce moment. Changez cela sous Réglages, Comptes.
invitation-open = { $count ->
    [0] Aucune invitation n’est ouverte
    [one] Une invitation est ouverte
   *[other] { NUMBER($count) } invitations sont ouvertes
}
invitation-anybody = Pour n’importe qui
invitation-more = Jusqu’au { $time }, { $groups }
invitation-until = Jusqu’au { $time }
invitation-take-back = Reprendre
invitation-take-back-one = Reprendre l’invitation de { $name }
link-qr-anybody = Code QR avec le lien de l’invitation
sign-ups = { $count ->
    [0] Personne ne vous attend
    [one] Une personne vous attend
   *[other] { NUMBER($count) } personnes vous attendent
}
sign-ups-none = Personne ne vous attend.
sign-up-more = { $email }, depuis le { $time }
sign-up-approve = Admettre
sign-up-approve-one = Admettre { $name }
sign-up-approve-title = Admettre { $name } ?
sign-up-approve-text = L’adresse { $email } est confirmée. { $username } peut se connecter aussitôt, et un message le dit.
sign-up-approve-text-hand = L’adresse { $email } est confirmée. { $username } peut se connecter aussitôt. Aucun e-mail ne part : dites-le vous-même.
sign-up-approved = { $name } peut se connecter
sign-up-refuse = Refuser
sign-up-refuse-one = Refuser { $name }
sign-up-refuse-title = Refuser { $name } ?
sign-up-refuse-text = Aucun compte n’est créé, ce qui est connu est oublié, et un message à { $email } le dit.
sign-up-refuse-text-hand = Aucun compte n’est créé, et ce qui est connu est oublié. Aucun e-mail ne part vers { $email } : dites-le vous-même.
sign-up-refused = La demande de { $name } est refusée
people-search = Nom, nom d’utilisateur ou e-mail
people-which = Quelles personnes
people-all = Toutes
people-admins = Administrateurs
people-disabled = Désactivées
people-group = Groupe
people-any-group = Tous les groupes
people-count = { $count ->
    [0] Personne
    [one] Une personne
   *[other] { NUMBER($count) } personnes
}
people-lead = { $count ->
    [0] Personne
    [one] Une personne
   *[other] { NUMBER($count) } personnes
}, { $without ->
    [0] toutes avec une seconde étape
    [one] une sans seconde étape
   *[other] { NUMBER($without) } sans seconde étape
}
people-found = Trouvées : { $count }
people-none = Personne ne correspond
people-none-lead = Essayez moins de lettres, ou un autre filtre.
people-empty = Encore personne
people-empty-lead = Chaque personne reçoit une invitation avec laquelle elle choisit un mot de passe.

person = Personne
people-signed-in = Session ouverte
people-without = Pas de seconde étape
person-second = Seconde étape
person-last = Dernier accès
never = Jamais
second-face = Visage
second-passkey = Clé d’accès
second-authenticator = Application d’authentification
second-none = Aucune
second-not-yet = Pas encore
state-signed-in = En session
state-signed-out = Hors session
actor-gone = Quelqu’un qui n’est plus là
person-name = Nom
person-email = E-mail
person-picture = Photo de la personne
person-username = Nom d’utilisateur
person-groups = Groupes
person-added = Ajout
person-state = État
person-rights = Droits
person-overview = Vue d’ensemble
person-sessions = Sessions ouvertes
state-active = Actif
state-disabled = Désactivé
state-invited = Invité

add-do = Ajouter
add-another = Ajouter encore une personne
add-admin = Peut administrer ce bureau
add-admin-hint = Voit et change tout ici.
add-username-hint = Laissé vide, il est formé à partir de l’adresse e-mail.
add-email-missing = Entrez une adresse e-mail.
add-done = { $name } est dans la liste
add-done-lead = Remettez ce lien. Il permet à la personne de choisir un mot de passe.

link-copy = Copier le lien
link-qr = Code QR avec le lien pour { $name }
link-until = Il est valable jusqu’au { $time }, une seule fois.
link-once = Il n’est plus montré ensuite. Un nouveau lien annule celui-ci.
link-print = Imprimer la feuille

sheet-title = Bienvenue, { $name }
sheet-trust = Ouvrez { $address } dans votre navigateur, et suivez la page jusqu’à ce qu’elle dise que vous faites confiance à ce serveur.
sheet-open = Scannez ce code, ou tapez l’adresse au-dessous.
sheet-set = Choisissez un mot de passe que vous n’utilisez nulle part ailleurs.
sheet-qr = Code QR avec votre lien
sheet-until = Valable jusqu’au
sheet-fingerprint = Empreinte (SHA-256)
sheet-compare = Comparez-la avec ce que montre votre appareil avant de faire confiance. Si elles diffèrent, arrêtez et prévenez votre administrateur.
sheet-trust-title = Faire confiance à ce serveur
sheet-trust-lead = Scannez ce code sur chaque téléphone, ou ouvrez l’adresse sur chaque ordinateur, et suivez-y les étapes. Une fois par appareil.
sheet-trust-qr = Code QR avec l’adresse de la page qui aide à faire confiance
sheet-secret = Cette feuille est pour vous seul. Quiconque la tient peut choisir votre mot de passe. Jetez-la quand vous avez fini.
sheet-title-anybody = Bienvenue
sheet-join = Créez votre compte : votre nom, votre e-mail et un mot de passe que vous n’utilisez nulle part ailleurs.
sheet-secret-join = Cette feuille est pour vous seul. Quiconque la tient peut entrer à votre place. Jetez-la quand vous avez fini.

invite = Nouvelle invitation
invite-done = Une nouvelle invitation
invite-lead = Remettez ce lien. Le précédent ne vaut plus rien.
reset-password = Réinitialiser le mot de passe
reset-password-title = Réinitialiser le mot de passe de { $name } ?
reset-password-text = L’ancien ne vaut aussitôt plus rien, et toutes les sessions de { $name } se ferment. Les téléphones restent associés. Vous remettez un lien avec lequel la personne en choisit un nouveau.
reset-password-go = Réinitialiser le mot de passe
reset-password-done = Le mot de passe est réinitialisé
reset-password-lead = Remettez ce lien. Il permet à la personne de choisir un nouveau mot de passe.
email-change-title = Une autre adresse e-mail attend
email-change-new = Nouvelle adresse
email-change-until = Jusqu’au
email-change-confirmed = Confirmée par son lien
email-change-not-confirmed = Pas encore confirmée
email-change-old = Adresse actuelle
email-change-agreed = D’accord
email-change-not-agreed = Pas encore d’accord
email-change-agree = Accepter à sa place
email-change-agree-title = Accepter pour { $email } ?
email-change-agree-text = Faites-le quand { $name } ne peut plus lire l’adresse actuelle, et que vous êtes sûr de qui demande. La nouvelle adresse se confirme toujours elle-même.
email-change-agree-done = L’adresse actuelle accepte. La nouvelle doit être confirmée par son lien
email-changed-done = L’adresse est changée.
email-change-stop = L’arrêter
email-change-stopped = C’est arrêté
reset-mfa = Réinitialiser la seconde étape
reset-mfa-title = Réinitialiser la seconde étape de { $name } ?
reset-mfa-text = Tous les téléphones, clés d’accès, applications d’authentification et codes de secours sont retirés. Le mot de passe reste. Vous remettez un lien avec lequel la personne installe un autre moyen.
reset-mfa-go = Réinitialiser la seconde étape
reset-mfa-done = La seconde étape est réinitialisée
reset-mfa-lead = Remettez ce lien. Avec le mot de passe, il permet à la personne d’installer une autre seconde étape.
disable = Désactiver
disabled-done = Le compte de { $name } est désactivé
enable = Activer
delete = Supprimer
delete-title = Supprimer { $name } ?
delete-text = Le compte, ses téléphones et les accès accordés aux applications disparaissent. Ce qui s’est passé reste dans le journal. Cela ne s’annule pas.
delete-go = Supprimer
deleted-done = Le compte de { $name } est supprimé

ways-title = Moyens de confirmer
ways-link = Associer un téléphone
ways-none = Pas encore de seconde étape
ways-none-lead = Associez un téléphone quand la personne est près de vous, ou laissez-la le faire après sa prochaine connexion.
way-authenticator = Application d’authentification
passkey-here-only = Sur un seul appareil, ajoutée le { $date }
passkey-may-sync = Peut être copiée, ajoutée le { $date }
passkey-synced = Copiée sur d’autres appareils, ajoutée le { $date }
passkey-elsewhere = D’une autre adresse
passkey-remove = Retirer { $name }
passkey-remove-title = Retirer { $name } ?
passkey-remove-text = Elle ne connecte plus la personne, qui peut en ajouter une nouvelle. La personne est prévenue.
passkey-removed = { $name } est retirée
way-since = Depuis le { $date }
way-codes = Codes de secours
way-codes-left = { $count ->
    [0] Il n’en reste aucun
    [one] Il en reste un
   *[other] Il en reste { NUMBER($count) }
}
phone-key-software = Clé dans le navigateur, associé le { $date }
phone-key-chip = Clé dans la puce de sécurité, associé le { $date }
phone-works = En service
phone-stopped = Arrêté
phone-without-trust = Sans confiance
phone-from = À partir du { $time }
phone-remove = Retirer { $name }
phone-remove-title = Retirer { $name } ?
phone-remove-text = Il ne peut plus confirmer de connexions. Ce qui est associé à côté reste. Cela ne s’annule pas.
phone-removed = { $name } est retiré
never-used = Jamais utilisé

account-title = Compte
groups-none = Il n’y a pas encore de groupe.
policy = Seconde étape
policy-of = Seconde étape de { $name }
policy-office = Comme le dit le bureau
policy-person = Comme réglé pour la personne
policy-required = Obligatoire
policy-optional = Demandée à qui en a une
policy-off = Jamais demandée

sessions-none = Aucune session ouverte
sessions-end-all = Fermer toutes les sessions
sessions-ended = { $count ->
    [0] Aucune session de { $name } n’était ouverte
    [one] Une session de { $name } est fermée
   *[other] { NUMBER($count) } sessions de { $name } sont fermées
}
session-end = Fermer la session
session-seen = Vue le { $time }

link-title = Associer un téléphone pour { $name }
link-scan-self = Scannez ceci avec l’appareil photo de votre téléphone.
link-scan = Faites scanner ceci par { $name }, à côté de vous, avec l’appareil photo du téléphone.
link-claimed = { $phone } a scanné le code. Tapez les six chiffres qu’il montre.
link-qr-phone = Code QR qui associe un téléphone au compte de { $name }
link-one-use = Un téléphone, une fois
link-will-wait = { $name } a déjà une seconde étape. Ce téléphone est donc en service après le délai d’attente, ou aussitôt que { $name } confirme avec l’ancien.
link-digits = Six chiffres que montre le téléphone
link-digits-wrong = Ces chiffres ne correspondent pas. Relisez-les sur le téléphone.
link-do = Associer
link-new = Nouveau code
link-done = { $phone } est associé.
link-waits = Il est en service à partir du { $time }.
link-used-twice = Deux téléphones ont utilisé ce code, il a donc été annulé. Rien n’a été associé. Créez un nouveau code.
link-wrong-digits = Cinq essais faux ont mis fin à cette association. Le téléphone n’a pas été associé. Créez un nouveau code.
link-expired = Le code est trop ancien. Rien n’a été associé. Créez un nouveau code.
left-minute = Il reste une minute
left-half-minute = Il reste 30 secondes
left-ten = Il reste 10 secondes
left-over = Le temps est écoulé
left-time = encore { $time }

groups-lead = Les applications apprennent qui est dans quel groupe. Un groupe peut exiger une seconde étape.
groups-empty = Pas encore de groupe
groups-empty-lead = Les groupes disent ce qui réunit des personnes : un service, un projet.
group = Groupe
group-members = Personnes
group-add = Ajouter un groupe
group-add-do = Ajouter
group-name = Nom
group-name-hint = Les applications le voient tel qu’il est écrit ici.
group-name-missing = Entrez un nom.
group-made = { $name } est ajouté
group-remove = Retirer
group-remove-title = Retirer { $name } ?
group-remove-text = Les personnes restent. Les applications ne les voient plus dans ce groupe. Cela ne s’annule pas.
group-remove-go = Retirer { $name }
group-removed = { $name } est retiré

app = Application
app-id = Identifiant client
app-id-copy = Copier l’identifiant client
app-weak = Secret court
apps-add = Ajouter une application
apps-search = Nom ou adresse
apps-none = Aucune application ne correspond
apps-empty = Pas encore d’application
apps-empty-lead = Ajoutez la première application où l’on se connecte avec ce serveur.
apps-count = { $count ->
    [0] Aucune application
    [one] Une application
   *[other] { NUMBER($count) } applications
}
app-name = Nom affiché
app-name-missing = Entrez le nom que tout le monde voit.
app-address = Adresse de l’application
address-missing = Entrez l’adresse à laquelle l’application s’ouvre.
address-not-url = Écrivez l’adresse entière, comme https://files.office.example.
address-not-https = L’adresse commence par https://. Seules les applications de cet ordinateur même peuvent utiliser http://.
app-return = Adresse de retour après la connexion
app-return-more = Une autre adresse de retour
app-return-hint = Formée à partir de l’adresse, comme l’application l’attend. Elle doit correspondre à la lettre.
app-return-hint-edit = Elle doit correspondre à la lettre à ce que l’application envoie.
app-return-copy = Copier l’adresse
app-return-add = Ajouter une autre
app-signed-out = Adresse de retour après la déconnexion
app-shown = Ce que les personnes voient avant de se connecter
app-logo = Adresse de son image
app-logo-hint = PNG, JPEG ou WebP. Ce serveur va la chercher, pour qu’aucun navigateur n’y fasse de demande.
app-policy-uri = Ce qu’elle fait des données (adresse)
app-terms-uri = Ses conditions (adresse)
address-remove = Retirer cette adresse
app-addresses = Nom et adresses
app-rules = Ce qu’elle demande aux personnes
app-logout-title = Déconnexion
app-logout-lead = Quand quelqu’un se déconnecte ici, { $app } peut en être informée.
app-logout-back = Adresse que le serveur prévient
app-logout-back-hint = Le serveur y envoie un jeton de déconnexion signé (back-channel logout). L’application peut aussi se trouver sur le réseau du bureau. Vide : l’application n’est pas prévenue.
app-logout-back-names-session = L’application doit savoir quelle session a pris fin
app-logout-front = Adresse que le navigateur ouvre
app-logout-front-hint = Le navigateur qui se déconnecte l’ouvre sans la montrer (front-channel logout). Les navigateurs qui bloquent les cookies d’autres sites la rendent sans effet.
app-logout-names-session = L’adresse reçoit l’émetteur et la session
app-logout-last = Dernières sessions terminées
app-logout-retry = Prévenir l’application maintenant
app-logout-retried = { $count ->
    [one] L’application est prévenue pour { NUMBER($count) } session
   *[other] L’application est prévenue pour { NUMBER($count) } sessions
}
app-logout-none = Aucune session de cette application ne s’est terminée récemment.
app-logout-next = Prochain essai : { $at }.
app-logout-delivered = L’application le sait
app-logout-waiting = En attente
app-logout-given-up = Abandonné
call-connection = La connexion a échoué.
call-forbidden = Cette adresse ne peut pas être appelée. Pour l’application d’une personne, indiquez son réseau dans net.allowed_private.
call-own = Le serveur lui-même ne peut appeler personne ; le journal dit pourquoi.
call-plain = L’adresse ne commence pas par https://.
call-redirect = L’application renvoie l’appel ailleurs ; saisissez l’adresse finale.
call-silent = L’application ne répond pas à temps.
call-status = L’application répond avec l’état { $status }.
call-too-long = La réponse de l’application est trop longue.
call-unknown = Le nom de l’adresse est inconnu.
call-untrusted = Le certificat de l’application n’est pas approuvé. Indiquez son autorité dans net.extra_ca_file.
app-facts = Faits
app-saved = { $app } est enregistrée
app-connect = Relier
app-disable = Désactiver
app-enable = Activer
app-remove = Retirer
app-removed = { $app } est retirée
rotate = Nouveau secret
rotate-title = Créer un nouveau secret pour { $app } ?
rotate-text = Le nouveau n’est montré qu’une fois. L’ancien peut encore valoir un temps, pour que l’application change sans coupure.
rotate-keep = L’ancien secret
rotate-day = Vaut encore 24 heures
rotate-week = Vaut encore 7 jours
rotate-at-once = Ne vaut plus rien aussitôt : d’autres le connaissent peut-être
rotate-go = Créer un nouveau secret
rotate-done = Nouveau secret pour { $app }
app-proof = Comment l’application se prouve
app-method = Méthode
app-subject = Sujet de ses certificats
proof-choose = Choisir une autre façon
proof-title = Comment { $app } se prouve-t-elle ?
proof-lead = Choisissez ce que demande le manuel de l’application. Dès lors elle se prouve ainsi, et pas autrement.
proof-client-secret-basic = Un secret, dans l’en-tête
proof-client-secret-post = Un secret, dans le formulaire
proof-client-secret-jwt = Signé avec un secret
proof-private-key-jwt = Signé avec sa propre clé
proof-tls-client-auth = Un certificat d’une autorité
proof-self-signed-tls-client-auth = Un certificat qu’elle a fait elle-même
proof-none = Rien : elle ne peut garder aucun secret
proof-keys = Ses clés publiques
proof-keys-hint = L’application garde la clé privée. Seules les clés publiques viennent ici.
proof-keys-value = Collées ici
proof-keys-uri = À une adresse de l’application
proof-keys-count = { $count ->
    [one] Une clé
   *[other] { $count } clés
}
proof-jwks = Jeu de clés (JWKS)
proof-jwks-hint = Le JSON que le manuel de l’application appelle JWKS ou JWK public.
proof-jwks-uri = Adresse du jeu de clés
proof-jwks-uri-hint = Elle commence par https. Le serveur la relit quand l’application signe avec une nouvelle clé.
proof-subject-hint = Tel qu’il figure dans le certificat, par exemple CN=files,O=Office. « Nouveau certificat » en délivre un ici et remplit ce champ.
proof-secret-ends = Son secret cesse aussitôt de fonctionner.
proof-no-secret = Elle n’a pas encore de secret. Créez-en un, et entrez-le dans l’application.
proof-public = N’importe qui peut se faire passer pour cette application. À choisir seulement pour celles qui tournent dans un navigateur ou sur l’appareil des personnes.
proof-fault-empty = Collez le jeu de clés de l’application.
proof-fault-pem = C’est du PEM. Il faut la même clé sous forme de jeu de clés (JWKS), en JSON.
proof-fault-json = Ce n’est pas du JSON complet. Copiez à nouveau le jeu de clés, de la première accolade à la dernière.
proof-fault-shape = C’est du JSON, mais pas un jeu de clés : il y manque une liste appelée « keys ».
proof-fault-none = Il n’y a aucune clé dans ce jeu.
proof-fault-private = Il contient une clé privée. Rien n’a été envoyé. Collez seulement la partie publique ; si quelqu’un d’autre l’a vue, faites-en une nouvelle.
proof-fault-certificate = Aucune clé n’a de certificat (x5c) qui ferait reconnaître l’application.
proof-fault-address = Entrez une adresse qui commence par https.
proof-fault-subject = Entrez le sujet du certificat, par exemple CN=files,O=Office.
old-secret = L’ancien secret vaut jusqu’au { $time }.
old-secret-used = Il a servi pour la dernière fois le { $time } : il est encore quelque part.
old-secret-unused = Il n’a pas servi depuis.
end-old-title = Mettre fin à l’ancien secret de { $app } ?
end-old-text = Il ne vaut aussitôt plus rien. Ce qui l’a encore ne peut plus connecter personne.
end-old-go = Mettre fin à l’ancien secret
certificate = Nouveau certificat
certificate-title = Émettre un certificat pour { $app } ?
certificate-text = L’application se prouve dès lors par lui seul : un secret qu’elle a ne vaut plus rien.
certificate-go = Émettre un certificat
certificate-older = Mettre fin aux anciens certificats de l’application
certificate-done = Certificat de { $app }
certificate-once = La clé privée n’est montrée que cette fois. Copiez les deux maintenant dans l’application.
certificate-key = Clé privée
certificate-key-copy = Copier la clé privée
certificate-pem = Certificat de l’application
certificate-pem-copy = Copier le certificat
certificate-where = L’application appelle ici
certificate-nowhere = Personne n’est encore invité à montrer un certificat : réglez net.mtls_port dans donelogin.toml et redémarrez le serveur.
remove-app-title = Retirer { $app } ?
remove-app-text = Personne ne peut plus s’y connecter, et les accès accordés sont oubliés. Cela ne s’annule pas.
remove-app-go = Retirer
secret = Secret
secret-copy = Copier le secret
leave-secret = Partir sans le secret ?
leave-secret-lead = Vous ne l’avez pas copié, et il n’est plus jamais montré. La page de l’application permet d’en créer un nouveau.
leave-stay = Rester ici
leave-go = Partir
secret-once = Le secret n’est montré que cette fois. Copiez-le maintenant dans l’application.

new-app-step-address = Application et adresse
new-app-step-who = Accord
new-app-step-secret = Secret et essai
new-app-from = Partir de
new-app-from-lead = Un modèle remplit le reste. Vous pouvez tout changer.
new-app-who = Demander l’accord des personnes ?
new-app-who-lead = Chaque personne du bureau peut s’y connecter.
new-app-trusted = Non : le bureau gère cette application
new-app-trusted-hint = Après la connexion, on continue directement.
new-app-asks = Demander une fois ce que l’application peut savoir
new-app-asks-hint = Pour les applications gérées par d’autres.
new-app-do = Ajouter l’application
new-app-done = { $app } est ajoutée
new-app-next = Ensuite : dites à l’application où se trouve ce serveur, et faites-lui accepter le certificat.
new-app-show = Montrer l’application
new-app-connect = Relier { $app }
preset-own-name = Ma propre application
preset-nextcloud = Fichiers et calendrier
preset-gitea = Code
preset-grafana = Graphiques et alertes
preset-home-assistant = Bâtiment
preset-proxmox = Machines virtuelles
preset-bookstack = Manuel
preset-apache = mod_auth_openidc
preset-oauth2-proxy = Derrière un proxy
preset-own = Toute bibliothèque OpenID
sets-up-title = Ce que cela installe
sets-up-lead = { $app }, comme le dit son propre manuel
sets-up-way = Connexion
sets-up-way-code = Code, avec PKCE si l’application le fait
sets-up-secret = Secret
sets-up-secret-text = Créé à la dernière étape, montré une fois
sets-up-learns = Elle apprend
sets-up-out = Déconnexion
sets-up-out-text = Revient à l’application
sets-up-consent = Accord
sets-up-consent-no = Pas demandé : le bureau la gère
sets-up-consent-yes = Demandé une fois
sets-up-second = Comme réglé pour la personne
sets-up-manual = Manuel de { $app }
scope-profile = Nom
scope-email = E-mail
scope-groups = Groupes

connect-title = Relier { $app }
connect-lead = Ce qu’il faut à { $app } pour trouver ce serveur et lui faire confiance
connect-runtime = Environnement
connect-into = Lignes pour { $file }
connect-copy = Copier les lignes
connect-address = Adresse de ce serveur sur le réseau
connect-address-hint = Les conteneurs et les serveurs ne voient souvent pas les noms en .local ; les lignes donnent donc l’adresse.
connect-address-blank = ADRESSE-DE-CE-SERVEUR
connect-secret-blank = le secret que vous avez gardé
connect-ca = donelogin-ca.crt, à placer à côté du fichier
connect-ca-download = Télécharger le certificat
connect-values = Si vous devez le taper vous-même
connect-issuer = Émetteur
connect-discovery = Découverte
connect-sha256 = AC, SHA-256
tries-title = Vérifier la liaison
tries-lead = Connectez-vous une fois à { $app }, puis regardez ici.
tries-accepted = { $ip } a accepté notre certificat : { $time }. D’ici, personne ne voit quel programme c’était.
tries-refused = { $ip } a refusé notre certificat : { $time }. Un navigateur de la même machine lui fait peut-être confiance, mais pas l’application.
tries-again = Vérifier de nouveau

activity-lead = Tout ce qui s’est passé, dans l’ordre, et sans changement, preuve à l’appui
activity-search = Personne, application, adresse
activity-which = Quoi
activity-all = Tout
activity-sign-ins = Connexions
activity-refused = Refusés
activity-changes = Changements
activity-since = Depuis quand
activity-ever = Depuis le début
activity-day = 24 heures
activity-week = 7 jours
activity-live = En direct
activity-pause = Suspendre
activity-go-on = Reprendre
activity-new = { $count ->
    [0] Aucune nouvelle ligne
    [one] Une nouvelle ligne
   *[other] { NUMBER($count) } nouvelles lignes
}
activity-older = Montrer les plus anciennes
activity-export = Exporter en { $format }
activity-none = Rien ici
activity-none-lead = Rien ne correspond. Essayez un autre filtre.
chain-sound = Journal intact
chain-broken = Journal altéré à la ligne { $seq }
row-time = Heure
row-what = Ce qui s’est passé
row-from = De
row-outcome = Résultat
row-event = Événement
row-address = Adresse
row-app = Application
row-number = Ligne
row-person = Montrer { $name }
row-sessions = Ses sessions ouvertes
outcome-let-in = Admis
outcome-refused = Refusé
outcome-noted = Noté
actor-command = Quelqu’un devant l’ordinateur du serveur
actor-system = Le serveur
actor-anonymous = Quelqu’un
actor-no-app = ce serveur

event-other = { $who } : { $event }
event-approval-approved = { $who } a approuvé une connexion sur le téléphone
event-approval-asked = Demande envoyée au téléphone de { $who }
event-approval-denied = { $who } a refusé une connexion sur le téléphone
event-approval-face-not-passed = Le téléphone de { $who } n’a pas reconnu le visage
event-approval-not-me = { $who } a répondu « Ce n’est pas moi »
event-approval-taken-back = { $who } est revenu sur une connexion
event-approval-wrong-transfer = { $who } a tapé de faux chiffres sur le téléphone
event-authorization-issued = { $who } s’est connecté à { $app }
event-backchannel-logout-failed = { $app } n’a pas pu être prévenue de la fin d’une session
event-backchannel-logout-given-up = { $app } n’est plus prévenue de la fin d’une session
event-backchannel-logout-retried = { $by } a fait prévenir { $app } des sessions terminées
event-browser-remembered = { $who } a fait retenir un navigateur
event-client-changed = { $by } a changé l’application { $app }
event-client-created = { $by } a ajouté l’application { $app }
event-client-deleted = { $by } a retiré l’application { $what }
event-client-refused = { $app } a été refusée
event-client-secret-rotated = { $by } a créé un nouveau secret pour { $app }
event-client-old-secret-ended = { $by } a mis fin à l’ancien secret de { $app }
event-client-certificate-issued = { $by } a émis un certificat pour { $app }
event-code-replayed = Un code de connexion de { $app } a servi deux fois
event-device-activated = Un téléphone de { $who } est entré en service
event-device-copied = La clé d’un téléphone de { $who } semble exister en double
event-device-linked = { $by } a associé un téléphone pour { $who }
event-device-push-gone = Un téléphone de { $who } ne reçoit plus de messages push
event-device-removed = { $by } a retiré un téléphone de { $who }
event-device-renamed = { $by } a renommé un téléphone de { $who }
event-device-suspended = Un téléphone de { $who } a été arrêté
event-factor-added = { $who } a installé une seconde étape
event-factor-demand-ended = L’obligation d’une seconde étape a pris fin pour { $who }
event-factor-link-followed = { $who } a suivi le lien pour une seconde étape
event-factor-recovery-code-used = { $who } a utilisé un code de secours
event-factor-recovery-codes-made = { $who } a créé des codes de secours
event-factor-removed = { $by } a retiré une seconde étape de { $who }
event-grant-given = { $who } a donné accès à { $app }
event-grant-revoked = { $who } a retiré l’accès de { $app }
event-group-changed = { $by } a changé le groupe { $what }
event-group-created = { $by } a ajouté le groupe { $what }
event-group-deleted = { $by } a retiré le groupe { $what }
event-group-user-added = { $by } a mis { $who } dans le groupe { $what }
event-group-user-removed = { $by } a retiré { $who } du groupe { $what }
event-keys-rotated = { $by } a créé de nouvelles clés de signature
event-link-claim-refused = Un téléphone qui avait scanné le code de { $who } a été refusé
event-link-claimed = Un téléphone a scanné le code d’association de { $who }
event-link-confirm-refused = De faux chiffres ont été tapés pour un téléphone de { $who }
event-link-offered = { $by } a montré un code d’association pour { $who }
event-login-failed = Un faux mot de passe a été tapé pour { $who }
event-login-first-factor = { $who } a tapé le bon mot de passe
event-login-passkey-failed = Une clé d’accès n’a pas été acceptée
event-login-second-factor-failed = { $who } n’a pas passé la seconde étape
event-login-many-failures = Beaucoup d’essais faux sur le compte de { $who }
event-mail-discarded = { $by } a abandonné un message pour { $who }
event-mail-given-up = Le serveur de courrier a refusé un message pour { $who }
event-mail-retried = { $by } a fait réessayer des messages aussitôt
event-mail-revealed = { $by } a regardé un lien pour { $who }
event-mail-sent = Un message pour { $who } a été envoyé
event-mail-stopped = Aucun courrier ne part
event-mail-tested = { $by } a envoyé un message d’essai
event-name-conflict = Un autre ordinateur du réseau a pris le nom du serveur
event-name-free = Le nom du serveur est de nouveau à lui seul
event-office-address = { $by } a choisi une autre adresse pour le bureau
event-office-set-up = { $who } a installé le bureau
event-password-set = { $who } a choisi un mot de passe
event-passkey-added = { $who } a ajouté une clé d’accès
event-passkey-copied = La clé d’une clé d’accès de { $who } semble exister en double
event-passkey-removed = { $by } a retiré une clé d’accès de { $who }
event-passkey-renamed = { $who } a renommé une clé d’accès
event-passkey-suspended = Une clé d’accès de { $who } a été arrêtée
event-session-created = { $who } s’est connecté
event-session-ended = Une session de { $who } s’est fermée
event-session-step-up = { $who } a confirmé par une seconde étape
event-session-new-browser = { $who } s’est connecté avec un nouveau navigateur
event-setting-changed = { $by } a changé le réglage { $what }
event-token-revoked = { $app } a rendu un jeton
event-update-found = DOneLogin a trouvé une version plus récente
event-user-created = { $by } a ajouté { $who }
event-user-deleted = { $by } a supprimé { $who }
event-user-email-change-asked = { $who } a demandé une autre adresse e-mail
event-user-email-change-agreed = { $by } a accepté une autre adresse e-mail de { $who }
event-user-email-change-confirmed = La nouvelle adresse e-mail de { $who } a été confirmée
event-user-email-change-stopped = { $by } a arrêté une autre adresse e-mail de { $who }
event-user-email-changed = L’adresse e-mail de { $who } a été changée
event-user-exported = { $who } a téléchargé ses données
event-user-picture-removed = { $who } a retiré sa photo
event-user-picture-set = { $who } a une autre photo
event-user-profile-changed = { $who } a changé son profil
event-browser-forgotten = { $who } a fait oublier un navigateur retenu
event-password-change-refused = { $who } ne connaissait pas son mot de passe actuel
event-user-disabled = { $by } a désactivé le compte de { $who }
event-user-enabled = { $by } a activé le compte de { $who }
event-user-mfa-policy-changed = { $by } a changé la seconde étape demandée à { $who }
event-attribute-changed = { $by } a modifié l’attribut { $what }
event-attribute-created = { $by } a ajouté l’attribut { $what }
event-attribute-deleted = { $by } a retiré l’attribut { $what }
event-claim-rules-changed = { $by } a modifié les règles pour toutes les applications
event-user-attributes-changed = { $by } a modifié des attributs de { $who }
event-access-ended = { $who } ne peut plus utiliser { $app }
event-user-mfa-reset = { $by } a réinitialisé la seconde étape de { $who }
event-user-password-reset-issued = { $by } a réinitialisé le mot de passe de { $who }
event-user-reset-stopped = { $who } a arrêté une réinitialisation
event-user-role-changed = { $by } a changé les droits de { $who }
event-users-imported = { $by } a importé des personnes
event-invitation-made = { $by } a créé une invitation
event-invitation-taken-back = { $by } a repris une invitation
event-sign-up-asked = Quelqu’un a demandé un compte
event-sign-up-confirmed = Quelqu’un a confirmé une adresse et attend
event-sign-up-approved = { $by } a admis { $who }
event-sign-up-refused = { $by } a refusé une demande de compte
event-password-reset-asked = Quelqu’un a demandé un lien pour choisir un mot de passe
event-window-unlocked = { $who } a déverrouillé la fenêtre

certificates-lead = Ce à quoi navigateurs, téléphones et applications font confiance
ca-title = Autorité de certification
ca-trust = Comment lui faire confiance
ca-compare = Comparez-la avec ce que montre un appareil avant de faire confiance. Les connexions de tout le bureau en dépendent.
ca-none = Ce serveur a un certificat venu d’ailleurs
ca-none-lead = Personne n’a donc rien à installer.
keys-title = Clés de signature
keys-lead = Elles signent ce que les applications apprennent. Les réglages disent à quelle fréquence elles changent.
keys-rotate = Créer de nouvelles clés
keys-ask-title = Créer de nouvelles clés de signature ?
keys-ask-text = Les applications vont chercher les nouvelles d’elles-mêmes.
keys-rotated = De nouvelles clés signent à partir de maintenant
keys-announced = Les nouvelles clés sont publiées et signent dans dix minutes
keys-how = Quand elles signent
keys-how-announced = Dans dix minutes
keys-how-announced-hint = D’ici là, chaque application peut les connaître. Les anciennes comptent jusqu’à la fin du dernier jeton qu’elles ont signé.
keys-how-at-once = Tout de suite
keys-how-at-once-hint = Les applications qui gardent les anciennes clés peuvent refuser des personnes pendant quelques minutes.
keys-how-withdrawing = Tout de suite, et les anciennes disparaissent
keys-how-withdrawing-hint = Pour des clés que quelqu’un d’autre a peut-être. Plus rien de ce qu’elles ont signé ne compte.
key = Clé
key-algorithm = Algorithme
key-made = Création
key-signs = Signe
key-next = Signe à partir du { $time }
key-retired = Compte jusqu’au { $time }

settings-lead = Ce qui peut changer pendant que le serveur fonctionne. Cela compte dès la prochaine connexion.
setting-is = { $about } Actuellement : { $value }.
setting-saved = { $name } est enregistré
setting-reset = Revenir à la valeur d’origine
setting-fixed = Fixé par le fichier du serveur
setting-secret-kept = Gardé ; tapez pour le remplacer
subject-office = Bureau
subject-account = Propre compte
subject-signup = Comptes
subject-captcha = Programmes qui essaient
subject-mfa = Seconde étape
subject-phone = Téléphones
subject-face = Contrôle du visage
subject-push = Messages push
subject-smtp = Courrier
subject-lifetime = Durées
subject-keys = Clés de signature
subject-oidc = Protocole
subject-others = Autres
choice-on = Activé
choice-off = Désactivé
choice-optional = Demandée à qui en a une
choice-required = Obligatoire
choice-normal = Normal
choice-strict = Strict
choice-anywhere = De partout
choice-same-network = Du même réseau
choice-trial = Essai, risqué
setting-account-delete = Supprimer son propre compte
setting-account-delete-about = Si les personnes peuvent supprimer elles-mêmes leur compte, ou doivent s’adresser à un administrateur.
setting-account-delete-allowed = Les personnes peuvent le faire elles-mêmes
setting-account-delete-ask-admin = Les personnes s’adressent à un administrateur
setting-office-name = Nom du bureau
setting-office-name-about = Le plus grand mot de chaque page.
setting-office-language = Langue du courrier
setting-office-language-about = Pour les personnes qui n’ont pas dit quelle langue elles lisent.
setting-signup-mode = Qui peut créer un compte
setting-signup-mode-about = Si les personnes peuvent créer leur compte elles-mêmes. Une invitation marche dans tous les cas sauf le premier.
setting-signup-mode-off = Les administrateurs seulement
setting-signup-mode-invitation = Qui a une invitation
setting-signup-mode-domain = Qui a une adresse du bureau
setting-signup-mode-approval = N’importe qui, si un administrateur est d’accord
setting-signup-domains = Domaines du bureau
setting-signup-domains-about = Dont les adresses peuvent entrer, si c’est réglé ainsi plus haut. Avec des virgules entre eux : office.example, other.example.
setting-captcha-kind = Qui vérifie qu’aucun programme n’essaie
setting-captcha-kind-about = Demandé seulement après quelques échecs. Le calcul dans le navigateur n’a besoin de personne d’autre ; les deux services apprennent qui se connecte.
setting-captcha-kind-altcha = Un calcul dans le navigateur
setting-captcha-kind-recaptcha-v2 = reCAPTCHA v2
setting-captcha-kind-turnstile = Turnstile
setting-captcha-kind-off = Personne
setting-captcha-site-key = Clé du site auprès du service
setting-captcha-site-key-about = Pour reCAPTCHA et Turnstile.
setting-captcha-secret = Secret auprès du service
setting-captcha-secret-about = Pour reCAPTCHA et Turnstile. Il n’est plus montré ensuite.
setting-mfa-policy = Seconde étape
setting-mfa-policy-about = Si une seconde étape n’est jamais demandée, l’est à qui en a une, ou l’est à tout le monde.
setting-mfa-policy-off = Jamais demandée
setting-mfa-remember-days = Retenir les navigateurs, en jours
setting-mfa-remember-days-about = Un navigateur retenu ne demande pas de seconde étape. 0 n’en retient aucun.
setting-mfa-scan = Scanner le code
setting-mfa-scan-about = Si un téléphone peut scanner le code d’un navigateur dans un autre réseau.
setting-mfa-lost-phone-wait-s = Délai d’attente après une réinitialisation, en secondes
setting-mfa-lost-phone-wait-s-about = Pendant combien de temps la personne qui a réinitialisé un mot de passe ne peut pas réinitialiser la seconde étape du même compte, et inversement.
setting-phone-trust = Confiance avant l’association
setting-phone-trust-about = Si un téléphone doit faire confiance au certificat de ce serveur avant d’être associé. « Essai » est risqué : sans confiance, quelqu’un entre les deux peut répondre à la place du téléphone.
setting-face-threshold = Ressemblance exigée d’un visage
setting-face-threshold-about = « Strict » laisse passer moins d’inconnus et refuse plus souvent la bonne personne.
setting-face-colours = Couleurs de l’écran
setting-face-colours-about = Si un contrôle du visage ne compte que lorsque les couleurs de l’écran du téléphone ont été vues sur le visage.
setting-push-enabled = Prévenir les téléphones quand l’application est fermée
setting-push-enabled-about = Les services push des navigateurs n’apprennent que l’heure.
setting-push-contact = Contact pour les services push
setting-push-contact-about = Une adresse e-mail ou une page https://, pour le cas où nos messages posent problème.
setting-smtp-from = Adresse de l’expéditeur
setting-smtp-from-about = L’adresse d’où vient notre courrier.
setting-smtp-url = Serveur de courrier
setting-smtp-url-about = Par exemple smtps://user:password@host:465. Elle n’est plus montrée ensuite.
setting-keys-rotate-after-days = Nouvelles clés de signature, en jours
setting-keys-rotate-after-days-about = Après combien de jours elles sont remplacées. 0 ne les remplace jamais.
setting-oidc-dpop-nonce = Nonces pour les preuves de possession
setting-oidc-dpop-nonce-about = Si les preuves de possession (DPoP) doivent répéter une valeur que ce serveur vient de donner. Les applications dont l’horloge est fausse fonctionnent alors aussi.
setting-oidc-legacy-response-types = Anciens types de réponse
setting-oidc-legacy-response-types-about = Si les applications qui les ont enregistrés reçoivent des jetons par le navigateur, où historiques et journaux les gardent, et tiennent leurs demandes à des adresses à elles. Peu sûr ; pour les vieilles applications seulement.
setting-lifetime-access-token-s = Jetons d’accès et d’identité, en secondes
setting-lifetime-access-token-s-about = Pendant combien de temps une application peut utiliser ce qu’elle a reçu.
setting-lifetime-code-s = Code d’autorisation, en secondes
setting-lifetime-code-s-about = Pendant combien de temps il peut attendre son échange.
setting-lifetime-interaction-s = Une connexion, en secondes
setting-lifetime-interaction-s-about = Combien de temps elle peut durer du début à la fin.
setting-lifetime-pushed-request-s = Une demande déposée, en secondes
setting-lifetime-pushed-request-s-about = Combien de temps elle attend sa personne.
setting-lifetime-refresh-absolute-s = Une application en tout, en secondes
setting-lifetime-refresh-absolute-s-about = Pendant combien de temps sa session peut rester ouverte.
setting-lifetime-refresh-idle-s = Une application sans utilisation, en secondes
setting-lifetime-refresh-idle-s-about = Pendant combien de temps sa session reste ouverte quand personne ne l’utilise.
setting-lifetime-session-absolute-s = Un navigateur en tout, en secondes
setting-lifetime-session-absolute-s-about = Pendant combien de temps sa session reste ouverte.
setting-lifetime-session-idle-s = Un navigateur sans utilisation, en secondes
setting-lifetime-session-idle-s-about = Pendant combien de temps sa session reste ouverte quand personne ne l’utilise.
setting-updates-source = Où chercher les mises à jour
setting-updates-source-about = Le chemin complet d’un dossier ou une adresse https:// avec la liste des versions. Vide ne cherche nulle part ; rien ne s’installe de soi-même.

about-lead = La connexion pour le bureau, sur l’ordinateur du bureau
about-version = Version
about-clock = Horloge
about-database = Base de données
about-database-sound = Saine
about-licence = Licence
about-licence-text = Apache 2.0
about-faces = Visages
about-faces-text = Ils restent sur les téléphones. Ce serveur ne voit jamais d’image.
about-api = Description de l’API pour les programmes

summary-title = { $count ->
    [one] Une chose à corriger
   *[other] { NUMBER($count) } choses à corriger
}
language = Langue
password-show = Afficher le mot de passe

first-run-step = Étape { NUMBER($number) } sur { NUMBER($count) }
first-run-steps = Étapes
first-run-done = fait
first-run-unnamed = Votre bureau, connecté
first-run-start = Premier démarrage
first-run-fingerprint = Empreinte { $fingerprint }. Les téléphones et les autres ordinateurs montrent la même avant de faire confiance.
first-run-own-computer = Tout reste sur cet ordinateur.
first-run-office = Le bureau
first-run-address = Son adresse
first-run-you = Vous
first-run-trust = Faire confiance à cet ordinateur
first-run-phone = Votre téléphone
first-run-office-title = Comment s’appelle votre bureau ?
first-run-office-lead = Ce nom est affiché à chaque connexion. Vous pourrez le changer.
first-run-office-name = Nom du bureau
first-run-office-hint = Tel qu’il est écrit sur votre porte.
first-run-office-missing = Donnez un nom au bureau.
first-run-address-title = Où le bureau se trouvera-t-il ?
first-run-address-lead = Les applications retiennent cette adresse. Plus tard, elle ne peut pas être changée sans réinstaller chaque application.
first-run-local = Sur le réseau du bureau seulement
first-run-local-hint = Marche tout de suite, n’a besoin de rien à l’extérieur. Chaque ordinateur doit lui faire confiance une fois ; nous montrons comment.
first-run-own = Sous un nom qui vous appartient
first-run-own-hint = Aucun navigateur ne demande de confiance. Il faut un domaine, et un certificat que vous apportez.
first-run-name = Nom
first-run-name-looking = Recherche sur le réseau …
first-run-name-free = Libre sur ce réseau.
first-run-name-ours = Cet ordinateur y répond déjà.
first-run-name-unknown = Le réseau n’a pas répondu, personne ne sait donc s’il est libre. Vous pouvez continuer.
first-run-name-taken = Un autre ordinateur ({ $other }) répond à { $host }. Choisissez un autre nom, comme { $next }.
first-run-host-missing = Entrez un nom.
first-run-host-wrong = Un nom se compose de lettres, de chiffres et de traits d’union, comme kestrelrow. Il commence et finit par une lettre ou un chiffre.
first-run-host-ip = Des nombres ne sont pas un nom. Il faut aux téléphones et aux applications un nom qui reste.
first-run-host-not-own = Entrez le nom entier, comme login.example.org. Les noms qui finissent par .local vont plus haut.
first-run-own-host = Nom
first-run-own-host-hint = Un nom de votre domaine qui mène à cet ordinateur.
first-run-certificate = Fichier du certificat
first-run-certificate-hint = Sur cet ordinateur, en PEM, avec ses certificats intermédiaires.
first-run-key = Fichier de la clé
first-run-key-hint = La clé privée du certificat, en PEM. Les deux sont relus quand ils changent.
first-run-certificate-fault = Ce fichier de certificat n’est pas utilisable : { $detail }
first-run-key-fault = Ce fichier de clé n’est pas utilisable : { $detail }
office-host-wrong = Ce nom n’est pas utilisable. Choisissez-en un autre.
office-host-taken = Un autre ordinateur répond à ce nom. Choisissez-en un autre.
person-name-wrong = Ce nom est vide ou trop long. Entrez-en un autre.
person-email-wrong = Écrivez une adresse e-mail en entier, comme mira@example.org.
person-email-taken = Quelqu’un ici a cette adresse e-mail. Entrez-en une autre, ou ouvrez sa page sous Personnes.
person-username-wrong = Un nom d’utilisateur a de 1 à 64 lettres, chiffres, points, traits d’union ou tirets bas, et commence et finit par une lettre ou un chiffre.
person-username-taken = Quelqu’un ici a ce nom d’utilisateur. Entrez-en un autre.
person-password-wrong = Choisissez de 15 à 256 caractères qui ne sont pas sur la liste des mots de passe courants.
first-run-file-missing = Entrez où se trouve le fichier sur cet ordinateur.
first-run-fixed = L’adresse de ce serveur est fixée par sa configuration. Changez-la là-bas.
first-run-open = L’adresse à ouvrir sera
first-run-you-title = Qui s’en occupe ?
first-run-you-lead = Vous devenez le premier administrateur. À partir d’ici, l’adresse ne change plus : { $address }
first-run-your-name = Votre nom
first-run-your-name-hint = Celui que vos collègues connaissent.
first-run-your-name-missing = Entrez votre nom.
first-run-email = Votre adresse e-mail
first-run-email-hint = Vous vous connectez avec elle, ou avec un nom d’utilisateur.
first-run-email-missing = Entrez votre adresse e-mail.
first-run-email-malformed = Écrivez l’adresse e-mail en entier, comme mira@example.org.
first-run-password = Mot de passe
first-run-password-hint = Au moins { NUMBER($count) } caractères, et aucun des mots de passe courants. Quelques mots à la suite se retiennent facilement.
first-run-password-missing = Choisissez un mot de passe.
first-run-password-short = Il faut au mot de passe au moins { NUMBER($count) } caractères.
first-run-password-is-name = C’est votre nom. Choisissez un mot de passe que d’autres ne devinent pas.
first-run-make = Créer le bureau
first-run-making = Création en cours …
first-run-trust-title = Faites confiance à cet ordinateur
first-run-trust-lead = Les navigateurs avertissent tant qu’ils ne connaissent pas le certificat du bureau. Sur cet ordinateur, nous pouvons le leur dire.
first-run-trust-compare = L’empreinte du certificat. Imprimez-la, pour que tout le monde puisse comparer.
first-run-trust-print = Imprimer une feuille pour d’autres ordinateurs
first-run-trust-asks = Nous plaçons le certificat dans les magasins ci-dessous. Le système peut demander votre mot de passe. Vous pouvez le retirer à tout moment.
first-run-trust-by-hand = Ouvrez { $address } dans le navigateur de cet ordinateur, et suivez ses étapes.
first-run-trust-later = Plus tard : Réglages, Cet ordinateur. Les autres ordinateurs ouvrent la page « Faire confiance à ce serveur ».
first-run-skip = Pas maintenant
first-run-phone-title = Associez votre téléphone
first-run-phone-lead = Un mot de passe seul peut être volé. Votre téléphone confirme avec votre visage que c’est vous.
first-run-phone-first = 1. Votre téléphone fait confiance à ce serveur
first-run-phone-second = 2. Votre téléphone est associé à votre compte
first-run-phone-trust = Scannez ce code avec l’appareil photo du téléphone, ou ouvrez-y { $address }, et suivez la page jusqu’à ce que le téléphone fasse confiance à ce serveur.
first-run-phone-scan = Scannez ensuite le code ci-dessous.
first-run-phone-digits = Tapez les six chiffres que montre le téléphone.
first-run-phone-later = Plus tard : Votre compte, Téléphones, ou la page de votre compte sous Personnes.
first-run-skip-phone = Pas maintenant, vers la vue d’ensemble
first-run-end = Vers la vue d’ensemble

store-system = Ce système
store-nss = Chromium et Firefox
store-java = Java
trust-trusted = Confiance accordée
trust-absent = Pas encore
trust-failed = N’a pas marché
trust-refused = Cela n’a pas marché : { $reason }
trust-unavailable = Absent ici
trust-no-store = Aucun magasin n’a été trouvé sur cet ordinateur.
trust-do = Faire confiance à ce bureau ici
trust-doing = En attente du système …
trust-undo = Retirer la confiance

server-stopped = Le serveur s’est arrêté.
server-starting = Le serveur démarre.
server-restart = Redémarrer

lock-title = Connectez-vous pour continuer
lock-lead = La fenêtre est restée un moment sans utilisation. Pendant ce temps, la connexion continue de fonctionner pour tout le monde.
lock-now = Verrouiller la fenêtre
lock-username = Nom d’utilisateur ou e-mail
lock-missing = Entrez votre nom d’utilisateur et votre mot de passe.
lock-wrong = Le nom d’utilisateur et le mot de passe ne correspondent pas, ou ce n’est pas un administrateur. Vérifiez les deux.
lock-slowed = Trop d’essais. Attendez 30 secondes, puis réessayez. Votre compte n’est pas bloqué.

export = Exporter
preset-nextcloud-hint = Formée à partir de l’adresse. Si Nextcloud montre /index.php dans ses adresses, placez-le devant /apps.
preset-gitea-hint = Gitea met le nom de sa source d’authentification dans cette adresse. Appelez-y la source DOneLogin.
preset-apache-hint = Un chemin de votre site où il n’y a pas de page ; mod_auth_openidc y répond.
preset-proxmox-hint = L’adresse avec son port et sans barre oblique à la fin, comme Proxmox l’envoie.
redirect-missing = Entrez l’adresse que l’application envoie.
redirect-not-absolute = L’adresse commence par https://.
redirect-fragment = Une adresse de retour n’a pas de partie # : les navigateurs ne l’enverraient pas à l’application.
redirect-plain-http = Tout le monde sur le réseau peut lire http://. Seules les applications de cet ordinateur même peuvent l’utiliser.
redirect-scheme = Les applications sur téléphone ou sur ordinateur utilisent un nom à elles, avec un point, comme com.example.app:/return.
redirect-characters = Les espaces, les barres obliques inverses et * n’y ont pas leur place. Chaque adresse s’écrit en entier.
redirect-user = Elle contient un nom d’utilisateur. Personne ne se connecte de cette façon.
redirect-too-long = Elle est trop longue : 2 048 lettres au plus.
redirect-take = Utiliser { $address }
look-under-way = Nous regardons si elle répond …
look-answers = Répond : { $where }

test-title = Essayer cette application
test-lead = Ce qu’on voit d’ici de { $app }, et ce qu’elle apprendrait sur une personne.
test-do = Essayer
test-all-well = Tout ce qu’on voit d’ici est en ordre. Connectez-vous une fois à { $app } pour en être sûr.
test-who = Que recevrait-elle sur
test-look = Regarder
test-nobody = Personne ne correspond. Entrez un nom, un nom d’utilisateur ou une adresse e-mail.
test-would-get = Ce que { $app } recevrait sur { $name }
follow-title = Suivre une connexion
follow-lead = Commencez ici, puis ouvrez { $app } dans une autre fenêtre et connectez-vous. Chaque étape s’affiche au moment où elle a lieu.
follow-do = Commencer
follow-stop = Arrêter
follow-is-ok = réussi
follow-is-fail = refusé
follow-is-waiting = pas encore
follow-asked = L’application envoie la personne ici
follow-answered = La personne retourne à l’application
follow-exchanged = L’application échange son code
follow-told = L’application demande qui est la personne
follow-signed-out = L’application déconnecte la personne
follow-through = La connexion à { $app } fonctionne.
follow-more = En savoir plus sur cette erreur
protocol-title = Détails du protocole
protocol-lead = Laissez-les tels quels, sauf si le manuel de l’application en nomme un.
protocol-id-token = Signature des jetons ID
protocol-userinfo = Signature de userinfo
protocol-userinfo-plain = Aucune : JSON simple
protocol-access-token = Jetons d’accès
protocol-opaque = Opaques : l’application demande ici ce qu’ils ouvrent
protocol-jwt = JWT : les API les lisent elles-mêmes (RFC 9068)
protocol-subjects = Comment les personnes lui sont nommées
protocol-public = Comme à toutes les applications
protocol-pairwise = Par un nom qui lui est propre (pairwise)
protocol-resources = API pour lesquelles elle peut demander des jetons : une adresse par ligne
protocol-served = API qu’elle est elle-même : une adresse par ligne
protocol-served-hint = Elle peut interroger ce serveur sur les jetons destinés à ces API, quelle que soit l’app qui les a reçus.
protocol-demands = Elle doit
protocol-require-pkce = utiliser PKCE
protocol-require-pushed-authorization-requests = envoyer ses requêtes à l’avance (PAR)
protocol-require-signed-request-object = signer ses requêtes
protocol-dpop-bound-access-tokens = prouver une clé avec ses jetons (DPoP)
protocol-fapi2 = respecter FAPI 2.0
protocol-fapi2-hint = PAR, PKCE, preuves signées ou certificats et jetons liés sont alors exigés.
protocol-legacy = Anciens types de réponse
protocol-legacy-hint = Ils ne comptent que si le réglage oidc.legacy_response_types est activé.
protocol-legacy-warning = Ils font passer les jetons par le navigateur, où ils finissent dans les historiques et les journaux. Choisissez-les seulement pour une application qui ne sait pas faire autrement.
preview-title = Ce que reçoivent les applications
preview-lead = Ce qui serait dit de { $name } en ce moment
preview-nothing = Rien
preview-client-disabled = Personne n’entrerait : l’application est désactivée.
preview-user-disabled = Personne n’entrerait : le compte est désactivé.
preview-no-password = Personne n’entrerait : le compte n’a pas encore de mot de passe. Envoyez une invitation.
preview-due-nothing = Un mot de passe suffit.
preview-due-ask = Une seconde étape est demandée.
preview-due-set-up = Une seconde étape doit d’abord être installée.
preview-due-unmet = Personne n’entre : une seconde étape est demandée que cette personne ne peut pas avoir.
preview-because = { $who } : { $policy }
preview-by-office = Le bureau
preview-by-person = Cette personne
preview-by-group = Le groupe { $name }
preview-by-app = L’application { $name }
preview-consent = La personne doit dire ce que l’application peut savoir.
preview-no-consent = La personne n’a pas à dire ce que l’application peut savoir.
preview-id-token = Dans le jeton d’identité
preview-userinfo = À l’adresse userinfo

check-days = { $count ->
    [0] moins d’un jour
    [one] encore un jour
   *[other] encore { NUMBER($count) } jours
}
check-state-ok = L’application est activée
check-state-fail = L’application est désactivée
check-state-mend = Activez-la : personne ne peut s’y connecter.
check-secret-ok = Elle prouve qui elle est
check-secret-warn = Son secret est court
check-secret-fail = Elle ne peut pas prouver qui elle est
check-secret-mend = Créez un nouveau secret, et entrez-le dans l’application.
check-key-mend = Enregistrez la clé publique avec laquelle l’application signe, ou l’adresse de ses clés. Choisissez private_key_jwt dans l’application.
check-client-certificate-mend = Délivrez un nouveau certificat à l’application, ou corrigez son sujet ou ses clés. L’application appelle les adresses de mtls_endpoint_aliases.
check-no-secret-mend = Elle envoie un secret et elle est enregistrée sans secret. Retirez-le de l’application, ou laissez-la se prouver ici par un secret.
check-unserved-mend = Ce serveur ne propose pas la façon dont elle se prouve. Choisissez-en une autre, ici et dans l’application.
check-redirects-ok = Le retour se fait vers
check-redirects-fail = Retour vers l’application impossible
check-redirects-mend = Ajoutez l’adresse que l’application envoie. Son manuel l’appelle redirect ou callback URI.
check-shared-host-ok = Elle a un nom à elle
check-shared-host-warn = Elle se trouve sous le nom de ce serveur
check-shared-host-mend = Donnez-lui un nom à elle : les applications d’un même nom peuvent lire leurs cookies entre elles.
check-encryption-warn = Ce qui lui revient n’est pas chiffré
check-encryption-mend = Fournissez l’application par https.
check-resolves-ok = Nom trouvé
check-resolves-fail = Nom introuvable
check-resolves-mend = Vérifiez l’orthographe. Le nom doit être dans le DNS du bureau, ou finir par .local et être annoncé.
check-answers-ok = Elle répond
check-answers-warn = Elle répond lentement
check-answers-fail = Elle ne répond pas
check-answers-mend = Démarrez l’application, corrigez le port, ou cherchez un pare-feu entre les deux.
check-certificate-ok = Son certificat est valable
check-certificate-warn = Son certificat est à vérifier
check-certificate-fail = Son certificat n’est pas valable
check-certificate-mend = Renouvelez-le, ou créez pour ce nom un certificat auquel les navigateurs font confiance.
check-trusts-us-ok = Sa machine a accepté notre certificat
check-trusts-us-warn = Sa machine n’est pas encore venue ici
check-trusts-us-warn-mend = Connectez-vous une fois à elle, puis regardez de nouveau.
check-trusts-us-fail = Elle ne parvient pas jusqu’à nous
check-trusts-us-fail-mend = Le plus souvent, elle ne fait pas encore confiance à l’AC : installez notre certificat sur sa machine, et dans l’application si elle garde ses propres autorités. « Relier une application » dit qui est venu en dernier, et pourquoi.
check-used-ok = Une connexion a réussi
check-used-warn = Personne ne s’y est connecté ces derniers temps
check-used-fail = Elle a reçu un code et ne l’a pas échangé
check-used-warn-mend = Essayez une fois.
check-used-fail-mend = Regardez son journal à cette heure. Vérifiez son secret, et si elle atteint ce serveur.
check-asked-ok = Elle envoie des personnes ici
check-asked-warn = Elle n’a envoyé personne ici depuis le démarrage
check-asked-fail = Ce qu’elle demande est refusé
check-exchanged-fail = Ce qu’elle envoie pour le code est refusé
check-told-ok = Elle a demandé des informations sur une personne
check-asked-warn-mend = Ouvrez l’application, connectez-vous une fois, puis regardez de nouveau.
check-refused-mend = « Erreurs des applications » dans l’aide dit ce qui aide.
knocks-title = Qui est venu en dernier
knocks-none = Personne n’est venu depuis le démarrage.
knock-at = { $count ->
    [one] { $time }
   *[other] { $time }, { NUMBER($count) } fois
}
knock-ok = { $ip } parle avec nous.
knock-unknown-ca = { $ip } a refusé notre certificat : il ne fait pas encore confiance à l’AC.
knock-certificate-refused = { $ip } a refusé notre certificat. Il ne fait pas encore confiance à l’AC, ou son horloge est fausse.
knock-wrong-name = { $ip } a demandé { $name }, qui n’est pas notre nom. Entrez l’émetteur tel qu’il est écrit ici.
knock-no-common-version = { $ip } ne parle pas TLS 1.2 ou plus récent. Mettez l’application à jour.
knock-not-tls = { $ip } a parlé sans TLS. L’émetteur commence par https://.
knock-broken-off = { $ip } a raccroché avant la fin.
tries-mend = Pour { $runtime } : vérifiez que les lignes ci-contre y sont, puis lancez
connect-itself = Dans { $app } même : { $file }

bulk-name = Personnes choisies
bulk-picked = { $count ->
    [0] Personne n’est choisi
    [one] Une personne est choisie
   *[other] { NUMBER($count) } personnes sont choisies
}
bulk-under-way = { $done } sur { $count } traitées
bulk-all = { $count ->
    [one] Choisir la seule personne
   *[other] Choisir les { NUMBER($count) } personnes
}
bulk-pick = Choisir { $name }
bulk-clear = Ne choisir personne
bulk-join = Mettre dans un groupe
bulk-leave = Retirer d’un groupe
bulk-invite = { $count ->
    [one] Imprimer une invitation
   *[other] Imprimer { NUMBER($count) } invitations
}
bulk-disable-done = { $count ->
    [0] Aucun compte n’est désactivé
    [one] Un compte est désactivé
   *[other] { NUMBER($count) } comptes sont désactivés
}
bulk-enable-done = { $count ->
    [0] Aucun compte n’est activé
    [one] Un compte est activé
   *[other] { NUMBER($count) } comptes sont activés
}
bulk-joined = { $count ->
    [0] Personne n’est entré dans { $group }
    [one] Une personne est dans { $group }
   *[other] { NUMBER($count) } personnes sont dans { $group }
}
bulk-left = { $count ->
    [0] Personne n’est sorti de { $group }
    [one] Une personne n’est plus dans { $group }
   *[other] { NUMBER($count) } personnes ne sont plus dans { $group }
}
bulk-failed = { $count ->
    [one] Une personne est restée comme avant
   *[other] { NUMBER($count) } personnes sont restées comme avant
}
import-open = Importer
import-title = Importer des personnes
import-lead = Un tableau (CSV) ou une liste (JSON). Vous voyez ce qui va se passer avant ; si une ligne ne convient pas, personne n’est importé.
import-file = Fichier
import-preview = Lignes du fichier
import-row = Ligne
import-new = Nouveau compte
import-admin = Nouveau compte d’administrateur
import-exists = A déjà un compte
import-not-taken = Ne convient pas
import-why = { $field } : { $message }
import-username = Se connecte sous le nom { $username }
import-existing = { $count ->
    [one] Une ligne a déjà un compte.
   *[other] { NUMBER($count) } lignes ont déjà un compte.
}
import-leave-out = Les laisser de côté
import-email-missing = Pas d’adresse e-mail
import-email-malformed = Adresse e-mail incomplète
import-email-twice = Adresse e-mail en double
import-username-twice = Nom d’utilisateur en double
import-not-a-person = Pas une personne
import-more = { $count ->
    [one] Une ligne de plus n’est pas montrée.
   *[other] { NUMBER($count) } lignes de plus ne sont pas montrées.
}
import-no-json = Le fichier ne peut pas être lu comme JSON.
import-no-list = Le fichier ne contient pas de liste de personnes.
import-no-email-column = Aucune colonne ne s’appelle email. La première ligne nomme les colonnes.
import-empty = Le fichier est vide.
import-file-too-large = Le fichier dépasse 5 Mo. Partagez-le.
import-open-quote = Un guillemet n’est pas fermé, ou se trouve au milieu d’une cellule : ligne { NUMBER($line) }. Corrigez le fichier et choisissez-le de nouveau.
import-two-columns = Deux colonnes veulent dire la même chose : { $one } et { $other }. Retirez l’une d’elles.
import-faults = { $count ->
    [one] Une ligne ne convient pas. Corrigez-la dans le fichier, puis choisissez le fichier encore une fois.
   *[other] { NUMBER($count) } lignes ne conviennent pas. Corrigez-les dans le fichier, puis choisissez le fichier encore une fois.
}
import-too-large = { NUMBER($count) } personnes sont trop pour un seul fichier. Partagez-le : il y a place pour 5 000.
import-unknown = Ces colonnes sont laissées de côté : { $columns }.
import-groups = Ces groupes sont créés : { $groups }.
import-refused = Personne n’a été importé. Ces lignes ne conviennent pas :
import-line = Ligne { $line }, { $field } : { $message }
import-do = { $count ->
    [one] Importer une personne
   *[other] Importer { NUMBER($count) } personnes
}
import-done = { $count ->
    [0] Personne n’a été importé
    [one] Une personne a été importée
   *[other] { NUMBER($count) } personnes ont été importées
}
import-done-lead = Elles sont choisies dans la liste, pour que vous puissiez imprimer leurs invitations.

subject-branding = Apparence
subject-updates = Mises à jour
subject-languages = Langues
subject-computer = Cet ordinateur
issuer-title = Adresse du bureau
issuer-why = Les applications reconnaissent les personnes grâce à elle, et les téléphones y sont associés. Elle a été choisie au premier démarrage et reste.
mail-test = Envoyer un message d’essai
mail-test-lead = Il part aussitôt, avec les réglages ci-dessus tels qu’ils sont enregistrés.
mail-send = Envoyer
mail-sending = Envoi …
mail-sent = Le message à { $to } est en route. Regardez dans la boîte de réception.
mail-step-settings = Les réglages ne sont pas complets.
mail-step-resolve = Le serveur de courrier n’a pas été trouvé.
mail-step-connect = Le serveur de courrier ne répond pas.
mail-step-tls = La liaison avec le serveur de courrier n’est pas sûre.
mail-step-login = Le serveur de courrier a refusé notre connexion.
mail-step-sender = Le serveur de courrier a refusé l’expéditeur.
mail-step-recipient = Le serveur de courrier a refusé le destinataire.
mail-step-message = Le serveur de courrier a refusé le message.
mail-cause-no-server = Entrez le serveur de courrier ci-dessus.
mail-cause-no-sender = Entrez l’adresse de l’expéditeur ci-dessus.
mail-cause-unknown-host = Vérifiez l’orthographe du nom du serveur de courrier.
mail-cause-unreachable = Vérifiez le nom et le port. Un pare-feu se trouve peut-être entre les deux.
mail-cause-timed-out = Personne n’a répondu à temps. Vérifiez le port : 465 pour smtps, 587 pour smtp.
mail-cause-not-mail = Aucun serveur de courrier n’y répond. Vérifiez le port.
mail-cause-no-start-tls = Il n’offre pas de chiffrement à ce port. Utilisez smtps:// avec le port 465.
mail-cause-not-tls = Il ne parle pas TLS à ce port. Utilisez smtp:// avec le port 587, ou corrigez le port.
mail-cause-not-trusted = Son certificat n’inspire pas confiance ici. Vérifiez le nom, ou faites accepter son AC par cet ordinateur.
mail-cause-no-login = Il ne demande pas de connexion, ou en demande une autre. Vérifiez le nom d’utilisateur et le mot de passe dans l’adresse.
mail-cause-refused = Voici sa réponse :
mail-cause-broken-off = Il a raccroché. Réessayez.
branding-hue = Couleur
branding-hue-hint = Le contraste est notre affaire, pour que tout le monde puisse lire.
branding-logo = Logo
branding-logo-hint = PNG, JPEG ou WebP de 1 Mo au plus. Nous l’écrivons à nouveau, sur 512 pixels de large au plus.
branding-choose = Choisir un fichier
branding-remove = Retirer le logo
logo-kind = Ce n’est ni PNG, ni JPEG, ni WebP. Choisissez un autre fichier.
logo-large = Ce fichier dépasse 1 Mo. Choisissez-en un plus petit.
logo-empty = Ce fichier est vide.
hue-petrol = Pétrole
hue-blue = Bleu
hue-violet = Violet
hue-plum = Prune
hue-brick = Brique
hue-olive = Olive
hue-green = Vert
hue-slate = Ardoise
look-light = Page de connexion de { $name } en clair
look-dark = Page de connexion de { $name } en sombre
look-sign-in = Se connecter
languages-lead = Les pages, les téléphones et les messages parlent { $languages }, à chaque personne selon son navigateur ou son compte.
languages-here = Cette application, ici
computer-start = Démarrer avec cet ordinateur
computer-start-hint = Le bureau est en service dès que quelqu’un ouvre une session sur cet ordinateur.
computer-awake = Ne pas se mettre en veille pendant le service
computer-awake-hint = Un ordinateur en veille ne laisse personne se connecter.
computer-lock = Verrouiller la fenêtre
computer-lock-after = { $count ->
    [0] Jamais
    [one] Après une minute sans utilisation
   *[other] Après { NUMBER($count) } minutes sans utilisation
}
computer-trust = Confiance sur cet ordinateur
computer-trust-lead = Si les navigateurs et les programmes de cet ordinateur connaissent le certificat du bureau. Vous pouvez le retirer.
updates-newer = La version { $version } est là, du { $date }.
updates-where = Elle se trouve ici :
updates-never = Elle ne s’installe jamais d’elle-même. Copiez la base de données à part, puis installez-la comme celle-ci.
updates-unreachable = L’endroit où se trouvent les nouvelles versions ne peut pas être lu.
updates-off = Personne ne cherche de version plus récente.
updates-current = La version { $version } est la plus récente.
updates-check = Regarder maintenant
updates-checked = Dernière recherche : { $time }
name-conflict = Un autre ordinateur du réseau s’appelle { $host }.
name-conflict-mend = Celui-ci risque de ne pas être trouvé. Renommez l’autre ({ $other }), ou arrêtez-le. L’adresse du bureau reste.
name-not-found = Personne ne trouve { $host } sur le réseau.
name-not-found-mend = Vérifiez si un pare-feu bloque le port UDP 5353, ou entrez le nom dans le DNS du bureau.
name-elsewhere = { $host } mène ailleurs : { $other }.
name-elsewhere-mend = Corrigez le DNS, sauf si un proxy se trouve devant ce serveur.
name-resolves = Trouvé sous ce nom : { $addresses }
served-title = Certificat de ce serveur
served-names = Pour
served-by = Garanti par
served-brought = { $issuer }, apporté par le bureau
served-until = Jusqu’au
served-renewal = Se renouvelle
served-sha256 = SHA-256
served-renew = Renouveler maintenant
served-renewed = Un nouveau certificat est fourni à partir de maintenant
served-error = Un incident s’est produit dernièrement : { $why }
served-none = Aucun serveur en marche ne peut le dire.
own-title = Apporter le vôtre
own-lead = Ces lignes du fichier du serveur nomment votre certificat et sa clé. Ils sont relus quand ils changent.
own-files = Ces fichiers ont été choisis au premier démarrage :
ca-export = Enregistrer en { $format }
about-parts = Avec nos remerciements
about-parts-text = Les textes de toutes les licences accompagnent le programme.
lockdown = Verrouiller
lockdown-title = Verrouiller le compte de { $name } ?
lockdown-text = Pour le cas où le compte est en de mauvaises mains. Il est désactivé, chaque session et l’accès de chaque application se terminent aussitôt, les liens et le courrier en attente ne valent plus rien, et ses téléphones sont arrêtés. « Activer » l’annule ; ce qui est terminé le reste.
lockdown-go = Verrouiller
lockdown-done = Le compte de { $name } est verrouillé. Plus rien n’y marche.
state-locked-down = Verrouillé
problem-more-rights = Ce compte a plus de droits que le vôtre. Adressez-vous à un administrateur.
role-member = Membre
role-member-may = Se connecte aux applications et s’occupe de son propre compte.
role-helpdesk = Assistance
role-helpdesk-may = Voit les personnes et les aide à revenir : réinitialisations, téléphones, sessions, désactivation. N’accorde rien.
role-admin = Administrateur
role-admin-may = Voit et change tout ici.
person-own-apps = Ses applications
person-own-apps-may = Peut enregistrer des applications
person-own-apps-hint = Sous /apps, avec l’accord toujours demandé. Cela compte si les réglages laissent faire des personnes choisies.
subject-apps = Applications des développeurs
setting-apps-who = Qui peut enregistrer des applications
setting-apps-who-about = Les personnes qui en ont le droit trouvent « Mes propres applications » dans les pages de leur compte.
setting-apps-who-nobody = Les administrateurs seulement
setting-apps-who-chosen = Des personnes et des groupes choisis
setting-apps-who-everybody = Tout le monde
setting-apps-most = Applications par personne
setting-apps-most-about = Le nombre d’applications qu’une personne peut avoir enregistrées à la fois.
app-owner = Responsable
app-owner-office = Le bureau
app-owner-take = Reprendre
app-owner-taken = Le bureau s’occupe maintenant de { $app }
tokens-title = Jetons d’API
tokens-open = Gérer les jetons
tokens-lead = Ce que des programmes apportent à l’API d’administration. Chacun ouvre ce qui a été choisi pour lui, et jamais plus que ce que peut la personne qui l’a créé.
tokens-new = Créer un jeton
tokens-none = Pas encore de jeton
tokens-none-lead = Créez-en un pour une sauvegarde, un import, ou ce qui tourne de soi-même.
token-name = À quoi il sert
token-opens = Ce qu’il ouvre
token-days = Valable
token-days-30 = 30 jours
token-days-90 = 90 jours
token-days-365 = un an
token-days-ever = sans fin
token-manage-hint = Ce qui finit par « manage » ouvre des actions qui vous demandent votre mot de passe.
token-no-scope = Choisissez ce que le jeton ouvre.
token-name-wrong = Un nom a de 1 à 60 lettres sur une ligne.
token-made = Copiez le jeton maintenant
token-made-lead = Il n’est montré que cette fois. Votre programme l’envoie sous la forme « Authorization: Bearer … ».
token-copy = Copier le jeton
token-by = Créé par { $name }, le { $date }
token-by-command = Créé par une commande, le { $date }
token-used = Dernière utilisation le { $time } depuis { $address }
token-never-used = Jamais utilisé
token-until = Jusqu’au { $date }
token-ever = Sans fin
token-over = Expiré
token-take = Retirer
token-take-title = Retirer « { $name } » ?
token-take-text = La prochaine demande avec lui est refusée. Cela ne s’annule pas.
token-taken = « { $name } » est retiré
scope-users-read = Personnes : voir
scope-users-write = Personnes : ajouter, désactiver et activer, verrouiller, fermer des sessions
scope-users-manage = Personnes : importer, inviter, changer, retirer
scope-groups-read = Groupes : voir
scope-groups-write = Groupes : créer
scope-groups-manage = Groupes : changer, membres, retirer
scope-clients-read = Applications : voir
scope-clients-write = Applications : enregistrer et vérifier
scope-clients-manage = Applications : importer, changer, nouveaux secrets, retirer
scope-audit-read = Activité : lire
scope-settings-read = Réglages : voir
scope-settings-manage = Réglages : changer
scope-server-read = Serveur : voir son état, ses clés et ses certificats
event-user-locked-down = { $by } a verrouillé le compte de { $who }
event-user-lockdown-ended = { $by } a levé le verrouillage du compte de { $who }
event-user-app-right-changed = { $by } a changé si { $who } peut enregistrer des applications
event-group-app-right-changed = { $by } a changé si un groupe peut enregistrer des applications
event-api-token-created = { $by } a créé un jeton d’API
event-api-token-revoked = { $by } a retiré un jeton d’API
mail-lead = Les messages qui ne sont pas encore partis. Ce qui se trouve ici part de soi-même dès que possible.
mail-retry-all = Tout réessayer maintenant
mail-retried-all = Réessayés maintenant : { NUMBER($count) }
mail-which = Quels messages
mail-all = Tous
mail-waiting = En attente
mail-refused = Refusés
mail-none = Rien n’attend
mail-none-lead = Tous les messages sont partis.
mail-none-such = Pas de tel message
mail-none-unset-lead = Les liens pour les personnes apparaissent ici, pour être remis, jusqu’à ce qu’un serveur de courrier soit réglé.
mail-to = À
mail-what = Quoi
mail-written = Écrit
mail-state = État
mail-next = Prochain essai le { $time }
mail-due = Sur le point de partir
mail-waits = Attend
mail-given-up = Refusé
mail-tries = { $tries ->
    [0] pas encore essayé
    [one] essayé une fois
   *[other] essayé { NUMBER($tries) } fois
}
mail-until = Jusqu’au { $time }
mail-reveal = Montrer le lien
mail-reveal-of = Montrer le lien pour { $name }
mail-retry = Réessayer maintenant
mail-retry-of = Réessayer maintenant : { $name }
mail-retried = Nouvel essai en cours
mail-discard = Abandonner
mail-discard-of = Abandonner : { $name }
mail-discard-title = Abandonner ce message ?
mail-discard-text = { $name } ne le reçoit pas. Rien d’autre ne change : un lien déjà remis continue de marcher.
mail-discarded = Abandonné
mail-link-title = Lien pour { $name }
mail-link-lead = Remettez-le à { $name } et à personne d’autre. Cela compte comme si vous aviez créé le lien : l’autre moitié de cette connexion revient maintenant à un autre administrateur, et { $name } en est averti.
mail-link-lead-address = Remettez-le au propriétaire de { $name } et à personne d’autre : il confirme cette adresse et permet de choisir un mot de passe. L’activité garde que vous l’avez vu.
mail-link-lead-invite = Remettez-le à { $name } et à personne d’autre. Il permet à la personne de choisir un mot de passe.
table-deeds = Ce qu’on peut faire
mail-more = En montrer plus
mail-stopped = { $count ->
    [one] Un message attend et part de lui-même.
   *[other] { NUMBER($count) } messages attendent et partent d’eux-mêmes.
}
mail-to-settings = Corriger sous Réglages, Courrier
mail-no-server = Aucun serveur de courrier n’est réglé.
mail-no-server-lead = Les messages attendent ici. Remettez les liens vous-même, ou réglez un serveur de courrier : tout part alors de soi-même.
mail-set-up = Régler le courrier
outbox-kind-invite = Invitation
outbox-kind-reset = Lien pour un nouveau mot de passe
outbox-kind-factors-reset = Lien pour une autre seconde étape
outbox-kind-factor-added = Avis : application d’authentification ajoutée
outbox-kind-factor-removed = Avis : application d’authentification retirée
outbox-kind-device-linked = Avis : téléphone associé
outbox-kind-device-removed = Avis : téléphone retiré
outbox-kind-device-renamed = Avis : téléphone renommé
outbox-kind-device-copied = Avis : téléphone peut-être en double
outbox-kind-not-me = Avis : « Ce n’est pas moi » sur le téléphone
outbox-kind-password-changed = Avis : mot de passe changé
outbox-kind-new-browser = Avis : nouveau navigateur
outbox-kind-many-failures = Avis : beaucoup d’essais faux
outbox-kind-passkey-added = Avis : clé d’accès ajoutée
outbox-kind-passkey-removed = Avis : clé d’accès retirée
outbox-kind-passkey-copied = Avis : clé d’accès peut-être en double
outbox-kind-confirm-address = Lien pour confirmer une adresse
outbox-kind-sign-up-invited = Invitation à créer un compte
outbox-kind-sign-up-known = Avis : a déjà un compte
outbox-kind-sign-up-waits = Avis : quelqu’un attend un compte
outbox-kind-sign-up-approved = Avis : le compte est prêt
outbox-kind-sign-up-refused = Avis : pas de compte
outbox-kind-confirm-new-address = Lien pour confirmer une nouvelle adresse
outbox-kind-address-changing = Lien : une autre adresse est demandée
outbox-kind-address-changed = Avis : adresse changée
outbox-kind-account-deleted = Avis : compte supprimé
outbox-kind-account-locked = Avis : compte verrouillé
outbox-kind-role-changed = Avis : autres droits

# Comment une application est utilisée, et applications qui s’enregistrent elles-mêmes.
subject-registration = Applications qui s’enregistrent elles-mêmes
setting-registration-mode = Qui peut s’enregistrer ainsi
setting-registration-mode-about = Certaines applications s’enregistrent elles-mêmes là où l’on se connecte (RFC 7591). Elles ne sont jamais de confiance, et chaque personne est interrogée.
setting-registration-mode-off = Aucune application
setting-registration-mode-token = Les applications munies d’un de vos jetons
setting-registration-mode-open = Toute application qui atteint ce serveur
setting-registration-most = Nombre maximal d’applications
setting-registration-most-about = Autant peuvent être présentes à la fois qui se sont enregistrées elles-mêmes.
setting-registration-per-hour = Applications par heure
setting-registration-per-hour-about = Autant peuvent venir d’une même adresse quand aucun jeton n’est exigé.
setting-registration-unused-days = Jours avant le départ d’une application inutilisée
setting-registration-unused-days-about = Une application qui s’est enregistrée elle-même part d’elle-même si personne ne l’utilise ni ne l’approuve.
setting-lifetime-device-code-s = Code d’un appareil, en secondes
setting-lifetime-device-code-s-about = Combien de temps un téléviseur ou une imprimante attend que quelqu’un saisisse son code.
app-use = Comment l’application est utilisée
app-use-code = On s’y connecte dans un navigateur
app-use-refresh = Elle peut garder les personnes connectées
app-use-refresh-hint = Même en leur absence, si elles l’autorisent.
app-use-device = On s’y connecte sur des appareils sans navigateur
app-use-device-hint = Un téléviseur ou une imprimante affiche un code, que l’on saisit ailleurs.
app-use-itself = Elle agit seule, sans personne
app-use-itself-hint = Une sauvegarde ou un rapport, par exemple. Elle prouve son identité par son secret ou sa clé.
app-use-itself-public = Une application sans secret ne le peut pas.
app-scopes = Ce qu’elle peut faire seule
app-scopes-hint = Des mots que vos propres interfaces connaissent, séparés par des espaces, comme files:read.
app-begin = Où commence une connexion à l’application
app-begin-hint = Sa vignette ouvre cette adresse, et l’application connecte la personne. Sans elle, sa page d’accueil s’ouvre.
app-use-saved = L’utilisation de { $app } est enregistrée
app-itself = Enregistrée par elle-même
app-itself-lead = Personne n’a vérifié cette application telle qu’elle est. Regardez son nom et ses adresses.
app-itself-approved = Enregistrée par elle-même, vérifiée
app-approve = La garder
app-approved = { $app } reste
apps-by = Enregistrée par
apps-by-all = Tous
apps-by-office = le bureau
apps-by-person = une personne
apps-by-itself = l’application elle-même
registration-title = Applications qui s’enregistrent elles-mêmes
registration-lead = Une application configurée avec l’un de ces jetons s’enregistre ici elle-même. Chaque personne est interrogée avant que l’application n’apprenne quoi que ce soit.
registration-off = Aucune application ne peut s’enregistrer elle-même pour le moment.
registration-to-settings = Changer cela dans les réglages
registration-to-apps = Applications qui l’ont fait
registration-none-lead = Créez-en un pour une application qui s’enregistre elle-même.
registration-uses = Combien d’applications il laisse s’enregistrer
registration-uses-wrong = Un nombre de 1 à 1 000
registration-used = { $used } sur { $uses } enregistrées
registration-days-1 = un jour
registration-days-7 = une semaine
registration-made-lead = Il n’est affiché que cette fois. L’application demande un « initial access token ».
registration-take-text = Plus aucune application ne s’enregistre avec lui. Celles qui l’ont fait restent.
app-try-device = Montrer ce qu’un appareil affiche
app-try-device-lead = Scannez-le avec un téléphone, ou saisissez le code, et voyez les pages que les gens voient. Aucun appareil n’est connecté ainsi.
app-try-device-qr = Ouvre la page où le code d’un appareil est confirmé
event-device-grant-approved = { $who } a autorisé { $app } sur un appareil
event-device-grant-denied = Un appareil qui demandait { $app } a été refusé
event-device-grant-exchanged = Un appareil de { $who } a été connecté à { $app }
event-device-grant-ended = { $who } a déconnecté un appareil de { $app }
event-device-code-replayed = Le code d’un appareil de { $app } a servi deux fois
event-client-approved = { $by } garde { $app }, qui s’est enregistrée elle-même
event-client-token-issued = { $app } a reçu un jeton en son propre nom
event-client-token-revoked = { $app } a rendu un jeton à elle
event-registration-token-created = { $by } a créé un jeton pour les applications qui s’enregistrent elles-mêmes
event-registration-token-revoked = { $by } a retiré un jeton pour les applications qui s’enregistrent elles-mêmes
event-request-refused = Une requête qui ne venait d’aucune application connue a été refusée
told-lead = Au-delà du nom et de l’adresse, les applications apprennent ce que disent les attributs et les règles.
told-attributes = Attributs
told-attributes-lead = Ce que votre bureau sait de ses membres, par exemple un centre de coûts.
told-attributes-empty = Aucun attribut pour l’instant
told-attributes-empty-lead = Ajoutez-en un, puis indiquez sa valeur sur la page de chaque personne.
told-attribute-add = Ajouter un attribut
told-attribute-label = Nom affiché
told-attribute-name = Nom dans les règles et les fichiers
told-attribute-name-hint = Minuscules, chiffres et tirets bas, par exemple cost_center.
told-attribute-who = Qui l’indique
told-attribute-made = { $name } est ajouté
told-attribute-removed = { $name } est retiré
told-attribute-remove = Retirer { $name }
told-attribute-remove-title = Retirer { $name } ?
told-attribute-remove-text = Ce qu’il dit des personnes est perdu. Les règles qui l’utilisent ne disent plus rien. Ce choix est définitif.
told-shape-text = Un texte
told-shape-list = Plusieurs textes
told-editor-administrators = Les administrateurs
told-editor-person = La personne aussi
told-editor-hint = Rien qui donne des droits : chacun l’indique soi-même.
told-rules-office = Règles pour toutes les applications
told-rules-office-lead = Les règles propres à une application passent avant.
told-rules-app = Règles pour cette application
told-rules-app-lead = Elles passent avant les règles pour toutes les applications. Pour une même information, la première règle qui a une valeur l’emporte.
told-empty = Aucune règle pour l’instant
told-empty-lead = Sans règles, une application apprend ce que ses scopes ouvrent.
told-add = Ajouter une règle
told-preset = Ajouter ce qu’il faut à { $app }
told-edit = Modifier la règle { $number }
told-up = Monter la règle { $number }
told-down = Descendre la règle { $number }
told-remove = Retirer la règle { $number }
told-removed = La règle pour { $claim } est retirée
told-moved = La règle pour { $claim } est maintenant numéro { $number }
told-unsaved = Pas encore enregistré. L’aperçu le montre déjà.
told-discard = Abandonner
told-save = Enregistrer les règles
told-saved = Les règles sont en vigueur
told-dialog = Règle
told-claim = Information (claim)
told-claim-hint = Comme la nomme le manuel de l’application, par exemple role.
told-claim-missing = Indiquez l’information.
told-into = Où elle va
told-into-missing = Choisissez au moins un endroit.
told-place-id_token = Jeton d’identité
told-place-userinfo = Réponse userinfo
told-place-access_token = Jeton d’accès (JWT)
told-from = D’où vient la valeur
told-from-choice = Selon le groupe
told-from-groups = Les groupes de la personne
told-from-attribute = Un attribut
told-from-account = Le compte
told-from-constant = La même pour tous
told-as = Écrit comme
told-form-text = Texte
told-form-list = Une liste
told-form-boolean = Vrai ou faux
told-more = Plus
told-name = Nom de la règle
told-name-hint = Pour vous et vos collègues. Les applications ne le voient pas.
told-scope = Seulement avec ce scope
told-scope-any = À chaque connexion
told-apply = Appliquer
told-cases = Dans ce groupe, elle dit
told-cases-hint = Le premier groupe dont la personne fait partie compte.
told-case-choose = Choisir
told-case-group = Groupe { $number }
told-case-value = Valeur { $number }
told-case-add = Ajouter une ligne
told-case-remove = Retirer la ligne { $number }
told-otherwise = Sinon
told-otherwise-hint = Vide : l’information est omise.
told-several = Plusieurs, séparées par des virgules.
told-value = Valeur
told-attribute = Attribut
told-attribute-own = Chacun l’indique soi-même. Ne l’utilisez pour rien qui donne des droits.
told-field = Quelle partie
told-field-username = Le nom d’utilisateur
told-field-email = L’adresse e-mail
told-field-name = Le nom
told-prefix = Seulement les groupes qui commencent par
told-prefix-hint = Par exemple wiki-. Vide : tous.
told-cut = Omettre ce début
told-only-hint = Seulement les groupes cochés. Aucun coché : tous.
told-renamed = Autres noms dans l’application
told-say-case = { $value } dans { $group }
told-say-else = sinon { $value }
told-say-attribute = L’attribut { $attribute }
told-say-constant = Toujours { $value }
told-say-only = Les groupes { $groups }, si la personne en fait partie
told-say-prefix = Les groupes de la personne qui commencent par { $prefix }
told-preview-lead = Ce que { $app } apprendrait avec ces règles, enregistrées ou non
told-preview-who = Personne
told-preview-find = Chercher
told-preview-wrong = Une règle est incomplète. Ce qui manque est indiqué à l’enregistrement.
told-not-for-them = L’accès serait refusé : l’application est pour des groupes dont cette personne ne fait pas partie.
told-access-token = Dans un jeton d’accès JWT
told-by-scope = par le scope { $scope }
told-by-app = par la règle { $number } de l’application
told-by-office = par la règle { $number } pour toutes les applications
told-file = En un seul fichier
told-file-lead = Attributs, règles, et à qui sont ouvertes les applications. Le même fichier une seconde fois ne change rien.
told-file-take = Télécharger
told-file-bring = Importer un fichier
told-file-broken = Ce fichier n’est pas du JSON.
told-file-wrong = Rien n’a été modifié. À corriger d’abord :
told-file-done = Modifié : { $what }
told-file-same = Tout était déjà ainsi. Rien n’a été modifié.
told-tab-access = Accès
told-tab-claims = Ce qu’elle apprend
told-access = Qui peut l’utiliser
told-access-lead = Vérifié à chaque connexion et pour chaque jeton. Qui quitte les groupes perd l’accès aussitôt.
told-everybody = Toute personne ayant un compte
told-members = Les membres de ces groupes
told-nobody = Aucun groupe n’est choisi : personne ne peut l’utiliser.
told-access-saved = L’accès à { $app } est réglé
told-session = Combien de temps vaut une connexion
told-session-lead = Chaque choix ne fait que raccourcir ce que permet le bureau.
told-age = Se reconnecter après
told-idle = L’application reste connectée sans usage pendant
told-absolute = L’application reste connectée au plus pendant
told-remembered = Demander la seconde étape aussi dans les navigateurs mémorisés
told-person = Plus sur cette personne
told-lines = Une par ligne.
told-person-saved = { $name } est enregistré
told-group-apps = Applications de ce groupe
told-group-apps-none = Aucune en propre
told-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
told-hours = { $count ->
    [one] 1 heure
   *[other] { $count } heures
}
told-days = { $count ->
    [one] 1 jour
   *[other] { $count } jours
}
