<#
.SYNOPSIS
Containers with more than one vNIC, and what each of these is for.
.EXAMPLE
examples/two-vnics.ps1 examples/hosts/*.tar.gz | Export-Csv vnics.csv -NoTypeInformation
#>
#requires -Version 5.1
param(
    # Recorded hosts; without them, this machine's engine.
    [SupportsWildcards()] [string[]] $Path
)

$from = @{}
if ($Path) { $from.Path = $Path }

# A link's name is null where its namespace was not seen: such a container is not counted, rather than wrongly.
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
