<#
.SYNOPSIS
Lists the multi-host networks of each host, with the faults that keep them from working.
.EXAMPLE
examples/what-runs-here.ps1
.EXAMPLE
examples/what-runs-here.ps1 examples/hosts/*.tar.gz | Format-List
#>
#requires -Version 5.1
param(
    # Recorded hosts. By default, this machine's engine is audited.
    [SupportsWildcards()] [string[]] $Path
)

$from = @{}
if ($Path) { $from.Path = $Path }

Get-OverlaySolution @from |
    Sort-Object Host, Name |
    Select-Object Host, Name, Backend, Version, State, @{ Name = 'Trouble'; Expression = { $_.Findings -join "`n" } }
