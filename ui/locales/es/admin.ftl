# La aplicación de administración. Ella misma lee estas palabras (ui/admin/src/words), no el servidor.

app-no-script = Las páginas de administración necesitan JavaScript.
app-no-script-link = Las páginas de su cuenta funcionan sin él.

nav-name = Administración
nav-skip = Ir al contenido
nav-menu = Menú
nav-overview = Resumen
nav-people = Personas
nav-groups = Grupos
nav-apps = Aplicaciones
nav-connect = Conectar una aplicación
nav-claims = Qué reciben las apps
nav-activity = Actividad
nav-mail = Correo
nav-certificates = Certificados
nav-settings = Ajustes
nav-about = Acerca de
nav-account = Su cuenta
nav-serving = En servicio
nav-lost = Sin conexión

do-back = Volver
do-cancel = Cancelar
do-close = Cerrar
do-continue = Continuar
do-done = Listo
do-keep = Conservar
do-save = Guardar
do-try-again = Intentar de nuevo
do-undo = Deshacer
copy = Copiar
copied = Copiado
copy-of = Copiar: { $what }

read-loading = Un momento
read-failed = No se pudo leer
read-old = Esto es de las { $time }. No se pudo leer de nuevo.
connection-lost = Conexión perdida a las { $time }, se intenta de nuevo. Lo que ve puede ser antiguo, y no se puede cambiar nada.
nowhere-title = Aquí no hay ninguna página
nowhere-lead = La dirección es incorrecta, o lo que había aquí ya no está.
nowhere-do = Al resumen

fresh-title = Confirme que es usted
fresh-lead = Esto necesita un inicio de sesión de los últimos cinco minutos. Vuelve a esta página; hágalo entonces una vez más.
fresh-do = Iniciar sesión de nuevo
locked-title = Su sesión se cerró
locked-lead = El servidor sigue en servicio. Inicie sesión para seguir donde estaba.
locked-do = Iniciar sesión

problem-unreachable = El servidor no responde. No se cambió nada.
problem-internal = Algo falló aquí, no por su parte. No se perdió nada. Inténtelo de nuevo; el registro del servidor dice más.
problem-other = Se rechazó: { $detail }.
problem-busy = El servidor está ocupado. No se perdió nada. Inténtelo de nuevo.
problem-disk-full = El disco está lleno. No se cambió nada. Haga sitio e inténtelo de nuevo.
problem-disabled = Esta cuenta está desactivada. Actívela primero.
problem-enough-phones = Esta persona tiene tantos teléfonos como se permite. Quite uno primero.
problem-fixed-setting = El archivo del servidor fija este ajuste. Cámbielo allí.
problem-last-admin = Este es el último administrador. Nombre primero a otro.
problem-not-serving = Esto solo funciona mientras funciona el servidor.
problem-not-admin = Esto necesita un administrador.
problem-not-claimed = Ningún teléfono ha escaneado el código todavía.
problem-no-link = Este mensaje no tiene enlace. Solo sale por correo.
problem-unknown-message = Este mensaje ya no está: se envió, se descartó o pasó su tiempo.
problem-other-half = Usted estableció o restableció la otra mitad de esta cuenta. Hasta que pase el tiempo de espera, tiene que hacerlo otro administrador.
problem-own-account = No puede hacer esto con su propia cuenta. Pueden hacerlo las páginas de su cuenta u otro administrador.
problem-changed-meanwhile = Alguien cambió esto entretanto. Mírelo de nuevo e inténtelo otra vez.
problem-stopped = La persona lo detuvo. Pregúntele primero.

overview-title = { $count ->
    [0] El inicio de sesión funciona. Nada le espera.
    [one] El inicio de sesión funciona. Le espera una cosa.
   *[other] El inicio de sesión funciona. Le esperan { NUMBER($count) } cosas.
}
overview-lead = { $time }. { $count ->
    [0] Nadie tiene la sesión abierta.
    [one] Una persona tiene la sesión abierta.
   *[other] { NUMBER($count) } personas tienen la sesión abierta.
}
overview-broken = { $count ->
    [one] Una cosa no funciona.
   *[other] { NUMBER($count) } cosas no funcionan.
}
overview-sign-ins = Inicios de sesión
overview-span = Periodo
overview-today = Hoy
overview-month = 30 días
overview-look-at = Mirar { $name }
chart-usual = un día habitual
wait-reset = Restablecimiento para { $name }
wait-reset-more = La persona puede detenerlo hasta el { $time }
wait-device = Un teléfono de { $name } espera
wait-device-more = { $phone } funciona desde el { $time }
wait-stopped_device = Un teléfono de { $name } se detuvo
wait-stopped_device-more = { $phone } parece existir dos veces
wait-stopped_passkey = Una llave de acceso de { $name } se detuvo
wait-stopped_passkey-more = { $phone } parece existir dos veces
wait-not_me = { $name } dijo «No soy yo»
wait-not_me-more = Alguien conoce la contraseña
wait-invitation = { $name } todavía no se ha incorporado
wait-invitation-more = La invitación vale hasta el { $time }
wait-sign_up = { $name } pide una cuenta
wait-sign_up-more = Espera a un administrador hasta el { $time }
health-is-ok = En orden
health-is-warn = Requiere atención
health-is-fail = No funciona
health-is-unknown = Todavía no se sabe
health-name-name = Nombre
health-name-announced = responde en la red
health-name-not-announced = este servidor no lo anuncia
health-name-conflict = otro equipo responde a él
health-name-failed = no se puede anunciar en la red
health-name-silent = espera una red
health-name-resolves = lleva a este equipo
health-name-not-found = nadie lo encuentra
health-name-elsewhere = lleva a otra dirección
health-certificate-name = Certificado
health-certificate-renews = { $count ->
    [one] se renueva en un día
   *[other] se renueva en { NUMBER($count) } días
}
health-certificate-brought = propio, se lee de nuevo cuando cambia
health-certificate-unknown = todavía no se sirve nada
health-clock-name = Reloj
health-clock-right = en hora
health-clock-behind = { NUMBER($count) } segundos por detrás de lo guardado
health-disk-name = Disco
health-disk-room = { $size } libres
health-disk-little = solo { $size } libres
health-disk-full = lleno: { $size } libres
health-disk-unknown = nadie ha mirado todavía
health-mail-name = Correo
health-mail-not-set = no hay servidor de correo configurado
health-mail-sent = no espera nada
health-mail-waiting = { $count ->
    [one] espera un mensaje
   *[other] esperan { NUMBER($count) } mensajes
}
health-mail-failing = { $count ->
    [one] no sale; espera un mensaje
   *[other] no sale; esperan { NUMBER($count) } mensajes
}
health-mail-sender-refused = { $count ->
    [one] el servidor de correo rechazó la dirección del remitente; espera un mensaje
   *[other] el servidor de correo rechazó la dirección del remitente; esperan { NUMBER($count) } mensajes
}
health-mail-login-refused = { $count ->
    [one] el servidor de correo rechazó el usuario y la contraseña; espera un mensaje
   *[other] el servidor de correo rechazó el usuario y la contraseña; esperan { NUMBER($count) } mensajes
}
health-mail-given-up = { $count ->
    [one] se rechazó un mensaje
   *[other] se rechazaron { NUMBER($count) } mensajes
}
health-push-name = Push
health-push-off = desactivado
health-push-failing = el último mensaje no se aceptó
health-push-on = { $count ->
    [0] ningún teléfono los recibe todavía
    [one] a un teléfono
   *[other] a { NUMBER($count) } teléfonos
}
overview-health = Estado
overview-waits = Le espera
overview-nothing = No espera nada.
overview-factors = Segundos pasos
overview-now = Ahora mismo
overview-look = Mirar
chart-let-in = { NUMBER($count) } admitidos
chart-refused = { NUMBER($count) } rechazados
chart-table = Mostrar como tabla
chart-show = Mostrar como gráfico
chart-name = Inicios de sesión por hora: { NUMBER($letIn) } admitidos, { NUMBER($refused) } rechazados
factors-none = Todavía ninguno
wait-without = { $count ->
    [one] Una persona no tiene segundo paso
   *[other] { NUMBER($count) } personas no tienen segundo paso
}
wait-without-more = Una contraseña sola se puede robar
wait-links = { $count ->
    [one] Un enlace espera a ser entregado
   *[other] { NUMBER($count) } enlaces esperan a ser entregados
}
wait-links-more = Esta oficina no envía correo: alguien lo espera

people-add = Añadir personas
invitation-open-dialog = Invitar
invitation-title = Invitar a alguien
invitation-lead = Quien tiene el enlace crea la cuenta: nombre, correo, contraseña. Sirve una vez, durante siete días.
invitation-email = Correo
invitation-email-hint = Solo con esta dirección, que entonces no hace falta confirmar. Vacío: con cualquiera.
invitation-do = Crear la invitación
invitation-done = La invitación está creada
invitation-done-lead = Entréguela ahora: el enlace se muestra solo esta vez.
invitation-another = Otra más
invitation-off = Ahora nadie puede crear una cuenta. Cámbielo en Ajustes, Cuentas.
invitation-open = { $count ->
    [one] Una invitación está abierta
   *[other] { NUMBER($count) } invitaciones están abiertas
}
invitation-anybody = Para cualquiera
invitation-more = Hasta el { $time }, { $groups }
invitation-until = Hasta el { $time }
invitation-take-back = Retirar
invitation-take-back-one = Retirar la invitación de { $name }
link-qr-anybody = Código QR con el enlace de la invitación
sign-ups = { $count ->
    [one] Le espera una persona
   *[other] Le esperan { NUMBER($count) } personas
}
sign-ups-none = No le espera nadie.
sign-up-more = { $email }, desde el { $time }
sign-up-approve = Admitir
sign-up-approve-one = Admitir a { $name }
sign-up-approve-title = ¿Admitir a { $name }?
sign-up-approve-text = La dirección { $email } está confirmada. { $username } puede iniciar sesión enseguida, y un mensaje lo dice.
sign-up-approve-text-hand = La dirección { $email } está confirmada. { $username } puede iniciar sesión enseguida. No sale ningún correo: dígalo usted.
sign-up-approved = { $name } puede iniciar sesión
sign-up-refuse = Rechazar
sign-up-refuse-one = Rechazar a { $name }
sign-up-refuse-title = ¿Rechazar a { $name }?
sign-up-refuse-text = No se crea ninguna cuenta, lo conocido se olvida, y un mensaje a { $email } lo dice.
sign-up-refuse-text-hand = No se crea ninguna cuenta, y lo conocido se olvida. No sale ningún correo a { $email }: dígalo usted.
sign-up-refused = La petición de { $name } está rechazada
people-search = Nombre, nombre de usuario o correo
people-which = Qué personas
people-all = Todas
people-admins = Administradores
people-disabled = Desactivadas
people-group = Grupo
people-any-group = Todos los grupos
people-count = { $count ->
    [one] Una persona
   *[other] { NUMBER($count) } personas
}
people-lead = { $count ->
    [one] Una persona
   *[other] { NUMBER($count) } personas
}, { $without ->
    [0] todas con segundo paso
    [one] una sin segundo paso
   *[other] { NUMBER($without) } sin segundo paso
}
people-found = Encontradas: { $count }
people-none = Nadie coincide
people-none-lead = Pruebe con menos letras o con otro filtro.
people-empty = Todavía no hay nadie
people-empty-lead = Cada persona recibe una invitación con la que elige una contraseña.

person = Persona
people-signed-in = Con la sesión abierta
people-without = Sin segundo paso
person-second = Segundo paso
person-last = Último acceso
never = Nunca
second-face = Rostro
second-passkey = Llave de acceso
second-authenticator = Aplicación de autenticación
second-none = Ninguno
second-not-yet = Todavía no
state-signed-in = En sesión
state-signed-out = Sin sesión
actor-gone = Alguien que ya no está
person-name = Nombre
person-email = Correo
person-picture = Foto de la persona
person-username = Nombre de usuario
person-groups = Grupos
person-added = Añadida
person-state = Estado
person-rights = Permisos
person-overview = Resumen
person-sessions = Sesiones abiertas
state-active = Activa
state-disabled = Desactivada
state-invited = Invitada

