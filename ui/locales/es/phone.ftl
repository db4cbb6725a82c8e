# La aplicación del teléfono. Ella misma lee estas palabras (ui/phone/src/words), no el servidor.

app-name = DOneLogin
app-no-script = Esta aplicación necesita JavaScript.
app-no-script-link = Las páginas de su cuenta funcionan sin él.
app-back = Volver
app-close = Cerrar
app-cancel = Cancelar
app-try-again = Intentar de nuevo
app-done = Listo
app-starting = Un momento
app-scan = Escanear un código
app-language = Idioma
app-unsafe = Prueba sin confianza: este teléfono no confía en el certificado del servidor. No lo use para inicios de sesión reales.
app-broken = Algo falló aquí, no por su parte. No se perdió nada. Inténtelo de nuevo.
app-other-tab-title = Abierto en otra pestaña
app-other-tab = DOneLogin está abierto en una forma más nueva en otra pestaña. Cierre esta.

admin-somebody-first = Su administrador
admin-somebody = su administrador

trust-title = Este teléfono todavía no confía en el servidor
trust-lead = Por eso no crea ninguna clave. Confíe en él una vez; tarda dos minutos. Después esta página sigue por sí misma.
trust-do = Mostrar cómo
trust-again = Comprobar de nuevo
trust-waiting = Esperando a que este teléfono confíe en { $host }.

away-title = El servidor de la oficina no responde
away-lead = Conéctese al Wi-Fi de la oficina o inicie la VPN. Esta página lo intenta de nuevo por sí misma.
away-bar = El servidor de la oficina no responde
away-next = { $seconds ->
    [one] Conéctese al Wi-Fi de la oficina o inicie la VPN. Próximo intento en un segundo.
   *[other] Conéctese al Wi-Fi de la oficina o inicie la VPN. Próximo intento en { $seconds } segundos.
}
away-more = Qué más puede ser
away-certificate = ¿El navegador advierte de un certificado? No siga. Pregunte a { $admin }.
away-clock = ¿Es correcta la fecha de este teléfono? Con una equivocada no confía en ningún servidor.
clock-title = La hora de este teléfono está mal
clock-lead = Se desvía { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
}. Póngala en automático, o el teléfono puede dejar de confiar en el servidor.

other-server-title = Este no es el servidor con el que se vinculó
other-server-lead = No siga. Pregunte a { $admin }.
other-origin-title = Este código pertenece a otra dirección
other-origin-lead = Es para { $host }. Escanéelo con la cámara del teléfono; entonces se abre la aplicación correcta.

link-title = Vincular este teléfono
link-lead = Después confirma sus inicios de sesión con su rostro. Tarda alrededor de un minuto.
link-server = Servidor
link-address = Dirección
link-step-face = El teléfono aprende su rostro. Se queda en este teléfono.
link-step-digits = El teléfono muestra seis cifras. Usted las escribe en su equipo.
link-start = Empezar
link-spent-title = Este código ya se usó o es demasiado antiguo
link-spent-lead = Cree un código nuevo en su equipo. Después escanee ese.

no-code-title = Ese no es un código de DOneLogin
no-code-lead = Escanee de nuevo el código de su equipo. Si llegó aquí por un enlace, no siga.

consent-title = Su rostro se queda en este teléfono
consent-lead = El teléfono necesita la cámara para reconocerle en su próximo inicio de sesión.
consent-what = Guarda números que describen su rostro, cifrados. No se guarda ninguna imagen.
consent-where = Nada de ello se envía. El servidor solo oye «es usted» o «no es usted».
consent-how-long = Puede borrarlo en cualquier momento, aquí en la aplicación.
consent-choice = ¿Prefiere no hacerlo? Otra manera vale exactamente lo mismo.
consent-agree = De acuerdo, usar la cámara
consent-without = Sin mi rostro

without-title = Sin su rostro
without-lead = Use una aplicación de autenticación. Muestra seis cifras que usted escribe al iniciar sesión, y vale exactamente lo mismo.
without-nothing = No se tomó ninguna imagen, y este teléfono no se vinculó.
without-how = En su equipo: llaves de acceso y códigos, y después aplicación de autenticación. O configúrela aquí.
without-open = Configurar una aplicación de autenticación
without-back = Vincular con mi rostro, después de todo

