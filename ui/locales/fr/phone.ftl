# L’application du téléphone. Elle lit ces mots elle-même (ui/phone/src/words), pas le serveur.

app-name = DOneLogin
app-no-script = Cette application a besoin de JavaScript.
app-no-script-link = Les pages de votre compte marchent sans.
app-back = Retour
app-close = Fermer
app-cancel = Annuler
app-try-again = Réessayer
app-done = Terminé
app-starting = Un moment
app-scan = Scanner un code
app-language = Langue
app-unsafe = Essai sans confiance : ce téléphone ne fait pas confiance au certificat du serveur. Ne vous en servez pas pour de vraies connexions.
app-broken = Quelque chose a échoué ici, pas de votre côté. Rien n’est perdu. Réessayez.
app-other-tab-title = Ouvert dans un autre onglet
app-other-tab = DOneLogin est ouvert sous une forme plus récente dans un autre onglet. Fermez celui-ci.

admin-somebody-first = Votre administrateur
admin-somebody = votre administrateur

trust-title = Ce téléphone ne fait pas encore confiance au serveur
trust-lead = Il ne crée donc pas de clé. Accordez-lui votre confiance une fois ; cela prend deux minutes. Cette page continue ensuite d’elle-même.
trust-do = Montrer comment
trust-again = Vérifier de nouveau
trust-waiting = En attente que ce téléphone fasse confiance à { $host }.

away-title = Le serveur du bureau ne répond pas
away-lead = Rejoignez le Wi-Fi du bureau, ou démarrez le VPN. Cette page réessaie d’elle-même.
away-bar = Le serveur du bureau ne répond pas
away-next = { $seconds ->
    [one] Rejoignez le Wi-Fi du bureau, ou démarrez le VPN. Prochain essai dans une seconde.
   *[other] Rejoignez le Wi-Fi du bureau, ou démarrez le VPN. Prochain essai dans { $seconds } secondes.
}
away-more = Ce que cela peut être d’autre
away-certificate = Le navigateur avertit-il d’un certificat ? Ne continuez pas. Demandez à { $admin }.
away-clock = La date de ce téléphone est-elle juste ? Avec une fausse date, il ne fait confiance à aucun serveur.
clock-title = L’heure de ce téléphone est fausse
clock-lead = L’écart est de { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
}. Réglez-la sur automatique, sinon le téléphone peut cesser de faire confiance au serveur.

other-server-title = Ce n’est pas le serveur auquel vous avez associé ce téléphone
other-server-lead = Ne continuez pas. Demandez à { $admin }.
other-origin-title = Ce code appartient à une autre adresse
other-origin-lead = Il est pour { $host }. Scannez-le avec l’appareil photo du téléphone, la bonne application s’ouvre alors.

link-title = Associer ce téléphone
link-lead = Vous confirmez ensuite vos connexions avec votre visage. Cela prend environ une minute.
link-server = Serveur
link-address = Adresse
link-step-face = Le téléphone apprend votre visage. Il reste sur ce téléphone.
link-step-digits = Le téléphone montre six chiffres. Vous les tapez sur votre ordinateur.
link-start = Commencer
link-spent-title = Ce code a déjà servi ou est trop ancien
link-spent-lead = Créez un nouveau code sur votre ordinateur. Scannez ensuite celui-là.

no-code-title = Ce n’est pas un code de DOneLogin
no-code-lead = Scannez de nouveau le code sur votre ordinateur. Si un lien vous a amené ici, ne continuez pas.

consent-title = Votre visage reste sur ce téléphone
consent-lead = Le téléphone a besoin de l’appareil photo pour vous reconnaître à votre prochaine connexion.
consent-what = Il garde des nombres qui décrivent votre visage, chiffrés. Aucune image n’est gardée.
consent-where = Rien n’en est envoyé. Le serveur apprend seulement « c’est vous » ou « ce n’est pas vous ».
consent-how-long = Vous pouvez tout supprimer à tout moment, ici dans l’application.
consent-choice = Vous préférez autre chose ? Un autre moyen compte tout autant.
consent-agree = J’accepte, utiliser l’appareil photo
consent-without = Sans mon visage

without-title = Sans votre visage
without-lead = Utilisez une application d’authentification. Elle montre six chiffres que vous tapez à la connexion, et elle compte tout autant.
without-nothing = Aucune image n’a été prise, et ce téléphone n’a pas été associé.
without-how = Sur votre ordinateur : clés d’accès et codes, puis application d’authentification. Ou installez-la ici.
without-open = Installer une application d’authentification
without-back = Associer avec mon visage finalement