add-do = Añadir
add-another = Añadir otra
add-admin = Puede administrar esta oficina
add-admin-hint = Ve y cambia todo aquí.
add-username-hint = Si se deja vacío, se forma con la dirección de correo.
add-email-missing = Introduzca una dirección de correo.
add-done = { $name } ya está en la lista
add-done-lead = Entregue este enlace. Con él la persona elige una contraseña.

link-copy = Copiar el enlace
link-qr = Código QR con el enlace para { $name }
link-until = Vale hasta el { $time }, una vez.
link-once = No se muestra de nuevo. Uno nuevo anula este.
link-print = Imprimir la hoja

sheet-title = Le damos la bienvenida, { $name }
sheet-trust = Abra { $address } en su navegador y siga la página hasta que diga que usted confía en este servidor.
sheet-open = Escanee este código o escriba la dirección que está debajo.
sheet-set = Elija una contraseña que no use en ningún otro sitio.
sheet-qr = Código QR con su enlace
sheet-until = Vale hasta el
sheet-fingerprint = Huella (SHA-256)
sheet-compare = Compárela con la que muestra su dispositivo antes de confiar. Si son distintas, deténgase y avise a su administrador.
sheet-trust-title = Confiar en este servidor
sheet-trust-lead = Escanee este código en cada teléfono o abra la dirección en cada equipo, y siga allí los pasos. Una vez en cada dispositivo.
sheet-trust-qr = Código QR con la dirección de la página que ayuda a confiar
sheet-secret = Esta hoja es solo para usted. Quien la tenga puede elegir su contraseña. Deséchela cuando termine.
sheet-title-anybody = Le damos la bienvenida
sheet-join = Cree su cuenta: su nombre, su correo y una contraseña que no use en ningún otro sitio.
sheet-secret-join = Esta hoja es solo para usted. Quien la tenga puede entrar en su lugar. Deséchela cuando termine.

invite = Invitación nueva
invite-done = Una invitación nueva
invite-lead = Entregue este enlace. El anterior ya no vale.
reset-password = Restablecer la contraseña
reset-password-title = ¿Restablecer la contraseña de { $name }?
reset-password-text = La anterior deja de valer enseguida, y todas las sesiones de { $name } se cierran. Los teléfonos siguen vinculados. Usted entrega un enlace con el que se elige una nueva.
reset-password-go = Restablecer la contraseña
reset-password-done = La contraseña está restablecida
reset-password-lead = Entregue este enlace. Con él la persona elige una contraseña nueva.
email-change-title = Espera otra dirección de correo
email-change-new = Dirección nueva
email-change-until = Hasta el
email-change-confirmed = Confirmada con su enlace
email-change-not-confirmed = Todavía sin confirmar
email-change-old = Dirección actual
email-change-agreed = De acuerdo
email-change-not-agreed = Todavía no está de acuerdo
email-change-agree = Aceptar en su lugar
email-change-agree-title = ¿Aceptar por { $email }?
email-change-agree-text = Hágalo cuando { $name } ya no pueda leer la dirección actual y usted esté seguro de quién lo pide. La dirección nueva se confirma igualmente ella misma.
email-change-agree-done = La dirección actual acepta. La nueva tiene que confirmarse con su enlace
email-changed-done = La dirección está cambiada.
email-change-stop = Detenerlo
email-change-stopped = Está detenido
reset-mfa = Restablecer el segundo paso
reset-mfa-title = ¿Restablecer el segundo paso de { $name }?
reset-mfa-text = Se quitan todos los teléfonos, llaves de acceso, aplicaciones de autenticación y códigos de recuperación. La contraseña se queda. Usted entrega un enlace con el que se configura otra manera.
reset-mfa-go = Restablecer el segundo paso
reset-mfa-done = El segundo paso está restablecido
reset-mfa-lead = Entregue este enlace. Con la contraseña, la persona configura otro segundo paso.
disable = Desactivar
disabled-done = La cuenta de { $name } está desactivada
enable = Activar
delete = Borrar
delete-title = ¿Borrar { $name }?
delete-text = La cuenta, sus teléfonos y los accesos dados a las aplicaciones desaparecen. Lo ocurrido se queda en el registro. No se puede deshacer.
delete-go = Borrar
deleted-done = La cuenta de { $name } está borrada

ways-title = Maneras de confirmar
ways-link = Vincular un teléfono
ways-none = Todavía sin segundo paso
ways-none-lead = Vincule un teléfono mientras la persona está a su lado, o deje que lo haga tras su próximo inicio de sesión.
way-authenticator = Aplicación de autenticación
passkey-here-only = En un solo dispositivo, añadida el { $date }
passkey-may-sync = Se puede copiar, añadida el { $date }
passkey-synced = Copiada a otros dispositivos, añadida el { $date }
passkey-elsewhere = De otra dirección
passkey-remove = Quitar { $name }
passkey-remove-title = ¿Quitar { $name }?
passkey-remove-text = Ya no inicia la sesión de la persona, que puede añadir una nueva. Se avisa a la persona.
passkey-removed = { $name } está quitada
way-since = Desde el { $date }
way-codes = Códigos de recuperación
way-codes-left = { $count ->
    [one] Queda uno
   *[other] Quedan { NUMBER($count) }
}
phone-key-software = Clave en el navegador, vinculado el { $date }
phone-key-chip = Clave en el chip de seguridad, vinculado el { $date }
phone-works = En servicio
phone-stopped = Detenido
phone-without-trust = Sin confianza
phone-from = Desde el { $time }
phone-remove = Quitar { $name }
phone-remove-title = ¿Quitar { $name }?
phone-remove-text = Ya no puede confirmar inicios de sesión. Lo demás que está vinculado se queda. No se puede deshacer.
phone-removed = { $name } está quitado
never-used = Nunca usado

account-title = Cuenta
groups-none = Todavía no hay grupos.
policy = Segundo paso
policy-of = Segundo paso de { $name }
policy-office = Como dice la oficina
policy-person = Como se fijó para la persona
policy-required = Obligatorio
policy-optional = Se pide a quien tiene uno
policy-off = No se pide nunca

sessions-none = Ninguna sesión abierta
sessions-end-all = Cerrar todas las sesiones
sessions-ended = { $count ->
    [one] Se cerró una sesión de { $name }
   *[other] Se cerraron { NUMBER($count) } sesiones de { $name }
}
session-end = Cerrar sesión
session-seen = Vista por última vez el { $time }

link-title = Vincular un teléfono para { $name }
link-scan-self = Escanee esto con la cámara de su teléfono.
link-scan = Que { $name }, a su lado, escanee esto con la cámara del teléfono.
link-claimed = { $phone } ha escaneado el código. Escriba las seis cifras que muestra.
link-qr-phone = Código QR que vincula un teléfono con la cuenta de { $name }
link-one-use = Un teléfono, una vez
link-will-wait = { $name } ya tiene un segundo paso. Por eso este teléfono funciona tras el tiempo de espera, o enseguida cuando { $name } confirme con el anterior.
link-digits = Seis cifras que muestra el teléfono
link-digits-wrong = Esas cifras no coinciden. Léalas otra vez en el teléfono.
link-do = Vincular
link-new = Código nuevo
link-done = { $phone } está vinculado.
link-waits = Funciona desde el { $time }.
link-used-twice = Dos teléfonos usaron este código, así que se anuló. No se vinculó nada. Cree un código nuevo.
link-wrong-digits = Cinco intentos fallidos terminaron esta vinculación. El teléfono no se vinculó. Cree un código nuevo.
link-expired = El código es demasiado antiguo. No se vinculó nada. Cree un código nuevo.
left-minute = Queda un minuto
left-half-minute = Quedan 30 segundos
left-ten = Quedan 10 segundos
left-over = El tiempo ha terminado
left-time = quedan { $time }

groups-lead = Se dice a las aplicaciones quién está en qué grupo. Un grupo puede exigir un segundo paso.
groups-empty = Todavía no hay grupos
groups-empty-lead = Los grupos dicen qué une a las personas: un departamento, un proyecto.
group = Grupo
group-members = Personas
group-add = Añadir un grupo
group-add-do = Añadir
group-name = Nombre
group-name-hint = Las aplicaciones lo ven como está escrito aquí.
group-name-missing = Introduzca un nombre.
group-made = { $name } está añadido
group-remove = Quitar
group-remove-title = ¿Quitar { $name }?
group-remove-text = Las personas se quedan. Las aplicaciones ya no las ven en este grupo. No se puede deshacer.
group-remove-go = Quitar { $name }
group-removed = { $name } está quitado

