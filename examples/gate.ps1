<#
.SYNOPSIS
A gate for CI: ends with 0 where hosts are as the expectation file wants them, 2 on findings, 3 where they could not be audited.
.DESCRIPTION
Reports are written first, whatever comes out. `netaudit assert` gives the same codes where there is no PowerShell.
.EXAMPLE
pwsh -File examples/gate.ps1 -Path hosts/*.tar.gz
#>
#requires -Version 5.1
param(
    # What hosts are to be; New-OverlayExpectation makes a first one from a host that is as it should be.
    [string] $Expectation = 'netaudit.json',

    # Recorded hosts; without them, this machine's engine.
    [SupportsWildcards()] [string[]] $Path,

    # Where reports go.
    [string] $ReportFolder = '.'
)

$from = @{}
if ($Path) { $from.Path = $Path }

try {
    Assert-OverlayFeature $Expectation @from -InformationAction Ignore `
        -ReportPath (Join-Path $ReportFolder audit.xml), (Join-Path $ReportFolder audit.md)
}
catch {
    [Console]::Error.WriteLine($_.ToString())
    if ($_.FullyQualifiedErrorId -like 'OverlayFindings,*') { exit 2 }
    exit 3
}
