# Letters. Whoever reads one may be anywhere, and did not ask for it: what happened, the facts, what to do.
mail-from = { $office }のサインイン
mail-hello = { $name }さん
mail-foot = オフィスのサインインサーバーから送信しています。パスワードやコードをメールでお尋ねすることはありません。
mail-type = または、次のアドレスを入力してください：
mail-local = オフィスのネットワーク内でのみ開けます。
mail-valid = リンクは{ $until }まで、1回だけ使えます。
mail-nothing = ご自身の操作であれば、何もする必要はありません。
mail-asked = ご自身で依頼した場合は、何もする必要はありません。
mail-nobody = 何もする必要はありません。
mail-not-you = 心当たりがない場合
mail-not-expected = 依頼していない場合

mail-fact-when = 日時
mail-fact-phone = スマートフォン
mail-fact-before = 以前の名前
mail-fact-account = アカウント
mail-fact-browser = ブラウザー
mail-fact-address = アドレス
mail-fact-server = サーバー
mail-fact-tries = 試行回数
mail-unknown = 不明

mail-open-account = アカウントを確認
mail-open-devices = スマートフォンを確認
mail-open-sessions = サインイン中のブラウザーを確認
mail-open-authenticator = 認証アプリを確認
mail-new-password = サインインして内容を確認し、新しいパスワードを設定してください。サインインできなくなった場合は、すぐに管理者に知らせてください。

mail-invite-title = { $office }のアカウント
mail-invite-lead = あなたのアカウントが作成されました。パスワードを設定すると、オフィスのアプリにサインインできます。
mail-invite-open = パスワードを設定
mail-invite-not = 何もしないでください。パスワードが設定されない限り、誰もサインインできません。

mail-reset-title = 新しいパスワードの設定
mail-reset-lead = アカウントの新しいパスワードが依頼されました。このリンクから設定できます。
mail-reset-open = 新しいパスワードを設定
mail-reset-not = 何もしないでください。パスワードは変わりません。

mail-factors-reset-title = 2段階認証の再設定
mail-factors-reset-lead = 別の方法を設定できるように、管理者が2段階認証を解除しました。パスワードは変わりません。
mail-factors-reset-open = 2段階認証を設定
mail-factors-reset-not = サインインして止めてください。次のサインインで確認が表示されます。その後、管理者に知らせてください。

mail-factor-added-title = アカウントに認証アプリが追加されました
mail-factor-added-lead = 今後、認証アプリのコードでサインインを確認できます。
mail-factor-removed-title = アカウントの認証アプリが削除されました
mail-factor-removed-lead = 認証アプリのコードでは、サインインを確認できなくなりました。

mail-device-copied-title = スマートフォンの鍵が2つ存在する可能性があります
mail-device-copied-lead = このスマートフォンから同じ番号のメッセージが2回届きました。鍵がコピーされた可能性があります。
mail-device-copied-do = 対処方法
mail-device-copied-how = スマートフォンを削除してから登録し直してください。
mail-device-stopped-title = スマートフォンを停止しました
mail-device-stopped-lead = このスマートフォンから、再び同じ番号のメッセージが2回届きました。鍵が2つ存在するようなので、このスマートフォンではサインインを確認できません。

mail-device-linked-title = アカウントにスマートフォンが登録されました
mail-device-linked-lead = このスマートフォンでサインインを確認できるようになりました。
mail-device-linked-not = サインインしてスマートフォンを削除し、新しいパスワードを設定してください。
mail-device-waits-title = アカウントへのスマートフォンの登録が進んでいます
mail-device-waits-lead = 管理者があなたのためにこのスマートフォンを登録しました。{ $from }から、サインインを確認できるようになります。
mail-device-waits-not = それまでは止められます。サインインしてスマートフォンを削除し、新しいパスワードを設定してください。

mail-device-removed-title = アカウントからスマートフォンが削除されました
mail-device-removed-lead = このスマートフォンでは、サインインを確認できなくなりました。
mail-device-renamed-title = スマートフォンの名前が変更されました
mail-device-renamed-lead = 管理者が名前を変更しました。それ以外は変わりません。

mail-not-me-title = { $account }のパスワードを知っている人がいます
mail-not-me-lead = サインインに対して、スマートフォンで「自分ではない」が選ばれました。サインインしようとした人は、パスワードを知っています。
mail-not-me-do = 今後の流れ
mail-not-me-how = 15分間は、以前に使ったことのあるブラウザーからしか確認を送れません。次のサインインで、本人が新しいパスワードを設定します。

