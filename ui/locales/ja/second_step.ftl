step-second = 2段階認証
nav-second-step = コード

login-again-here = { $name }さん、もう一度サインインしてください。これから変更する内容は、ご本人だけが変更できます。

mfa-title = 2段階認証
mfa-lead = { $name }さん、あと少しです。認証アプリに表示されているコードを入力してください。
mfa-lead-codes = { $name }さん、あと少しです。リカバリーコードのいずれか1つを入力してください。
mfa-code = コード
mfa-hint = 6桁の数字、またはリカバリーコードのいずれか1つ。
mfa-hint-app = 6桁の数字。
mfa-submit = 次へ
mfa-wrong = <strong>コードが正しくありません。</strong>アプリに今表示されているコードを入力してください。各コードは1回だけ使えます。
mfa-stopped = { $count ->
    [1] <strong>{ $phone }を停止しました。</strong>鍵が2つ存在するようです。サインインした後、このスマートフォンを削除してから登録し直してください。
   *[other] <strong>次のスマートフォンを停止しました（{ $phone }）。</strong>鍵が2つずつ存在するようです。サインインした後、これらを削除してから登録し直してください。
}
mfa-lost = アプリもリカバリーコードも手元にない場合は、管理者に相談してください。

step-up-title = 追加の確認
step-up-lead = { $app }が、ご本人であることをより確実に確認するよう求めています。サインインしたまま、2段階認証だけを行います。
step-up-here = ここから先へ進むには、2段階認証が必要です。サインインした状態は続きます。
step-up-submit = 次へ
step-up-cancel = アプリに戻る

authenticator-title = 認証アプリ
authenticator-lead = アプリに表示される6桁の数字を、2段階認証に使います。パスワードを知られただけでは、サインインされません。
authenticator-lead-required = ここでは2段階認証が必要です。一度設定すると、先へ進めます。
authenticator-begin = 認証アプリを設定
authenticator-scan = スマートフォンで認証アプリを開き、これをスキャンしてください：
authenticator-qr = 認証アプリ用のQRコード
authenticator-type = または、アプリに次の文字を入力してください：
authenticator-code = アプリに今表示されているコード
authenticator-confirm = 確認
authenticator-name = 認証アプリ
authenticator-since = { $since }から
authenticator-remove = 削除
authenticator-to-codes = リカバリーコード
authenticator-added = 認証アプリが使えるようになりました。
authenticator-removed = 認証アプリを削除しました。サインインで求められるのはパスワードだけになります。
authenticator-removed-phones = 認証アプリを削除しました。スマートフォンによる2段階認証は続きます。
authenticator-wrong = <strong>コードが正しくありません。</strong>アプリに今表示されているコードを入力してください。解決しない場合は、スマートフォンの時計を確認してください。
authenticator-phone = スマートフォンが手元にある場合は、<a href="{ $link }">登録して顔で確認</a>
authenticator-remove-title = 認証アプリを削除しますか？
authenticator-remove-body = 以後、サインインで求められるのはパスワードだけになり、リカバリーコードは無効になります。
authenticator-remove-body-phones = 認証アプリのコードは使えなくなります。スマートフォンとリカバリーコードは残ります。

codes-title = リカバリーコード
codes-lead = スマートフォンが手元にないときのためのコードです。各コードは、2段階目の確認に1回ずつ使えます。パスワードは通常どおり必要です。
codes-left = { $count ->
    [0] 残りなし
   *[other] 残り{ $count }個
}
codes-without-factor = リカバリーコードは、2段階認証の方法の代わりに使うものです。先に2段階認証を設定してください。
codes-renew = 新しいコードを作成
codes-renew-hint = 新しいコードが10個発行され、今あるコードは無効になります。
codes-back = 戻る
codes-once = 印刷するか、書き留めてください。各コードは、2段階目の確認に1回ずつ使えます。保管したことを確認するまで表示されます。
codes-whose = { $owner }（{ $host }）、作成：{ $made }
codes-kept = 保管しました
codes-download = ファイルとしてダウンロード
codes-print = 印刷
lost-title = 紛失したスマートフォンはどれですか？
lost-lead = 選んだ時点から、そのスマートフォンでは承認できなくなります。その後、新しいスマートフォンを登録します。
lost-this = これを選ぶ
lost-this-named = { $phone }を紛失した
lost-used = 最後の使用：{ $time }
lost-note = 見つからない場合は、終わった後にパスワードも変更してください。
lost-none = この中にない
mfa-lost-phone = スマートフォンを紛失したので、次に削除する
devices-lost = スマートフォンを紛失した場合
