help-errors-title = アプリのエラー
help-errors-lead = このサーバーが拒否したときにアプリへ伝える内容、起きたこと、対処方法です。プロトコルの文は英語です。
help-errors-told = アプリに伝わる内容
help-errors-cause = 起きたこと
help-errors-all = すべてのエラー