app = Aplicación
app-id = Identificador de cliente
app-id-copy = Copiar el identificador de cliente
app-weak = Secreto corto
apps-add = Añadir una aplicación
apps-search = Nombre o dirección
apps-none = Ninguna aplicación coincide
apps-empty = Todavía no hay aplicaciones
apps-empty-lead = Añada la primera aplicación en la que se inicia sesión con este servidor.
apps-count = { $count ->
    [one] Una aplicación
   *[other] { NUMBER($count) } aplicaciones
}
app-name = Nombre que se ve
app-name-missing = Introduzca el nombre que ven las personas.
app-address = Dirección de la aplicación
address-missing = Introduzca la dirección en la que se abre la aplicación.
address-not-url = Escriba la dirección completa, como https://files.office.example.
address-not-https = La dirección empieza por https://. Solo las aplicaciones de este mismo equipo pueden usar http://.
app-return = Adónde se vuelve tras iniciar sesión
app-return-more = Otra dirección de vuelta
app-return-hint = Se forma con la dirección, como la aplicación la espera. Tiene que coincidir letra por letra.
app-return-hint-edit = Tiene que coincidir letra por letra con la que envía la aplicación.
app-return-copy = Copiar la dirección
app-return-add = Añadir otra
app-signed-out = Adónde se vuelve tras cerrar sesión
app-shown = Lo que las personas ven antes de iniciar sesión
app-logo = Dirección de su imagen
app-logo-hint = PNG, JPEG o WebP. La obtiene este servidor, para que ningún navegador la pida allí.
app-policy-uri = Lo que hace con los datos (dirección)
app-terms-uri = Sus condiciones (dirección)
address-remove = Quitar esta dirección
app-addresses = Nombre y direcciones
app-rules = Qué pide a las personas
app-logout-title = Cierre de sesión
app-logout-lead = Cuando alguien cierra sesión aquí, { $app } puede recibir el aviso.
app-logout-back = Dirección a la que avisa el servidor
app-logout-back-hint = El servidor envía allí un token de cierre firmado (back-channel logout). La aplicación también puede estar en la red de la oficina. Vacío: la aplicación no recibe aviso.
app-logout-back-names-session = La aplicación tiene que saber qué sesión terminó
app-logout-front = Dirección que abre el navegador
app-logout-front-hint = El navegador que cierra sesión la abre sin mostrarla (front-channel logout). No sirve en navegadores que bloquean las cookies de otros sitios.
app-logout-names-session = La dirección recibe el emisor y la sesión
app-logout-last = Últimas sesiones terminadas
app-logout-retry = Avisar a la aplicación ahora
app-logout-retried = { $count ->
    [one] La aplicación recibe el aviso de una sesión
   *[other] La aplicación recibe el aviso de { NUMBER($count) } sesiones
}
app-logout-none = No ha terminado ninguna sesión de esta aplicación últimamente.
app-logout-next = Próximo intento: { $at }.
app-logout-delivered = La aplicación lo sabe
app-logout-waiting = En espera
app-logout-given-up = Abandonado
call-connection = La conexión falló.
call-forbidden = No se puede llamar a esta dirección. Para la aplicación de una persona, indique su red en net.allowed_private.
call-own = El propio servidor no puede llamar a nadie; el registro dice por qué.
call-plain = La dirección no empieza por https://.
call-redirect = La aplicación desvía la llamada; escriba la dirección final.
call-silent = La aplicación no responde a tiempo.
call-status = La aplicación responde con el estado { $status }.
call-too-long = La respuesta de la aplicación es demasiado larga.
call-unknown = El nombre de la dirección no se conoce.
call-untrusted = El certificado de la aplicación no es de confianza. Indique su CA en net.extra_ca_file.
app-facts = Datos
app-saved = { $app } está guardada
app-connect = Conectar
app-disable = Desactivar
app-enable = Activar
app-remove = Quitar
app-removed = { $app } está quitada
rotate = Secreto nuevo
rotate-title = ¿Crear un secreto nuevo para { $app }?
rotate-text = El nuevo se muestra una sola vez. El anterior puede valer un tiempo más, para que la aplicación cambie sin interrupción.
rotate-keep = El secreto anterior
rotate-day = Vale 24 horas más
rotate-week = Vale 7 días más
rotate-at-once = Deja de valer enseguida: otros pueden conocerlo
rotate-go = Crear un secreto nuevo
rotate-done = Secreto nuevo para { $app }
app-proof = Cómo se acredita la aplicación
app-method = Método
app-subject = Titular de sus certificados
proof-choose = Elegir otra forma
proof-title = ¿Cómo se acredita { $app }?
proof-lead = Elija lo que pide el manual de la aplicación. Desde entonces se acredita así, y de ninguna otra forma.
proof-client-secret-basic = Un secreto, en el encabezado
proof-client-secret-post = Un secreto, en el formulario
proof-client-secret-jwt = Firmado con un secreto
proof-private-key-jwt = Firmado con una clave propia
proof-tls-client-auth = Un certificado de una autoridad
proof-self-signed-tls-client-auth = Un certificado hecho por ella misma
proof-none = Nada: no puede guardar ningún secreto
proof-keys = Sus claves públicas
proof-keys-hint = La aplicación guarda la clave privada. Aquí solo van las públicas.
proof-keys-value = Pegadas aquí
proof-keys-uri = En una dirección de la aplicación
proof-keys-count = { $count ->
    [one] Una clave
   *[other] { $count } claves
}
proof-jwks = Conjunto de claves (JWKS)
proof-jwks-hint = El JSON que el manual de la aplicación llama JWKS o JWK público.
proof-jwks-uri = Dirección del conjunto de claves
proof-jwks-uri-hint = Empieza por https. El servidor la lee de nuevo cuando la aplicación firma con una clave nueva.
proof-subject-hint = Como figura en el certificado, por ejemplo CN=files,O=Office. «Certificado nuevo» emite uno aquí y rellena este campo.
proof-secret-ends = Su secreto deja de valer al momento.
proof-no-secret = Aún no tiene secreto. Cree uno e introdúzcalo en la aplicación.
proof-public = Cualquiera puede hacerse pasar por esta aplicación. Elíjalo solo para las que funcionan en navegadores o en dispositivos de las personas.
proof-fault-empty = Pegue el conjunto de claves de la aplicación.
proof-fault-pem = Esto es PEM. Hace falta la misma clave como conjunto de claves (JWKS), en JSON.
proof-fault-json = No es un JSON completo. Copie de nuevo el conjunto de claves, de la primera llave a la última.
proof-fault-shape = Es JSON, pero no un conjunto de claves: falta una lista llamada «keys».
proof-fault-none = No hay ninguna clave en este conjunto.
proof-fault-private = Contiene una clave privada. No se envió nada. Pegue solo la parte pública; si alguien más la vio, haga una nueva.
proof-fault-certificate = Ninguna clave tiene un certificado (x5c) por el que reconocer la aplicación.
proof-fault-address = Introduzca una dirección que empiece por https.
proof-fault-subject = Introduzca el titular del certificado, por ejemplo CN=files,O=Office.
old-secret = El secreto anterior vale hasta el { $time }.
old-secret-used = Se usó por última vez el { $time }: algo todavía lo tiene.
old-secret-unused = No se ha usado desde entonces.
end-old-title = ¿Terminar el secreto anterior de { $app }?
end-old-text = Deja de valer enseguida. Lo que todavía lo tenga ya no puede iniciar sesión por nadie.
end-old-go = Terminar el secreto anterior
certificate = Certificado nuevo
certificate-title = ¿Emitir un certificado para { $app }?
certificate-text = Desde entonces la aplicación se acredita solo con él: un secreto que tenga deja de valer.
certificate-go = Emitir un certificado
certificate-older = Terminar los certificados anteriores de la aplicación
certificate-done = Certificado de { $app }
certificate-once = La clave privada se muestra solo esta vez. Copie ambos ahora en la aplicación.
certificate-key = Clave privada
certificate-key-copy = Copiar la clave privada
certificate-pem = Certificado
certificate-pem-copy = Copiar el certificado
certificate-where = La aplicación llama aquí
certificate-nowhere = Todavía no se piden certificados a nadie: ponga net.mtls_port en donelogin.toml e inicie el servidor de nuevo.
remove-app-title = ¿Quitar { $app }?
remove-app-text = Ya nadie puede iniciar sesión en ella, y los accesos dados se olvidan. No se puede deshacer.
remove-app-go = Quitar
secret = Secreto
secret-copy = Copiar el secreto
leave-secret = ¿Salir sin el secreto?
leave-secret-lead = No lo ha copiado, y no se muestra nunca más. En la página de la aplicación se puede crear uno nuevo.
leave-stay = Quedarse aquí
leave-go = Salir
secret-once = El secreto se muestra solo esta vez. Cópielo ahora en la aplicación.

new-app-step-address = Aplicación y dirección
new-app-step-who = Consentimiento
new-app-step-secret = Secreto y prueba
new-app-from = Partir de
new-app-from-lead = Una plantilla rellena el resto. Puede cambiarlo todo.
new-app-who = ¿Se pregunta a las personas?
new-app-who-lead = Todas las personas de la oficina pueden iniciar sesión.
new-app-trusted = No se pregunta: la oficina lleva esta aplicación
new-app-trusted-hint = Tras iniciar sesión se sigue directamente.
new-app-asks = Se pregunta una vez qué puede saber la aplicación
new-app-asks-hint = Para aplicaciones que llevan otros.
new-app-do = Añadir la aplicación
new-app-done = { $app } está añadida
new-app-next = Después: diga a la aplicación dónde está este servidor y haga que confíe en el certificado.
new-app-show = Mostrar la aplicación
new-app-connect = Conectar { $app }
preset-own-name = Mi propia aplicación
preset-nextcloud = Archivos y calendario
preset-gitea = Código
preset-grafana = Gráficos y alertas
preset-home-assistant = Edificio
preset-proxmox = Máquinas virtuales
preset-bookstack = Manual
preset-apache = mod_auth_openidc
preset-oauth2-proxy = Detrás de un proxy
preset-own = Cualquier biblioteca OpenID
sets-up-title = Qué configura esto
sets-up-lead = { $app }, como dice su propio manual
sets-up-way = Inicio de sesión
sets-up-way-code = Código, con PKCE si la aplicación lo hace
sets-up-secret = Secreto
sets-up-secret-text = Se crea en el último paso y se muestra una vez
sets-up-learns = Se entera de
sets-up-out = Cierre de sesión
sets-up-out-text = Vuelve a la aplicación
sets-up-consent = Consentimiento
sets-up-consent-no = No se pregunta: la lleva la oficina
sets-up-consent-yes = Se pregunta una vez
sets-up-second = Como se fijó para la persona
sets-up-manual = Manual de { $app }
scope-profile = Nombre
scope-email = Correo
scope-groups = Grupos

connect-title = Conectar { $app }
connect-lead = Lo que { $app } necesita para encontrar este servidor y confiar en él
connect-runtime = Entorno
connect-into = Líneas para { $file }
connect-copy = Copiar las líneas
connect-address = Dirección de este servidor en la red
connect-address-hint = Los contenedores y los servidores no suelen ver los nombres .local, así que las líneas dan la dirección.
connect-address-blank = DIRECCIÓN-DE-ESTE-SERVIDOR
connect-secret-blank = el secreto que usted guardó
connect-ca = donelogin-ca.crt, junto al archivo
connect-ca-download = Descargar el certificado
connect-values = Si tiene que escribirlo usted
connect-issuer = Emisor
connect-discovery = Descubrimiento
connect-sha256 = CA, SHA-256
tries-title = Comprobar la conexión
tries-lead = Inicie sesión una vez en { $app } y mire después aquí.
tries-accepted = { $ip } aceptó nuestro certificado: { $time }. Qué programa fue, nadie puede verlo desde aquí.
tries-refused = { $ip } rechazó nuestro certificado: { $time }. Quizá un navegador del mismo equipo confía en él, y la aplicación no.
tries-again = Comprobar de nuevo

activity-lead = Todo lo que ha pasado, en orden y demostrablemente sin alterar
activity-search = Persona, aplicación, dirección
activity-which = Qué
activity-all = Todo
activity-sign-ins = Inicios de sesión
activity-refused = Rechazados
activity-changes = Cambios
activity-since = Desde cuándo
activity-ever = Siempre
activity-day = 24 horas
activity-week = 7 días
activity-live = En directo
activity-pause = Pausar
activity-go-on = Seguir
activity-new = { $count ->
    [one] Una fila nueva
   *[other] { NUMBER($count) } filas nuevas
}
activity-older = Mostrar anteriores
activity-export = Exportar { $format }
activity-none = Aquí no hay nada
activity-none-lead = Nada coincide. Pruebe con otro filtro.
chain-sound = Registro intacto
chain-broken = Registro alterado en la fila { $seq }
row-time = Hora
row-what = Qué pasó
row-from = Desde
row-outcome = Resultado
row-event = Suceso
row-address = Dirección
row-app = Aplicación
row-number = Fila
row-person = Mostrar { $name }
row-sessions = Sus sesiones abiertas
outcome-let-in = Admitido
outcome-refused = Rechazado
outcome-noted = Anotado
actor-command = Alguien ante el equipo del servidor
actor-system = El servidor
actor-anonymous = Alguien
actor-no-app = este servidor

