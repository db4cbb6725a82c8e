nav-devices = Teléfonos

devices-title = Teléfonos
devices-lead = Un teléfono vinculado confirma sus inicios de sesión con su rostro. Su rostro se queda en el teléfono.
devices-link = Vincular un teléfono
devices-link-another = Vincular otro teléfono
devices-empty-title = Todavía no hay teléfonos
devices-empty-lead = Vincule uno para confirmar los inicios de sesión con su rostro.
devices-linked-at = Vinculado el { $linked }
devices-used = Vinculado el { $linked }, usado por última vez el { $used }
devices-chip = Clave guardada por un chip del teléfono
devices-software = Clave guardada por el software del teléfono
devices-without-trust = Vinculado sin confianza
devices-active = En servicio
devices-waiting = Desde el { $from }
devices-waiting-note = Su administrador lo vinculó para usted. ¿No es lo que pidió? Deténgalo.
devices-activate = Usarlo ahora
devices-activate-named = Usarlo ahora: { $phone }
devices-stop = Detenerlo
devices-stop-named = Detenerlo: { $phone }
devices-suspended = Detenido
devices-suspended-note = La clave de este teléfono parece existir dos veces. Quítelo y vincúlelo de nuevo.
devices-rename = Cambiar el nombre
devices-rename-named = Cambiar el nombre de { $phone }
devices-remove = Quitar
devices-remove-named = Quitar { $phone }
devices-remove-title = ¿Quitar { $phone }?
devices-remove-body = Ya no puede confirmar sus inicios de sesión. No se puede deshacer; puede vincularlo de nuevo.
devices-linked = <strong>{ $phone } está vinculado.</strong> Pruébelo en su próximo inicio de sesión.
devices-renamed = El teléfono se llama ahora <strong>{ $phone }</strong>.
devices-removed = <strong>El teléfono está quitado.</strong> Ya no puede confirmar sus inicios de sesión.
devices-last = <strong>Este es su último segundo paso.</strong> Aquí necesita uno: vincule primero otro teléfono o configure una aplicación de autenticación.

devices-others = Sus otras maneras
devices-authenticator-none = Sin configurar
devices-open = Abrir
devices-open-named = Abrir: { $what }
devices-set-up = Configurar
devices-codes-none = Ninguno. Cree algunos para el día en que le falte el teléfono.

rename-title = Cambiar el nombre de un teléfono
rename-name = Nombre
rename-hint = Lo ven usted y su administrador.
rename-submit = Cambiar el nombre
rename-back = Volver
rename-missing = Dé un nombre al teléfono.
rename-too-long = Como máximo { NUMBER($most) } caracteres.

link-title = Vincular un teléfono
link-lead = Tarda alrededor de un minuto. Deje esta página abierta.
link-lead-required = Aquí necesita un segundo paso. Vincule su teléfono ahora; tarda alrededor de un minuto, y después sigue.
link-begin = Vincular esta cuenta con un teléfono
link-again = Crear un código nuevo
link-renew = Código nuevo
link-busy = Creando un código …
link-scan = Escanee un código con la cámara del teléfono
link-scan-now = Escanee esto con la cámara del teléfono
link-scan-note = Vale cinco minutos, para un teléfono, una vez.
link-valid = Válido hasta las { $until }.
link-once = Para un teléfono, una vez.
link-qr = Código QR que abre DOneLogin en su teléfono
link-trust = ¿Ve una advertencia en su lugar? El teléfono tiene que confiar primero en este servidor. <a href="{ $trust }">Mostrar cómo</a>
link-scanned = <strong>{ $phone }</strong> ha escaneado el código
link-scanned-model = <strong>{ $phone }</strong> ({ $model }) ha escaneado el código
link-follow = Siga al teléfono: permita la cámara, muestre su rostro
link-follow-note = Su rostro se guarda solo en el teléfono. Este servidor no lo ve nunca.
link-type = Escriba las seis cifras que muestra el teléfono
link-code-hint = Los espacios no importan. Puede pegar.
link-submit = Vincular este teléfono
link-linking = Vinculando …
link-cancel = Cancelar
link-without = ¿No tiene un teléfono para esto? <a href="{ $authenticator }">Use una aplicación de autenticación</a>
link-wrong = { $count ->
    [one] <strong>Esas cifras no coinciden.</strong> Queda un intento. Léalas otra vez en el teléfono.
   *[other] <strong>Esas cifras no coinciden.</strong> Quedan { $count } intentos. Léalas otra vez en el teléfono.
}
link-not-claimed = <strong>Ningún teléfono ha escaneado el código todavía.</strong> Escanéelo primero; después el teléfono muestra las cifras.
link-limit = <strong>Tiene { NUMBER($most) } teléfonos, y ese es el máximo.</strong> Quite uno primero.
link-ended = <strong>Cinco intentos fallidos terminaron esta vinculación.</strong> Cree un código nuevo. El teléfono no se vinculó.
link-used-twice = <strong>Dos teléfonos usaron este código, así que se anuló.</strong> No se vinculó nada. Si el otro no era suyo, avise a { $admin }. Cree un código nuevo.
link-used-twice-nobody = <strong>Dos teléfonos usaron este código, así que se anuló.</strong> No se vinculó nada. Si el otro no era suyo, avise a su administrador. Cree un código nuevo.
link-expired = <strong>El tiempo de este código ha terminado.</strong> No se vinculó nada. Cree un código nuevo.

home-waiting = <strong>{ $admin } vinculó { $phone } para usted.</strong> Funciona desde el { $from }. ¿No es lo que pidió?
home-waiting-nobody = <strong>Un administrador vinculó { $phone } para usted.</strong> Funciona desde el { $from }. ¿No es lo que pidió?
home-waiting-stop = Detenerlo
