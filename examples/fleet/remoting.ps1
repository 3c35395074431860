<#
.SYNOPSIS
Reads each host with all details and probes, by PowerShell remoting over SSH, and audits them together on this machine.
.DESCRIPTION
Each host needs PowerShell 7 with NetAudit, and the subsystem `powershell` (pwsh -sshs) in sshd. Your key must log you in as root. Each host
writes its snapshot, and only the snapshots are transferred. Each host that does not answer is a separate error.
.EXAMPLE
examples/fleet/remoting.ps1 node1, node2, node3 | Export-OverlayReport -Path fleet.md
.EXAMPLE
examples/fleet/remoting.ps1 node1, node2 -User audit -KeyFile ~/.ssh/audit -Folder snapshots
#>
#requires -Version 7.0
param(
    # The hosts' names, as ssh takes them. HOST:PORT also works.
    [Parameter(Mandatory)] [string[]] $HostName,

    # The user that logs in on the hosts. Only root sees inside containers.
    [string] $User = 'root',

    # The private key, if ssh's own configuration names none.
    [string] $KeyFile,

    # The folder that keeps the snapshots. By default, a temporary folder is used.
    [string] $Folder,

    # Other ssh options: @{ UserKnownHostsFile = '...' }.
    [hashtable] $Options = @{},

    # The number of hosts that are read at once, as Invoke-Command over SSH has no limit of its own.
    [ValidateRange(1, 1000)] [int] $ThrottleLimit = 32,

    # The module's path on the hosts, if it is not in their PSModulePath.
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
