setup-title = Installez votre bureau
setup-lead = Vous devenez l’administrateur. Tout reste sur cet ordinateur.
setup-first-start = Premier démarrage
setup-fingerprint = Empreinte { $fingerprint }, comparez-la avec celle affichée au démarrage.
setup-office = Nom du bureau
setup-office-hint = Il est affiché à chaque connexion.
setup-name = Votre nom
setup-name-hint = Celui que vos collègues connaissent.
setup-email = Votre adresse e-mail
setup-email-hint = Elle vous sert à vous connecter.
setup-submit = Créer le bureau
setup-busy = Création en cours …

setup-people = L’adresse à ouvrir sera <code>{ $issuer }</code>. <a href="{ $href }">Choisir une autre adresse</a>

address-title = Où le bureau se trouvera-t-il ?
address-lead = Les applications et les téléphones retiennent cette adresse. À partir du premier administrateur, elle ne change plus.
address-local = Sur le réseau du bureau seulement
address-local-about = Marche tout de suite et n’a besoin de rien à l’extérieur. Chaque ordinateur et chaque téléphone doit lui faire confiance une fois ; nous montrons comment.
address-name = Nom
address-name-hint = Un mot fait des lettres a à z, de chiffres et de traits d’union, devant <code>.local</code>.
address-own = Sous un nom qui vous appartient
address-own-about = Pour un domaine à vous, dont le serveur de noms mène à cet ordinateur. Avec un certificat que les navigateurs connaissent, la confiance n’est demandée à personne.
address-host = Nom complet
address-host-hint = Par exemple <code>id.example.com</code>.
address-certificate = Fichier du certificat
address-certificate-hint = Le chemin sur l’ordinateur du serveur, depuis la racine du disque ; PEM, le certificat du serveur en premier. Sans ces deux fichiers, le serveur crée son propre certificat.
address-key = Fichier de la clé
address-key-hint = La clé de ce certificat, PEM, sans phrase secrète.
address-port = Port
address-port-hint = Avec 443, l’adresse n’a pas de numéro, mais il faut au serveur un droit pour cela.
address-submit = Continuer
address-busy = Déplacement …
address-check = Vérifier le nom
address-back = Retour
address-fixed = L’adresse de ce serveur est fixée par sa configuration (<code>{ $key }</code>). Changez-la là-bas.
address-free = <strong>{ $host }</strong> est libre sur ce réseau.
address-ours = <strong>{ $host }</strong> mène à cet ordinateur.
address-unasked = Personne n’a pu être interrogé sur <strong>{ $host }</strong>. { $why }
address-taken = { $host } est pris : { $by } y répond. Choisissez un autre nom, ou renommez cet ordinateur.

address-wrong-missing = Donnez un nom, comme office.local.
address-wrong-ip = Une adresse IP change, et les téléphones et les certificats ont besoin d’un nom qui reste. Donnez un nom.
address-wrong-characters = { $found } ne peut pas figurer dans un nom. Prenez les lettres a à z, des chiffres, et des traits d’union entre eux.
address-wrong-label = Chaque partie entre deux points a de 1 à 63 caractères, sans trait d’union au début ni à la fin.
address-wrong-loopback = Seul cet ordinateur peut ouvrir ce nom. Donnez-en un que le bureau trouve.
address-wrong-letters = Sous .local, il faudrait taper ce nom en code. Écrivez-le avec les lettres a à z.
address-wrong-ascii = Écrivez-le comme les serveurs de noms le connaissent : { $ascii }
address-wrong-dot = Un nom sans point n’est trouvé par personne. Écrivez { $name }.local, ou un nom sous un domaine qui vous appartient.
address-wrong-alone = Donnez le nom seul, sans https:// devant et sans chemin derrière.
address-wrong-port-inside = Le port a son propre champ. Donnez le nom seul.
address-wrong-code = La partie qui commence par xn-- ne représente aucun nom.
address-wrong-labels = Écrivez un seul mot devant .local. Les ordinateurs Linux ne trouvent pas les noms avec un point de plus.
address-wrong-long = Un nom a au plus 253 caractères.
address-wrong-files = Nommez les deux fichiers, le certificat et sa clé, ou aucun des deux.
address-wrong-fixed = L’adresse de ce serveur est fixée par sa configuration ({ $key }). Changez-la là-bas.
address-wrong-file = Ces fichiers ne sont pas utilisables. { $why }
address-wrong-unread = Ces fichiers ne sont pas utilisables. Le journal du serveur dit pourquoi.
address-port-number = Un port est un nombre de 1 à 65535.
address-port-taken = Le port { $port } est pris par un autre programme. Choisissez-en un autre.
address-port-denied = Le port { $port } demande un droit que ce serveur n’a pas. Choisissez-en un à partir de 1024.
address-port-fixed = Ce serveur a reçu l’ordre d’écouter sur le port { $port }. Choisissez celui-là, ou démarrez-le sans « listen ».
address-port-other = Le port n’est pas utilisable. { $why }

