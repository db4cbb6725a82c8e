not-for-you-title = { $app }は利用できません
not-for-you-lead = { $name }としてサインインしています。{ $app }は特定のグループだけが利用でき、あなたはどのグループにも入っていません。情報は何も渡していません。
not-for-you-ask = { $admin }に利用を申し出てください。
not-for-you-ask-somebody = アカウントの管理者に利用を申し出てください。
not-for-you-back = { $app }に戻る
