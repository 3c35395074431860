<#
.SYNOPSIS
Checks hosts in CI: ends with 0 if they are as the expectation file wants them, 2 on findings, 3 if they could not be audited.
.DESCRIPTION
Reports are written first, whatever the result is. Without PowerShell, `netaudit assert` gives the same codes.
.EXAMPLE
pwsh -File examples/gate.ps1 -Path hosts/*.tar.gz
#>
#requires -Version 5.1
param(
    # The expectation file. New-OverlayExpectation makes a first one from a sound host.
    [string] $Expectation = 'netaudit.json',

    # Recorded hosts. By default, this machine's engine is audited.
    [SupportsWildcards()] [string[]] $Path,

    # The folder for the reports.
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
