second-step-link-title = 2段階認証の設定
second-step-link-lead = <strong>{ $name }</strong>のアカウント（ユーザー名：{ $username }）に設定します。パスワードは変わりません。
second-step-link-sign-in = まずパスワードでサインインします。その後、サインインの確認方法を選びます。
second-step-link-sign-in-submit = サインイン画面へ
second-step-link-other = このブラウザーでは{ $name }がサインインしています。
second-step-link-other-submit = サインアウトして続ける
second-step-link-choose = サインインの確認に何を使いますか？
second-step-link-phone = スマートフォンを登録
second-step-link-authenticator = 認証アプリを設定

resets-title = この操作を依頼しましたか？
resets-password = { $by }が{ $time }に、新しいパスワードを設定するためのリンクを作成しました。
resets-second-step = { $by }が{ $time }に、別の方法を設定できるように2段階認証を解除しました。
resets-by-command = サーバーを操作した人
resets-lead = このお知らせは{ $until }まで、サインインのたびに表示されます。依頼していない場合は、今すぐ止めてください。未使用のリンクは無効になります。
resets-go-on = 依頼したので続ける
resets-stop = 止める
resets-stopped-title = 止めました
resets-stopped-lead = 未使用のリンクは無効になりました。リンクを作成した人は、当面ほかのリンクを作成できません。2段階認証を設定し、パスワードを知られた可能性があれば変更してください。次のいずれかの人に相談してください：{ $admins }
resets-stopped-second-step = 2段階認証へ

second-step-first-title = 先にリンクを開いてください
second-step-first-lead = 管理者が2段階認証を解除し、リンクを用意しています。リンクを開くと、別の方法を設定できます。リンクが手元にない場合は、新しいリンクを依頼してください。
