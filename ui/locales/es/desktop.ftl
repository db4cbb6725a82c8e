# Las palabras de la propia ventana: bandeja, notas y la página que se ve mientras ningún servidor responde. La ventana las lee por sí misma.

tray-starting = Iniciando
tray-serving = En servicio en { $address }
tray-serving-service = El servicio del sistema está en { $address }
tray-attention = En servicio en { $address }: requiere atención
tray-stopped = Detenido: nadie puede iniciar sesión
tray-open = Abrir DOneLogin
tray-copy = Copiar la dirección
tray-stop = Detener el servicio
tray-start = Iniciar el servicio
tray-add-person = Añadir una persona
tray-quit = Salir

quit-title = Salir de DOneLogin
quit-question = Nadie puede iniciar sesión hasta que DOneLogin se inicie de nuevo.
quit-do = Salir
quit-keep = Seguir en servicio

closed-title = DOneLogin sigue en servicio
closed-note = Todavía se puede iniciar sesión. El símbolo de la bandeja trae de vuelta la ventana; iniciar DOneLogin otra vez también.

stopped-title = DOneLogin no funciona
stopped-lead = En este momento nadie puede iniciar sesión.
stopped-by-hand-title = DOneLogin está detenido
stopped-reason-head = Qué ha pasado
stopped-mend-head = Qué hay que hacer
stopped-start = Iniciar de nuevo
stopped-starting = Iniciando
starting-title = DOneLogin se inicia
starting-lead = Tarda un momento.

reason-by-hand = Alguien lo detuvo en la bandeja.
mend-by-hand = Inícielo cuando se deba poder iniciar sesión de nuevo.
reason-port-taken = Otro programa usa el puerto { $port }. Quizá funciona un segundo DOneLogin.
mend-port-taken = Detenga el otro programa e inicie de nuevo. En Linux, «ss -ltnp» lo nombra.
reason-port-denied = El puerto { $port } necesita un permiso que este programa no tiene.
mend-port-denied = Elija un puerto a partir de 1024 en el archivo { $file } e inicie de nuevo.
reason-held = Otro DOneLogin ocupa la carpeta { $path } y no responde.
mend-held = Espere un momento o detenga el otro, e inicie de nuevo.
reason-damaged = La base de datos está dañada.
mend-damaged = Ponga en { $path } el archivo donelogin.db de una copia de seguridad e inicie de nuevo.
reason-newer = Una versión más nueva escribió la base de datos.
mend-newer = Instale la versión más nueva.
reason-key-gone = La clave de los secretos de la base de datos, { $path }, ha desaparecido.
mend-key-gone = Recupere ese archivo de una copia de seguridad e inicie de nuevo.
reason-readable = Otras personas de este equipo pueden leer { $path }.
mend-readable = Ejecute «chmod { $mode } { $path }» e inicie de nuevo.
reason-directory = La carpeta { $path } no se puede usar.
mend-directory = Dé a su cuenta el permiso de escribir allí e inicie de nuevo.
reason-disk-full = El disco está lleno.
mend-disk-full = Haga sitio en él e inicie de nuevo.
reason-settings = Los ajustes no son válidos: { $detail }
mend-settings = Corrija { $file } e inicie de nuevo.
reason-crashed = El servidor se detuvo por sí mismo: { $detail }
reason-other = El servidor no se inicia: { $detail }
mend-other = Inicie de nuevo. Si no ayuda, «donelogin doctor» busca la causa.
reason-cancelled = Solo un administrador de este equipo llega al servicio del sistema, y nadie lo confirmó.
mend-cancelled = Inicie de nuevo e introduzca esa contraseña.
reason-no-bridge = El servicio del sistema funciona, pero esta ventana no puede pedir permiso para llegar a él.
mend-no-bridge = Instale pkexec (el paquete polkit) e inicie de nuevo.
reason-lost = El servidor que mostraba esta ventana ha terminado.
mend-lost = Cuando vuelva a funcionar, esta ventana sigue por sí misma. Para iniciarlo aquí: Iniciar de nuevo.

locked-detail = La ventana está bloqueada: desbloquéela primero
no-display = No hay pantalla para la ventana. «donelogin serve» inicia el servidor sin ella.