enrol-head = Enregistrer votre visage
enrol-count = { $done } sur { $total }
enrol-promise = Ce que l’appareil photo apprend reste sur ce téléphone, chiffré. Aucune image n’est gardée.
enrol-distance = Distance
enrol-one-face = Un seul visage
enrol-light = Lumière
enrol-hint = Lentement. L’anneau se remplit quand vous tournez la tête.
enrol-hint-center = Tenez le téléphone à hauteur des yeux.
enrol-slow-title = Cela dure plus longtemps que d’habitude
enrol-slow = Placez-vous face à une fenêtre ou à une lampe. Retirez des lunettes qui reflètent. Tenez le téléphone à bout de bras.
enrol-again = Recommencer
enrol-failed = Le téléphone n’a pas pu apprendre votre visage.
enrol-done-title = C’est réussi
enrol-done-lead = Le téléphone connaît maintenant votre visage. Associez-le, ou regardez encore une fois.
enrol-use = Utiliser ceci
enrol-more = Regarder encore une fois
enrol-other-title = Cela semble être un autre visage
enrol-other-lead = Rien n’a été changé. Si votre visage a beaucoup changé, dissociez ce téléphone et associez-le de nouveau.
enrol-renewed = Le téléphone a réappris votre visage.

pose-center = Regardez droit devant vous
pose-turn-left = Un peu vers votre gauche
pose-turn-right = Un peu vers votre droite
pose-look-up = Un peu vers le haut
pose-look-down = Un peu vers le bas

guide-no-face = Montrez votre visage
guide-one-face = Vous seul dans l’image
guide-closer = Plus près
guide-back = Un peu en arrière
guide-to-left = Un peu vers votre gauche
guide-to-right = Un peu vers votre droite
guide-higher = Tenez le téléphone un peu plus bas
guide-lower = Tenez le téléphone un peu plus haut
guide-hold-still = Ne bougez plus
guide-more-light = Plus de lumière sur votre visage
guide-less-light = Moins de lumière par derrière
guide-uncover = Retirez ce qui couvre votre visage
guide-blurred = Ne bougez plus, et essuyez l’objectif

ready-title = Préparation
ready-progress = Préparation, { $loaded } Mo sur { $total }
ready-failed = Ce qu’il faut au téléphone pour connaître un visage n’a pas pu être chargé.

digits-title = Tapez ces chiffres sur votre ordinateur
digits-for = Pour { $name }
digits-account = { $username } sur { $server }
digits-read = Lire à voix haute
digits-waiting = En attente des chiffres. Cette page continue d’elle-même.
digits-spoken = Les chiffres sont { $digits }.
digits-not-you = Ce n’est pas vous ? Alors annulez.
digits-cancel = Annuler

linked-title = Associé
linked-lead = { $phone } confirme maintenant les connexions de { $name }.
linked-try = Essayez-le à votre prochaine connexion.
linked-from = Il est en service à partir du { $from }.
linked-home = Gardez DOneLogin à portée de main : dans le menu du navigateur, ajoutez-le à l’écran d’accueil.

link-failed-title = Le téléphone n’a pas été associé
link-failed-claimed = Deux téléphones ont utilisé ce code, il a donc été annulé. Rien n’a été associé. Si l’autre n’était pas le vôtre, prévenez { $admin }. Créez un nouveau code.
link-failed-expired = Le temps de ce code est écoulé. Rien n’a été associé. Créez un nouveau code sur votre ordinateur.
link-failed-unknown = Le serveur ne connaît pas ce code. Créez-en un nouveau sur votre ordinateur.
link-failed-ended = Ce code a été annulé : son temps était écoulé, ou les chiffres étaient faux trop souvent. Rien n’a été associé. Créez un nouveau code.
link-failed-trust = Le serveur n’accepte que des téléphones qui lui font confiance. Accordez-la une fois, puis scannez de nouveau.
link-failed-storage = Ce navigateur ne garde pas de données, il ne peut donc pas garder de clé. Ouvrez le code dans une fenêtre normale, pas dans une fenêtre privée.
link-failed-again = Scanner un nouveau code

