home-morning = Buenos días, { $name }
home-afternoon = Buenas tardes, { $name }
home-evening = Buenas noches, { $name }
home-lead = Todo lo siguiente se abre sin otra contraseña.
home-find = Buscar una aplicación
home-find-none = Ninguna aplicación lleva esto en su nombre.
home-empty-title = Todavía no hay aplicaciones
home-empty-lead = Las aplicaciones que usted puede abrir aparecen aquí. Para tener acceso, pregunte a { $admins }.
home-empty-lead-nobody = Las aplicaciones que usted puede abrir aparecen aquí. Su administrador puede darle acceso.
home-lately = Últimamente

grants-title = Qué ven las aplicaciones
grants-lead = Usted permitió a estas aplicaciones usar su cuenta. Si retira el acceso, la aplicación lo vuelve a pedir en su próxima visita.
grants-since = { $host }, desde el { $since }
grants-remove = Retirar el acceso
grants-remove-named = Retirar a { $app } el acceso a su cuenta
grants-removed = { $app } ya no tiene acceso. Lo que vio antes, quizá lo ha guardado.
grants-remove-title = ¿Retirar a { $app } el acceso a su cuenta?
grants-remove-body = Su sesión en { $app } se cierra, y la aplicación vuelve a pedir acceso en su próxima visita. Sus datos en { $app } se quedan.
grants-empty-title = Ninguna aplicación tiene acceso
grants-empty-lead = Cuando permita a una aplicación usar su cuenta, aparece aquí.

sessions-title = Mis sesiones abiertas
sessions-lead = Cada navegador en el que tiene la sesión abierta. Cierre las que no conozca y cambie después su contraseña.
sessions-times = Último uso el { $used }, abierta el { $since }
sessions-current = Este navegador
sessions-end = Cerrar sesión
sessions-end-named = Cerrar la sesión de { $browser }, abierta el { $since }
sessions-end-others = Cerrar todas las demás
sessions-ended = { $count ->
    [0] No había ninguna otra sesión abierta.
    [one] Se cerró 1 sesión.
   *[other] Se cerraron { $count } sesiones.
}


confirm-keep = No cambiar nada
home-safety = Su seguridad
home-safety-none = Su contraseña es lo único que protege su cuenta. Configure un segundo paso.
home-safety-phone = Confirma con su rostro, último uso el { $used }
home-safety-phone-new = Confirma con su rostro, todavía sin usar
home-safety-authenticator = Seis cifras, desde el { $since }
home-safety-codes = { $count ->
    [one] Queda 1 de 10
   *[other] Quedan { $count } de 10
}
home-safety-working = En servicio
home-safety-waiting = Espera
home-safety-stopped = Detenido
home-safety-few = Cree otros nuevos
home-activity = Toda la actividad
remembered-title = Navegadores que no piden segundo paso
remembered-lead = Usted nos pidió recordarlos. Si olvida uno, vuelve a pedirlo en el próximo inicio de sesión.
remembered-since = Recordado el { $since }, hasta el { $until }
remembered-unknown = Un navegador
remembered-forget = Olvidar
remembered-forget-named = Olvidar { $browser }, recordado el { $since }
remembered-forgotten = <strong>Está olvidado.</strong> Allí se pide su segundo paso en el próximo inicio de sesión.
home-safety-passkeys = { $count ->
    [one] 1 inicia su sesión sin contraseña
   *[other] { $count } inician su sesión sin contraseña
}
