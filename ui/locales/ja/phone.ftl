# The phone app. These are read by the app itself (ui/phone/src/words), not by the server.

app-name = DOneLogin
app-no-script = このアプリにはJavaScriptが必要です。
app-no-script-link = アカウントのページはJavaScriptなしで使えます。
app-back = 戻る
app-close = 閉じる
app-cancel = キャンセル
app-try-again = もう一度試す
app-done = 完了
app-starting = お待ちください
app-scan = コードをスキャン
app-language = 言語
app-unsafe = 信頼なしの試用：このスマートフォンはサーバーの証明書を信頼していません。実際のサインインには使わないでください。
app-broken = こちら側で問題が発生しました。失われたものはありません。もう一度お試しください。
app-other-tab-title = 別のタブで開いています
app-other-tab = 別のタブで、より新しいDOneLoginが開いています。このタブを閉じてください。

admin-somebody-first = 管理者
admin-somebody = 管理者

trust-title = このスマートフォンはまだサーバーを信頼していません
trust-lead = そのため、鍵を作成できません。2分ほどで終わる信頼の設定を、1回だけ行ってください。終わると、このページは自動的に次へ進みます。
trust-do = 手順を表示
trust-again = もう一度確認
trust-waiting = このスマートフォンが{ $host }を信頼するのを待っています。

away-title = オフィスのサーバーが応答しません
away-lead = オフィスのWi-Fiに接続するか、VPNを開始してください。このページは自動的に再試行します。
away-bar = オフィスのサーバーが応答しません
away-next = オフィスのWi-Fiに接続するか、VPNを開始してください。{ $seconds }秒後に再試行します。
away-more = そのほかに考えられる原因
away-certificate = ブラウザーに証明書の警告が表示されますか？先へ進まず、{ $admin }に連絡してください。
away-clock = スマートフォンの日付は正しいですか？日付が違うと、どのサーバーも信頼できません。
clock-title = スマートフォンの時計がずれています
clock-lead = { $minutes }分ずれています。時刻の設定を自動にしてください。ずれたままだと、スマートフォンがサーバーを信頼しなくなることがあります。

other-server-title = 登録したサーバーではありません
other-server-lead = 先へ進まず、{ $admin }に連絡してください。
other-origin-title = このコードは別のアドレスのものです
other-origin-lead = { $host }用のコードです。スマートフォンのカメラでスキャンすると、正しいアプリが開きます。

link-title = このスマートフォンを登録
link-lead = 登録すると、サインインを顔で確認できます。1分ほどで終わります。
link-server = サーバー
link-address = アドレス
link-step-face = スマートフォンが顔を覚えます。データはこのスマートフォンの外に出ません。
link-step-digits = スマートフォンに6桁の数字が表示されます。それをコンピューターで入力します。
link-start = 開始
link-spent-title = このコードは使用済みか、期限切れです
link-spent-lead = コンピューターで新しいコードを作成し、それをスキャンしてください。

no-code-title = DOneLoginのコードではありません
no-code-lead = コンピューターのコードをもう一度スキャンしてください。リンクからこの画面を開いた場合は、先へ進まないでください。

consent-title = 顔のデータはこのスマートフォンの外に出ません
consent-lead = 次のサインインであなたを見分けるために、カメラを使います。
consent-what = 保存するのは、顔の特徴を表す数値だけで、暗号化されます。画像は保存しません。
consent-where = 送信されるものはありません。サーバーに伝わるのは「本人」か「本人ではない」かだけです。
consent-how-long = このアプリでいつでも削除できます。
consent-choice = 顔を使いたくない場合は、別の方法も同じように使えます。
consent-agree = 同意してカメラを使用
consent-without = 顔を使わない

without-title = 顔を使わない方法
without-lead = 認証アプリを使います。アプリに表示される6桁の数字をサインイン時に入力します。顔の場合と同じように使えます。
without-nothing = 画像は撮影されておらず、このスマートフォンは登録されていません。
without-how = コンピューターで「パスキーとコード」、「認証アプリ」の順に開いてください。この画面から設定することもできます。
without-open = 認証アプリを設定
without-back = やはり顔で登録