event-other = { $who }: { $event }
event-approval-approved = { $who } aprobó un inicio de sesión en el teléfono
event-approval-asked = Se preguntó a { $who } en el teléfono
event-approval-denied = { $who } rechazó un inicio de sesión en el teléfono
event-approval-face-not-passed = El teléfono de { $who } no reconoció el rostro
event-approval-not-me = { $who } dijo «No soy yo»
event-approval-taken-back = { $who } se retractó de un inicio de sesión
event-approval-wrong-transfer = { $who } escribió cifras erróneas en el teléfono
event-authorization-issued = { $who } inició sesión en { $app }
event-backchannel-logout-failed = No se pudo avisar a { $app } de que una sesión terminó
event-backchannel-logout-given-up = Ya no se avisa a { $app } de que una sesión terminó
event-backchannel-logout-retried = { $by } hizo avisar a { $app } de las sesiones terminadas
event-browser-remembered = { $who } hizo recordar un navegador
event-client-changed = { $by } cambió la aplicación { $app }
event-client-created = { $by } añadió la aplicación { $app }
event-client-deleted = { $by } quitó la aplicación { $what }
event-client-refused = { $app } fue rechazada
event-client-secret-rotated = { $by } creó un secreto nuevo para { $app }
event-client-old-secret-ended = { $by } terminó el secreto anterior de { $app }
event-client-certificate-issued = { $by } emitió un certificado para { $app }
event-code-replayed = Un código de inicio de sesión de { $app } se usó dos veces
event-device-activated = Un teléfono de { $who } entró en servicio
event-device-copied = La clave de un teléfono de { $who } parece existir dos veces
event-device-linked = { $by } vinculó un teléfono para { $who }
event-device-push-gone = Un teléfono de { $who } ya no recibe mensajes push
event-device-removed = { $by } quitó un teléfono de { $who }
event-device-renamed = { $by } cambió el nombre de un teléfono de { $who }
event-device-suspended = Un teléfono de { $who } se detuvo
event-factor-added = { $who } configuró un segundo paso
event-factor-demand-ended = La exigencia de un segundo paso terminó para { $who }
event-factor-link-followed = { $who } siguió el enlace para un segundo paso
event-factor-recovery-code-used = { $who } usó un código de recuperación
event-factor-recovery-codes-made = { $who } creó códigos de recuperación
event-factor-removed = { $by } quitó un segundo paso de { $who }
event-grant-given = { $who } dio acceso a { $app }
event-grant-revoked = { $who } retiró el acceso a { $app }
event-group-changed = { $by } cambió el grupo { $what }
event-group-created = { $by } añadió el grupo { $what }
event-group-deleted = { $by } quitó el grupo { $what }
event-group-user-added = { $by } puso a { $who } en el grupo { $what }
event-group-user-removed = { $by } sacó a { $who } del grupo { $what }
event-keys-rotated = { $by } creó claves de firma nuevas
event-link-claim-refused = Se rechazó un teléfono que escaneó el código de { $who }
event-link-claimed = Un teléfono escaneó el código de vinculación de { $who }
event-link-confirm-refused = Se escribieron cifras erróneas para un teléfono de { $who }
event-link-offered = { $by } mostró un código de vinculación para { $who }
event-login-failed = Se escribió una contraseña errónea para { $who }
event-login-first-factor = { $who } escribió la contraseña correcta
event-login-passkey-failed = No se aceptó una llave de acceso
event-login-second-factor-failed = { $who } no pasó el segundo paso
event-login-many-failures = Muchos intentos fallidos en la cuenta de { $who }
event-mail-discarded = { $by } descartó un mensaje para { $who }
event-mail-given-up = El servidor de correo rechazó un mensaje para { $who }
event-mail-retried = { $by } hizo intentar mensajes enseguida
event-mail-revealed = { $by } miró un enlace para { $who }
event-mail-sent = Se envió un mensaje a { $who }
event-mail-stopped = No sale ningún correo
event-mail-tested = { $by } envió un mensaje de prueba
event-name-conflict = Otro equipo de la red tomó el nombre del servidor
event-name-free = El nombre del servidor vuelve a ser solo suyo
event-office-address = { $by } eligió otra dirección para la oficina
event-office-set-up = { $who } instaló la oficina
event-password-set = { $who } eligió una contraseña
event-passkey-added = { $who } añadió una llave de acceso
event-passkey-copied = La clave de una llave de acceso de { $who } parece existir dos veces
event-passkey-removed = { $by } quitó una llave de acceso de { $who }
event-passkey-renamed = { $who } cambió el nombre de una llave de acceso
event-passkey-suspended = Una llave de acceso de { $who } se detuvo
event-session-created = { $who } inició sesión
event-session-ended = Se cerró una sesión de { $who }
event-session-step-up = { $who } confirmó con un segundo paso
event-session-new-browser = { $who } inició sesión con un navegador nuevo
event-setting-changed = { $by } cambió el ajuste { $what }
event-token-revoked = { $app } devolvió un token
event-update-found = DOneLogin encontró una versión más nueva
event-user-created = { $by } añadió a { $who }
event-user-deleted = { $by } borró a { $who }
event-user-email-change-asked = { $who } pidió otra dirección de correo
event-user-email-change-agreed = { $by } aceptó otra dirección de correo de { $who }
event-user-email-change-confirmed = Se confirmó la dirección de correo nueva de { $who }
event-user-email-change-stopped = { $by } detuvo otra dirección de correo de { $who }
event-user-email-changed = Se cambió la dirección de correo de { $who }
event-user-exported = { $who } descargó sus datos
event-user-picture-removed = { $who } quitó su foto
event-user-picture-set = { $who } tiene otra foto
event-user-profile-changed = { $who } cambió su perfil
event-browser-forgotten = { $who } hizo olvidar un navegador recordado
event-password-change-refused = { $who } no sabía su contraseña actual
event-user-disabled = { $by } desactivó la cuenta de { $who }
event-user-enabled = { $by } activó la cuenta de { $who }
event-user-mfa-policy-changed = { $by } cambió el segundo paso que se pide a { $who }
event-attribute-changed = { $by } cambió el atributo { $what }
event-attribute-created = { $by } añadió el atributo { $what }
event-attribute-deleted = { $by } quitó el atributo { $what }
event-claim-rules-changed = { $by } cambió las reglas para todas las apps
event-user-attributes-changed = { $by } cambió atributos de { $who }
event-access-ended = { $who } ya no puede usar { $app }
event-user-mfa-reset = { $by } restableció el segundo paso de { $who }
event-user-password-reset-issued = { $by } restableció la contraseña de { $who }
event-user-reset-stopped = { $who } detuvo un restablecimiento
event-user-role-changed = { $by } cambió los permisos de { $who }
event-users-imported = { $by } importó personas
event-invitation-made = { $by } creó una invitación
event-invitation-taken-back = { $by } retiró una invitación
event-sign-up-asked = Alguien pidió una cuenta
event-sign-up-confirmed = Alguien confirmó una dirección y espera
event-sign-up-approved = { $by } admitió a { $who }
event-sign-up-refused = { $by } rechazó una petición de cuenta
event-password-reset-asked = Alguien pidió un enlace para elegir una contraseña
event-window-unlocked = { $who } desbloqueó la ventana

certificates-lead = En qué confían navegadores, teléfonos y aplicaciones
ca-title = Autoridad de certificación
ca-trust = Cómo confiar en ella
ca-compare = Compárela con la que muestra un dispositivo antes de confiar. De ella dependen los inicios de sesión de todos.
ca-none = Este servidor tiene un certificado de otra parte
ca-none-lead = Así que nadie tiene que instalar nada.
keys-title = Claves de firma
keys-lead = Firman lo que se dice a las aplicaciones. Los ajustes dicen con qué frecuencia cambian.
keys-rotate = Crear claves nuevas
keys-ask-title = ¿Crear claves de firma nuevas?
keys-ask-text = Las aplicaciones recogen las nuevas por sí mismas.
keys-rotated = Desde ahora firman claves nuevas
keys-announced = Las claves nuevas están publicadas y firman dentro de diez minutos
keys-how = Cuándo firman
keys-how-announced = Dentro de diez minutos
keys-how-announced-hint = Para entonces todas las aplicaciones pueden conocerlas. Las anteriores cuentan hasta que termine el último token que firmaron.
keys-how-at-once = Enseguida
keys-how-at-once-hint = Las aplicaciones que guardan las claves anteriores pueden rechazar a las personas durante unos minutos.
keys-how-withdrawing = Enseguida, y las anteriores desaparecen
keys-how-withdrawing-hint = Para claves que quizá tenga otra persona. Ya no cuenta nada de lo que firmaron.
key = Clave
key-algorithm = Algoritmo
key-made = Creada
key-signs = Firma
key-next = Firma desde el { $time }
key-retired = Cuenta hasta el { $time }

settings-lead = Lo que puede cambiar mientras funciona el servidor. Cuenta desde el próximo inicio de sesión.
setting-is = { $about } Ahora: { $value }.
setting-saved = { $name } está guardado
setting-reset = Volver al valor inicial
setting-fixed = Lo fija el archivo del servidor
setting-secret-kept = Guardado; escriba para reemplazarlo
subject-office = Oficina
subject-account = Cuenta propia
subject-signup = Cuentas
subject-captcha = Programas que prueban
subject-mfa = Segundo paso
subject-phone = Teléfonos
subject-face = Comprobación del rostro
subject-push = Mensajes push
subject-smtp = Correo
subject-lifetime = Cuánto duran las cosas
subject-keys = Claves de firma
subject-oidc = Protocolo
subject-others = Otros
choice-on = Activado
choice-off = Desactivado
choice-optional = Se pide a quien tiene uno
choice-required = Obligatorio
choice-normal = Normal
choice-strict = Estricto
choice-anywhere = Desde cualquier lugar
choice-same-network = Desde la misma red
choice-trial = Prueba, insegura
setting-account-delete = Borrar la propia cuenta
setting-account-delete-about = Si las personas pueden borrar ellas mismas su cuenta o tienen que pedirlo a un administrador.
setting-account-delete-allowed = Las personas pueden hacerlo ellas mismas
setting-account-delete-ask-admin = Las personas lo piden a un administrador
setting-office-name = Nombre de la oficina
setting-office-name-about = La palabra más grande de cada página.
setting-office-language = Idioma del correo
setting-office-language-about = Para las personas que no han dicho qué idioma leen.
setting-signup-mode = Quién puede crear una cuenta
setting-signup-mode-about = Si las personas pueden crear ellas mismas su cuenta. Una invitación sirve en todos los casos menos el primero.
setting-signup-mode-off = Solo administradores
setting-signup-mode-invitation = Quien tiene una invitación
setting-signup-mode-domain = Quien tiene una dirección de la oficina
setting-signup-mode-approval = Cualquiera, si un administrador está de acuerdo
setting-signup-domains = Dominios de la oficina
setting-signup-domains-about = Cuyas direcciones pueden entrar, si así se fijó arriba. Con comas entre ellos: office.example, other.example.
setting-captcha-kind = Quién comprueba que no pruebe un programa
setting-captcha-kind-about = Se pide solo tras algunos fallos. El cálculo en el navegador no necesita a nadie más; los dos servicios se enteran de quién inicia sesión.
setting-captcha-kind-altcha = Un cálculo en el navegador
setting-captcha-kind-recaptcha-v2 = reCAPTCHA v2
setting-captcha-kind-turnstile = Turnstile
setting-captcha-kind-off = Nadie
setting-captcha-site-key = Clave del sitio en el servicio
setting-captcha-site-key-about = Para reCAPTCHA y Turnstile.
setting-captcha-secret = Secreto en el servicio
setting-captcha-secret-about = Para reCAPTCHA y Turnstile. No se muestra de nuevo.
setting-mfa-policy = Segundo paso
setting-mfa-policy-about = Si un segundo paso no se pide nunca, se pide a quien tiene uno o se pide a todos.
setting-mfa-policy-off = No se pide nunca
setting-mfa-remember-days = Recordar navegadores, en días
setting-mfa-remember-days-about = Un navegador recordado no pide segundo paso. 0 no recuerda ninguno.
setting-mfa-scan = Escanear el código
setting-mfa-scan-about = Si un teléfono puede escanear el código de un navegador de otra red.
setting-mfa-lost-phone-wait-s = Tiempo de espera tras un restablecimiento, en segundos
setting-mfa-lost-phone-wait-s-about = Cuánto tiempo quien restableció una contraseña no puede restablecer el segundo paso de la misma cuenta, y al revés.
setting-phone-trust = Confianza antes de vincular
setting-phone-trust-about = Si un teléfono tiene que confiar en el certificado de este servidor antes de vincularse. «Prueba» es insegura: sin confianza, alguien en medio puede responder por el teléfono.
setting-face-threshold = Cuánto tiene que parecerse un rostro
setting-face-threshold-about = «Estricto» deja pasar a menos desconocidos y rechaza más veces a su dueño.
setting-face-colours = Colores de la pantalla
setting-face-colours-about = Si una comprobación del rostro solo cuenta cuando los colores de la pantalla del teléfono se vieron en el rostro.
setting-push-enabled = Avisar a los teléfonos con la aplicación cerrada
setting-push-enabled-about = Los servicios push de los navegadores solo conocen la hora.
setting-push-contact = Contacto para servicios push
setting-push-contact-about = Una dirección de correo o una página https://, por si algo falla con nuestros mensajes.
setting-smtp-from = Dirección del remitente
setting-smtp-from-about = La dirección de la que viene nuestro correo.
setting-smtp-url = Servidor de correo
setting-smtp-url-about = Por ejemplo smtps://user:password@host:465. No se muestra de nuevo.
setting-keys-rotate-after-days = Claves de firma nuevas, en días
setting-keys-rotate-after-days-about = Después de cuántos días se sustituyen. 0 no las sustituye nunca.
setting-oidc-dpop-nonce = Nonces para pruebas de posesión
setting-oidc-dpop-nonce-about = Si las pruebas de posesión (DPoP) tienen que repetir un valor que este servidor dio hace un momento. Así funcionan también las aplicaciones con el reloj mal puesto.
setting-oidc-legacy-response-types = Tipos de respuesta antiguos
setting-oidc-legacy-response-types-about = Si las aplicaciones que los registraron reciben tokens a través del navegador, donde historiales y registros los guardan, y tienen sus peticiones en direcciones propias. Inseguro; solo para aplicaciones antiguas.
setting-lifetime-access-token-s = Tokens de acceso y de identidad, en segundos
setting-lifetime-access-token-s-about = Cuánto tiempo puede usar una aplicación lo que recibió.
setting-lifetime-code-s = Código de autorización, en segundos
setting-lifetime-code-s-about = Cuánto tiempo puede esperar a que se canjee.
setting-lifetime-interaction-s = Un inicio de sesión, en segundos
setting-lifetime-interaction-s-about = Cuánto puede tardar de principio a fin.
setting-lifetime-pushed-request-s = Una petición depositada, en segundos
setting-lifetime-pushed-request-s-about = Cuánto espera a su persona.
setting-lifetime-refresh-absolute-s = Una aplicación en total, en segundos
setting-lifetime-refresh-absolute-s-about = Cuánto tiempo puede seguir abierta su sesión.
setting-lifetime-refresh-idle-s = Una aplicación sin uso, en segundos
setting-lifetime-refresh-idle-s-about = Cuánto tiempo sigue abierta su sesión mientras nadie la usa.
setting-lifetime-session-absolute-s = Un navegador en total, en segundos
setting-lifetime-session-absolute-s-about = Cuánto tiempo sigue abierta su sesión.
setting-lifetime-session-idle-s = Un navegador sin uso, en segundos
setting-lifetime-session-idle-s-about = Cuánto tiempo sigue abierta su sesión mientras nadie lo usa.
setting-updates-source = Dónde buscar actualizaciones
setting-updates-source-about = La ruta completa de una carpeta o una dirección https:// con la lista de versiones. Vacío no busca en ningún sitio; nada se instala por sí mismo.

