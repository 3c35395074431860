<#
.SYNOPSIS
Lists every subnet of every network, one per row, in the order of their addresses: for a table, an IPAM import, a search for overlaps.
.EXAMPLE
examples/subnets.ps1 examples/hosts/*.tar.gz | Format-Table
.EXAMPLE
examples/subnets.ps1 | Where-Object Subnet -like '10.*' | ConvertTo-Json
#>
#requires -Version 5.1
param(
    # Recorded hosts. By default, this machine's engine is audited.
    [SupportsWildcards()] [string[]] $Path
)

$from = @{}
if ($Path) { $from.Path = $Path }

Get-OverlayNetwork @from |
    ForEach-Object {
        foreach ($subnet in $_.Subnets) {
            [pscustomobject] @{ Subnet = $subnet; Host = $_.Host; Network = $_.Name; Driver = $_.Driver; Solution = $_.Solution; Encryption = $_.Encryption; Endpoints = $_.EndpointCount }
        }
    } |
    Sort-Object { ([Net.IPAddress] ($_.Subnet -split '/')[0]).GetAddressBytes().ForEach({ $_.ToString('x2') }) -join '' }, Host
