trust-title = このサーバーを信頼する
trust-lead = コンピューターやスマートフォンごとに1回だけ行います。不要な警告が出なくなり、本当の警告に気づきやすくなります。
trust-unknown = このページの前に警告が表示されなかった場合、このブラウザーはすでにサーバーを信頼しています。
trust-yes = <strong>このブラウザーはサーバーを信頼しています。</strong>ここで行うことはもうありません。
trust-not-yet = <strong>このブラウザーはまだサーバーを信頼していません。</strong>以下の手順に従ってください。
trust-platforms = お使いのシステム
trust-many = 複数台まとめて
trust-again = もう一度確認
trust-download = 証明書をダウンロード
trust-profile = プロファイルをダウンロード

trust-windows-1 = 証明書をダウンロードします
trust-windows-2 = 証明書を開き、<strong>証明書のインストール</strong>、<strong>現在のユーザー</strong>の順に選びます
trust-windows-3 = <strong>証明書をすべて次のストアに配置する</strong>を選び、「参照」から<strong>信頼されたルート証明機関</strong>を選んで、「完了」を押します
trust-windows-4 = 確認画面の拇印を下の拇印と照合し、一致したら<strong>はい</strong>を押します
trust-windows-note = Chrome、Edge、Firefoxはこのストアを使います。ブラウザーを一度再起動してください。

trust-macos-1 = 証明書をダウンロードします
trust-macos-2 = 証明書を開くと、キーチェーンアクセスが<strong>ログイン</strong>に追加します。追加された項目をダブルクリックで開きます
trust-macos-3 = <strong>詳細な情報</strong>で、SHA-256フィンガープリントを下のものと照合します
trust-macos-4 = <strong>信頼</strong>で<strong>常に信頼</strong>を選び、ウインドウを閉じてパスワードを入力します
trust-macos-note = SafariとChromeはこのキーチェーンを使います。Firefoxもバージョン120以降で使います。

trust-android-1 = 証明書をダウンロードします
trust-android-2 = <strong>設定</strong>を開いて<strong>CA証明書</strong>を検索し、<strong>インストールする</strong>を選んでからファイルを選びます。Wi-FiやVPNではなく、CAを選びます
trust-android-3 = 設定で<strong>信頼できる認証情報</strong>を検索し、<strong>ユーザー</strong>を開いて、新しい項目を開きます
trust-android-4 = SHA-256フィンガープリントを下のものと照合します。異なる場合は、その項目を削除します
trust-android-note = Androidは画面ロックの設定を求め、以後、ネットワークが監視されている可能性があるというお知らせを表示します。これは、自分で追加した証明書がある場合に必ず表示されるものです。Chromeを使ってください。Android版Firefoxはこの証明書を読み込みません。

trust-iphone-1 = このページをSafariで開き、プロファイルをダウンロードして<strong>許可</strong>をタップします
trust-iphone-2 = <strong>設定</strong>、<strong>ダウンロード済みのプロファイル</strong>、<strong>詳細</strong>の順に開き、SHA-256フィンガープリントを下のものと照合します
trust-iphone-3 = 前の画面に戻って<strong>インストール</strong>をタップし、パスコードを入力します
trust-iphone-4 = <strong>設定</strong>、「一般」、「情報」、<strong>証明書信頼設定</strong>の順に開き、この証明書をオンにします
trust-iphone-note = 最後の手順は忘れがちです。行わないと、警告が表示され続けます。

trust-linux-1 = 証明書をダウンロードします
trust-linux-2 = フィンガープリントを照合します：<code>openssl x509 -noout -fingerprint -sha256 -in { $file }</code>
trust-linux-3 = Chrome、Chromium：「設定」、「プライバシーとセキュリティ」、「セキュリティ」、<strong>証明書の管理</strong>、「カスタム」の順に開き、<strong>信頼できる証明書</strong>にインポートします
trust-linux-4 = Firefox：「設定」、「プライバシーとセキュリティ」、<strong>証明書を表示</strong>、「認証局証明書」の順に開き、ウェブサイト用としてインポートします
trust-linux-5 = システムのプログラム（DebianとUbuntu）：<code>sudo cp { $file } /usr/local/share/ca-certificates/ &amp;&amp; sudo update-ca-certificates</code>

trust-many-1 = 証明書をダウンロードし、フィンガープリントを下のものと照合します
trust-many-2 = Windows（コンピューターごとに1行）：<code>certutil -addstore -f Root { $file }</code>
trust-many-3 = Windowsドメイン：グループポリシーで「コンピューターの構成」、「ポリシー」、「Windowsの設定」、「セキュリティの設定」、<strong>公開キーのポリシー</strong>、「信頼されたルート証明機関」の順に開き、インポートします
trust-many-4 = 管理対象のMacとiPhone：<a href="{ $profile }">プロファイル</a>をデバイス管理システムに登録します。確認なしで信頼されます
trust-many-5 = Linux：ファイルを<code>/usr/local/share/ca-certificates/</code>に置き、<code>update-ca-certificates</code>を実行します。Fedoraでは<code>/etc/pki/ca-trust/source/anchors/</code>に置き、<code>update-ca-trust extract</code>を実行します

trust-print-windows = Windowsで表示される拇印です。管理者から受け取った用紙のものと一致することを確認してください。
trust-print-macos = キーチェーンアクセスで表示されるSHA-256フィンガープリントです。管理者から受け取った用紙のものと一致することを確認してください。
trust-print-android = Androidで表示されるSHA-256フィンガープリントです。管理者から受け取った用紙のものと一致することを確認してください。
trust-print-iphone = iPhoneで表示されるSHA-256フィンガープリントです。管理者から受け取った用紙のものと一致することを確認してください。
trust-print-linux = opensslで表示されるSHA-256フィンガープリントです。管理者から受け取った用紙のものと一致することを確認してください。
trust-print-many = SHA-256フィンガープリントです。サーバーのコンピューターにも同じものが表示されます。

trust-line-title = 1行で設定
trust-line-linux = Linux（ターミナル）
trust-line-windows = Windows（管理者として開いたPowerShell）
trust-line-macos = macOS（ターミナル）
trust-line-about = 証明書を取得し、フィンガープリントを照合して、一致した場合だけ先へ進みます。まず、この行に含まれるフィンガープリントを、管理者から受け取った用紙のものと照合してください。
# Stands between quotes of a shell: no quotation marks, no apostrophe.
trust-line-differs = フィンガープリントが異なります。何も変更していません。
trust-qr = このページをスマートフォンで開く
trust-qr-about = スマートフォンのカメラでスキャンしてください。スマートフォンでは一度だけ警告が表示されます。その後、このページにスマートフォン用の手順が表示されます。
trust-many-6 = Windowsドメインを1行で（ドメインコントローラー上）：<code>certutil -dspublish -f { $file } RootCA</code>。各コンピューターには、次の<code>gpupdate /force</code>で反映されます