about-lead = Inicio de sesión para la oficina, en el equipo de la oficina
about-version = Versión
about-clock = Reloj
about-database = Base de datos
about-database-sound = En buen estado
about-licence = Licencia
about-licence-text = Apache 2.0
about-faces = Rostros
about-faces-text = Se quedan en los teléfonos. Este servidor no ve nunca una imagen.
about-api = Descripción de la API para programas

summary-title = { $count ->
    [one] Una cosa que corregir
   *[other] { NUMBER($count) } cosas que corregir
}
language = Idioma
password-show = Mostrar la contraseña

first-run-step = Paso { NUMBER($number) } de { NUMBER($count) }
first-run-steps = Pasos
first-run-done = hecho
first-run-unnamed = Su oficina, con la sesión abierta
first-run-start = Primer inicio
first-run-fingerprint = Huella { $fingerprint }. Los teléfonos y otros equipos muestran la misma antes de confiar.
first-run-own-computer = Todo se queda en este equipo.
first-run-office = La oficina
first-run-address = Su dirección
first-run-you = Usted
first-run-trust = Confiar en este equipo
first-run-phone = Su teléfono
first-run-office-title = ¿Cómo se llama su oficina?
first-run-office-lead = Este nombre se ve en cada inicio de sesión. Puede cambiarlo más tarde.
first-run-office-name = Nombre de la oficina
first-run-office-hint = Como está en su puerta.
first-run-office-missing = Dé un nombre a la oficina.
first-run-address-title = ¿Dónde se encontrará la oficina?
first-run-address-lead = Las aplicaciones recuerdan esta dirección. Más tarde no se puede cambiar sin configurar de nuevo cada aplicación.
first-run-local = Solo en la red de la oficina
first-run-local-hint = Funciona enseguida, no necesita nada de fuera. Cada equipo tiene que confiar en él una vez; mostramos cómo.
first-run-own = Con un nombre propio
first-run-own-hint = Ningún navegador pide confianza. Necesita un dominio y un certificado que usted aporta.
first-run-name = Nombre
first-run-name-looking = Buscándolo en la red …
first-run-name-free = Libre en esta red.
first-run-name-ours = Este equipo ya responde a él.
first-run-name-unknown = La red no respondió, así que nadie sabe si está libre. Puede seguir.
first-run-name-taken = Otro equipo ({ $other }) responde a { $host }. Elija otro nombre, como { $next }.
first-run-host-missing = Introduzca un nombre.
first-run-host-wrong = Un nombre se forma con letras, cifras y guiones, como kestrelrow. Empieza y termina con una letra o una cifra.
first-run-host-ip = Los números no son un nombre. Los teléfonos y las aplicaciones necesitan uno que permanezca.
first-run-host-not-own = Introduzca el nombre completo, como login.example.org. Los nombres que terminan en .local van arriba.
first-run-own-host = Nombre
first-run-own-host-hint = Un nombre de su dominio que lleva a este equipo.
first-run-certificate = Archivo del certificado
first-run-certificate-hint = En este equipo, como PEM, con sus certificados intermedios.
first-run-key = Archivo de la clave
first-run-key-hint = La clave privada del certificado, como PEM. Ambos se leen de nuevo cuando cambian.
first-run-certificate-fault = Este archivo de certificado no se puede usar: { $detail }
first-run-key-fault = Este archivo de clave no se puede usar: { $detail }
office-host-wrong = Este nombre no se puede usar. Elija otro.
office-host-taken = Otro equipo responde a este nombre. Elija otro.
person-name-wrong = Este nombre está vacío o es demasiado largo. Introduzca otro.
person-email-wrong = Escriba una dirección de correo completa, como mira@example.org.
person-email-taken = Alguien aquí tiene esta dirección de correo. Introduzca otra o abra su página en Personas.
person-username-wrong = Un nombre de usuario tiene de 1 a 64 letras, cifras, puntos, guiones o guiones bajos, y empieza y termina con una letra o una cifra.
person-username-taken = Alguien aquí tiene este nombre de usuario. Introduzca otro.
person-password-wrong = Elija de 15 a 256 caracteres que no estén en la lista de contraseñas comunes.
first-run-file-missing = Introduzca dónde está el archivo en este equipo.
first-run-fixed = La dirección de este servidor la fija su configuración. Cámbiela allí.
first-run-open = La dirección para abrir será
first-run-you-title = ¿Quién se ocupa de ella?
first-run-you-lead = Usted pasa a ser el primer administrador. Desde aquí la dirección ya no cambia: { $address }
first-run-your-name = Su nombre
first-run-your-name-hint = Como lo conocen sus colegas.
first-run-your-name-missing = Introduzca su nombre.
first-run-email = Su dirección de correo
first-run-email-hint = Inicia sesión con ella o con un nombre de usuario.
first-run-email-missing = Introduzca su dirección de correo.
first-run-email-malformed = Escriba la dirección de correo completa, como mira@example.org.
first-run-password = Contraseña
first-run-password-hint = Al menos { NUMBER($count) } caracteres, y ninguna de las comunes. Unas cuantas palabras seguidas se recuerdan con facilidad.
first-run-password-missing = Elija una contraseña.
first-run-password-short = La contraseña necesita al menos { NUMBER($count) } caracteres.
first-run-password-is-name = Ese es su nombre. Elija una contraseña que otros no adivinen.
first-run-make = Crear la oficina
first-run-making = Creando …
first-run-trust-title = Confíe en este equipo
first-run-trust-lead = Los navegadores advierten hasta que conocen el certificado de la oficina. En este equipo se lo podemos decir.
first-run-trust-compare = La huella del certificado. Imprímala para que se pueda comparar.
first-run-trust-print = Imprimir una hoja para otros equipos
first-run-trust-asks = Ponemos el certificado en los almacenes de abajo. El sistema puede pedir su contraseña. Puede retirarlo en cualquier momento.
first-run-trust-by-hand = Abra { $address } en el navegador de este equipo y siga sus pasos.
first-run-trust-later = Más tarde: Ajustes, Este equipo. Los demás equipos abren la página «Confiar en este servidor».
first-run-skip = Ahora no
first-run-phone-title = Vincule su teléfono
first-run-phone-lead = Una contraseña sola se puede robar. Su teléfono confirma con su rostro que es usted.
first-run-phone-first = 1. Su teléfono confía en este servidor
first-run-phone-second = 2. Su teléfono está vinculado con su cuenta
first-run-phone-trust = Escanee este código con la cámara del teléfono, o abra allí { $address }, y siga la página hasta que el teléfono confíe en este servidor.
first-run-phone-scan = Después escanee el código de abajo.
first-run-phone-digits = Escriba las seis cifras que muestra el teléfono.
first-run-phone-later = Más tarde: Su cuenta, Teléfonos, o la página de su cuenta en Personas.
first-run-skip-phone = Ahora no, al resumen
first-run-end = Al resumen

store-system = Este sistema
store-nss = Chromium y Firefox
store-java = Java
trust-trusted = De confianza
trust-absent = Todavía no
trust-failed = No ha funcionado
trust-refused = Esto no ha funcionado: { $reason }
trust-unavailable = No está aquí
trust-no-store = No se encontró ningún almacén en este equipo.
trust-do = Confiar aquí en esta oficina
trust-doing = Esperando al sistema …
trust-undo = Retirar la confianza

server-stopped = El servidor se ha detenido.
server-starting = El servidor se inicia.
server-restart = Iniciar de nuevo

lock-title = Inicie sesión para seguir
lock-lead = La ventana llevaba un tiempo sin uso. Mientras tanto, el inicio de sesión sigue funcionando para todos.
lock-now = Bloquear la ventana
lock-username = Nombre de usuario o correo
lock-missing = Introduzca su nombre de usuario y su contraseña.
lock-wrong = El nombre de usuario y la contraseña no coinciden, o no es un administrador. Compruebe ambos.
lock-slowed = Demasiados intentos. Espere 30 segundos e inténtelo de nuevo. Su cuenta no está bloqueada.

export = Exportar
preset-nextcloud-hint = Se forma con la dirección. Si Nextcloud muestra /index.php en sus direcciones, póngalo delante de /apps.
preset-gitea-hint = Gitea pone el nombre de su fuente de autenticación en esta dirección. Llame allí DOneLogin a la fuente.
preset-apache-hint = Una ruta de su sitio donde no hay página; allí responde mod_auth_openidc.
preset-proxmox-hint = La dirección con su puerto y sin barra al final, como la envía Proxmox.
redirect-missing = Introduzca la dirección que envía la aplicación.
redirect-not-absolute = La dirección empieza por https://.
redirect-fragment = Una dirección de vuelta no tiene parte con #: los navegadores no la enviarían a la aplicación.
redirect-plain-http = Cualquiera en la red puede leer http://. Solo las aplicaciones de este mismo equipo pueden usarlo.
redirect-scheme = Las aplicaciones de teléfonos y escritorios usan un nombre propio con un punto, como com.example.app:/return.
redirect-characters = Los espacios, las barras invertidas y * no van en ella. Cada dirección se escribe completa.
redirect-user = Contiene un nombre de usuario. Así no inicia sesión nadie.
redirect-too-long = Es demasiado larga: como máximo 2048 letras.
redirect-take = Usar { $address }
look-under-way = Mirando si responde …
look-answers = Responde: { $where }

