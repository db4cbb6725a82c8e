# The window's own words: tray, notes, and the page that stands while no server answers. The shell reads them itself.

tray-starting = 起動中
tray-serving = { $address }で稼働中
tray-serving-service = システムサービスが{ $address }で稼働中
tray-attention = { $address }で稼働中：要確認
tray-stopped = 停止中：誰もサインインできません
tray-open = DOneLoginを開く
tray-copy = アドレスをコピー
tray-stop = 稼働を停止
tray-start = 稼働を開始
tray-add-person = ユーザーを追加
tray-quit = 終了

quit-title = DOneLoginを終了
quit-question = DOneLoginをもう一度起動するまで、誰もサインインできません。
quit-do = 終了
quit-keep = 起動したままにする

closed-title = DOneLoginは動作を続けています
closed-note = 引き続きサインインできます。トレイのアイコンを選ぶか、DOneLoginをもう一度起動すると、ウィンドウが開きます。

stopped-title = DOneLoginは動作していません
stopped-lead = 現在、誰もサインインできません。
stopped-by-hand-title = DOneLoginは停止しています
stopped-reason-head = 原因
stopped-mend-head = 対処方法
stopped-start = もう一度起動
stopped-starting = 起動中
starting-title = DOneLoginを起動しています
starting-lead = しばらくお待ちください。

reason-by-hand = トレイから停止されました。
mend-by-hand = サインインできるようにするには、起動してください。
reason-port-taken = 別のプログラムがポート{ $port }を使用しています。DOneLoginがもう1つ動作している可能性があります。
mend-port-taken = そのプログラムを停止してから、もう一度起動してください。Linuxでは「ss -ltnp」で調べられます。
reason-port-denied = ポート{ $port }の使用には、このプログラムにない権限が必要です。
mend-port-denied = ファイル{ $file }で1024以上のポートを選んでから、もう一度起動してください。
reason-held = 別のDOneLoginがフォルダー{ $path }を使用中で、応答しません。
mend-held = しばらく待つか、もう一方を停止してから、もう一度起動してください。
reason-damaged = データベースが破損しています。
mend-damaged = { $path }のdonelogin.dbをバックアップから戻してから、もう一度起動してください。
reason-newer = データベースは新しいバージョンで書き込まれています。
mend-newer = 新しいバージョンをインストールしてください。
reason-key-gone = データベースの機密情報用の鍵{ $path }がありません。
mend-key-gone = このファイルをバックアップから戻してから、もう一度起動してください。
reason-readable = このコンピューターのほかの人が{ $path }を読み取れます。
mend-readable = 「chmod { $mode } { $path }」を実行してから、もう一度起動してください。
reason-directory = フォルダー{ $path }を使用できません。
mend-directory = お使いのアカウントにこのフォルダーへの書き込み権限を与えてから、もう一度起動してください。
reason-disk-full = ディスクに空きがありません。
mend-disk-full = 空き容量を確保してから、もう一度起動してください。
reason-settings = 設定が正しくありません：{ $detail }
mend-settings = { $file }を修正してから、もう一度起動してください。
reason-crashed = サーバーが予期せず停止しました：{ $detail }
reason-other = サーバーを起動できません：{ $detail }
mend-other = もう一度起動してください。解決しない場合は、「donelogin doctor」で原因を調べられます。
reason-cancelled = システムサービスを操作できるのは、このコンピューターの管理者だけです。管理者による確認が行われませんでした。
mend-cancelled = もう一度起動し、管理者のパスワードを入力してください。
reason-no-bridge = システムサービスは動作していますが、このウィンドウから操作の権限を求めることができません。
mend-no-bridge = pkexec（polkitパッケージ）をインストールしてから、もう一度起動してください。
reason-lost = このウィンドウに表示していたサーバーが終了しました。
mend-lost = サーバーが再び動作すると、このウィンドウは自動的に元に戻ります。ここで起動する場合は「もう一度起動」を選んでください。

locked-detail = ウィンドウがロックされています。先にロックを解除してください
no-display = ウィンドウを表示できるディスプレイがありません。「donelogin serve」を使うと、ウィンドウなしでサーバーを起動できます。
