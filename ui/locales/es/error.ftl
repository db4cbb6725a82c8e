error-stopped = Inicio de sesión detenido
error-nothing-sent = No se envió nada
error-not-done = No hecho
error-back = Volver a mis aplicaciones

error-redirect-title = { $app } pidió enviarle a una dirección que no conocemos
error-redirect-lead = No se compartió nada con ella. Usted no ha hecho nada mal, y volver a intentarlo no ayuda hasta que se corrija la aplicación.
error-redirect-mend = corrija la dirección en { $app } o añada aquí la nueva a las direcciones de la aplicación.
error-app-unknown-title = Ninguna aplicación está registrada con este nombre
error-app-unknown-lead = No se compartió nada. Abra la aplicación desde sus aplicaciones o avise a { $admin }.
error-app-unknown-lead-nobody = No se compartió nada. Abra la aplicación desde sus aplicaciones o avise a su administrador.
error-app-unknown-mend = registre aquí la aplicación o corrija el identificador de cliente en la aplicación.
error-request-title = La aplicación preguntó de una forma que no entendemos
error-request-lead = No se compartió nada. Vuelva a la aplicación e inténtelo una vez más; si sigue igual, hay que corregir la aplicación.
error-request-mend = corrija la petición que hace la aplicación.
error-expired-title = Este inicio de sesión ha terminado
error-expired-lead = Ya se había completado, estuvo abierto demasiado tiempo o empezó en otro navegador. No se perdió nada. Vuelva a la aplicación y empiece de nuevo.
error-form-title = Esta página estuvo abierta demasiado tiempo
error-form-lead = No se envió nada. Vuelva atrás, recargue la página e inténtelo una vez más.
error-not-found-title = Aquí no hay ninguna página
error-not-found-lead = Quizá la dirección está mal escrita o la página ha cambiado de sitio. No se perdió nada.
error-forbidden-title = Esto necesita un administrador
error-forbidden-lead = Su cuenta no puede abrir esta página. Pregunte a { $admins }.
error-forbidden-lead-nobody = Su cuenta no puede abrir esta página. Pregunte a su administrador.
error-misdirected-title = Este servidor tiene otro nombre
error-misdirected-lead = No se envió nada. Abra { $issuer } y empiece de nuevo.
error-too-large-title = Es más de lo que aceptamos
error-too-large-lead = No se guardó nada. Envíe menos e inténtelo de nuevo.
error-too-many-title = Demasiadas peticiones
error-too-many-lead = { $seconds ->
    [one] Espere 1 segundo e inténtelo de nuevo. No se perdió nada.
   *[other] Espere { $seconds } segundos e inténtelo de nuevo. No se perdió nada.
}
error-busy-title = El servidor está ocupado
error-busy-lead = No se perdió nada. Espere un momento e inténtelo de nuevo.
error-ours-title = Algo falló aquí, no por su parte
error-ours-lead = No se perdió nada. Inténtelo de nuevo; si sigue igual, dé a { $admin } el número { $number }.
error-ours-lead-nobody = No se perdió nada. Inténtelo de nuevo; si sigue igual, dé a su administrador el número { $number }.

error-for-app = Para la persona que se ocupa de { $app }
error-for-somebody = Para quien se ocupa de la aplicación
error-means = Significa
error-sent = La aplicación envió
error-registered = Está registrado
error-mend = Para arreglarlo:
