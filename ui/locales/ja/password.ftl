password-title-invite = ようこそ。パスワードを設定してください
password-title-reset = 新しいパスワードの設定
password-exposed = <strong>以前のパスワードをほかの人が知っていました。</strong>スマートフォンで阻止されています。新しいパスワードを設定してから続けてください。
password-lead = <strong>{ $name }</strong>のアカウント（ユーザー名：{ $username }）に設定します。
password-new = 新しいパスワード
password-hint = { NUMBER($least) }文字以上。いくつかの単語を並べると覚えやすくなります。
password-submit = パスワードを設定
password-busy = 設定中…
password-done-title = パスワードを設定しました
password-done-invite = アカウントの準備ができました。このパスワードでサインインしてください。
password-done-reset = ほかの場所ではすべてサインアウトしました。新しいパスワードでサインインしてください。

link-gone-title = このリンクは無効になりました
link-gone-lead = リンクを使えるのは1回だけで、期限もあります。新しいリンクを{ $admins }に依頼してください。
link-gone-lead-nobody = リンクを使えるのは1回だけで、期限もあります。新しいリンクを管理者に依頼してください。
link-gone-sign-in = サインイン画面へ

reset-title = 新しいパスワードの設定
reset-lead = 管理者から受け取ったリンクで、新しいパスワードを設定します。古いパスワードは、管理者を含め誰にも読めません。
reset-who = 依頼先
reset-nobody = このサーバーの管理担当者に依頼してください。
reset-note = リンクを使えるのは1回だけです。直接会うか電話で依頼してください。あなたの名前で届くメールは、別の人が送ったものかもしれません。
reset-back = サインインに戻る
