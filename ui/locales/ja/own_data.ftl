nav-data = 自分のデータ

data-title = 自分のデータ
data-export = データを持ち出す
data-export-lead = このサーバーが保持しているあなたの情報を、すべて1つのファイル（JSON）にまとめます。プロフィール、スマートフォンとコード（秘密の値を除く）、サインイン中のブラウザー、アプリ、アクティビティが含まれます。
data-export-submit = データをダウンロード
data-delete = アカウントを削除
data-delete-lead = アカウントと、それに関連するすべてがすぐに削除されます。元に戻すことは誰にもできません。
data-delete-open = アカウントを削除…
data-delete-ask = アカウントの削除は管理者が行います。{ $admins }に依頼してください。
data-delete-ask-nobody = アカウントの削除は管理者が行います。

delete-title = アカウントを削除
delete-lead = 元に戻すことはできません。
delete-goes = すべての場所ですぐにサインアウトし、アプリはアカウントを利用できなくなります。
delete-phones = スマートフォン、パスキー、コード、写真、プロフィールが消去されます。
delete-apps = アプリに保存された情報は、アプリ側に残ります。アプリの運営者に削除を依頼してください。
delete-log = このアカウントがあったことは、ユーザー名とともにサーバーのログに残ります。
delete-never = 後から同じ名前の人が登録されても、どのアプリからも別人として扱われます。
delete-type = 続けるには、ユーザー名{ $username }を入力してください
delete-submit = アカウントを完全に削除
delete-busy = 削除中…
delete-wrong = ユーザー名が違います。
delete-last-admin = <strong>あなたは最後の管理者です。</strong>先に別の人を管理者にしてから、アカウントを削除してください。
delete-done-title = アカウントを削除しました
delete-done-lead = すべての場所でサインアウトしました。あなたのアドレスにメッセージを送信しました。
