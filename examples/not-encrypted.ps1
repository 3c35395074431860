<#
.SYNOPSIS
Solutions whose traffic between hosts is unencrypted, all or in part, with the evidence; those where that could not be seen too.
.EXAMPLE
examples/not-encrypted.ps1 examples/hosts/*.tar.gz | Format-List
#>
#requires -Version 5.1
param(
    # Recorded hosts; without them, this machine's engine.
    [SupportsWildcards()] [string[]] $Path
)

$from = @{}
if ($Path) { $from.Path = $Path }

# Values has "No" where something is unencrypted, and names what is wrong: "NotInForce", "InClear".
Get-OverlayFeature @from -Aspect EncryptionChannel |
    Where-Object { $_.Values -match '^(No|NotInForce|InClear)$' -or $_.Status -eq 'Inconclusive' } |
    Select-Object Host, Solution, Observed, Basis, Reason, @{ Name = 'Evidence'; Expression = { $_.Evidence -join "`n" } }