mail-password-changed-title = パスワードが変更されました
mail-password-changed-lead = 今後は新しいパスワードを使います。
mail-password-changed-not = すぐに管理者に知らせ、新しいパスワード用のリンクを依頼してください。

mail-new-browser-title = 新しいブラウザーからアカウントにサインインしました
mail-new-browser-lead = このアカウントでは使われたことのないブラウザーです。
mail-new-browser-not = サインインしてそのブラウザーをサインアウトし、新しいパスワードを設定してください。

mail-many-failures-title = アカウント{ $account }で失敗が続いています
mail-many-failures-lead = 1時間のうちに、誤ったパスワードやコードが何度も入力されました。サインインはされておらず、次に試せるまでの時間は長くなっていきます。
mail-many-failures-do = 対処方法
mail-many-failures-how = 本人の場合は、新しいパスワード用のリンクが役立ちます。本人でない場合は、長いパスワードと2段階認証で防げます。

mail-test-title = テストメッセージ
mail-test-lead = { $office }からメールを送信できることを確認するメッセージです。管理者が送信を依頼しました。

mail-confirm-title = アドレスの確認
mail-confirm-lead = { $office }のアカウントの作成が、このアドレスで申請されました。ご本人の申請であれば、このリンクからアドレスを確認し、パスワードを設定してください。
mail-confirm-open = アドレスを確認
mail-confirm-not = 何もしないでください。リンクを開かない限り、アカウントは作成されません。

mail-invited-title = { $office }に招待されました
mail-invited-lead = このリンクから、名前とパスワードを入力してアカウントを作成します。その後、オフィスのアプリにサインインできます。
mail-invited-open = アカウントを作成
mail-invited-not = 何もしないでください。リンクを開かない限り、アカウントは作成されません。

mail-known-title = アカウントはすでにあります
mail-known-lead = { $office }のアカウントの作成が、このアドレスで申請されました。アカウントはすでにあり、何も変更していません。
mail-known-calm = ご本人の場合は、サインインしてください。パスワードが分からない場合は、サインイン画面から新しいパスワードを設定できます。心当たりがない場合は、何もする必要はありません。
mail-known-open = サインイン

mail-waits-title = { $name }が承認を待っています
mail-waits-lead = この名前でアカウントが申請され、アドレスは確認済みです。管理者が承認するまで、このアカウントではサインインできません。
mail-waits-open = 承認待ちの人を確認

mail-approved-title = { $office }のアカウントの準備ができました
mail-approved-lead = 管理者が承認しました。設定したパスワードでサインインしてください。
mail-approved-open = サインイン

mail-refused-title = { $office }のアカウントは作成されませんでした
mail-refused-lead = 管理者が申請を承認しませんでした。アカウントは作成されず、入力された情報は消去されました。

mail-fact-passkey = パスキー
mail-open-passkeys = パスキーを確認
mail-passkey-added-title = アカウントにパスキーが追加されました
mail-passkey-added-lead = 今後、このパスキーを使うと、パスワードなしでサインインできます。
mail-passkey-added-not = サインインしてパスキーを削除し、新しいパスワードを設定してください。
mail-passkey-copied-title = パスキーの鍵が2つ存在する可能性があります

mail-account-locked-title = アカウントが緊急ロックされました
mail-account-locked-lead = 開いていたものはすべて終了し、誰もサインインできません。スマートフォンは、アカウントが再び有効になるまで使えません。
mail-account-locked-do = 今後の対応
mail-account-locked-how = 管理者に連絡してください。アカウントが再び有効になったら、新しいパスワードを設定してください。

mail-role-changed-title = 権限が変更されました
mail-role-changed-lead = 管理者が、あなたに許可する操作を変更しました。
mail-role-changed-not = 管理者に知らせてください。
mail-fact-role = 許可された操作
mail-role-member = アプリへのサインインと、自分のアカウントの管理
mail-role-helpdesk = ユーザーの閲覧と、サインインの支援
mail-role-admin = すべての内容の閲覧と変更
mail-passkey-copied-lead = パスキーのカウンターが逆戻りしました。鍵がコピーされた可能性があります。このパスキーによるサインインは行われていません。
mail-passkey-copied-how = パスキーを削除し、新しく追加してください。
mail-passkey-stopped-title = パスキーを停止しました
mail-passkey-stopped-lead = パスキーのカウンターが再び逆戻りしました。鍵が2つ存在するようなので、このパスキーではサインインできません。
mail-passkey-removed-title = アカウントからパスキーが削除されました
mail-passkey-removed-lead = このパスキーではサインインできなくなりました。