enrol-head = Registrar su rostro
enrol-count = { $done } de { $total }
enrol-promise = Lo que aprende la cámara se queda en este teléfono, cifrado. No se guarda ninguna imagen.
enrol-distance = Distancia
enrol-one-face = Un solo rostro
enrol-light = Luz
enrol-hint = Despacio. El anillo se llena a medida que gira.
enrol-hint-center = Sostenga el teléfono a la altura de los ojos.
enrol-slow-title = Tarda más de lo habitual
enrol-slow = Siéntese con una ventana o una lámpara delante. Quítese las gafas que reflejan. Sostenga el teléfono con el brazo extendido.
enrol-again = Empezar de nuevo
enrol-failed = El teléfono no pudo aprender su rostro.
enrol-done-title = Ha funcionado
enrol-done-lead = El teléfono ya conoce su rostro. Vincúlelo o mire una vez más.
enrol-use = Usar esto
enrol-more = Mirar una vez más
enrol-other-title = Parece otro rostro
enrol-other-lead = No se cambió nada. Si su rostro ha cambiado mucho, desvincule este teléfono y vincúlelo de nuevo.
enrol-renewed = El teléfono ha aprendido de nuevo su rostro.

pose-center = Mire al frente
pose-turn-left = Un poco a su izquierda
pose-turn-right = Un poco a su derecha
pose-look-up = Un poco hacia arriba
pose-look-down = Un poco hacia abajo

guide-no-face = Muestre su rostro
guide-one-face = Solo usted en la imagen
guide-closer = Más cerca
guide-back = Un poco más atrás
guide-to-left = Un poco a su izquierda
guide-to-right = Un poco a su derecha
guide-higher = Sostenga el teléfono un poco más abajo
guide-lower = Sostenga el teléfono un poco más arriba
guide-hold-still = No se mueva
guide-more-light = Más luz en su rostro
guide-less-light = Menos luz desde atrás
guide-uncover = Quítese lo que cubre su rostro
guide-blurred = No se mueva y limpie la cámara

ready-title = Preparando
ready-progress = Preparando, { $loaded } de { $total } MB
ready-failed = No se pudo cargar lo que el teléfono necesita para conocer un rostro.

digits-title = Escriba estas cifras en su equipo
digits-for = Para { $name }
digits-account = { $username } en { $server }
digits-read = Leer en voz alta
digits-waiting = Esperando las cifras. Esta página sigue por sí misma.
digits-spoken = Las cifras son { $digits }.
digits-not-you = ¿No es usted? Entonces cancele.
digits-cancel = Cancelar

linked-title = Vinculado
linked-lead = { $phone } confirma ahora los inicios de sesión de { $name }.
linked-try = Pruébelo en su próximo inicio de sesión.
linked-from = Funciona desde el { $from }.
linked-home = Tenga DOneLogin a mano: en el menú del navegador, añádalo a la pantalla de inicio.

link-failed-title = El teléfono no se vinculó
link-failed-claimed = Dos teléfonos usaron este código, así que se anuló. No se vinculó nada. Si el otro no era suyo, avise a { $admin }. Cree un código nuevo.
link-failed-expired = El tiempo de este código ha terminado. No se vinculó nada. Cree un código nuevo en su equipo.
link-failed-unknown = El servidor no conoce este código. Cree uno nuevo en su equipo.
link-failed-ended = Este código se anuló: su tiempo había terminado o las cifras fueron erróneas demasiadas veces. No se vinculó nada. Cree un código nuevo.
link-failed-trust = El servidor solo acepta teléfonos que confían en él. Confíe una vez y escanee de nuevo.
link-failed-storage = Este navegador no guarda datos, así que no puede guardar una clave. Abra el código en una ventana normal, no en una privada.
link-failed-again = Escanear un código nuevo