camera-refused-title = L’appareil photo n’est pas autorisé
camera-refused = DOneLogin ne peut pas utiliser l’appareil photo. Dans le menu du navigateur : Autorisations, Appareil photo, Autoriser. Rechargez ensuite.
camera-busy-title = L’appareil photo est occupé
camera-busy = Une autre application utilise l’appareil photo. Fermez-la, puis réessayez.
camera-none-title = Aucun appareil photo trouvé
camera-none = Cet appareil n’a pas d’appareil photo à l’avant. Prenez un autre téléphone, ou un autre moyen.

ask-title = Cet écran est-il devant vous ?
ask-lead = Un lien a ouvert le code. Ne continuez que si vous voyez la connexion sur un écran devant vous, et que vous l’avez commencée.
ask-yes = Oui, il est devant moi
ask-no = Non, je ne le vois pas
ask-no-title = Ne continuez pas
ask-no-lead = Quelqu’un vous a peut-être envoyé ce code pour entrer à votre place. Rien n’a été approuvé.
ask-no-deny = Arrêter cette connexion

incoming-title = Connexion à { $app } ?
incoming-account = Compte
incoming-browser = Navigateur
incoming-from = De
incoming-when = Quand
incoming-now = Maintenant, { $time }
incoming-known = Connu
incoming-unknown = Inconnu
incoming-same = Même réseau
incoming-elsewhere = Ailleurs
incoming-warn-browser = Vous n’avez jamais utilisé ce navigateur. Est-ce le vôtre ?
incoming-warn-network = Cette connexion ne vient pas de votre réseau. Est-ce la vôtre ?
incoming-warn-both = Un navigateur que vous n’avez jamais utilisé, sur un autre réseau. Est-ce le vôtre ?
incoming-digits = Chiffres de votre ordinateur
incoming-scan = Scanner à la place
incoming-scanned = Le code a été scanné
incoming-approve = Montrer mon visage et approuver
incoming-deny = Refuser
incoming-not-me = Ce n’est pas moi
incoming-missing = Tapez les six chiffres que montre votre ordinateur, ou scannez son code.
incoming-short = Le code a six chiffres.
incoming-other-screen = Ce code appartient à une autre connexion. Scannez celui de votre écran.
incoming-wrong = { $count ->
    [one] Ce ne sont pas les chiffres de l’écran. Il reste un essai.
   *[other] Ce ne sont pas les chiffres de l’écran. Il reste { $count } essais.
}
incoming-digits-off = L’ordinateur ne montre pas de chiffres ? Après dix essais faux, ils ne comptent plus. Scannez le code, ils compteront ensuite de nouveau.
incoming-no-face = Votre visage a été supprimé sur ce téléphone ; il peut donc refuser, mais pas approuver. Prenez un autre moyen sur votre ordinateur, ou associez ce téléphone de nouveau.
incoming-face-old = Le téléphone doit réapprendre votre visage. Associez-le de nouveau, ou prenez un autre moyen sur votre ordinateur.
incoming-sending = Envoi

not-me-title = Vous n’avez pas commencé cela ?
not-me-lead = Toutes les connexions en attente sont arrêtées, votre administrateur est prévenu, et vous choisissez un nouveau mot de passe à votre prochaine connexion.
not-me-confirm = Ce n’est pas moi, arrêter
not-me-keep = Revenir

face-head = Contrôle du visage
face-count = { $done } sur { $total }
face-center = Regardez droit devant vous
face-turn-left = Tournez la tête vers votre gauche
face-turn-right = Tournez la tête vers votre droite
face-look-up = Regardez vers le haut
face-look-down = Regardez vers le bas
face-now-center = Regardez droit devant vous
face-now-turn-left = Maintenant vers votre gauche
face-now-turn-right = Maintenant vers votre droite
face-now-look-up = Maintenant vers le haut
face-now-look-down = Maintenant vers le bas
face-hint = Continuez à tourner jusqu’à ce que l’arc soit plein.
face-hint-center = Ne bougez plus un instant.
face-colours = L’écran change de couleur. Cela fait partie du contrôle.
face-checking = Contrôle en cours
face-other = Un autre moyen
face-step-done = Fait
face-failed-title = Cela n’a pas marché
face-failed = { $count ->
    [0] Regardez le téléphone bien en face, avec de la lumière sur votre visage. Il ne reste aucun essai.
    [one] Regardez le téléphone bien en face, avec de la lumière sur votre visage. Il reste un essai.
   *[other] Regardez le téléphone bien en face, avec de la lumière sur votre visage. Il reste { $count } essais.
}
face-why-other-person = Le téléphone n’a pas reconnu ce visage.
face-why-flat = Le téléphone doit vous voir en personne, pas en image.
face-why-changed = Le visage a changé en route. Continuez à regarder le téléphone.
face-why-two-faces = Il y avait un second visage dans l’image.
face-why-no-face = Le téléphone n’a vu aucun visage.
face-why-slow = Les 30 secondes étaient écoulées.
face-why-gesture = C’était un autre mouvement que celui demandé.
face-why-picture = L’image était trop sombre ou floue.
face-pause-title = Une courte pause
face-pause = { $seconds ->
    [one] Cinq essais n’ont pas réussi. Attendez une seconde, ou prenez un autre moyen sur votre ordinateur.
   *[other] Cinq essais n’ont pas réussi. Attendez { $seconds } secondes, ou prenez un autre moyen sur votre ordinateur.
}
face-off = Le visage ne compte plus pour le moment. Connectez-vous une fois par un autre moyen, il comptera ensuite de nouveau.
face-lost = Le téléphone ne peut plus lire votre visage. Associez-le de nouveau, ou prenez un autre moyen sur votre ordinateur.
face-again = Réessayer

