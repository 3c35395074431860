<#
.SYNOPSIS
Lists solutions whose traffic between hosts is unencrypted, all or in part, with the evidence. It also lists those where that is unknown.
.EXAMPLE
examples/not-encrypted.ps1 examples/hosts/*.tar.gz | Format-List
#>
#requires -Version 5.1
param(
    # Recorded hosts. By default, this machine's engine is audited.
    [SupportsWildcards()] [string[]] $Path
)

$from = @{}
if ($Path) { $from.Path = $Path }

# Values has "No" if any traffic is unencrypted, and names the fault: "NotInForce", "InClear".
Get-OverlayFeature @from -Aspect EncryptionChannel |
    Where-Object { $_.Values -match '^(No|NotInForce|InClear)$' -or $_.Status -eq 'Inconclusive' } |
    Select-Object Host, Solution, Observed, Basis, Reason, @{ Name = 'Evidence'; Expression = { $_.Evidence -join "`n" } }