camera-refused-title = La cámara no está permitida
camera-refused = DOneLogin no puede usar la cámara. En el menú del navegador: Permisos, Cámara, Permitir. Después recargue.
camera-busy-title = La cámara está en uso
camera-busy = Otra aplicación usa la cámara. Ciérrela e inténtelo de nuevo.
camera-none-title = No se encontró ninguna cámara
camera-none = Este dispositivo no tiene cámara delantera. Use otro teléfono u otra manera.

ask-title = ¿Tiene esta pantalla delante?
ask-lead = Un enlace abrió el código. Siga solo si ve el inicio de sesión en una pantalla delante de usted y usted lo empezó.
ask-yes = Sí, la tengo delante
ask-no = No, no la veo
ask-no-title = No siga
ask-no-lead = Alguien puede haberle enviado este código para entrar en su lugar. No se aprobó nada.
ask-no-deny = Detener este inicio de sesión

incoming-title = ¿Iniciar sesión en { $app }?
incoming-account = Cuenta
incoming-browser = Navegador
incoming-from = Desde
incoming-when = Cuándo
incoming-now = Ahora, { $time }
incoming-known = Conocido
incoming-unknown = Desconocido
incoming-same = Misma red
incoming-elsewhere = Otro lugar
incoming-warn-browser = No ha usado antes este navegador. ¿Es suyo?
incoming-warn-network = Este inicio de sesión no viene de su red. ¿Es suyo?
incoming-warn-both = Un navegador que no ha usado antes, en otra red. ¿Es suyo?
incoming-digits = Cifras de su equipo
incoming-scan = Escanear en su lugar
incoming-scanned = El código se escaneó
incoming-approve = Mostrar mi rostro y aprobar
incoming-deny = Rechazar
incoming-not-me = No soy yo
incoming-missing = Escriba las seis cifras que muestra su equipo o escanee su código.
incoming-short = El código tiene seis cifras.
incoming-other-screen = Ese código pertenece a otro inicio de sesión. Escanee el de su pantalla.
incoming-wrong = { $count ->
    [one] Esas no son las cifras de la pantalla. Queda un intento.
   *[other] Esas no son las cifras de la pantalla. Quedan { $count } intentos.
}
incoming-digits-off = ¿El equipo no muestra cifras? Tras diez intentos fallidos ya no cuentan. Escanee el código y vuelven a contar.
incoming-no-face = Su rostro se borró en este teléfono, así que puede rechazar, pero no aprobar. Use otra manera en su equipo o vincule de nuevo este teléfono.
incoming-face-old = El teléfono tiene que aprender de nuevo su rostro. Vincúlelo de nuevo o use otra manera en su equipo.
incoming-sending = Enviando

not-me-title = ¿No empezó usted esto?
not-me-lead = Todos los inicios de sesión en espera se detienen, se avisa a su administrador, y usted elige una contraseña nueva en su próximo inicio de sesión.
not-me-confirm = No soy yo, detenerlo
not-me-keep = Volver

face-head = Comprobación del rostro
face-count = { $done } de { $total }
face-center = Mire al frente
face-turn-left = Gire a su izquierda
face-turn-right = Gire a su derecha
face-look-up = Mire hacia arriba
face-look-down = Mire hacia abajo
face-now-center = Mire al frente
face-now-turn-left = Ahora a su izquierda
face-now-turn-right = Ahora a su derecha
face-now-look-up = Ahora hacia arriba
face-now-look-down = Ahora hacia abajo
face-hint = Siga girando hasta que el arco esté lleno.
face-hint-center = No se mueva un momento.
face-colours = La pantalla cambia de color. Es parte de la comprobación.
face-checking = Comprobando
face-other = Otra manera
face-step-done = Hecho
face-failed-title = No ha funcionado
face-failed = { $count ->
    [0] Mire de frente al teléfono, con luz en su rostro. No queda ningún intento.
    [one] Mire de frente al teléfono, con luz en su rostro. Queda un intento.
   *[other] Mire de frente al teléfono, con luz en su rostro. Quedan { $count } intentos.
}
face-why-other-person = El teléfono no reconoció este rostro.
face-why-flat = El teléfono tiene que verle en persona, no en una imagen.
face-why-changed = El rostro cambió durante la comprobación. Siga mirando al teléfono.
face-why-two-faces = Había un segundo rostro en la imagen.
face-why-no-face = El teléfono no vio ningún rostro.
face-why-slow = Los 30 segundos habían pasado.
face-why-gesture = Fue un movimiento distinto del pedido.
face-why-picture = La imagen estaba demasiado oscura o borrosa.
face-pause-title = Una breve pausa
face-pause = { $seconds ->
    [one] Cinco intentos no funcionaron. Espere un segundo o use otra manera en su equipo.
   *[other] Cinco intentos no funcionaron. Espere { $seconds } segundos o use otra manera en su equipo.
}
face-off = El rostro ya no cuenta por ahora. Inicie sesión una vez de otra manera y vuelve a contar.
face-lost = El teléfono ya no puede leer su rostro. Vincúlelo de nuevo o use otra manera en su equipo.
face-again = Intentar de nuevo

