<#
.SYNOPSIS
Writes the snapshots of all nodes of a swarm, one report, and the changes since the night before.
.DESCRIPTION
For a scheduler on a manager (cron, a systemd timer, a scheduled task). The swarm's own job reads each node and is then removed. The last
two nights are kept. Exit code 0: nothing is broken. 2: a finding of severity Error. 3: a node was not read.
.EXAMPLE
17 3 * * * root netaudit /usr/local/share/netaudit/swarm-nightly.ps1 /var/lib/netaudit -Image registry.example/tools@sha256:0a1b
.EXAMPLE
examples/fleet/swarm-nightly.ps1 nights -Image tools:1 -DockerHost manager1
#>
#requires -Version 5.1
param(
    # The folder for the output: the folders now and before, fleet.md and drift.md.
    [Parameter(Mandatory)] [string] $Folder,

    # The job's image.
    [Parameter(Mandatory)] [string] $Image,

    # A manager's endpoint. By default, this machine's engine is used.
    [string] $DockerHost,

    # The time limit for a node, in seconds.
    [int] $Timeout = 120
)

$manager = @{}
if ($DockerHost) { $manager.DockerHost = $DockerHost }
$now = Join-Path $Folder now
$before = Join-Path $Folder before
if (Test-Path $before) { Remove-Item $before -Recurse }
if (Test-Path $now) { Move-Item $now $before }
$null = New-Item $now -ItemType Directory -Force

$files = @(Export-OverlaySnapshot $now -Swarm -Image $Image -Timeout $Timeout @manager -ErrorVariable notRead)
$findings = @(if ($files) { $files | Get-OverlayFinding })
$null = $findings | Export-OverlayReport -Path (Join-Path $Folder fleet.md)

$changes = @(
    foreach ($file in $files) {
        $last = Join-Path $before $file.Name
        if (Test-Path -LiteralPath $last) { Compare-OverlaySnapshot $last $file.FullName }
    }
)
$null = $changes | Export-OverlayReport -Path (Join-Path $Folder drift.md)

"$($files.Count) nodes read, $($notRead.Count) not; $($findings.Count) findings; $($changes.Count) changes"
if ($notRead) { exit 3 }
if ($findings.Severity -contains 'Error') { exit 2 }
