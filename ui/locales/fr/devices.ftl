nav-devices = Téléphones

devices-title = Téléphones
devices-lead = Un téléphone associé confirme vos connexions avec votre visage. Votre visage reste sur le téléphone.
devices-link = Associer un téléphone
devices-link-another = Associer un autre téléphone
devices-empty-title = Pas encore de téléphone
devices-empty-lead = Associez-en un pour confirmer vos connexions avec votre visage.
devices-linked-at = Associé le { $linked }
devices-used = Associé le { $linked }, dernière utilisation le { $used }
devices-chip = Clé gardée par une puce du téléphone
devices-software = Clé gardée par le logiciel du téléphone
devices-without-trust = Associé sans confiance
devices-active = En service
devices-waiting = À partir du { $from }
devices-waiting-note = Votre administrateur l’a associé pour vous. Ce n’est pas ce que vous avez demandé ? Arrêtez-le.
devices-activate = L’utiliser maintenant
devices-activate-named = L’utiliser maintenant : { $phone }
devices-stop = L’arrêter
devices-stop-named = L’arrêter : { $phone }
devices-suspended = Arrêté
devices-suspended-note = La clé de ce téléphone semble exister en double. Retirez ce téléphone et associez-le de nouveau.
devices-rename = Renommer
devices-rename-named = Renommer { $phone }
devices-remove = Retirer
devices-remove-named = Retirer { $phone }
devices-remove-title = Retirer { $phone } ?
devices-remove-body = Il ne peut plus confirmer vos connexions. Cela ne s’annule pas ; vous pouvez l’associer de nouveau.
devices-linked = <strong>{ $phone } est associé.</strong> Essayez-le à votre prochaine connexion.
devices-renamed = Le téléphone s’appelle maintenant <strong>{ $phone }</strong>.
devices-removed = <strong>Le téléphone est retiré.</strong> Il ne peut plus confirmer vos connexions.
devices-last = <strong>C’est votre dernière seconde étape.</strong> Il vous en faut une ici : associez d’abord un autre téléphone, ou installez une application d’authentification.

devices-others = Vos autres moyens
devices-authenticator-none = Pas installée
devices-open = Ouvrir
devices-open-named = Ouvrir : { $what }
devices-set-up = Installer
devices-codes-none = Aucun. Créez-en pour le jour où votre téléphone manque.

rename-title = Renommer un téléphone
rename-name = Nom
rename-hint = Vous et votre administrateur le voyez.
rename-submit = Renommer
rename-back = Retour
rename-missing = Donnez un nom au téléphone.
rename-too-long = { NUMBER($most) } caractères au plus.

link-title = Associer un téléphone
link-lead = Cela prend environ une minute. Gardez cette page ouverte.
link-lead-required = Il vous faut ici une seconde étape. Associez votre téléphone maintenant ; cela prend environ une minute, puis vous continuez.
link-begin = Associer ce compte à un téléphone
link-again = Créer un nouveau code
link-renew = Nouveau code
link-busy = Création d’un code …
link-scan = Scannez un code avec l’appareil photo du téléphone
link-scan-now = Scannez ceci avec l’appareil photo du téléphone
link-scan-note = Il est valable cinq minutes, pour un téléphone, une seule fois.
link-valid = Valable jusqu’à { $until }.
link-once = Pour un téléphone, une seule fois.
link-qr = Code QR qui ouvre DOneLogin sur votre téléphone
link-trust = Un avertissement à la place ? Le téléphone doit d’abord faire confiance à ce serveur. <a href="{ $trust }">Montrer comment</a>
link-scanned = <strong>{ $phone }</strong> a scanné le code
link-scanned-model = <strong>{ $phone }</strong> ({ $model }) a scanné le code
link-follow = Suivez le téléphone : autorisez l’appareil photo, montrez votre visage
link-follow-note = Votre visage est gardé sur le téléphone seulement. Ce serveur ne le voit jamais.
link-type = Tapez les six chiffres que montre le téléphone
link-code-hint = Les espaces ne comptent pas. Vous pouvez coller.
link-submit = Associer ce téléphone
link-linking = Association en cours …
link-cancel = Annuler
link-without = Pas de téléphone pour cela ? <a href="{ $authenticator }">Utilisez une application d’authentification</a>
link-wrong = { $count ->
    [one] <strong>Ces chiffres ne correspondent pas.</strong> Il reste un essai. Relisez-les sur le téléphone.
   *[other] <strong>Ces chiffres ne correspondent pas.</strong> Il reste { $count } essais. Relisez-les sur le téléphone.
}
link-not-claimed = <strong>Aucun téléphone n’a encore scanné le code.</strong> Scannez-le d’abord ; le téléphone montre ensuite les chiffres.
link-limit = <strong>Vous avez { NUMBER($most) } téléphones, et c’est le maximum.</strong> Retirez-en un d’abord.
link-ended = <strong>Cinq essais faux ont mis fin à cette association.</strong> Créez un nouveau code. Le téléphone n’a pas été associé.
link-used-twice = <strong>Deux téléphones ont utilisé ce code, il a donc été annulé.</strong> Rien n’a été associé. Si l’autre n’était pas le vôtre, prévenez { $admin }. Créez un nouveau code.
link-used-twice-nobody = <strong>Deux téléphones ont utilisé ce code, il a donc été annulé.</strong> Rien n’a été associé. Si l’autre n’était pas le vôtre, prévenez votre administrateur. Créez un nouveau code.
link-expired = <strong>Le temps de ce code est écoulé.</strong> Rien n’a été associé. Créez un nouveau code.

home-waiting = <strong>{ $admin } a associé { $phone } pour vous.</strong> Il est en service à partir du { $from }. Ce n’est pas ce que vous avez demandé ?
home-waiting-nobody = <strong>Un administrateur a associé { $phone } pour vous.</strong> Il est en service à partir du { $from }. Ce n’est pas ce que vous avez demandé ?
home-waiting-stop = L’arrêter
