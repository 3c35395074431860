<#
.SYNOPSIS
Writes the body of a mail about the changes on a host since the last run. Without changes, it writes nothing.
.DESCRIPTION
Keeps the host's last snapshot in a file and compares with it. The first run only makes the file. For cron or a scheduled task:
    $body = examples/nightly-drift.ps1 /var/lib/netaudit/node1.json
    if ($body) { Send-MailMessage -To net@example.org -From node1@example.org -Subject 'node1 changed' -Body $body -SmtpServer mail }
.EXAMPLE
examples/nightly-drift.ps1 node1.json
.EXAMPLE
examples/nightly-drift.ps1 node1.json -Path node1.tar.gz -Ignore 'Endpoint web.*'
#>
#requires -Version 5.1
param(
    # The file that keeps the last snapshot.
    [Parameter(Mandatory)] [string] $Baseline,

    # A recorded host. By default, this machine's engine is read.
    [string] $Path,

    # Changes that aren't worth a mail, as patterns of "Area Subject".
    [string[]] $Ignore
)

$ErrorActionPreference = 'Stop'
$choice = @{}
if ($Ignore) { $choice.Ignore = $Ignore }

$now = "$Baseline.now"
try {
    $null = if ($Path) { Import-OverlaySnapshot -Path $Path | Export-OverlaySnapshot $now } else { Export-OverlaySnapshot $now }
    if (Test-Path -LiteralPath $Baseline) {
        $changes = @(Compare-OverlaySnapshot $Baseline $now @choice)
        if ($changes) {
            "$($changes[0].DifferenceHost): $($changes.Count) changes since $((Get-Item -LiteralPath $Baseline).LastWriteTime.ToString('yyyy-MM-dd HH:mm'))"
            foreach ($area in $changes | Group-Object Area) {
                "`n$($area.Name)"
                foreach ($change in $area.Group) {
                    "  $($change.Change) $($change.Subject): $((@($change.From, $change.To) -ne $null) -join ' -> ')"
                }
            }
        }
    }
    Move-Item -LiteralPath $now $Baseline -Force
}
finally {
    if (Test-Path -LiteralPath $now) { Remove-Item -LiteralPath $now }
}
