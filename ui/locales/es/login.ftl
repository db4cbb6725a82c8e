login-title = Iniciar sesión
login-lead = Use su cuenta de la oficina.
login-again = Inicie sesión una vez más, { $name }. La aplicación quiere estar segura de que es usted.
login-username = Nombre de usuario o correo
login-password = Contraseña
login-forgotten = ¿Olvidada?
login-submit = Iniciar sesión
login-busy = Iniciando sesión …
login-no-account = ¿Todavía no tiene cuenta? Pida una invitación a su administrador.
login-cancel = Volver a la aplicación sin iniciar sesión

login-wrong = <strong>El nombre de usuario y la contraseña no coinciden.</strong> Compruebe ambos o <a href="{ $reset }">elija una contraseña nueva</a>.
login-slowed = <strong>Demasiados intentos.</strong> { $seconds ->
    [one] Espere 1 segundo e inténtelo de nuevo.
   *[other] Espere { $seconds } segundos e inténtelo de nuevo.
} Su cuenta no está bloqueada.
login-disabled = <strong>Su cuenta está desactivada.</strong> Pregunte a { $admin }.
login-disabled-nobody = <strong>Su cuenta está desactivada.</strong> Pregunte a su administrador.
login-session-over = { $hours ->
    [one] Su sesión se cerró tras 1 hora sin uso. Inicie sesión para seguir donde estaba.
   *[other] Su sesión se cerró tras { $hours } horas sin uso. Inicie sesión para seguir donde estaba.
}
login-form-too-old = <strong>Esta página estuvo abierta demasiado tiempo.</strong> No se envió nada. Inténtelo una vez más.
login-no-cookies = <strong>Este navegador no guarda cookies para esta página.</strong> Permítalas para { $host } y recargue la página.

form-post-title = De camino a { $host }
form-post-lead = Si no ocurre nada en un momento, pulse el botón.
form-post-go = Continuar

select-title = ¿Qué cuenta?
select-lead = Ya tiene una sesión abierta en este navegador.
select-continue = Continuar como { $name }
select-other = Usar otra cuenta

logout-title = ¿Cerrar sesión?
logout-lead = La sesión de { $name } está abierta. Al cerrarla, termina en este navegador para todas las aplicaciones de esta oficina.
logout-lead-app = { $app } pide cerrar su sesión. La sesión de { $name } está abierta. Al cerrarla, termina en este navegador para todas las aplicaciones de esta oficina.
logout-stay = Dejar la sesión abierta

signed-out-title = Su sesión está cerrada
signed-out-lead = Una aplicación que sigue abierta puede mantener su propia sesión. En un equipo compartido, cierre el navegador.
signed-out-going-on = Su sesión está cerrada en este navegador y sus aplicaciones reciben el aviso. Pasará a { $app } sin hacer nada.
signed-out-continue = Continuar a { $app }
signed-out-again = Iniciar sesión de nuevo
signed-out-unknown = La aplicación pidió enviarle a una dirección que no conocemos, así que se queda aquí.
signed-out-unknown-app = { $app } pidió enviarle a una dirección que no conocemos, así que se queda aquí.

unclaimed-title = Esta oficina todavía no está instalada
unclaimed-lead = Quien se ocupa del servidor de inicio de sesión abre el enlace del primer inicio, que el servidor mostró al arrancar. Después, vuelva aquí.