enrol-head = 顔の設定
enrol-count = { $done }/{ $total }
enrol-promise = カメラから読み取った特徴は、暗号化されてこのスマートフォンにだけ保存されます。画像は保存しません。
enrol-distance = 距離
enrol-one-face = 1人だけ
enrol-light = 明るさ
enrol-hint = ゆっくり動かしてください。向きを変えるにつれて円が埋まります。
enrol-hint-center = スマートフォンを目の高さに持ってください。
enrol-slow-title = いつもより時間がかかっています
enrol-slow = 窓や照明が正面に来るように座り、反射する眼鏡は外し、腕を伸ばしてスマートフォンを持ってください。
enrol-again = 最初からやり直す
enrol-failed = 顔を覚えられませんでした。
enrol-done-title = 完了しました
enrol-done-lead = スマートフォンが顔を覚えました。登録に進むか、もう一度読み取ってください。
enrol-use = これを使う
enrol-more = もう一度読み取る
enrol-other-title = 別の人の顔のようです
enrol-other-lead = 何も変更していません。顔が大きく変わった場合は、このスマートフォンの登録を解除して、登録し直してください。
enrol-renewed = 顔を覚え直しました。

pose-center = まっすぐ前を見る
pose-turn-left = 少し左を向く
pose-turn-right = 少し右を向く
pose-look-up = 少し上を向く
pose-look-down = 少し下を向く

guide-no-face = 顔を映してください
guide-one-face = 1人だけで映ってください
guide-closer = もっと近くへ
guide-back = 少し後ろへ
guide-to-left = 少し左へ
guide-to-right = 少し右へ
guide-higher = スマートフォンを少し下げてください
guide-lower = スマートフォンを少し上げてください
guide-hold-still = 動かないでください
guide-more-light = 顔をもっと明るくしてください
guide-less-light = 後ろからの光を減らしてください
guide-uncover = 顔を覆っているものを外してください
guide-blurred = 動かずに、カメラを拭いてください

ready-title = 準備中
ready-progress = 準備中、{ $loaded }/{ $total } MB
ready-failed = 顔の確認に必要なデータを読み込めませんでした。

digits-title = この数字をコンピューターで入力
digits-for = { $name }のアカウント
digits-account = { $server }の{ $username }
digits-read = 読み上げる
digits-waiting = 数字の入力を待っています。入力されると、自動的に次へ進みます。
digits-spoken = 数字は{ $digits }です。
digits-not-you = あなたのアカウントではない場合は、キャンセルしてください。
digits-cancel = キャンセル

linked-title = 登録しました
linked-lead = これからは、{ $name }のサインインを{ $phone }で確認します。
linked-try = 次のサインインで試してください。
linked-from = { $from }から使えます。
linked-home = すぐに開けるように、ブラウザーのメニューからDOneLoginをホーム画面に追加してください。

link-failed-title = スマートフォンは登録されていません
link-failed-claimed = 2台のスマートフォンがこのコードを使ったため、終了しました。何も登録されていません。もう1台があなたのものでない場合は、{ $admin }に知らせてください。新しいコードを作成してください。
link-failed-expired = このコードの期限が切れました。何も登録されていません。コンピューターで新しいコードを作成してください。
link-failed-unknown = サーバーにこのコードの記録がありません。コンピューターで新しいコードを作成してください。
link-failed-ended = 期限が切れたか、数字を何度も間違えたため、このコードは終了しました。何も登録されていません。新しいコードを作成してください。
link-failed-trust = 登録できるのは、サーバーを信頼しているスマートフォンだけです。信頼の設定を1回行ってから、もう一度スキャンしてください。
link-failed-storage = このブラウザーはデータを保存しないため、鍵を保管できません。プライベートウィンドウではなく、通常のウィンドウでコードを開いてください。
link-failed-again = 新しいコードをスキャン

