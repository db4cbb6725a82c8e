nav-passkeys = パスキー

passkeys-title = パスキー
passkeys-lead = パスキーを使うと、デバイスの指紋、顔、PINを使って、パスワードなしでサインインできます。偽のページでは使えません。
passkeys-empty-title = パスキーはまだありません
passkeys-empty-lead = 追加すると、すぐにサインインできるようになります。
passkeys-add = パスキーを追加
passkeys-add-hint = 保存先はブラウザーで選びます。パスキーは{ $host }でのみ使えます。
passkeys-sign-in-first = パスキーはアカウントを開く鍵になるため、先にもう一度サインインします。
passkeys-step-up-first = パスキーはアカウントを開く鍵になるため、先に2段階認証を行います。
passkeys-without-script = パスキーの追加にはJavaScriptが必要です。このページで有効にしてから、再読み込みしてください。
passkeys-full = <strong>パスキーは最大{ NUMBER($most) }個で、すでに上限に達しています。</strong>先に1つ削除してください。
passkeys-made = 追加：{ $made }
passkeys-used = 追加：{ $made }、最後の使用：{ $used }
passkeys-here-only = 1台のデバイスにのみ保存されています。デバイスをなくすと、パスキーも失われます。
passkeys-may-sync = 保存先のサービスからほかのデバイスにコピーできますが、まだコピーされていません。
passkeys-synced = 保存先のサービスによって、ほかのデバイスにもコピーされています。
passkeys-elsewhere-pill = ここでは使えません
passkeys-elsewhere-note = サーバーのアドレスが異なるときに作成されたものです。削除して、新しく追加してください。
passkeys-suspended-note = このパスキーの鍵が2つ存在するようです。削除して、新しく追加してください。
passkeys-rename-title = パスキーの名前を変更
passkeys-rename-wrong = 名前は1～{ NUMBER($most) }文字で入力してください。
passkeys-remove = 削除
passkeys-remove-title = { $passkey }を削除しますか？
passkeys-remove-body = このパスキーではサインインできなくなります。デバイスが引き続き候補として表示することがあります。デバイスからも削除してください。
passkeys-added = <strong>{ $passkey }を追加しました。</strong>次のサインインで使ってください。
passkeys-renamed = パスキーの名前を<strong>{ $passkey }</strong>に変更しました。
passkeys-removed = <strong>パスキーを削除しました。</strong>このパスキーではサインインできません。
passkeys-last = <strong>これが最後の2段階認証の方法です。</strong>ここでは2段階認証が必要です。先に別のパスキーを追加するか、スマートフォンを登録するか、認証アプリを設定してください。
passkeys-known = <strong>このアカウントのパスキーがすでにあります。</strong>何も追加されていません。別のデバイスを選ぶか、今あるものを使ってください。
passkeys-refused = <strong>このパスキーはここでは使えません。</strong>何も追加されていません。別の保存先を選んでください。

passkey-use = パスキーを使用
passkey-untrusted = <strong>このブラウザーはまだサーバーを信頼していないため、ここではパスキーを使えません。</strong>何も送信されていません。<a href="{ $trust }">信頼の設定</a>を1回行ってから、もう一度お試しください。
passkey-elsewhere = <strong>このオフィスのパスキーは{ $host }でのみ使えます。</strong><a href="{ $address }">そちらで開いて</a>から、もう一度お試しください。
passkey-insecure = <strong>パスキーを使うには、オフィスの正式なアドレスで開く必要があります。</strong><a href="{ $address }">{ $host }を開いて</a>から、もう一度お試しください。
passkey-unsupported = <strong>このブラウザーはパスキーに対応していません。</strong>最新のChrome、Edge、Firefox、Safariのいずれかでこのページを開いてください。
passkey-cancelled = <strong>パスキーは使われませんでした。</strong>中止されたか、時間切れか、このデバイスにあなたのパスキーがありません。何も送信されていません。もう一度お試しいただくか、別の方法を使ってください。
passkey-nobody = <strong>ご本人であることを確認する手段がありません。</strong>このデバイスで指紋、顔、PINのいずれかを設定するか、スマートフォンまたはPINを設定したセキュリティキーを選んでください。
passkey-failed = <strong>サーバーの応答が想定と異なります。</strong>失われたものはありません。このページを再読み込みしてから、もう一度お試しください。
passkey-too-old = <strong>このページを開いてから時間がたちすぎました。</strong>何も行われていません。もう一度お試しください。
passkey-unknown = <strong>このパスキーに対応するアカウントがありません。</strong>削除された可能性があります。別のパスキーか、パスワードを使ってください。
passkey-refused = <strong>このパスキーは受け付けられませんでした。</strong>何も開かれていません。もう一度お試しいただくか、別の方法を使ってください。
passkey-copied = <strong>このパスキーの鍵が2つ存在するようなので、受け付けられませんでした。</strong>別の方法を使い、その後「パスキー」で削除してください。
mfa-lead-passkey = { $name }さん、あと少しです。パスキーを使ってください。
mfa-without-script = パスキーにはJavaScriptが必要です。このページで有効にしてから、再読み込みしてください。
mfa-or-code = または、コードを入力
authenticator-removed-passkeys = 認証アプリを削除しました。パスキーによる2段階認証は続きます。
authenticator-remove-body-passkeys = 認証アプリのコードは使えなくなります。パスキーとリカバリーコードは残ります。
mfa-hint-codes = リカバリーコードのいずれか1つ。