other-title = Un autre moyen
other-lead = Sur votre ordinateur, sous les chiffres, choisissez un autre moyen. Chacun compte tout autant.
other-authenticator = Code d’authentification
other-passkey = Clé d’accès
other-recovery = Code de secours
other-back = Revenir à la connexion

approved-title = Approuvé
approved-lead = { $app } s’ouvre sur votre ordinateur. Vous pouvez ranger le téléphone.
approved-mistake = C’était une erreur : mettre fin à cette connexion
approved-undone-title = Terminée
approved-undone = Cette connexion est terminée. Si ce n’était pas vous, choisissez un nouveau mot de passe.
approved-too-late = Ici, c’est trop tard pour cela. Sur votre ordinateur, fermez la session sous « Mes sessions ouvertes ».

denied-title = Refusé
denied-lead = Rien n’a été ouvert.
blocked-title = Arrêté
blocked-lead = C’est arrêté, et { $admin } le sait. Pendant 15 minutes, seuls les navigateurs que vous avez déjà utilisés peuvent demander. À votre prochaine connexion, vous choisissez un nouveau mot de passe.

over-title = Les deux minutes sont passées
over-lead = Il ne s’est rien passé. Demandez de nouveau sur votre ordinateur.
superseded-title = Vous avez fait une nouvelle demande
superseded-lead = Vous avez fait une nouvelle demande dans ce navigateur. Répondez à la plus récente.
wrong-codes-title = Trois codes faux ont mis fin à cette demande
wrong-codes-lead = Rien n’a été ouvert. Demandez de nouveau sur votre ordinateur.
decided-title = Cette connexion est terminée
decided-lead = Elle a reçu une réponse ou a été annulée ailleurs. Il ne reste rien à faire ici.
answered-lead = Elle a déjà reçu une réponse, ici ou sur un autre téléphone. Il ne reste rien à faire ici.
kept-title = Pas encore transmis
kept-lead = Le serveur n’a pas répondu. Votre réponse est gardée et renvoyée jusqu’à la fin de la connexion.
kept-over = La connexion était terminée avant l’arrivée de votre réponse. Demandez de nouveau sur votre ordinateur.
strange-title = Le serveur ne répond pas comme prévu
strange-lead = Ce téléphone est toujours associé, et rien n’a été supprimé. Il réessaie de lui-même.

no-key-title = Ce navigateur n’a pas de clé
no-key-lead = Ce n’est pas celui que vous avez associé, ou il a effacé ses données, et la clé du téléphone avec.
no-key-other = Avez-vous fait l’association dans un autre navigateur ? Ouvrez-y DOneLogin, et scannez-y le code.
no-key-again = Sinon, associez ce téléphone de nouveau, sur votre ordinateur sous Téléphones.
no-key-home = Ouvrir DOneLogin

key-lost = Ce navigateur a effacé ses données, et la clé du téléphone avec. Associez le téléphone de nouveau.
key-copied = La clé de ce téléphone semble exister en double. Retirez ce téléphone et associez-le de nouveau.
key-gone = Ce téléphone n’est plus associé. Il a été retiré sur un ordinateur, ou le serveur a été réinstallé. Sa clé et votre visage restent ici jusqu’à ce que vous les retiriez.
key-untrusted = Ce téléphone a été associé lors d’un essai, sans confiance. Il ne répond que pendant l’essai. Retirez-le et associez-le de nouveau.