camera-refused-title = カメラが許可されていません
camera-refused = DOneLoginにカメラの使用が許可されていません。ブラウザーのメニューで「権限」、「カメラ」、「許可」の順に選んでから、再読み込みしてください。
camera-busy-title = カメラは使用中です
camera-busy = 別のアプリがカメラを使用しています。そのアプリを閉じてから、もう一度お試しください。
camera-none-title = カメラが見つかりません
camera-none = このデバイスには前面カメラがありません。別のスマートフォンか、別の方法を使ってください。

ask-title = サインインの画面が目の前にありますか？
ask-lead = このコードはリンクから開かれました。目の前の画面にサインインが表示されていて、あなたが始めたものである場合だけ、先へ進んでください。
ask-yes = はい、目の前にあります
ask-no = いいえ、見当たりません
ask-no-title = 先へ進まないでください
ask-no-lead = あなたになりすましてサインインするために、誰かがこのコードを送った可能性があります。何も承認されていません。
ask-no-deny = このサインインを止める

incoming-title = { $app }にサインインしますか？
incoming-account = アカウント
incoming-browser = ブラウザー
incoming-from = 接続元
incoming-when = 日時
incoming-now = 現在、{ $time }
incoming-known = 使用歴あり
incoming-unknown = 使用歴なし
incoming-same = 同じネットワーク
incoming-elsewhere = 別の場所
incoming-warn-browser = 以前に使ったことのないブラウザーです。あなたのものですか？
incoming-warn-network = このサインインは、お使いのネットワークからのものではありません。あなたが始めたものですか？
incoming-warn-both = 以前に使ったことのないブラウザーで、別のネットワークからのものです。あなたが始めたものですか？
incoming-digits = コンピューターに表示された数字
incoming-scan = 代わりにスキャン
incoming-scanned = コードをスキャンしました
incoming-approve = 顔を映して承認
incoming-deny = 拒否
incoming-not-me = 自分ではない
incoming-missing = コンピューターに表示された6桁の数字を入力するか、コードをスキャンしてください。
incoming-short = コードは6桁です。
incoming-other-screen = そのコードは別のサインインのものです。あなたの画面のコードをスキャンしてください。
incoming-wrong = 画面の数字と一致しません。あと{ $count }回入力できます。
incoming-digits-off = コンピューターに数字が表示されていませんか？10回間違えると、数字は使えなくなります。コードをスキャンすると、再び使えます。
incoming-no-face = このスマートフォンの顔のデータは削除されているため、拒否はできますが承認はできません。コンピューターで別の方法を使うか、このスマートフォンを登録し直してください。
incoming-face-old = スマートフォンが顔を覚え直す必要があります。登録し直すか、コンピューターで別の方法を使ってください。
incoming-sending = 送信中

not-me-title = あなたが始めたサインインではありませんか？
not-me-lead = 待機中のサインインをすべて止め、管理者に知らせます。次のサインインで、新しいパスワードを設定します。
not-me-confirm = 自分ではないので止める
not-me-keep = 戻る

face-head = 顔の確認
face-count = { $done }/{ $total }
face-center = まっすぐ前を見てください
face-turn-left = 左を向いてください
face-turn-right = 右を向いてください
face-look-up = 上を向いてください
face-look-down = 下を向いてください
face-now-center = まっすぐ前を見てください
face-now-turn-left = 次は左です
face-now-turn-right = 次は右です
face-now-look-up = 次は上です
face-now-look-down = 次は下です
face-hint = 円弧が埋まるまで向きを変え続けてください。
face-hint-center = そのまま少し動かないでください。
face-colours = 画面の色が変わりますが、確認の一部です。
face-checking = 確認中
face-other = 別の方法
face-step-done = 完了
face-failed-title = 確認できませんでした
face-failed = { $count ->
    [0] 顔を明るくして、スマートフォンをまっすぐ見てください。これ以上は試せません。
   *[other] 顔を明るくして、スマートフォンをまっすぐ見てください。あと{ $count }回試せます。
}
face-why-other-person = 登録された顔と一致しませんでした。
face-why-flat = 写真などの画像ではなく、ご本人が映る必要があります。
face-why-changed = 途中で顔が変わりました。スマートフォンを見続けてください。
face-why-two-faces = もう1人の顔が映っていました。
face-why-no-face = 顔が映りませんでした。
face-why-slow = 30秒が過ぎました。
face-why-gesture = 指示と違う動きでした。
face-why-picture = 画像が暗すぎるか、ぼやけていました。
face-pause-title = 少しお待ちください
face-pause = 5回とも確認できませんでした。{ $seconds }秒待つか、コンピューターで別の方法を使ってください。
face-off = 今は顔での確認を使えません。別の方法で一度サインインすると、再び使えます。
face-lost = 顔のデータを読み取れなくなりました。登録し直すか、コンピューターで別の方法を使ってください。
face-again = もう一度試す

