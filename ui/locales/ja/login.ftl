login-title = サインイン
login-lead = オフィスのアカウントを使用してください。
login-again = { $name }さん、もう一度サインインしてください。アプリがご本人であることの確認を求めています。
login-username = ユーザー名またはメールアドレス
login-password = パスワード
login-forgotten = パスワードを忘れた場合
login-submit = サインイン
login-busy = サインイン中…
login-no-account = アカウントがない場合は、管理者に招待を依頼してください。
login-cancel = サインインせずにアプリに戻る

login-wrong = <strong>ユーザー名とパスワードが一致しません。</strong>両方を確認するか、<a href="{ $reset }">新しいパスワードを設定</a>してください。
login-slowed = <strong>試行回数が多すぎます。</strong>{ $seconds }秒待ってから、もう一度お試しください。アカウントはロックされていません。
login-disabled = <strong>このアカウントは無効になっています。</strong>{ $admin }に連絡してください。
login-disabled-nobody = <strong>このアカウントは無効になっています。</strong>管理者に連絡してください。
login-session-over = { $hours }時間操作がなかったため、サインアウトしました。サインインすると、元の画面から続けられます。
login-form-too-old = <strong>このページを開いてから時間がたちすぎました。</strong>何も送信されていません。もう一度お試しください。
login-no-cookies = <strong>このブラウザーは、このページのCookieを保存していません。</strong>{ $host }のCookieを許可してから、再読み込みしてください。

form-post-title = { $host }へ移動しています
form-post-lead = しばらくしても変わらない場合は、ボタンを押してください。
form-post-go = 続ける

select-title = アカウントの選択
select-lead = このブラウザーではすでにサインインしています。
select-continue = { $name }として続ける
select-other = 別のアカウントを使用

logout-title = サインアウトしますか？
logout-lead = { $name }としてサインインしています。サインアウトすると、このブラウザーでは、このオフィスのすべてのアプリのサインインが終了します。
logout-lead-app = { $app }がサインアウトを求めています。{ $name }としてサインインしています。サインアウトすると、このブラウザーでは、このオフィスのすべてのアプリのサインインが終了します。
logout-stay = サインインしたままにする

signed-out-title = サインアウトしました
signed-out-lead = 開いたままのアプリでは、サインインが続いている場合があります。共用のコンピューターではブラウザーを閉じてください。
signed-out-going-on = このブラウザーでサインアウトしました。各アプリに知らせています。自動的に{ $app }へ移動します。
signed-out-continue = { $app }へ進む
signed-out-again = もう一度サインイン
signed-out-unknown = アプリが、登録されていないアドレスへの移動を求めたため、このページに留まっています。
signed-out-unknown-app = { $app }が、登録されていないアドレスへの移動を求めたため、このページに留まっています。

unclaimed-title = このオフィスはまだ設定されていません
unclaimed-lead = サインインサーバーの管理担当者が、起動時に表示された初回設定用のリンクを開きます。設定が終わったら、このページに戻ってください。