test-title = Probar esta aplicación
test-lead = Lo que se ve desde aquí de { $app }, y lo que se le diría de alguien.
test-do = Probar
test-all-well = Todo lo que se ve desde aquí está en orden. Inicie sesión una vez en { $app } para estar seguro.
test-who = Qué recibiría sobre
test-look = Mirar
test-nobody = Nadie coincide. Introduzca un nombre, un nombre de usuario o una dirección de correo.
test-would-get = Qué recibiría { $app } sobre { $name }
follow-title = Seguir un inicio de sesión
follow-lead = Empiece aquí, abra { $app } en otra ventana e inicie sesión allí. Cada paso aparece cuando ocurre.
follow-do = Empezar
follow-stop = Parar
follow-is-ok = fue bien
follow-is-fail = fue rechazado
follow-is-waiting = todavía no
follow-asked = La aplicación envía a la persona aquí
follow-answered = La persona vuelve a la aplicación
follow-exchanged = La aplicación canjea su código
follow-told = La aplicación pregunta por la persona
follow-signed-out = La aplicación cierra la sesión de la persona
follow-through = El inicio de sesión en { $app } funciona.
follow-more = Más sobre este error
protocol-title = Detalles del protocolo
protocol-lead = Déjelos como están, salvo que el manual de la aplicación nombre alguno.
protocol-id-token = Firma de los ID tokens
protocol-userinfo = Firma de userinfo
protocol-userinfo-plain = Ninguna: JSON simple
protocol-access-token = Tokens de acceso
protocol-opaque = Opacos: la aplicación pregunta aquí qué abren
protocol-jwt = JWT: las API los leen ellas mismas (RFC 9068)
protocol-subjects = Cómo se le nombran las personas
protocol-public = Como a todas las aplicaciones
protocol-pairwise = Con un nombre propio (pairwise)
protocol-resources = API para las que puede pedir tokens: una dirección por línea
protocol-served = API que es ella misma: una dirección por línea
protocol-served-hint = Puede preguntar a este servidor por los tokens destinados a estas API, sea cual sea la app que los recibió.
protocol-demands = Tiene que
protocol-require-pkce = usar PKCE
protocol-require-pushed-authorization-requests = enviar sus solicitudes por adelantado (PAR)
protocol-require-signed-request-object = firmar sus solicitudes
protocol-dpop-bound-access-tokens = demostrar una clave con sus tokens (DPoP)
protocol-fapi2 = cumplir FAPI 2.0
protocol-fapi2-hint = Entonces se exigen PAR, PKCE, pruebas firmadas o certificados y tokens vinculados.
protocol-legacy = Tipos de respuesta antiguos
protocol-legacy-hint = Solo cuentan mientras el ajuste oidc.legacy_response_types está activado.
protocol-legacy-warning = Envían tokens a través del navegador, donde acaban en historiales y registros. Elíjalos solo para una aplicación que no sepa hacerlo de otro modo.
preview-title = Qué reciben las aplicaciones
preview-lead = Lo que se diría de { $name } en este momento
preview-nothing = Nada
preview-client-disabled = No entraría nadie: la aplicación está desactivada.
preview-user-disabled = No entraría nadie: la cuenta está desactivada.
preview-no-password = No entraría nadie: la cuenta todavía no tiene contraseña. Envíe una invitación.
preview-due-nothing = Basta con una contraseña.
preview-due-ask = Se pide un segundo paso.
preview-due-set-up = Primero hay que configurar un segundo paso.
preview-due-unmet = No entra nadie: se pide un segundo paso que esta persona no puede tener.
preview-because = { $who }: { $policy }
preview-by-office = La oficina
preview-by-person = Esta persona
preview-by-group = El grupo { $name }
preview-by-app = La aplicación { $name }
preview-consent = Se pregunta a la persona qué puede saber la aplicación.
preview-no-consent = No se pregunta a la persona qué puede saber la aplicación.
preview-id-token = En el token de identidad
preview-userinfo = En userinfo

check-days = { $count ->
    [0] menos de un día
    [one] queda un día
   *[other] quedan { NUMBER($count) } días
}
check-state-ok = La aplicación está activada
check-state-fail = La aplicación está desactivada
check-state-mend = Actívela: nadie puede iniciar sesión en ella.
check-secret-ok = Demuestra quién es
check-secret-warn = Su secreto es corto
check-secret-fail = No puede demostrar quién es
check-secret-mend = Cree un secreto nuevo e introdúzcalo en la aplicación.
check-key-mend = Registre la clave pública con la que firma la aplicación, o la dirección de sus claves. Elija private_key_jwt en la aplicación.
check-client-certificate-mend = Emita un certificado nuevo para la aplicación, o corrija su titular o sus claves. La aplicación llama a las direcciones de mtls_endpoint_aliases.
check-no-secret-mend = Envía un secreto y está registrada sin él. Quítelo de la aplicación, o deje que aquí se acredite con un secreto.
check-unserved-mend = Este servidor no admite la forma en que se acredita. Elija otra, aquí y en la aplicación.
check-redirects-ok = Se vuelve a
check-redirects-fail = No se puede volver a la aplicación
check-redirects-mend = Añada la dirección que envía la aplicación. Su manual la llama redirect o callback URI.
check-shared-host-ok = Tiene un nombre propio
check-shared-host-warn = Está bajo el nombre de este servidor
check-shared-host-mend = Dele un nombre propio: las aplicaciones de un mismo nombre pueden leer las cookies de las otras.
check-encryption-warn = Lo que le vuelve no está cifrado
check-encryption-mend = Sirva la aplicación por https.
check-resolves-ok = Nombre encontrado
check-resolves-fail = Nombre no encontrado
check-resolves-mend = Compruebe cómo está escrito. El nombre tiene que estar en el DNS de la oficina, o terminar en .local y anunciarse.
check-answers-ok = Responde
check-answers-warn = Responde despacio
check-answers-fail = No responde
check-answers-mend = Inicie la aplicación, corrija el puerto o busque un cortafuegos en medio.
check-certificate-ok = Su certificado es válido
check-certificate-warn = Su certificado necesita una mirada
check-certificate-fail = Su certificado no es válido
check-certificate-mend = Renuévelo o cree uno para este nombre en el que confíen los navegadores.
check-trusts-us-ok = Su equipo aceptó nuestro certificado
check-trusts-us-warn = Su equipo todavía no ha llegado aquí
check-trusts-us-warn-mend = Inicie sesión en ella una vez y mire de nuevo.
check-trusts-us-fail = No llega hasta nosotros
check-trusts-us-fail-mend = Lo más frecuente es que todavía no confíe en la CA: instale nuestro certificado en su equipo, y en la aplicación si guarda autoridades propias. «Conectar una aplicación» dice quién llegó el último, y por qué.
check-used-ok = Un inicio de sesión llegó hasta el final
check-used-warn = Nadie ha iniciado sesión en ella últimamente
check-used-fail = Recibió un código y no lo canjeó
check-used-warn-mend = Pruébela una vez.
check-used-fail-mend = Mire su registro a esta hora. Compruebe su secreto, y si llega a este servidor.
check-asked-ok = Envía personas aquí
check-asked-warn = No ha enviado a nadie aquí desde el inicio
check-asked-fail = Lo que pide se rechaza
check-exchanged-fail = Lo que envía por el código se rechaza
check-told-ok = Preguntó por una persona
check-asked-warn-mend = Abra la aplicación, inicie sesión una vez y vuelva a mirar.
check-refused-mend = «Errores de las aplicaciones» en la ayuda dice qué lo arregla.
knocks-title = Quién llegó el último
knocks-none = Nadie ha llegado desde el inicio.
knock-at = { $count ->
    [one] { $time }
   *[other] { $time }, { NUMBER($count) } veces
}
knock-ok = { $ip } habla con nosotros.
knock-unknown-ca = { $ip } rechazó nuestro certificado: todavía no confía en la CA.
knock-certificate-refused = { $ip } rechazó nuestro certificado. Todavía no confía en la CA, o su reloj está mal.
knock-wrong-name = { $ip } preguntó por { $name }, que no es nuestro nombre. Introduzca el emisor como está aquí.
knock-no-common-version = { $ip } no habla TLS 1.2 o más nuevo. Actualice la aplicación.
knock-not-tls = { $ip } habló sin TLS. El emisor empieza por https://.
knock-broken-off = { $ip } colgó antes de terminar.
tries-mend = Para { $runtime }: compruebe que las líneas de al lado están allí y ejecute
connect-itself = En { $app } misma: { $file }

bulk-name = Personas elegidas
bulk-picked = { $count ->
    [one] Una persona elegida
   *[other] { NUMBER($count) } personas elegidas
}
bulk-under-way = { $done } de { $count } hechas
bulk-all = { $count ->
    [one] Elegir la única
   *[other] Elegir las { NUMBER($count) }
}
bulk-pick = Elegir { $name }
bulk-clear = No elegir a nadie
bulk-join = Poner en un grupo
bulk-leave = Sacar de un grupo
bulk-invite = { $count ->
    [one] Imprimir una invitación
   *[other] Imprimir { NUMBER($count) } invitaciones
}
bulk-disable-done = { $count ->
    [one] Una cuenta está desactivada
   *[other] { NUMBER($count) } cuentas están desactivadas
}
bulk-enable-done = { $count ->
    [one] Una cuenta está activada
   *[other] { NUMBER($count) } cuentas están activadas
}
bulk-joined = { $count ->
    [one] Una persona está en { $group }
   *[other] { NUMBER($count) } personas están en { $group }
}
bulk-left = { $count ->
    [one] Una persona ya no está en { $group }
   *[other] { NUMBER($count) } personas ya no están en { $group }
}
bulk-failed = { $count ->
    [one] Una se quedó como estaba
   *[other] { NUMBER($count) } se quedaron como estaban
}
import-open = Importar
import-title = Importar personas
import-lead = Una tabla (CSV) o una lista (JSON). Ve lo que pasará antes de que pase; si una línea no se puede tomar, no entra nadie.
import-file = Archivo
import-preview = Líneas del archivo
import-row = Línea
import-new = Entra
import-admin = Entra como administrador
import-exists = Tiene una cuenta
import-not-taken = No se puede tomar
import-why = { $field }: { $message }
import-username = Inicia sesión como { $username }
import-existing = { $count ->
    [one] Una línea ya tiene una cuenta.
   *[other] { NUMBER($count) } líneas ya tienen una cuenta.
}
import-leave-out = Dejarlas fuera
import-email-missing = Sin dirección de correo
import-email-malformed = Dirección de correo incompleta
import-email-twice = Dirección de correo repetida
import-username-twice = Nombre de usuario repetido
import-not-a-person = No es una persona
import-more = { $count ->
    [one] Una línea más no se muestra.
   *[other] { NUMBER($count) } líneas más no se muestran.
}
import-no-json = El archivo no se puede leer como JSON.
import-no-list = El archivo no contiene una lista de personas.
import-no-email-column = Ninguna columna se llama email. La primera línea nombra las columnas.
import-empty = El archivo está vacío.
import-file-too-large = El archivo pasa de 5 MB. Divídalo.
import-open-quote = Una comilla no está cerrada o está en medio de una celda: línea { NUMBER($line) }. Corrija el archivo y elíjalo de nuevo.
import-two-columns = Dos columnas significan lo mismo: { $one } y { $other }. Quite una de ellas.
import-faults = { $count ->
    [one] Una línea no se puede tomar. Corríjala en el archivo y elija el archivo una vez más.
   *[other] { NUMBER($count) } líneas no se pueden tomar. Corríjalas en el archivo y elija el archivo una vez más.
}
import-too-large = { NUMBER($count) } personas son demasiadas para un archivo. Divídalo: caben 5000.
import-unknown = Estas columnas se dejan fuera: { $columns }.
import-groups = Estos grupos se crean: { $groups }.
import-refused = No entró nadie. Estas líneas no se pueden tomar:
import-line = Línea { $line }, { $field }: { $message }
import-do = { $count ->
    [one] Importar una persona
   *[other] Importar { NUMBER($count) } personas
}
import-done = { $count ->
    [one] Entró una persona
   *[other] Entraron { NUMBER($count) } personas
}
import-done-lead = Están elegidas en la lista, para que usted pueda imprimir sus invitaciones.

