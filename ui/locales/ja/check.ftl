check-working = プログラムによるパスワードの総当たりを防ぐため、このブラウザーで短い計算を行っています。
check-done = 計算が終わりました。
check-without-script = JavaScriptがない場合は、次に試せるまでの時間が少し長くなります。
