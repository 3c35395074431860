<#
.SYNOPSIS
Solutions whose traffic between hosts goes in clear, all or in part, with the evidence; those where that could not be seen too.
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

# "NaCl", "IPsec" begin what is encrypted throughout; "No" what isn't, "IPsec on 1 of 8" what is in part.
Get-OverlayFeature @from -Aspect EncryptionChannel |
    Where-Object { $_.Observed -match '^No\b|\d of \d' -or $_.Status -eq 'Inconclusive' } |
    Select-Object Host, Solution, Observed, Basis, Reason, @{ Name = 'Evidence'; Expression = { $_.Evidence -join "`n" } }