moved-title = L’adresse a changé
moved-lead = Le bureau se trouve désormais sous <code>{ $issuer }</code>, et plus sous l’ancienne adresse.
moved-certificate = Le serveur a créé un nouveau certificat pour elle ; le navigateur avertit donc encore une fois. Comparez cette empreinte avec celle que l’ordinateur du serveur affiche maintenant.
moved-own-certificate = Le serveur y montre votre certificat. Pour les téléphones et les applications de l’ancienne adresse, il ne reste rien.
moved-next = Continuer à la nouvelle adresse

setup-done-title = Faites confiance à cet ordinateur
setup-done-lead = Le bureau est prêt. Les navigateurs avertissent tant qu’ils ne connaissent pas son certificat ; cela se règle une fois par ordinateur et par téléphone.
setup-done-follow = Suivez les étapes pour votre système sur la <a href="{ $trust }">page de confiance</a>
setup-done-people = Donnez aux personnes du bureau l’adresse <code>{ $issuer }</code>
setup-done-print = Empreinte du certificat. Imprimez-la pour les personnes du bureau, afin qu’elles puissent comparer.
setup-done-next = Associer mon téléphone
setup-done-later = Plus tard : aller à mon compte

setup-gone-title = Ce lien ne s’ouvre plus
setup-gone-expired = Il a plus d’une heure, ou un plus récent a été affiché. Redémarrez le serveur sur son ordinateur ; il affiche un nouveau lien.
setup-gone-browser = Un autre navigateur a commencé avec lui. Continuez là-bas, ou redémarrez le serveur ; il affiche un nouveau lien.
setup-gone-done = Le bureau est déjà installé. Connectez-vous avec votre compte.

summary-title = { $count ->
    [one] Une chose à corriger
   *[other] { $count } choses à corriger
}
problem-office-missing = Donnez un nom au bureau.
problem-name-missing = Donnez votre nom.
problem-email-missing = Donnez votre adresse e-mail.
problem-username = De 1 à 64 lettres, chiffres, points, traits d’union ou tirets bas ; une lettre ou un chiffre aux deux bouts.
problem-email-malformed = Écrivez l’adresse e-mail en entier, comme mira@example.org.
problem-password-missing = Choisissez un mot de passe.
problem-password-short = Il faut au mot de passe au moins { NUMBER($least) } caractères.
problem-short = Il faut au moins { NUMBER($least) } caractères.
problem-long = Il y a place pour { NUMBER($most) } caractères au plus.
problem-common = Celui-ci est sur la liste des mots de passe courants. Choisissez-en un autre.
problem-own = Celui-ci est fait de votre nom, de votre adresse ou du bureau. Choisissez-en un autre.
problem-known = C’est l’ancien, que quelqu’un d’autre connaît. Choisissez-en un autre.
problem-characters = Il contient des caractères qui ne conviennent pas ici.
problem-taken = Quelqu’un l’a déjà.