other-title = Otra manera
other-lead = En su equipo, debajo de las cifras, elija otra manera. Cada una vale exactamente lo mismo.
other-authenticator = Código de autenticación
other-passkey = Llave de acceso
other-recovery = Código de recuperación
other-back = Volver al inicio de sesión

approved-title = Aprobado
approved-lead = { $app } se abre en su equipo. Puede guardar el teléfono.
approved-mistake = Fue un error: terminar este inicio de sesión
approved-undone-title = Terminado
approved-undone = Este inicio de sesión se terminó. Si no fue usted, elija una contraseña nueva.
approved-too-late = Aquí ya es tarde para eso. En su equipo, cierre la sesión en «Mis sesiones abiertas».

denied-title = Rechazado
denied-lead = No se abrió nada.
blocked-title = Detenido
blocked-lead = Detenido, y { $admin } lo sabe. Durante 15 minutos solo pueden preguntar los navegadores que usted ya ha usado. En su próximo inicio de sesión elige una contraseña nueva.

over-title = Los dos minutos han pasado
over-lead = No ocurrió nada. Pregunte de nuevo en su equipo.
superseded-title = Volvió a preguntar
superseded-lead = Usted volvió a preguntar en este navegador. Responda a la pregunta más nueva.
wrong-codes-title = Tres códigos equivocados terminaron esta petición
wrong-codes-lead = No se abrió nada. Pregunte de nuevo en su equipo.
decided-title = Este inicio de sesión ha terminado
decided-lead = Se respondió o se canceló en otro lugar. Aquí no queda nada que hacer.
answered-lead = Ya se respondió, aquí o en otro teléfono. Aquí no queda nada que hacer.
kept-title = Todavía sin entregar
kept-lead = El servidor no respondió. Su respuesta se guarda y se envía de nuevo hasta que termine el inicio de sesión.
kept-over = El inicio de sesión terminó antes de que llegara su respuesta. Pregunte de nuevo en su equipo.
strange-title = El servidor no responde como se espera
strange-lead = Este teléfono sigue vinculado, y no se borró nada. Lo intenta de nuevo por sí mismo.

no-key-title = Este navegador no tiene ninguna clave
no-key-lead = No es el que usted vinculó, o ha borrado sus datos y con ellos la clave del teléfono.
no-key-other = ¿Lo vinculó en otro navegador? Abra DOneLogin allí y escanee en él el código.
no-key-again = Si no, vincule de nuevo este teléfono, en su equipo en Teléfonos.
no-key-home = Abrir DOneLogin

key-lost = Este navegador ha borrado sus datos y con ellos la clave del teléfono. Vincule de nuevo el teléfono.
key-copied = La clave de este teléfono parece existir dos veces. Quítelo y vincúlelo de nuevo.
key-gone = Este teléfono ya no está vinculado. Se quitó en un equipo, o el servidor se instaló de nuevo. Su clave y su rostro se quedan aquí hasta que usted los quite.
key-untrusted = Este teléfono se vinculó en una prueba, sin confianza. Responde solo mientras dura la prueba. Quítelo y vincúlelo de nuevo.