other-title = 別の方法
other-lead = コンピューターの画面で、数字の下から別の方法を選んでください。どれも同じように使えます。
other-authenticator = 認証アプリのコード
other-passkey = パスキー
other-recovery = リカバリーコード
other-back = サインインに戻る

approved-title = 承認しました
approved-lead = コンピューターで{ $app }が開きます。スマートフォンは閉じてかまいません。
approved-mistake = 間違いだったので、このサインインを終了
approved-undone-title = 終了しました
approved-undone = このサインインを終了しました。あなたではなかった場合は、新しいパスワードを設定してください。
approved-too-late = ここからは終了できなくなりました。コンピューターの「サインイン中のブラウザー」でサインアウトしてください。

denied-title = 拒否しました
denied-lead = 何も開かれていません。
blocked-title = 停止しました
blocked-lead = 停止し、{ $admin }に知らせました。今後15分間は、以前に使ったことのあるブラウザーからしか確認を送れません。次のサインインで、新しいパスワードを設定します。

over-title = 2分が過ぎました
over-lead = 何も行われていません。コンピューターでもう一度送ってください。
superseded-title = 新しい確認があります
superseded-lead = このブラウザーから新しい確認が送られています。新しいほうに応答してください。
wrong-codes-title = コードを3回間違えたため、この確認は終了しました
wrong-codes-lead = 何も開かれていません。コンピューターでもう一度送ってください。
decided-title = このサインインは終了しています
decided-lead = ほかの場所で応答されたか、キャンセルされました。ここで行うことはありません。
answered-lead = このスマートフォンか別のスマートフォンで、すでに応答されています。ここで行うことはありません。
kept-title = まだ届いていません
kept-lead = サーバーが応答しませんでした。応答は保存され、サインインの期限まで再送されます。
kept-over = 応答が届く前に、サインインの期限が切れました。コンピューターでもう一度送ってください。
strange-title = サーバーの応答が想定と異なります
strange-lead = このスマートフォンは登録されたままで、何も削除されていません。自動的に再試行します。

no-key-title = このブラウザーには鍵がありません
no-key-lead = 登録に使ったブラウザーではないか、データとともにスマートフォンの鍵も消去されています。
no-key-other = 別のブラウザーで登録した場合は、そのブラウザーでDOneLoginを開き、そこでコードをスキャンしてください。
no-key-again = それ以外の場合は、コンピューターの「スマートフォン」から、このスマートフォンを登録し直してください。
no-key-home = DOneLoginを開く

key-lost = このブラウザーのデータとともに、スマートフォンの鍵も消去されました。スマートフォンを登録し直してください。
key-copied = このスマートフォンの鍵が2つ存在するようです。削除してから登録し直してください。
key-gone = このスマートフォンの登録はなくなりました。コンピューターで削除されたか、サーバーが設定し直されています。鍵と顔のデータは、あなたが削除するまでここに残ります。
key-untrusted = このスマートフォンは、試用時に信頼なしで登録されました。応答できるのは試用の間だけです。削除してから登録し直してください。

scan-title = コードをスキャン
scan-lead = スマートフォンをコンピューターのコードにかざしてください。
scan-unknown = このサーバーのコードではありません。
scan-other = { $host }用のコードです。スマートフォンのカメラで開いてください。
scan-looking = コードを探しています