scan-title = Scannez le code
scan-lead = Tenez le téléphone devant le code sur votre ordinateur.
scan-unknown = Ce n’est pas un code de ce serveur.
scan-other = Ce code est pour { $host }. Ouvrez-le avec l’appareil photo du téléphone.
scan-looking = Recherche d’un code

home-title = Connexions
home-waiting = En attente de vous
home-waiting-from = { $browser }, { $time }
home-quiet = Aucune connexion n’attend. Quand il y en a une, elle apparaît ici d’elle-même.
home-accounts = Vos comptes
home-account = { $name }, { $username }
home-phone = Sous le nom { $phone }
home-active = En service
home-waits = À partir du { $from }
home-claimed = Pas encore confirmé
home-gone = Non associé
home-strange = Ne répond pas comme prévu
home-copied = Arrêté
home-no-face = Pas de visage
home-untrusted = Associé sans confiance
home-answered = Réponses données ici
home-approved = Approuvé
home-denied = Refusé
home-not-me = Ce n’est pas moi
home-undone = Terminée après coup
home-answered-before = Déjà répondu
home-empty-title = Pas encore de compte
home-empty-lead = Sur votre ordinateur, ouvrez Téléphones et choisissez « Associer un téléphone ». Scannez ensuite son code.
home-open = Réglages pour { $name }
home-answer = Répondre : { $app }

notice-password = { $by } a réinitialisé le mot de passe de { $username } le { $at }. Ce n’est pas ce que vous avez demandé ?
notice-second-factor = { $by } a retiré la seconde étape de { $username } le { $at }. Ce n’est pas ce que vous avez demandé ?
notice-linked = { $by } a associé ce téléphone pour { $username }. Il est en service à partir du { $at }. Ce n’est pas ce que vous avez demandé ?
notice-stop = L’arrêter
notice-stopped = C’est arrêté.
notice-stop-late = Le délai est passé. Regardez votre compte sur un ordinateur.

account-name = Nom de ce téléphone
account-save = Enregistrer le nom
account-name-missing = Donnez un nom au téléphone.
account-name-long = 60 caractères au plus.
account-renamed = Le nom est enregistré.
account-push = Notifications
account-push-off = Une notification peut vous dire qu’une connexion attend. Elle ne dit rien d’autre.
account-push-on = Ce téléphone vous prévient quand une connexion attend.
account-push-refused = Le navigateur n’autorise pas les notifications. Dans son menu : Autorisations, Notifications, Autoriser.
account-push-turn-on = Activer les notifications
account-push-turn-off = Désactiver les notifications
account-push-failed = Le service de notification du navigateur ne répond pas. Sans lui, ouvrez l’application quand vous vous connectez.
account-face = Votre visage
account-face-kept = Gardé chiffré sur ce téléphone, et nulle part ailleurs.
account-face-none = Supprimé. Ce téléphone peut refuser des connexions, mais pas les approuver.
account-face-again = Réapprendre mon visage
account-face-delete = Supprimer mon visage
account-face-delete-title = Supprimer votre visage ?
account-face-delete-body = Ce téléphone peut alors refuser des connexions, mais pas les approuver. Pour approuver de nouveau, associez-le encore une fois.
account-face-deleted = Votre visage est supprimé.
account-keep = Garder
account-unlink = Dissocier ce téléphone
account-unlink-title = Dissocier ce téléphone ?
account-unlink-body = Sa clé et votre visage sont supprimés ici. Il ne peut plus confirmer de connexions de { $name }. Votre compte demande toujours une seconde étape.
account-unlink-away = Le serveur ne répond pas, il ne le sait donc pas encore. Retirez-y aussi le téléphone.
account-remove = Retirer de ce téléphone
account-remove-title = Retirer ce compte du téléphone ?
account-remove-body = Sa clé et votre visage sont supprimés ici. Pour confirmer de nouveau des connexions de { $name }, associez encore une fois le téléphone.
account-server = Serveur
account-key = Gardée par ce navigateur ; personne ne peut l’en extraire.
account-key-title = Clé

push-title = DOneLogin
push-body = Une connexion attend

left-minute = Il reste une minute
left-half-minute = Il reste 30 secondes
left-ten = Il reste 10 secondes
left-over = Le temps est écoulé
left-time = encore { $time }
