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

# Everybody may make folders in ProgramData. Whoever made this one beforehand stays its owner, may change its rights again, and
# may have laid links or a database of their own in it.
function Assert-Ours {
    if (-not (Test-Path -LiteralPath $data)) { return }
    $owner = (Get-Acl -LiteralPath $data).GetOwner([System.Security.Principal.SecurityIdentifier]).Value
    # The system, administrators, LOCAL SERVICE.
    if ($owner -notin 'S-1-5-18', 'S-1-5-32-544', 'S-1-5-19') {
        throw "$data was made by somebody else ($owner), so nothing is installed into it. Look at what it holds, rename or delete it, and install again."
    }
    foreach ($folder in $data, (Join-Path $data 'before-upgrade')) {
        $found = Get-Item -LiteralPath $folder -Force -ErrorAction SilentlyContinue
        if ($found -and ($found.Attributes -band [IO.FileAttributes]::ReparsePoint)) {
            throw "$folder is a link to another folder, so nothing is installed into it. Delete the link, and install again."
        }
    }
}

function Initialize-Folder {
    Assert-Ours
    $is_new = -not (Test-Path -LiteralPath $data)
    New-Item -ItemType Directory -Force $data | Out-Null
    & icacls $data /setowner '*S-1-5-32-544' /L /Q | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "$data cannot be given to the administrators. Run this as an administrator." }
    # The system, administrators and the server's own user (LOCAL SERVICE); nobody else, and nothing inherited. The whole list
    # in one step: after "icacls /reset" everybody could put something there until the next step.
    $rights = New-Object System.Security.AccessControl.DirectorySecurity
    $rights.SetSecurityDescriptorSddlForm('D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;LS)', 'Access')
    Set-Acl -LiteralPath $data -AclObject $rights
    $content = @(Get-ChildItem -LiteralPath $data -Force)
    if ($is_new -and $content) {
        throw "Somebody put something into $data while it was made. Delete it, and install again."
    }
    if ($content) {
        # What lies in it has the folder's rights and none of its own.
        & icacls (Join-Path $data '*') /reset /T /L /Q | Out-Null
        if ($LASTEXITCODE -ne 0) { throw "The rights of the files in $data cannot be set. Run this as an administrator." }
    }
}

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
        Assert-Ours
        Stop-Server
        Copy-Aside
    }
    'install' {
        Initialize-Folder
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
            # Not in the folder for temporary files, where others could put another certificate in its place.
            $pem = Join-Path $data 'ca.pem'
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
            # A thumbprint and nothing else: with other words this would delete whatever they name.
            $print = "$(Get-Content -LiteralPath $thumbprint -TotalCount 1)".Trim()
            if ($print -match '^[0-9A-Fa-f]{40}$') {
                Remove-Item -LiteralPath "Cert:\LocalMachine\Root\$print" -ErrorAction SilentlyContinue
            }
            Remove-Item $thumbprint
        }
        if ($DeleteData) { Remove-Item $data -Recurse -Force }
    }
}
