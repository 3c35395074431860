<#
.SYNOPSIS
Audits this machine's Docker engine if one answers, otherwise a recorded host from examples/hosts.
.DESCRIPTION
The output names the audited host. Findings come first, each with its repair. Then the audit compares the network with its documentation.
Runs in PowerShell 5.1 and 7, and without PowerShell:
dotnet run --project module/Shell -- examples/first-audit.ps1
.PARAMETER Path
A recorded host (a bundle folder, its .tar.gz, or a snapshot file) to audit instead.
.EXAMPLE
examples/first-audit.ps1 examples/hosts/weave-sleeve-plain-node1.tar.gz
#>
param([string] $Path)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command Get-OverlayFeature -ErrorAction Ignore)) {
    Import-Module ([IO.Path]::Combine($PSScriptRoot, '..', 'NetAudit.psd1'))
}

$findings = $rows = $null
if (-not $Path) {
    try {
        $findings = @(Get-OverlayFinding)
        "This machine's own Docker engine, live. What is wrong, or will be:"
    }
    catch {
        # The user must see any other error than "no engine here" unchanged.
        if ($_.FullyQualifiedErrorId -notmatch '^Engine(Unreachable|AccessDenied)\b') { throw }
        "No Docker engine can be read on this machine: $($_.Exception.Message)"
        $recorded = [IO.Directory]::GetFiles([IO.Path]::Combine($PSScriptRoot, 'hosts'), '*.tar.gz')
        [Array]::Sort($recorded)
        $Path = @($recorded -match 'swarm')[0]
        if (-not $Path) { $Path = $recorded[0] }
    }
}

if ($Path) {
    "A recorded host, $([IO.Path]::GetFileName($Path)). What is wrong, or will be:"
    $findings = @(Get-OverlayFinding -LiteralPath $Path)
}

foreach ($finding in $findings) {
    ''
    "$($finding.Severity): $($finding.Message)"
    foreach ($line in $finding.Remediation -split "`n") { "    To repair: $line" }
    foreach ($line in $finding.Evidence) { "    $line" }
    "    ($($finding.Rule), $($finding.Subject))"
}

''
'Against what was documented in November 2015:'
$rows = if ($Path) { @(Get-OverlayFeature -LiteralPath $Path) } else { @(Get-OverlayFeature) }
$rows
if ($rows.Count -eq 0) {
    'To see the audit of a host that has one, name a recorded host after this script, out of:'
    [IO.Directory]::GetFiles([IO.Path]::Combine($PSScriptRoot, 'hosts'), '*.tar.gz')
    return
}

$counts = foreach ($status in 'Match', 'Outdated', 'Mismatch', 'NotInUse', 'Inconclusive', 'NotApplicable') {
    $count = @($rows | Where-Object Status -eq $status).Count
    if ($count) { "$count $status" }
}
"$($rows.Count) rows: $($counts -join ', ')"

foreach ($row in $rows | Where-Object Status -in 'Mismatch', 'Outdated') {
    ''
    "$($row.Solution), $($row.Aspect): $($row.Reason)"
    foreach ($line in $row.Evidence) { "    $line" }
}

# Commands for the reader's shell: the one that called netaudit, or this PowerShell.
$at = if ($Path) { " -Path $Path" } else { '' }
''
$all = if ($NetAuditProgram) { "$NetAuditProgram findings -AsJson$at", "$NetAuditProgram audit -AsJson$at" }
else { "Get-OverlayFinding$at | Format-List", "Get-OverlayFeature$at | Format-List" }
'All of it, with the evidence:'
foreach ($command in $all) { "    $command" }
'Where to read on: README.md'
