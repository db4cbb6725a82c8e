consent-title = { $app }によるアカウントの利用を許可しますか？
consent-lead = 確認は1回だけです。許可は<a href="{ $apps }">アカウントのページ</a>で取り消せます。
consent-sees = { $app }に提供される情報
consent-optional = 任意で提供する情報
consent-never = パスワードが提供されることはありません。
consent-allow = 許可
consent-deny = 許可しない
consent-goes-to = 移動先：<code>{ $address }</code>
consent-self-registered = このアプリは自分で登録しました。オフィスではまだだれも確認していません。このアプリを知っていて、自分の意思でここに来た場合にだけ許可してください。

claim-identifier = 同じ本人であること
claim-identifier-value = あなたを表す番号。毎回同じものです
claim-name = 名前
claim-username = ユーザー名
claim-email = メールアドレス
claim-phone = 電話番号
claim-address = 住所
claim-groups = 所属グループ
claim-groups-none = 所属なし
claim-birthdate = 生年月日
claim-gender = 性別
claim-picture = プロフィール写真
claim-website = ウェブサイト
claim-region = 言語とタイムゾーン
claim-offline = サインインした状態の維持
claim-offline-value = サインアウトするか取り消すまで（{ $days }日間使わないと終了します）
claim-other = { $name }
