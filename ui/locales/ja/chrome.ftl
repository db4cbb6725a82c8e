# What surrounds every page. "We" is the sign-in server.
#
# Glossary (Japanese):
#   sign in = サインイン(する)          sign out = サインアウト(する)
#   app = アプリ                        phone = スマートフォン
#   person = ユーザー (counted with 人)  second step = 2段階認証
#   recovery code = リカバリーコード     authenticator (app) = 認証アプリ
#   passkey = パスキー                  approve = 承認   deny = 拒否
#   "Not me" = 「自分ではない」          link (a phone) = 登録, unlink = 登録を解除
#   office = オフィス                   server = サーバー
#   certificate = 証明書                trust = 信頼
# Style: です・ます in sentences; buttons and headings end in a noun or a verb's plain form. No space
# between Japanese and Latin letters or digits. Colons and question marks are full width.
language-name = 日本語

title-error = エラー：{ $title }
skip = 本文へ移動
office-unnamed = オフィスへのサインイン

rail-going = サインイン先
rail-served = このオフィスのコンピューターで動いています。
rail-steps = 手順
rail-step = ステップ{ NUMBER($number) }/{ NUMBER($count) }
rail-done = 完了

step-password = パスワード
step-consent = { $app }に許可する情報
step-address = アドレス
step-office = オフィスと管理者
step-trust = このコンピューターでの信頼設定
step-phone = スマートフォン

signed-in-as = <strong>{ $name }</strong>としてサインイン中
not-you = ご本人ではない場合
sign-out = サインアウト

foot-language = 言語：
foot-trust = このサーバーを信頼する

app-policy = このアプリでのデータの取り扱い
app-terms = このアプリの利用規約

show-password = パスワードを表示

nav-label = アカウント
nav-menu = メニュー
nav-apps = アプリ
nav-profile = プロフィール
nav-sessions = サインイン中のブラウザー
nav-grants = アプリに許可した情報
