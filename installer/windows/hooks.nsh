; Built elsewhere, not tried. What the NSIS installer does besides laying files: setup.ps1 does it, and questions are asked here.

!macro SETUP arguments
  nsExec::ExecToLog 'powershell -NoProfile -ExecutionPolicy Bypass -File "$INSTDIR\setup.ps1" ${arguments}'
  Pop $0
!macroend

!macro NSIS_HOOK_PREINSTALL
  IfFileExists "$INSTDIR\setup.ps1" 0 +2
    !insertmacro SETUP "-Do before"
!macroend

!macro NSIS_HOOK_POSTINSTALL
  StrCpy $1 "-Do install"
  MessageBox MB_YESNO|MB_ICONQUESTION "Let other computers of this network reach the sign-in server (TCP 8443 and 8080, UDP 5353)?" /SD IDNO IDNO +2
    StrCpy $1 "$1 -OpenFirewall"
  MessageBox MB_YESNO|MB_ICONQUESTION "Let this computer trust the office's certificate, so that its browsers do not warn?" /SD IDNO IDNO +2
    StrCpy $1 "$1 -TrustCertificate"
  !insertmacro SETUP "$1"
  StrCmp $0 "0" +2
    MessageBox MB_OK|MB_ICONEXCLAMATION "The server was not set up (status $0). Run setup.ps1 in $INSTDIR as administrator to see why."
!macroend

!macro NSIS_HOOK_PREUNINSTALL
  StrCpy $1 "-Do uninstall"
  MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Delete the office's data as well: accounts, keys, history? Nothing brings them back." /SD IDNO IDNO +2
    StrCpy $1 "$1 -DeleteData"
  !insertmacro SETUP "$1"
!macroend
