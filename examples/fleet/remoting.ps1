<#
.SYNOPSIS
Reads hosts on themselves by PowerShell remoting over SSH, at full depth, probes included, and audits them together here.
.DESCRIPTION
Each host has PowerShell 7 with NetAudit, and sshd the subsystem `powershell` (pwsh -sshs); keys let you in as root. Each writes its
snapshot where it is; only the snapshots travel. A host that does not answer is an error of its own.
.EXAMPLE
examples/fleet/remoting.ps1 node1, node2, node3 | Export-OverlayReport -Path fleet.md
.EXAMPLE
examples/fleet/remoting.ps1 node1, node2 -User audit -KeyFile ~/.ssh/audit -Folder snapshots
#>
#requires -Version 7.0
param(
    # The hosts' names, as ssh takes them; HOST:PORT is fine.
    [Parameter(Mandatory)] [string[]] $HostName,

    # Who logs in there; root sees inside containers.
    [string] $User = 'root',

    # The key to show, where ssh's own configuration names none.
    [string] $KeyFile,

    # Where the snapshots are kept; without it, in a folder that is removed at the end.
    [string] $Folder,

    # What else ssh is told: @{ UserKnownHostsFile = '...' }.
    [hashtable] $Options = @{},

    # How many hosts at once: Invoke-Command over SSH has no limit of its own.
    [ValidateRange(1, 1000)] [int] $ThrottleLimit = 32,

    # The module there, where it is not in its PSModulePath.
    [string] $Module = 'NetAudit'
)

$connections = @(foreach ($name in $HostName) {
    $address, $port = $name -split ':'
    $one = @{ HostName = $address; UserName = $User; ConnectingTimeout = 20000; Options = @{ BatchMode = 'yes' } + $Options }
    if ($port) { $one.Port = [int]$port }
    if ($KeyFile) { $one.KeyFilePath = $KeyFile }
    $one
})

$kept = if ($Folder) { $Folder } else { Join-Path ([IO.Path]::GetTempPath()) "netaudit-$([guid]::NewGuid())" }
$null = New-Item $kept -ItemType Directory -Force
try {
    $read = {
        param($Module)
        Import-Module $Module
        $file = [IO.Path]::GetTempFileName()
        try {
            $null = Export-OverlaySnapshot $file -WarningAction Continue
            [IO.File]::ReadAllText($file)
        }
        finally { Remove-Item $file }
    }
    for ($at = 0; $at -lt $connections.Count; $at += $ThrottleLimit) {
        $some = $connections[$at..([Math]::Min($at + $ThrottleLimit, $connections.Count) - 1)]
        Invoke-Command -SSHConnection $some -ScriptBlock $read -ArgumentList $Module | ForEach-Object {
            $name = ($_ | ConvertFrom-Json).host -replace '[^\w.-]', '_'
            [IO.File]::WriteAllText((Join-Path $kept "$name.snapshot.json"), $_)
        }
    }
    if (Get-ChildItem $kept -Filter *.snapshot.json) { Get-OverlayFinding -Path (Join-Path $kept '*.snapshot.json') }
}
finally {
    if (-not $Folder) { Remove-Item $kept -Recurse }
}