home-title = サインイン
home-waiting = 応答待ち
home-waiting-from = { $browser }、{ $time }
home-quiet = 応答待ちのサインインはありません。届くと、ここに自動的に表示されます。
home-accounts = アカウント
home-account = { $name }、{ $username }
home-phone = 登録名：{ $phone }
home-active = 使用可能
home-waits = { $from }から
home-claimed = 未確認
home-gone = 未登録
home-strange = 応答が想定と異なります
home-copied = 停止中
home-no-face = 顔のデータなし
home-untrusted = 信頼なしで登録
home-answered = このスマートフォンでの応答
home-approved = 承認
home-denied = 拒否
home-not-me = 自分ではない
home-undone = 承認後に終了
home-answered-before = 応答済み
home-empty-title = アカウントはまだありません
home-empty-lead = コンピューターで「スマートフォン」を開いて「スマートフォンを登録」を選び、表示されるコードをスキャンしてください。
home-open = { $name }の設定
home-answer = 応答：{ $app }

notice-password = { $by }が{ $at }に{ $username }のパスワードをリセットしました。依頼していませんか？
notice-second-factor = { $by }が{ $at }に{ $username }の2段階認証を解除しました。依頼していませんか？
notice-linked = { $by }が{ $username }のためにこのスマートフォンを登録しました。{ $at }から使えます。依頼していませんか？
notice-stop = 止める
notice-stopped = 止めました。
notice-stop-late = 期限が過ぎています。コンピューターでアカウントを確認してください。

account-name = このスマートフォンの名前
account-save = 名前を保存
account-name-missing = スマートフォンの名前を入力してください。
account-name-long = 60文字以内で入力してください。
account-renamed = 名前を保存しました。
account-push = 通知
account-push-off = 応答待ちのサインインを通知で知らせます。通知にはそれ以外の内容は含まれません。
account-push-on = 応答待ちのサインインがあると、このスマートフォンに通知されます。
account-push-refused = ブラウザーで通知が許可されていません。ブラウザーのメニューで「権限」、「通知」、「許可」の順に選んでください。
account-push-turn-on = 通知をオンにする
account-push-turn-off = 通知をオフにする
account-push-failed = ブラウザーの通知サービスが応答しません。通知が届かない間は、サインインするときにアプリを開いてください。
account-face = 顔
account-face-kept = 暗号化され、このスマートフォンだけに保存されています。
account-face-none = 削除済み。このスマートフォンではサインインを拒否できますが、承認はできません。
account-face-again = 顔を覚え直す
account-face-delete = 顔のデータを削除
account-face-delete-title = 顔のデータを削除しますか？
account-face-delete-body = 削除すると、このスマートフォンではサインインを拒否できますが、承認はできなくなります。再び承認するには、登録し直してください。
account-face-deleted = 顔のデータを削除しました。
account-keep = そのままにする
account-unlink = このスマートフォンの登録を解除
account-unlink-title = このスマートフォンの登録を解除しますか？
account-unlink-body = 鍵と顔のデータがこのスマートフォンから削除され、{ $name }のサインインを確認できなくなります。アカウントの2段階認証は引き続き必要です。
account-unlink-away = サーバーが応答しないため、解除がまだ伝わっていません。サーバー側でもスマートフォンを削除してください。
account-remove = このスマートフォンから削除
account-remove-title = このアカウントをスマートフォンから削除しますか？
account-remove-body = 鍵と顔のデータがこのスマートフォンから削除されます。{ $name }のサインインを再び確認するには、スマートフォンを登録し直してください。
account-server = サーバー
account-key = このブラウザーに保管され、取り出すことはできません。
account-key-title = 鍵

push-title = DOneLogin
push-body = 応答待ちのサインインがあります

left-minute = 残り1分
left-half-minute = 残り30秒
left-ten = 残り10秒
left-over = 時間切れです
left-time = 残り{ $time }
