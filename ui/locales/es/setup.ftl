setup-title = Instale su oficina
setup-lead = Usted pasa a ser el administrador. Todo se queda en este equipo.
setup-first-start = Primer inicio
setup-fingerprint = Huella { $fingerprint }; compárela con la que se mostró al arrancar.
setup-office = Nombre de la oficina
setup-office-hint = Se ve en cada inicio de sesión.
setup-name = Su nombre
setup-name-hint = Como lo conocen sus colegas.
setup-email = Su dirección de correo
setup-email-hint = Con ella inicia sesión.
setup-submit = Crear la oficina
setup-busy = Creando …

setup-people = La dirección para abrir será <code>{ $issuer }</code>. <a href="{ $href }">Elegir otra dirección</a>

address-title = ¿Dónde se encontrará la oficina?
address-lead = Las aplicaciones y los teléfonos recuerdan esta dirección. Desde el primer administrador ya no cambia.
address-local = Solo en la red de la oficina
address-local-about = Funciona enseguida y no necesita nada de fuera. Cada equipo y cada teléfono tiene que confiar en él una vez; mostramos cómo.
address-name = Nombre
address-name-hint = Una palabra con las letras de la a a la z, cifras y guiones, delante de <code>.local</code>.
address-own = Con un nombre propio
address-own-about = Para un dominio suyo cuyo servidor de nombres lleva a este equipo. Con un certificado que los navegadores conocen, no se pide confianza a nadie.
address-host = Nombre completo
address-host-hint = Por ejemplo <code>id.example.com</code>.
address-certificate = Archivo del certificado
address-certificate-hint = La ruta en el equipo del servidor, desde la raíz del disco; PEM, primero el certificado del propio servidor. Sin los dos archivos, el servidor crea su propio certificado.
address-key = Archivo de la clave
address-key-hint = La clave de ese certificado, PEM, sin frase de paso.
address-port = Puerto
address-port-hint = Con 443 la dirección no lleva número, pero el servidor necesita permiso para ello.
address-submit = Continuar
address-busy = Cambiando …
address-check = Comprobar el nombre
address-back = Volver
address-fixed = La dirección de este servidor la fija su configuración (<code>{ $key }</code>). Cámbiela allí.
address-free = <strong>{ $host }</strong> está libre en esta red.
address-ours = <strong>{ $host }</strong> lleva a este equipo.
address-unasked = No se pudo preguntar a nadie por <strong>{ $host }</strong>. { $why }
address-taken = { $host } está ocupado: responde { $by }. Elija otro nombre o cambie el nombre de ese equipo.

address-wrong-missing = Dé un nombre, como office.local.
address-wrong-ip = Una dirección IP cambia, y los teléfonos y los certificados necesitan un nombre que permanezca. Dé un nombre.
address-wrong-characters = { $found } no puede estar en un nombre. Use las letras de la a a la z, cifras y guiones entre ellas.
address-wrong-label = Cada parte entre dos puntos tiene de 1 a 63 caracteres, sin guion al principio ni al final.
address-wrong-loopback = Solo este equipo puede abrir ese nombre. Dé uno que la oficina encuentre.
address-wrong-letters = Con .local habría que escribir este nombre en código. Escríbalo con las letras de la a a la z.
address-wrong-ascii = Escríbalo como lo conocen los servidores de nombres: { $ascii }
address-wrong-dot = Nadie encuentra un nombre sin punto. Escriba { $name }.local o un nombre de un dominio suyo.
address-wrong-alone = Dé solo el nombre, sin https:// delante y sin ruta detrás.
address-wrong-port-inside = El puerto tiene su propio campo. Dé solo el nombre.
address-wrong-code = La parte que empieza por xn-- no representa ningún nombre.
address-wrong-labels = Escriba una sola palabra delante de .local. Los equipos con Linux no encuentran nombres con un punto más.
address-wrong-long = Un nombre tiene como máximo 253 caracteres.
address-wrong-files = Nombre los dos archivos, el certificado y su clave, o ninguno.
address-wrong-fixed = La dirección de este servidor la fija su configuración ({ $key }). Cámbiela allí.
address-wrong-file = Estos archivos no se pueden usar. { $why }
address-wrong-unread = Estos archivos no se pueden usar. El registro del servidor dice por qué.
address-port-number = Un puerto es un número del 1 al 65535.
address-port-taken = Otro programa ocupa el puerto { $port }. Elija otro.
address-port-denied = El puerto { $port } necesita un permiso que este servidor no tiene. Elija uno a partir de 1024.
address-port-fixed = A este servidor se le indicó escuchar en el puerto { $port }. Elija ese o inícielo sin «listen».
address-port-other = El puerto no se puede usar. { $why }

moved-title = La dirección ha cambiado
moved-lead = La oficina se encuentra desde ahora en <code>{ $issuer }</code>, y ya no en la dirección anterior.
moved-certificate = El servidor creó un certificado nuevo para ella, así que el navegador advierte una vez más. Compare esta huella con la que muestra ahora el equipo del servidor.
moved-own-certificate = Allí el servidor muestra su certificado. De la dirección anterior no queda nada para teléfonos ni aplicaciones.
moved-next = Seguir en la dirección nueva

setup-done-title = Confíe en este equipo
setup-done-lead = La oficina está lista. Los navegadores advierten hasta que conocen su certificado; se hace una vez en cada equipo y teléfono.
setup-done-follow = Siga los pasos para su sistema en la <a href="{ $trust }">página de confianza</a>
setup-done-people = Dé a las personas de la oficina la dirección <code>{ $issuer }</code>
setup-done-print = Huella del certificado. Imprímala para las personas de la oficina, para que puedan comparar.
setup-done-next = Vincular mi teléfono
setup-done-later = Más tarde: ir a mi cuenta

setup-gone-title = Este enlace ya no se abre
setup-gone-expired = Tiene más de una hora, o se mostró uno más nuevo. Inicie de nuevo el servidor en su equipo; muestra un enlace nuevo.
setup-gone-browser = Otro navegador ha empezado con él. Siga allí o inicie de nuevo el servidor; muestra un enlace nuevo.
setup-gone-done = La oficina ya está instalada. Inicie sesión con su cuenta.

summary-title = { $count ->
    [one] Una cosa que corregir
   *[other] { $count } cosas que corregir
}
problem-office-missing = Dé un nombre a la oficina.
problem-name-missing = Dé su nombre.
problem-email-missing = Dé su dirección de correo.
problem-username = De 1 a 64 letras, cifras, puntos, guiones o guiones bajos; una letra o una cifra en los dos extremos.
problem-email-malformed = Escriba la dirección de correo completa, como mira@example.org.
problem-password-missing = Elija una contraseña.
problem-password-short = La contraseña necesita al menos { NUMBER($least) } caracteres.
problem-short = Hacen falta al menos { NUMBER($least) } caracteres.
problem-long = Caben como máximo { NUMBER($most) } caracteres.
problem-common = Esta se encuentra en la lista de contraseñas comunes. Elija otra.
problem-own = Está formada con su nombre, su dirección o la oficina. Elija otra.
problem-known = Esta es la anterior, que otra persona conoce. Elija otra.
problem-characters = Contiene caracteres que aquí no son válidos.
problem-taken = Otra persona ya lo tiene.
