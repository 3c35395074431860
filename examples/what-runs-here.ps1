<#
.SYNOPSIS
Which multi-host network runs where, and what keeps it from working as it should.
.EXAMPLE
examples/what-runs-here.ps1
.EXAMPLE
examples/what-runs-here.ps1 examples/hosts/*.tar.gz | Format-List
#>
#requires -Version 5.1
param(
    # Recorded hosts; without them, this machine's engine.
    [SupportsWildcards()] [string[]] $Path
)

$from = @{}
if ($Path) { $from.Path = $Path }

Get-OverlaySolution @from |
    Sort-Object Host, Name |
    Select-Object Host, Name, Backend, Version, State, @{ Name = 'Trouble'; Expression = { $_.Findings -join "`n" } }
