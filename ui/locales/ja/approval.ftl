approval-title = スマートフォンで確認
approval-signing-in = <strong>{ $name }</strong>としてサインインしています
approval-lead = スマートフォンでDOneLoginを開き、次のいずれかを行ってください。
approval-lead-scan = スマートフォンでDOneLoginを開き、このコードをスキャンしてください。
approval-type = この6桁の数字を入力
approval-or = または
approval-scan = このコードをスキャン
approval-scan-only = 10回間違えたため、数字は使えなくなりました。コードをスキャンするか、別の方法を使ってください。その後は数字も再び使えます。
approval-qr = スマートフォンでこのサインインを開くQRコード
approval-waiting = <strong>{ $phone }</strong>の応答を待っています。確認が終わると、自動的に次へ進みます。
approval-waiting-many = { $count ->
    [0] スマートフォンの応答を待っています。確認が終わると、自動的に次へ進みます。
    [1] スマートフォンの応答を待っています。確認が終わると、自動的に次へ進みます。
   *[other] { $count }台のスマートフォンのいずれかの応答を待っています。確認が終わると、自動的に次へ進みます。
}
approval-plain = { $time }まで有効です。スマートフォンに「承認しました」と表示されたら、「続ける」を押してください。
approval-still = 再読み込みを止める
approval-approved = <strong>{ $phone }で承認されました。</strong>次へ進みます。
approval-continue = 続ける
approval-remember = { $days ->
    [1] このブラウザーでは明日まで確認しない
   *[other] このブラウザーでは{ $days }日間確認しない
}

approval-denied = <strong>スマートフォンで拒否されました。</strong>何も開かれていません。
approval-blocked = <strong>停止し、{ $admin }に知らせました。</strong>今後15分間は、以前に使ったことのあるブラウザーからしか確認を送れません。次のサインインで、新しいパスワードを設定します。
approval-blocked-nobody = <strong>停止し、管理者に知らせました。</strong>今後15分間は、以前に使ったことのあるブラウザーからしか確認を送れません。次のサインインで、新しいパスワードを設定します。
approval-superseded = <strong>{ $at }に、このブラウザーから新しい確認を送っています。</strong>そちらで続けてください。
approval-wrong-codes = <strong>コードを3回間違えたため、この確認は終了しました。</strong>もう一度送ってください。
approval-over = <strong>2分が過ぎました。</strong>何も行われていません。もう一度送ってください。
approval-too-many = <strong>応答待ちのサインインがすでに3件あります。</strong>スマートフォンでいずれかに応答するか、2分待ってください。
approval-not-asked = スマートフォンへの確認はまだ送られていません。
approval-ask = スマートフォンに送る
approval-ask-again = もう一度送る
approval-asking = 送信中…
approval-cancel = サインインを中止

approval-other = スマートフォンが手元にない場合は、別の方法を使用
approval-code = 認証アプリのコードまたはリカバリーコード
approval-code-hint = 認証アプリの6桁の数字、またはリカバリーコードのいずれか1つ。
approval-no-other = スマートフォンが手元にない場合は、管理者に相談してください。

dial-left = 残り<em>{ $time }</em>
dial-minute = 残り1分
dial-half-minute = 残り30秒
dial-ten = 残り10秒
dial-over = 時間切れです
