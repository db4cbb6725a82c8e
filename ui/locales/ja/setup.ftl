setup-title = オフィスの設定
setup-lead = あなたが管理者になります。すべてのデータはこのコンピューターに保存されます。
setup-first-start = 初回起動
setup-fingerprint = フィンガープリント：{ $fingerprint }。起動時に表示されたものと照合してください。
setup-office = オフィスの名前
setup-office-hint = サインインのたびに表示されます。
setup-name = あなたの名前
setup-name-hint = 同僚に分かる名前を入力してください。
setup-email = メールアドレス
setup-email-hint = サインインに使います。
setup-submit = オフィスを作成
setup-busy = 作成中…

setup-people = 利用者は<code>{ $issuer }</code>を開きます。<a href="{ $href }">別のアドレスを選ぶ</a>

address-title = アドレスの設定
address-lead = アプリとスマートフォンはこのアドレスを記憶します。最初の管理者を作成した後は変更できません。
address-local = オフィスのネットワーク内のみ
address-local-about = 外部の準備は不要で、すぐに使えます。コンピューターやスマートフォンごとに1回、信頼の設定が必要です。手順は後で案内します。
address-name = 名前
address-name-hint = <code>.local</code>の前に付ける1語。英小文字a～z、数字、ハイフンが使えます。
address-own = 所有しているドメイン名
address-own-about = ネームサーバーでこのコンピューターを指している、所有ドメイン用です。ブラウザーに認められた証明書があれば、信頼の設定は不要です。
address-host = 完全な名前
address-host-hint = 例：<code>id.example.com</code>
address-certificate = 証明書ファイル
address-certificate-hint = サーバーのコンピューター上の、ルートからの絶対パス。PEM形式で、サーバー自身の証明書を先頭に置きます。2つのファイルを指定しない場合は、サーバーが証明書を作成します。
address-key = 鍵ファイル
address-key-hint = 証明書の鍵。PEM形式で、パスフレーズのないもの。
address-port = ポート
address-port-hint = 443の場合、アドレスに番号は付きませんが、サーバーにその権限が必要です。
address-submit = 続ける
address-busy = 移動中…
address-check = 名前を確認
address-back = 戻る
address-fixed = このサーバーのアドレスは設定ファイル（<code>{ $key }</code>）で指定されています。そちらで変更してください。
address-free = <strong>{ $host }</strong>はこのネットワークで使用できます。
address-ours = <strong>{ $host }</strong>はこのコンピューターを指しています。
address-unasked = <strong>{ $host }</strong>について確認できませんでした。{ $why }
address-taken = { $host }は使用中です。{ $by }が応答しています。別の名前を選ぶか、そのコンピューターの名前を変更してください。

address-wrong-missing = office.localのような名前を入力してください。
address-wrong-ip = IPアドレスは変わることがあり、スマートフォンと証明書には変わらない名前が必要です。名前を入力してください。
address-wrong-characters = { $found }は名前に使えません。英小文字a～z、数字、その間のハイフンを使ってください。
address-wrong-label = ドットで区切られた各部分は1～63文字で、先頭と末尾にハイフンは使えません。
address-wrong-loopback = その名前を開けるのはこのコンピューター自身だけです。オフィスから見つけられる名前を入力してください。
address-wrong-letters = .localでは、この名前を符号化した形で入力しなければなりません。英小文字a～zで入力してください。
address-wrong-ascii = ネームサーバーでの表記で入力してください：{ $ascii }
address-wrong-dot = ドットのない名前は見つけられません。{ $name }.localとするか、所有しているドメインの名前を入力してください。
address-wrong-alone = 先頭のhttps://や後ろのパスを付けずに、名前だけを入力してください。
address-wrong-port-inside = ポートには専用の入力欄があります。名前だけを入力してください。
address-wrong-code = xn--で始まる部分は、有効な名前を表していません。
address-wrong-labels = .localの前は1語にしてください。Linuxのコンピューターは、ドットがさらに含まれる名前を見つけられません。
address-wrong-long = 名前は253文字以内です。
address-wrong-files = 証明書と鍵のファイルを両方指定するか、どちらも空欄にしてください。
address-wrong-fixed = このサーバーのアドレスは設定ファイル（{ $key }）で指定されています。そちらで変更してください。
address-wrong-file = これらのファイルは使用できません。{ $why }
address-wrong-unread = これらのファイルは使用できません。理由はサーバーのログに記録されています。
address-port-number = ポートは1～65535の数字です。
address-port-taken = ポート{ $port }は別のプログラムが使用しています。別のポートを選んでください。
address-port-denied = ポート{ $port }の使用には、このサーバーにない権限が必要です。1024以上のポートを選んでください。
address-port-fixed = このサーバーは、ポート{ $port }で待ち受けるように指定されています。そのポートを選ぶか、「listen」なしで起動してください。
address-port-other = このポートは使用できません。{ $why }

moved-title = アドレスを変更しました
moved-lead = 今後、オフィスのアドレスは<code>{ $issuer }</code>です。以前のアドレスでは開けません。
moved-certificate = サーバーが新しい証明書を作成したため、ブラウザーでもう一度警告が表示されます。このフィンガープリントを、サーバーのコンピューターに表示されているものと照合してください。
moved-own-certificate = 新しいアドレスでは、指定した証明書が使われます。以前のアドレスに登録されたスマートフォンやアプリは引き継がれません。
moved-next = 新しいアドレスで続ける

setup-done-title = このコンピューターでの信頼設定
setup-done-lead = オフィスの準備ができました。証明書を信頼するまで、ブラウザーに警告が表示されます。コンピューターやスマートフォンごとに1回、信頼の設定を行います。
setup-done-follow = <a href="{ $trust }">信頼設定のページ</a>で、お使いのシステムの手順に従う
setup-done-people = アドレス<code>{ $issuer }</code>をオフィスの人たちに知らせる
setup-done-print = 証明書のフィンガープリントです。照合できるように、印刷してオフィスの人たちに渡してください。
setup-done-next = スマートフォンを登録
setup-done-later = 後で行う：アカウントのページへ

setup-gone-title = このリンクは無効になりました
setup-gone-expired = 作成から1時間以上たっているか、新しいリンクが表示されています。サーバーのコンピューターでサーバーをもう一度起動すると、新しいリンクが表示されます。
setup-gone-browser = 別のブラウザーで設定が始まっています。そちらで続けるか、サーバーをもう一度起動すると、新しいリンクが表示されます。
setup-gone-done = オフィスはすでに設定されています。アカウントでサインインしてください。

summary-title = 修正が必要な項目が{ $count }件あります
problem-office-missing = オフィスの名前を入力してください。
problem-name-missing = 名前を入力してください。
problem-email-missing = メールアドレスを入力してください。
problem-username = 1～64文字で、英字、数字、ドット、ハイフン、アンダースコアを使ってください。先頭と末尾は英字か数字にしてください。
problem-email-malformed = mira@example.orgのように、メールアドレス全体を入力してください。
problem-password-missing = パスワードを入力してください。
problem-password-short = パスワードは{ NUMBER($least) }文字以上必要です。
problem-short = { NUMBER($least) }文字以上必要です。
problem-long = { NUMBER($most) }文字以内で入力してください。
problem-common = よく使われるパスワードの一覧に含まれています。別のパスワードを選んでください。
problem-own = あなたの名前、アドレス、オフィスの名前から作られています。別のパスワードを選んでください。
problem-known = ほかの人に知られている以前のパスワードです。別のパスワードを選んでください。
problem-characters = ここで使えない文字が含まれています。
problem-taken = すでに使われています。