subject-branding = Aspecto
subject-updates = Actualizaciones
subject-languages = Idiomas
subject-computer = Este equipo
issuer-title = Dirección de la oficina
issuer-why = Las aplicaciones reconocen a las personas por ella, y los teléfonos están vinculados con ella. Se eligió en el primer inicio y se queda.
mail-test = Enviar un mensaje de prueba
mail-test-lead = Sale enseguida, con los ajustes de arriba tal como están guardados.
mail-send = Enviar
mail-sending = Enviando …
mail-sent = El mensaje para { $to } está en camino. Mire en el buzón.
mail-step-settings = Los ajustes no están completos.
mail-step-resolve = No se encontró el servidor de correo.
mail-step-connect = El servidor de correo no responde.
mail-step-tls = La conexión con el servidor de correo no es segura.
mail-step-login = El servidor de correo no nos dejó entrar.
mail-step-sender = El servidor de correo rechazó el remitente.
mail-step-recipient = El servidor de correo rechazó el destinatario.
mail-step-message = El servidor de correo rechazó el mensaje.
mail-cause-no-server = Introduzca arriba el servidor de correo.
mail-cause-no-sender = Introduzca arriba la dirección del remitente.
mail-cause-unknown-host = Compruebe cómo está escrito el nombre del servidor de correo.
mail-cause-unreachable = Compruebe el nombre y el puerto. Puede haber un cortafuegos en medio.
mail-cause-timed-out = Nadie respondió a tiempo. Compruebe el puerto: 465 para smtps, 587 para smtp.
mail-cause-not-mail = Allí no responde ningún servidor de correo. Compruebe el puerto.
mail-cause-no-start-tls = No ofrece cifrado en este puerto. Use smtps:// con el puerto 465.
mail-cause-not-tls = No habla TLS en este puerto. Use smtp:// con el puerto 587 o corrija el puerto.
mail-cause-not-trusted = Aquí no se confía en su certificado. Compruebe el nombre, o haga que este equipo confíe en su CA.
mail-cause-no-login = No pide inicio de sesión, o pide otro tipo. Compruebe el nombre de usuario y la contraseña de la dirección.
mail-cause-refused = Esto es lo que dijo:
mail-cause-broken-off = Colgó. Inténtelo de nuevo.
branding-hue = Color
branding-hue-hint = El contraste es cosa nuestra, para que todos puedan leer.
branding-logo = Logotipo
branding-logo-hint = PNG, JPEG o WebP de 1 MB como máximo. Lo escribimos de nuevo, con 512 píxeles de ancho como máximo.
branding-choose = Elegir un archivo
branding-remove = Quitar el logotipo
logo-kind = No es PNG, JPEG ni WebP. Elija otro archivo.
logo-large = Este archivo pasa de 1 MB. Elija uno más pequeño.
logo-empty = Este archivo está vacío.
hue-petrol = Petróleo
hue-blue = Azul
hue-violet = Violeta
hue-plum = Ciruela
hue-brick = Ladrillo
hue-olive = Oliva
hue-green = Verde
hue-slate = Pizarra
look-light = Página de inicio de sesión de { $name } en claro
look-dark = Página de inicio de sesión de { $name } en oscuro
look-sign-in = Iniciar sesión
languages-lead = Las páginas, los teléfonos y los mensajes hablan { $languages }, a cada persona según su navegador o su cuenta.
languages-here = Esta aplicación, aquí
computer-start = Iniciar con este equipo
computer-start-hint = La oficina está en servicio en cuanto alguien inicia sesión en este equipo.
computer-awake = No suspender durante el servicio
computer-awake-hint = Un equipo suspendido no deja iniciar sesión a nadie.
computer-lock = Bloquear la ventana
computer-lock-after = { $count ->
    [0] Nunca
    [one] Tras un minuto sin uso
   *[other] Tras { NUMBER($count) } minutos sin uso
}
computer-trust = Confianza en este equipo
computer-trust-lead = Si los navegadores y programas de este equipo conocen el certificado de la oficina. Puede retirarlo.
updates-newer = Ya está la versión { $version }, del { $date }.
updates-where = Se encuentra aquí:
updates-never = No se instala nunca por sí misma. Guarde una copia de la base de datos e instálela como hizo con esta.
updates-unreachable = El lugar donde están las versiones nuevas no se puede leer.
updates-off = Nadie busca versiones más nuevas.
updates-current = La versión { $version } es la más nueva.
updates-check = Mirar ahora
updates-checked = Última búsqueda: { $time }
name-conflict = Otro equipo de la red se llama { $host }.
name-conflict-mend = Puede que no se encuentre este. Cambie el nombre del otro ({ $other }) o deténgalo. La dirección de la oficina se queda.
name-not-found = Nadie encuentra { $host } en la red.
name-not-found-mend = Compruebe si un cortafuegos bloquea el puerto UDP 5353, o introduzca el nombre en el DNS de la oficina.
name-elsewhere = { $host } lleva a otro sitio: { $other }.
name-elsewhere-mend = Corrija el DNS, salvo que haya un proxy delante de este servidor.
name-resolves = Encontrado con él: { $addresses }
served-title = Certificado de este servidor
served-names = Para
served-by = Avalado por
served-brought = { $issuer }, aportado por la oficina
served-until = Hasta el
served-renewal = Se renueva
served-sha256 = SHA-256
served-renew = Renovar ahora
served-renewed = Desde ahora se sirve un certificado nuevo
served-error = Hace poco algo fue mal con él: { $why }
served-none = No hay ningún servidor en marcha que lo pueda decir.
own-title = Aportar el suyo
own-lead = Estas líneas del archivo del servidor nombran su certificado y su clave. Se leen de nuevo cuando cambian.
own-files = Estos archivos se eligieron en el primer inicio:
ca-export = Guardar como { $format }
about-parts = Con agradecimiento
about-parts-text = Los textos de todas las licencias acompañan al programa.
lockdown = Bloquear
lockdown-title = ¿Bloquear la cuenta de { $name }?
lockdown-text = Para cuando la cuenta está en malas manos. Se desactiva, cada sesión y el acceso de cada aplicación terminan enseguida, los enlaces y el correo en espera dejan de valer, y sus teléfonos se detienen. «Activar» lo deshace; lo que terminó sigue terminado.
lockdown-go = Bloquear
lockdown-done = La cuenta de { $name } está bloqueada. Ya no funciona nada de ella.
state-locked-down = Bloqueada
problem-more-rights = Esta cuenta tiene más permisos que la suya. Pregunte a un administrador.
role-member = Miembro
role-member-may = Inicia sesión en aplicaciones y se ocupa de su propia cuenta.
role-helpdesk = Asistencia
role-helpdesk-may = Ve a las personas y las ayuda a volver a entrar: restablecimientos, teléfonos, sesiones, desactivación. No concede nada.
role-admin = Administrador
role-admin-may = Ve y cambia todo aquí.
person-own-apps = Aplicaciones propias
person-own-apps-may = Puede registrar aplicaciones
person-own-apps-hint = En /apps, con el consentimiento siempre pedido. Cuenta si los ajustes dejan hacerlo a personas elegidas.
subject-apps = Aplicaciones de desarrolladores
setting-apps-who = Quién puede registrar aplicaciones
setting-apps-who-about = Quien tiene el permiso encuentra «Aplicaciones que hago» en las páginas de su cuenta.
setting-apps-who-nobody = Solo administradores
setting-apps-who-chosen = Personas y grupos elegidos
setting-apps-who-everybody = Todos
setting-apps-most = Aplicaciones por persona
setting-apps-most-about = Cuántas aplicaciones puede tener registradas una persona a la vez.
app-owner = A cargo de
app-owner-office = La oficina
app-owner-take = Hacerse cargo
app-owner-taken = La oficina se ocupa ahora de { $app }
tokens-title = Tokens de API
tokens-open = Gestionar los tokens
tokens-lead = Lo que los programas presentan ante la API de administración. Cada uno abre lo que se eligió para él, y nunca más de lo que puede quien lo creó.
tokens-new = Crear un token
tokens-none = Todavía no hay tokens
tokens-none-lead = Cree uno para una copia de seguridad, una importación o lo que funcione por sí mismo.
token-name = Para qué es
token-opens = Qué abre
token-days = Vale
token-days-30 = 30 días
token-days-90 = 90 días
token-days-365 = un año
token-days-ever = sin fin
token-manage-hint = Lo que termina en «manage» abre acciones que le piden su contraseña.
token-no-scope = Elija qué abre el token.
token-name-wrong = Un nombre tiene de 1 a 60 letras en una línea.
token-made = Copie ahora el token
token-made-lead = Se muestra solo esta vez. Su programa lo envía como «Authorization: Bearer …».
token-copy = Copiar el token
token-by = Creado por { $name }, el { $date }
token-by-command = Creado por un comando, el { $date }
token-used = Último uso el { $time } desde { $address }
token-never-used = Nunca usado
token-until = Hasta el { $date }
token-ever = Sin fin
token-over = Terminado
token-take = Retirar
token-take-title = ¿Retirar «{ $name }»?
token-take-text = La próxima petición con él se rechaza. No se puede deshacer.
token-taken = «{ $name }» está retirado
scope-users-read = Personas: ver
scope-users-write = Personas: añadir, desactivar y activar, bloquear, cerrar sesiones
scope-users-manage = Personas: importar, invitar, cambiar, quitar
scope-groups-read = Grupos: ver
scope-groups-write = Grupos: crear
scope-groups-manage = Grupos: cambiar, miembros, quitar
scope-clients-read = Aplicaciones: ver
scope-clients-write = Aplicaciones: registrar y comprobar
scope-clients-manage = Aplicaciones: importar, cambiar, secretos nuevos, quitar
scope-audit-read = Actividad: leer
scope-settings-read = Ajustes: ver
scope-settings-manage = Ajustes: cambiar
scope-server-read = Servidor: ver su estado, sus claves y sus certificados
event-user-locked-down = { $by } bloqueó la cuenta de { $who }
event-user-lockdown-ended = { $by } levantó el bloqueo de la cuenta de { $who }
event-user-app-right-changed = { $by } cambió si { $who } puede registrar aplicaciones
event-group-app-right-changed = { $by } cambió si un grupo puede registrar aplicaciones
event-api-token-created = { $by } creó un token de API
event-api-token-revoked = { $by } retiró un token de API
mail-lead = Mensajes que todavía no se enviaron. Lo que está aquí sale por sí mismo en cuanto puede.
mail-retry-all = Intentar todos ahora
mail-retried-all = Intentados ahora: { NUMBER($count) }
mail-which = Qué mensajes
mail-all = Todos
mail-waiting = En espera
mail-refused = Rechazados
mail-none = No espera nada
mail-none-lead = Todos los mensajes se enviaron.
mail-none-such = No hay ningún mensaje así
mail-none-unset-lead = Aquí aparecen enlaces para personas, para entregarlos, hasta que se configure un servidor de correo.
mail-to = Para
mail-what = Qué
mail-written = Escrito
mail-state = Estado
mail-next = Próximo intento el { $time }
mail-due = A punto de enviarse
mail-waits = Espera
mail-given-up = Rechazado
mail-tries = { $tries ->
    [one] intentado una vez
   *[other] intentado { NUMBER($tries) } veces
}
mail-until = Hasta el { $time }
mail-reveal = Mostrar el enlace
mail-reveal-of = Mostrar el enlace para { $name }
mail-retry = Intentar ahora
mail-retry-of = Intentar ahora: { $name }
mail-retried = Se intenta ahora
mail-discard = Descartar
mail-discard-of = Descartar: { $name }
mail-discard-title = ¿Descartar este mensaje?
mail-discard-text = { $name } no lo recibe. No cambia nada más: un enlace ya entregado sigue funcionando.
mail-discarded = Descartado
mail-link-title = Enlace para { $name }
mail-link-lead = Entréguelo solo a { $name }. Cuenta como si usted hubiera creado el enlace: la otra mitad de este inicio de sesión queda ahora para otro administrador, y se le muestra a { $name }.
mail-link-lead-address = Entréguelo solo a quien pertenece { $name }: confirma esta dirección y con él se elige una contraseña. En la actividad queda que usted lo ha visto.
mail-link-lead-invite = Entréguelo solo a { $name }. Con él la persona elige una contraseña.
table-deeds = Qué se puede hacer
mail-more = Mostrar más
mail-stopped = { $count ->
    [one] Un mensaje espera y sale por sí mismo.
   *[other] { NUMBER($count) } mensajes esperan y salen por sí mismos.
}
mail-to-settings = Corregirlo en Ajustes, Correo
mail-no-server = No hay servidor de correo configurado.
mail-no-server-lead = Los mensajes esperan aquí. Entregue usted los enlaces o configure un servidor de correo: entonces todo sale por sí mismo.
mail-set-up = Configurar el correo
outbox-kind-invite = Invitación
outbox-kind-reset = Enlace para una contraseña nueva
outbox-kind-factors-reset = Enlace para otro segundo paso
outbox-kind-factor-added = Aviso: aplicación de autenticación añadida
outbox-kind-factor-removed = Aviso: aplicación de autenticación quitada
outbox-kind-device-linked = Aviso: teléfono vinculado
outbox-kind-device-removed = Aviso: teléfono quitado
outbox-kind-device-renamed = Aviso: teléfono con otro nombre
outbox-kind-device-copied = Aviso: el teléfono puede existir dos veces
outbox-kind-not-me = Aviso: «No soy yo» en el teléfono
outbox-kind-password-changed = Aviso: contraseña cambiada
outbox-kind-new-browser = Aviso: navegador nuevo
outbox-kind-many-failures = Aviso: muchos intentos fallidos
outbox-kind-passkey-added = Aviso: llave de acceso añadida
outbox-kind-passkey-removed = Aviso: llave de acceso quitada
outbox-kind-passkey-copied = Aviso: la llave de acceso puede existir dos veces
outbox-kind-confirm-address = Enlace para confirmar una dirección
outbox-kind-sign-up-invited = Invitación a crear una cuenta
outbox-kind-sign-up-known = Aviso: ya tiene una cuenta
outbox-kind-sign-up-waits = Aviso: alguien espera una cuenta
outbox-kind-sign-up-approved = Aviso: la cuenta está lista
outbox-kind-sign-up-refused = Aviso: sin cuenta
outbox-kind-confirm-new-address = Enlace para confirmar una dirección nueva
outbox-kind-address-changing = Enlace: se quiere otra dirección
outbox-kind-address-changed = Aviso: dirección cambiada
outbox-kind-account-deleted = Aviso: cuenta borrada
outbox-kind-account-locked = Aviso: cuenta bloqueada
outbox-kind-role-changed = Aviso: otros permisos

