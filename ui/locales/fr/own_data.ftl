nav-data = Mes données

data-title = Mes données
data-export = Emportez vos données
data-export-lead = Un fichier (JSON) avec tout ce que ce serveur garde de vous : profil, téléphones et codes sans leurs secrets, sessions ouvertes, applications, activité.
data-export-submit = Télécharger mes données
data-delete = Supprimez votre compte
data-delete-lead = Votre compte et tout ce qui en dépend disparaissent aussitôt. Personne ne les fait revenir.
data-delete-open = Supprimer mon compte …
data-delete-ask = Ici, votre administrateur supprime les comptes. Adressez-vous à { $admins }.
data-delete-ask-nobody = Ici, votre administrateur supprime les comptes.

delete-title = Supprimer mon compte
delete-lead = Cela ne s’annule pas.
delete-goes = Toutes vos sessions se ferment aussitôt, et les applications ne peuvent plus utiliser votre compte.
delete-phones = Vos téléphones, clés d’accès, codes, photo et profil sont effacés.
delete-apps = Ce que les applications ont enregistré de vous reste chez elles. Demandez-leur de le supprimer.
delete-log = Le journal de ce serveur garde que le compte était ici, avec son nom d’utilisateur.
delete-never = Quelqu’un qui aurait plus tard le même nom est pour chaque application une autre personne.
delete-type = Tapez votre nom d’utilisateur { $username } pour continuer
delete-submit = Supprimer mon compte pour de bon
delete-busy = Suppression …
delete-wrong = Ce n’est pas votre nom d’utilisateur.
delete-last-admin = <strong>Vous êtes le dernier administrateur.</strong> Nommez-en d’abord un autre, puis supprimez votre compte.
delete-done-title = Votre compte est supprimé
delete-done-lead = Toutes vos sessions sont fermées. Nous avons envoyé un message à votre adresse.
