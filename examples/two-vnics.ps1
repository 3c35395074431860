<#
.SYNOPSIS
Lists containers with more than one vNIC, and the purpose of each.
.EXAMPLE
examples/two-vnics.ps1 examples/hosts/*.tar.gz | Export-Csv vnics.csv -NoTypeInformation
#>
#requires -Version 5.1
param(
    # Recorded hosts. By default, this machine's engine is audited.
    [SupportsWildcards()] [string[]] $Path
)

$from = @{}
if ($Path) { $from.Path = $Path }

# A link's name is null if its namespace was not seen. Such a container is left out, as its count would be wrong.
Get-OverlayEndpoint @from |
    Where-Object Link |
    Group-Object Host, Container |
    Where-Object Count -gt 1 |
    ForEach-Object {
        [pscustomobject] @{
            Host      = $_.Group[0].Host
            Container = $_.Group[0].Container
            Vnics     = $_.Count
            Links     = ($_.Group | ForEach-Object { "$($_.Link) $($_.Addresses -join ' ')$(if ($_.Network) { " on $($_.Network)" })" }) -join '; '
        }
    }
