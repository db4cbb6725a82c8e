home-morning = { $name }さん、おはようございます
home-afternoon = { $name }さん、こんにちは
home-evening = { $name }さん、こんばんは
home-lead = 以下のアプリは、パスワードを入力し直さずに開けます。
home-find = アプリを検索
home-find-none = この名前を含むアプリはありません。
home-empty-title = アプリはまだありません
home-empty-lead = 利用できるアプリがここに表示されます。アクセス権は{ $admins }が付与できます。
home-empty-lead-nobody = 利用できるアプリがここに表示されます。アクセス権は管理者が付与できます。
home-lately = 最近の利用

grants-title = アプリに許可した情報
grants-lead = これらのアプリにアカウントの利用を許可しています。取り消すと、次に開いたときにアプリが改めて許可を求めます。
grants-since = { $host }、{ $since }から
grants-remove = 取り消す
grants-remove-named = { $app }への許可を取り消す
grants-removed = { $app }はアクセスできなくなりました。これまでに取得した情報は、アプリ側に残っている場合があります。
grants-remove-title = { $app }への許可を取り消しますか？
grants-remove-body = { $app }からサインアウトし、次に開いたときに改めて許可を求められます。{ $app }内のデータは残ります。
grants-empty-title = 許可したアプリはありません
grants-empty-lead = アカウントの利用を許可したアプリが、ここに表示されます。

sessions-title = サインイン中のブラウザー
sessions-lead = サインインしているブラウザーの一覧です。心当たりのないものはサインアウトし、パスワードを変更してください。
sessions-times = 最後の利用：{ $used }、サインイン：{ $since }
sessions-current = このブラウザー
sessions-end = サインアウト
sessions-end-named = { $browser }（サインイン：{ $since }）をサインアウト
sessions-end-others = ほかのすべての場所でサインアウト
sessions-ended = { $count ->
    [0] ほかにサインインしている場所はありませんでした。
   *[other] { $count }か所でサインアウトしました。
}

confirm-keep = そのままにする

home-safety = アカウントの保護
home-safety-none = アカウントを守っているのはパスワードだけです。2段階認証を設定してください。
home-safety-phone = 顔で確認、最後の使用：{ $used }
home-safety-phone-new = 顔で確認、未使用
home-safety-authenticator = 6桁の数字、{ $since }から
home-safety-codes = 10個中、残り{ $count }個
home-safety-working = 使用可能
home-safety-waiting = 待機中
home-safety-stopped = 停止中
home-safety-few = 新しく作成
home-activity = すべてのアクティビティ

remembered-title = 2段階認証を求めないブラウザー
remembered-lead = 記憶するように指定されたブラウザーです。記憶を解除すると、次のサインインで2段階認証を求められます。
remembered-since = 記憶：{ $since }、期限：{ $until }
remembered-unknown = ブラウザー
remembered-forget = 記憶を解除
remembered-forget-named = { $browser }（記憶：{ $since }）の記憶を解除
remembered-forgotten = <strong>記憶を解除しました。</strong>次のサインインでは2段階認証が必要です。

home-safety-passkeys = { $count }個、パスワードなしでサインイン可能
