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
home-sessions = サインイン中のブラウザー

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
sessions-lead = サインインしているブラウザーの一覧です。心当たりのないものはサインアウトし、管理者にパスワードのリセットを依頼してください。
sessions-times = 最後の利用：{ $used }、サインイン：{ $since }
sessions-current = このブラウザー
sessions-end = サインアウト
sessions-end-named = { $browser }（サインイン：{ $since }）をサインアウト
sessions-end-others = ほかのすべての場所でサインアウト
sessions-ended = { $count ->
    [0] ほかにサインインしている場所はありませんでした。
   *[other] { $count }か所でサインアウトしました。
}

profile-title = プロフィール
profile-lead = このサーバーが保持しているあなたの情報です。アプリに提供されるのは、あなたが許可したものだけです。
profile-change = 誤りがある場合は、{ $admins }が変更できます。
profile-change-nobody = 誤りがある場合は、管理者が変更できます。

confirm-keep = そのままにする