# Cómo se usa una aplicación, y aplicaciones que se registran por sí mismas.
subject-registration = Aplicaciones que se registran por sí mismas
setting-registration-mode = Quién puede registrarse así
setting-registration-mode-about = Algunas aplicaciones se registran por sí mismas donde se inicia sesión (RFC 7591). Nunca son de confianza, y siempre se pregunta a cada persona.
setting-registration-mode-off = Ninguna aplicación
setting-registration-mode-token = Aplicaciones que traen un token suyo
setting-registration-mode-open = Toda aplicación que llegue a este servidor
setting-registration-most = Máximo de aplicaciones
setting-registration-most-about = Tantas puede haber a la vez que se registraron por sí mismas.
setting-registration-per-hour = Aplicaciones por hora
setting-registration-per-hour-about = Tantas pueden venir de una dirección cuando no se pide token.
setting-registration-unused-days = Días hasta que se va una aplicación sin uso
setting-registration-unused-days-about = Una aplicación que se registró por sí misma se va sola si nadie la usa ni la aprueba.
setting-lifetime-device-code-s = Código de un dispositivo, en segundos
setting-lifetime-device-code-s-about = Cuánto espera un televisor o una impresora a que alguien escriba su código.
app-use = Cómo se usa la aplicación
app-use-code = Se inicia sesión en ella con un navegador
app-use-refresh = Puede mantener abierta la sesión de las personas
app-use-refresh-hint = También mientras no están, si lo permiten.
app-use-device = Se inicia sesión en ella en dispositivos sin navegador
app-use-device-hint = Un televisor o una impresora muestra un código, que se escribe en otro lugar.
app-use-itself = Actúa por sí misma, sin una persona
app-use-itself-hint = Por ejemplo, una copia de seguridad o un informe. Prueba quién es con su secreto o su clave.
app-use-itself-public = Una aplicación sin secreto no puede hacerlo.
app-scopes = Lo que puede hacer por sí misma
app-scopes-hint = Palabras que conocen sus propias interfaces, separadas por espacios, como files:read.
app-begin = Dónde empieza un inicio de sesión en la aplicación
app-begin-hint = Su tarjeta abre esta dirección, y la aplicación inicia la sesión. Sin ella se abre su página principal.
app-use-saved = El uso de { $app } está guardado
app-itself = Registrada por sí misma
app-itself-lead = Nadie ha revisado esta aplicación tal como es ahora. Mire su nombre y sus direcciones.
app-itself-approved = Registrada por sí misma, revisada
app-approve = Conservarla
app-approved = { $app } se queda
apps-by = Registrada por
apps-by-all = Todos
apps-by-office = la oficina
apps-by-person = una persona
apps-by-itself = la propia aplicación
registration-title = Aplicaciones que se registran por sí mismas
registration-lead = Una aplicación configurada con uno de estos tokens se registra aquí por sí misma. Siempre se pregunta a cada persona antes de que la aplicación sepa algo.
registration-off = Ahora ninguna aplicación puede registrarse por sí misma.
registration-to-settings = Cambiarlo en los ajustes
registration-to-apps = Aplicaciones que lo hicieron
registration-none-lead = Cree uno para una aplicación que se registra por sí misma.
registration-uses = Cuántas aplicaciones deja registrar
registration-uses-wrong = Un número de 1 a 1000
registration-used = { $used } de { $uses } registradas
registration-days-1 = un día
registration-days-7 = una semana
registration-made-lead = Solo se muestra esta vez. La aplicación pide un «initial access token».
registration-take-text = Ninguna aplicación se registra ya con él. Las que lo hicieron se quedan.
app-try-device = Mostrar lo que muestra un dispositivo
app-try-device-lead = Escanéelo con un teléfono, o escriba el código, y vea las páginas que ven las personas. Ningún dispositivo inicia sesión con ello.
app-try-device-qr = Abre la página donde se confirma el código de un dispositivo
event-device-grant-approved = { $who } permitió { $app } en un dispositivo
event-device-grant-denied = Se rechazó un dispositivo que pedía { $app }
event-device-grant-exchanged = Un dispositivo de { $who } inició sesión en { $app }
event-device-grant-ended = { $who } cerró la sesión de un dispositivo en { $app }
event-device-code-replayed = El código de un dispositivo de { $app } se usó dos veces
event-client-approved = { $by } conserva { $app }, que se registró por sí misma
event-client-token-issued = { $app } recibió un token en su propio nombre
event-client-token-revoked = { $app } devolvió un token propio
event-registration-token-created = { $by } creó un token para aplicaciones que se registran por sí mismas
event-registration-token-revoked = { $by } retiró un token para aplicaciones que se registran por sí mismas
event-request-refused = Se rechazó una solicitud que no venía de ninguna aplicación conocida
told-lead = Además del nombre y la dirección, las apps reciben lo que dicen los atributos y las reglas.
told-attributes = Atributos
told-attributes-lead = Lo que su oficina sabe de su gente, por ejemplo un centro de coste.
told-attributes-empty = Aún no hay atributos
told-attributes-empty-lead = Añada uno y luego indique su valor en la página de cada persona.
told-attribute-add = Añadir un atributo
told-attribute-label = Nombre visible
told-attribute-name = Nombre en reglas y archivos
told-attribute-name-hint = Minúsculas, cifras y guiones bajos, por ejemplo cost_center.
told-attribute-who = Quién lo indica
told-attribute-made = { $name } se ha añadido
told-attribute-removed = { $name } se ha quitado
told-attribute-remove = Quitar { $name }
told-attribute-remove-title = ¿Quitar { $name }?
told-attribute-remove-text = Se pierde lo que dice de las personas. Las reglas que lo usan dejan de decir nada. Esto no se puede deshacer.
told-shape-text = Un texto
told-shape-list = Varios textos
told-editor-administrators = Los administradores
told-editor-person = También la persona
told-editor-hint = Nada que dé derechos: cada persona lo indica.
told-rules-office = Reglas para todas las apps
told-rules-office-lead = Las reglas propias de una app van antes.
told-rules-app = Reglas para esta app
told-rules-app-lead = Van antes que las reglas para todas las apps. Para un mismo dato vale la primera regla que tiene un valor.
told-empty = Aún no hay reglas
told-empty-lead = Sin reglas, una app recibe lo que abren sus scopes.
told-add = Añadir una regla
told-preset = Añadir lo que necesita { $app }
told-edit = Cambiar la regla { $number }
told-up = Subir la regla { $number }
told-down = Bajar la regla { $number }
told-remove = Quitar la regla { $number }
told-removed = La regla para { $claim } se ha quitado
told-moved = La regla para { $claim } es ahora la número { $number }
told-unsaved = Aún no se ha guardado. La vista previa ya lo muestra.
told-discard = Descartar
told-save = Guardar las reglas
told-saved = Las reglas están en vigor
told-dialog = Regla
told-claim = Dato (claim)
told-claim-hint = Como la llama el manual de la app, por ejemplo role.
told-claim-missing = Escriba el dato.
told-into = Adónde va
told-into-missing = Elija al menos un lugar.
told-place-id_token = Token de identidad
told-place-userinfo = Respuesta userinfo
told-place-access_token = Token de acceso (JWT)
told-from = De dónde viene el valor
told-from-choice = Según el grupo
told-from-groups = Los grupos de la persona
told-from-attribute = Un atributo
told-from-account = La cuenta
told-from-constant = Igual para todos
told-as = Escrito como
told-form-text = Texto
told-form-list = Lista
told-form-boolean = Verdadero o falso
told-more = Más
told-name = Nombre de la regla
told-name-hint = Para usted y sus colegas. Las apps no lo ven.
told-scope = Solo con este scope
told-scope-any = En cada inicio de sesión
told-apply = Aplicar
told-cases = En este grupo dice
told-cases-hint = Cuenta el primer grupo en el que está la persona.
told-case-choose = Elegir
told-case-group = Grupo { $number }
told-case-value = Valor { $number }
told-case-add = Añadir una línea
told-case-remove = Quitar la línea { $number }
told-otherwise = Si no
told-otherwise-hint = Vacío: el dato se omite.
told-several = Varios, separados por comas.
told-value = Valor
told-attribute = Atributo
told-attribute-own = Cada persona lo indica. No lo use para nada que dé derechos.
told-field = Qué parte
told-field-username = El nombre de usuario
told-field-email = La dirección de correo
told-field-name = El nombre
told-prefix = Solo grupos que empiezan por
told-prefix-hint = Por ejemplo wiki-. Vacío: todos.
told-cut = Omitir ese comienzo
told-only-hint = Solo los grupos marcados. Ninguno marcado: todos.
told-renamed = Otros nombres en la app
told-say-case = { $value } en { $group }
told-say-else = si no { $value }
told-say-attribute = El atributo { $attribute }
told-say-constant = Siempre { $value }
told-say-only = Los grupos { $groups }, si la persona está en ellos
told-say-prefix = Los grupos de la persona que empiezan por { $prefix }
told-preview-lead = Lo que recibiría { $app } con estas reglas, guardadas o no
told-preview-who = Persona
told-preview-find = Buscar
told-preview-wrong = Una regla no está completa. Al guardar se indica qué falta.
told-not-for-them = No se dejaría entrar: la app es para grupos en los que esta persona no está.
told-access-token = En un token de acceso JWT
told-by-scope = por el scope { $scope }
told-by-app = por la regla { $number } de la app
told-by-office = por la regla { $number } para todas las apps
told-file = En un archivo
told-file-lead = Atributos, reglas y para quién son las apps. El mismo archivo otra vez no cambia nada.
told-file-take = Descargar
told-file-bring = Traer un archivo
told-file-broken = Este archivo no es JSON.
told-file-wrong = No se ha cambiado nada. Antes hay que corregir:
told-file-done = Cambiado: { $what }
told-file-same = Todo estaba ya así. No se ha cambiado nada.
told-tab-access = Acceso
told-tab-claims = Qué recibe
told-access = Quién puede usarla
told-access-lead = Se comprueba en cada inicio de sesión y cada token. Quien deja los grupos queda fuera al momento.
told-everybody = Todos los que tienen cuenta
told-members = Los miembros de estos grupos
told-nobody = No hay grupo elegido: nadie puede usarla.
told-access-saved = Queda fijado quién puede usar { $app }
told-session = Cuánto vale un inicio de sesión
told-session-lead = Cada opción solo acorta lo que permite la oficina.
told-age = Iniciar sesión de nuevo tras
told-idle = La app sigue conectada sin uso durante
told-absolute = La app sigue conectada como máximo durante
told-remembered = Pedir el segundo paso también en navegadores recordados
told-person = Más sobre esta persona
told-lines = Uno por línea.
told-person-saved = { $name } se ha guardado
told-group-apps = Apps de este grupo
told-group-apps-none = Ninguna propia
told-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}
told-hours = { $count ->
    [one] 1 hora
   *[other] { $count } horas
}
told-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
