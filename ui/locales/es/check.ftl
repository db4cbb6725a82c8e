check-working = Este navegador hace un cálculo breve, para que ningún programa pueda probar contraseñas.
check-done = El cálculo está hecho.
check-without-script = Sin JavaScript espera un poco más entre intentos.
