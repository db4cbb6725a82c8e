# Built and run on Windows; not tried where the rest is built. Sets the server up as a task of the machine, and takes it away.
#   before     stops the server and copies the database aside; run before files are replaced
#   install    folder, task, and where asked for: firewall, certificate
#   uninstall  all of it away; the data stays unless -DeleteData
param(
    [Parameter(Mandatory)] [ValidateSet('before', 'install', 'uninstall')] [string] $Do,
    [string] $Program = (Join-Path $PSScriptRoot 'donelogin.exe'),
    [switch] $OpenFirewall,
    [switch] $TrustCertificate,
    [switch] $DeleteData
)
$ErrorActionPreference = 'Stop'
$data = Join-Path $env:ProgramData 'DOneLogin'
$task = 'DOneLogin'
$thumbprint = Join-Path $data 'trusted-ca.txt'

function Stop-Server {
    if (Get-ScheduledTask -TaskName $task -ErrorAction SilentlyContinue) {
        Stop-ScheduledTask -TaskName $task
        # The task ends its process; the database is free once nobody holds the lock any more.
        Get-Process donelogin -ErrorAction SilentlyContinue | Where-Object Path -EQ $Program | Wait-Process -Timeout 30
    }
}

function Copy-Aside {
    if (-not (Test-Path (Join-Path $data 'donelogin.db'))) { return }
    $copies = Join-Path $data 'before-upgrade'
    $copy = Join-Path $copies (Get-Date).ToUniversalTime().ToString('yyyyMMddTHHmmssZ')
    New-Item -ItemType Directory -Force $copy | Out-Null
    Copy-Item (Join-Path $data 'donelogin.db*') $copy
    # Three copies are kept; their names sort by time.
    Get-ChildItem $copies -Directory | Sort-Object Name -Descending | Select-Object -Skip 3 | Remove-Item -Recurse -Force
    Write-Output "The database as it was is kept in $copy."
}

switch ($Do) {
    'before' {
        Stop-Server
        Copy-Aside
    }
    'install' {
        New-Item -ItemType Directory -Force $data | Out-Null
        # The system, administrators and the server's own user (LOCAL SERVICE); nobody else, and nothing inherited.
        & icacls $data /inheritance:r /grant '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-19:(OI)(CI)F' | Out-Null
        $xml = (Get-Content (Join-Path $PSScriptRoot 'task.xml') -Raw).Replace('@program@', $Program).Replace('@data@', $data)
        Register-ScheduledTask -TaskName $task -Xml $xml -Force | Out-Null
        Start-ScheduledTask -TaskName $task
        if ($OpenFirewall) {
            Remove-NetFirewallRule -Name DOneLogin-* -ErrorAction SilentlyContinue
            # Never for networks that Windows calls public.
            New-NetFirewallRule -Name DOneLogin-tcp -DisplayName 'DOneLogin' -Direction Inbound -Action Allow `
                -Profile Domain, Private -Program $Program -Protocol TCP -LocalPort 8443, 8080 | Out-Null
            New-NetFirewallRule -Name DOneLogin-mdns -DisplayName 'DOneLogin (its name)' -Direction Inbound -Action Allow `
                -Profile Domain, Private -Program $Program -Protocol UDP -LocalPort 5353 | Out-Null
        }
        if ($TrustCertificate) {
            $pem = Join-Path $env:TEMP 'donelogin-ca.pem'
            # The CA is there as soon as the server has started once.
            for ($try = 0; $try -lt 60; $try++) {
                & $Program --data-dir $data ca export > $pem 2> $null
                if ($LASTEXITCODE -eq 0) { break }
                Start-Sleep -Milliseconds 500
            }
            $ca = Import-Certificate -FilePath $pem -CertStoreLocation Cert:\LocalMachine\Root
            Set-Content $thumbprint $ca.Thumbprint
            Remove-Item $pem
        }
    }
    'uninstall' {
        Stop-Server
        Unregister-ScheduledTask -TaskName $task -Confirm:$false -ErrorAction SilentlyContinue
        Remove-NetFirewallRule -Name DOneLogin-* -ErrorAction SilentlyContinue
        if (Test-Path $thumbprint) {
            Remove-Item ('Cert:\LocalMachine\Root\' + (Get-Content $thumbprint)) -ErrorAction SilentlyContinue
            Remove-Item $thumbprint
        }
        if ($DeleteData) { Remove-Item $data -Recurse -Force }
    }
}