scan-title = Escanee el código
scan-lead = Sostenga el teléfono ante el código de su equipo.
scan-unknown = Ese no es un código de este servidor.
scan-other = Ese código es para { $host }. Ábralo con la cámara del teléfono.
scan-looking = Buscando un código

home-title = Inicios de sesión
home-waiting = Le espera
home-waiting-from = { $browser }, { $time }
home-quiet = No espera ningún inicio de sesión. Cuando lo haya, aparece aquí por sí mismo.
home-accounts = Sus cuentas
home-account = { $name }, { $username }
home-phone = Como { $phone }
home-active = En servicio
home-waits = Desde el { $from }
home-claimed = Sin confirmar todavía
home-gone = Sin vincular
home-strange = No responde como se espera
home-copied = Detenido
home-no-face = Sin rostro
home-untrusted = Vinculado sin confianza
home-answered = Respondido aquí
home-approved = Aprobado
home-denied = Rechazado
home-not-me = No soy yo
home-undone = Terminado después
home-answered-before = Ya respondido
home-empty-title = Todavía no hay cuentas
home-empty-lead = En su equipo, abra Teléfonos y elija «Vincular un teléfono». Después escanee su código.
home-open = Ajustes de { $name }
home-answer = Responder: { $app }

notice-password = { $by } restableció la contraseña de { $username } el { $at }. ¿No es lo que pidió?
notice-second-factor = { $by } retiró el segundo paso de { $username } el { $at }. ¿No es lo que pidió?
notice-linked = { $by } vinculó este teléfono para { $username }. Funciona desde el { $at }. ¿No es lo que pidió?
notice-stop = Detenerlo
notice-stopped = Se detuvo.
notice-stop-late = Eso ya ha pasado. Mire su cuenta en un equipo.

account-name = Nombre de este teléfono
account-save = Guardar el nombre
account-name-missing = Dé un nombre al teléfono.
account-name-long = Como máximo 60 caracteres.
account-renamed = El nombre está guardado.
account-push = Notificaciones
account-push-off = Una notificación puede decirle que espera un inicio de sesión. No dice nada más.
account-push-on = Este teléfono le avisa cuando espera un inicio de sesión.
account-push-refused = El navegador no permite notificaciones. En su menú: Permisos, Notificaciones, Permitir.
account-push-turn-on = Activar las notificaciones
account-push-turn-off = Desactivar las notificaciones
account-push-failed = El servicio de notificaciones del navegador no responde. Sin él, abra la aplicación cuando inicie sesión.
account-face = Su rostro
account-face-kept = Guardado cifrado en este teléfono y en ningún otro sitio.
account-face-none = Borrado. Este teléfono puede rechazar inicios de sesión, pero no aprobarlos.
account-face-again = Aprender de nuevo mi rostro
account-face-delete = Borrar mi rostro
account-face-delete-title = ¿Borrar su rostro?
account-face-delete-body = Este teléfono podrá entonces rechazar inicios de sesión, pero no aprobarlos. Para aprobar de nuevo, vincúlelo otra vez.
account-face-deleted = Su rostro está borrado.
account-keep = Conservar
account-unlink = Desvincular este teléfono
account-unlink-title = ¿Desvincular este teléfono?
account-unlink-body = Su clave y su rostro se borran aquí. Ya no puede confirmar inicios de sesión de { $name }. Su cuenta sigue pidiendo un segundo paso.
account-unlink-away = El servidor no responde, así que todavía no lo sabe. Quite el teléfono también allí.
account-remove = Quitar de este teléfono
account-remove-title = ¿Quitar esta cuenta del teléfono?
account-remove-body = Su clave y su rostro se borran aquí. Para confirmar de nuevo inicios de sesión de { $name }, vincule otra vez el teléfono.
account-server = Servidor
account-key = La guarda este navegador; no se puede extraer.
account-key-title = Clave

push-title = DOneLogin
push-body = Espera un inicio de sesión

left-minute = Queda un minuto
left-half-minute = Quedan 30 segundos
left-ten = Quedan 10 segundos
left-over = El tiempo ha terminado
left-time = quedan { $time }
