/** Heads and answers of imported tables, in the languages that offices write them in. */

/** Names of columns that mean the same; the first is what the server calls it. */
export const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  email: [
    ...["e-mail", "mail", "email address", "e-mail address", "e-mail-adresse", "mailadresse"],
    ...[
      "adresse e-mail",
      "courriel",
      "correo",
      "correo electrónico",
      "thư điện tử",
      "メールアドレス",
      "メール",
    ],
  ],
  name: [
    ...["full name", "display name", "displayname", "anzeigename", "nom complet", "nombre completo"],
    ...["họ và tên", "họ tên", "氏名", "名前"],
  ],
  username: [
    ...[
      "user name",
      "user",
      "login",
      "benutzername",
      "anmeldename",
      "nom d’utilisateur",
      "nom d'utilisateur",
    ],
    ...["nombre de usuario", "usuario", "tên đăng nhập", "tên người dùng", "ユーザー名"],
  ],
  groups: ["group", "gruppe", "gruppen", "groupe", "groupes", "grupo", "grupos", "nhóm", "グループ"],
  given_name: ["first name", "firstname", "vorname", "prénom", "nombre", "tên", "名"],
  family_name: [
    ...["last name", "lastname", "surname", "nachname", "nom", "nom de famille", "apellido", "apellidos"],
    ...["họ", "姓"],
  ],
  admin: ["administrator", "administrateur", "administrador", "quản trị viên", "管理者"],
  password: ["passwort", "mot de passe", "contraseña", "mật khẩu", "パスワード"],
  email_verified: [],
  phone_number: ["phone", "telefon", "téléphone", "teléfono", "điện thoại", "電話番号"],
  locale: ["language", "sprache", "langue", "idioma", "ngôn ngữ", "言語"],
  sub: [],
  password_hash: [],
};

/** What says yes in a cell. */
export const YES = new Set(["1", "true", "yes", "y", "ja", "oui", "sí", "si", "có", "はい", "x"]);
