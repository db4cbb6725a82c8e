# Les mots de la fenêtre elle-même : zone de notification, notes, et la page affichée tant qu’aucun serveur ne répond. La fenêtre les lit elle-même.

tray-starting = Démarrage
tray-serving = En service à { $address }
tray-serving-service = Le service du système est en service à { $address }
tray-attention = En service à { $address } : demande votre attention
tray-stopped = Arrêté : personne ne peut se connecter
tray-open = Ouvrir DOneLogin
tray-copy = Copier l’adresse
tray-stop = Arrêter le service
tray-start = Démarrer le service
tray-add-person = Ajouter une personne
tray-quit = Quitter

quit-title = Quitter DOneLogin
quit-question = Personne ne peut se connecter tant que DOneLogin n’a pas redémarré.
quit-do = Quitter
quit-keep = Laisser en service

closed-title = DOneLogin continue
closed-note = Tout le monde peut encore se connecter. Le symbole dans la zone de notification ramène la fenêtre ; lancer DOneLogin de nouveau aussi.

stopped-title = DOneLogin ne fonctionne pas
stopped-lead = Personne ne peut se connecter en ce moment.
stopped-by-hand-title = DOneLogin est arrêté
stopped-reason-head = Ce qui s’est passé
stopped-mend-head = Ce qu’il faut faire
stopped-start = Redémarrer
stopped-starting = Démarrage
starting-title = DOneLogin démarre
starting-lead = Cela prend un moment.

reason-by-hand = Quelqu’un l’a arrêté dans la zone de notification.
mend-by-hand = Démarrez-le quand on doit pouvoir se connecter de nouveau.
reason-port-taken = Un autre programme utilise le port { $port }. Un second DOneLogin est peut-être lancé.
mend-port-taken = Arrêtez l’autre programme, puis redémarrez. Sous Linux, « ss -ltnp » le nomme.
reason-port-denied = Le port { $port } demande un droit que ce programme n’a pas.
mend-port-denied = Choisissez un port à partir de 1024 dans le fichier { $file }, puis redémarrez.
reason-held = Un autre DOneLogin occupe le dossier { $path } et ne répond pas.
mend-held = Attendez un moment, ou arrêtez l’autre, puis redémarrez.
reason-damaged = La base de données est endommagée.
mend-damaged = Remettez dans { $path } le fichier donelogin.db d’une sauvegarde, puis redémarrez.
reason-newer = Une version plus récente a écrit la base de données.
mend-newer = Installez la version plus récente.
reason-key-gone = La clé des secrets de la base de données, { $path }, a disparu.
mend-key-gone = Remettez ce fichier depuis une sauvegarde, puis redémarrez.
reason-readable = D’autres personnes de cette machine peuvent lire { $path }.
mend-readable = Lancez « chmod { $mode } { $path } », puis redémarrez.
reason-directory = Le dossier { $path } n’est pas utilisable.
mend-directory = Donnez à votre compte le droit d’y écrire, puis redémarrez.
reason-disk-full = Le disque est plein.
mend-disk-full = Faites-y de la place, puis redémarrez.
reason-settings = Les réglages ne conviennent pas : { $detail }
mend-settings = Corrigez { $file }, puis redémarrez.
reason-crashed = Le serveur s’est arrêté de lui-même : { $detail }
reason-other = Le serveur ne démarre pas : { $detail }
mend-other = Redémarrez. Si cela ne suffit pas, « donelogin doctor » cherche la cause.
reason-cancelled = Seul un administrateur de cette machine atteint le service du système, et personne ne l’a confirmé.
mend-cancelled = Redémarrez et entrez ce mot de passe.
reason-no-bridge = Le service du système fonctionne, mais cette fenêtre ne peut pas demander le droit de l’atteindre.
mend-no-bridge = Installez pkexec (le paquet polkit), puis redémarrez.
reason-lost = Le serveur que montrait cette fenêtre s’est arrêté.
mend-lost = Quand il fonctionne de nouveau, cette fenêtre continue d’elle-même. Pour le démarrer ici : Redémarrer.

locked-detail = La fenêtre est verrouillée : déverrouillez-la d’abord
no-display = Il n’y a pas d’écran pour la fenêtre. « donelogin serve » démarre le serveur sans elle.
