BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $swarm = Get-RecordedHost 'overlay-swarm/sw1'
}

# tests/Live/Probes tests its packets on running engines.
Describe 'Invoke-OverlayProbe' {
    It 'sends nothing for a recorded host, and says that it can''t' {
        Invoke-OverlayProbe -Path $swarm -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'ProbeNotPossible,NetAudit.PowerShell.InvokeOverlayProbeCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $failed[0].TargetObject | Should -Be 'sw1'
    }

    It 'names in an error which checks there are' {
        $failure = Get-Failure { Invoke-OverlayProbe -Path $swarm -Check NameServise }
        $failure.FullyQualifiedErrorId | Should -Be 'CheckUnknown,NetAudit.PowerShell.InvokeOverlayProbeCommand'
        "$failure" | Should -BeLike '*NameService*'
    }

    It 'asks with -WhatIf and -Confirm, as what it does is more than reading' {
        (Get-Command Invoke-OverlayProbe).Parameters.Keys | Should -Contain 'WhatIf'
        (Get-Command Invoke-OverlayProbe).Parameters.Keys | Should -Contain 'Confirm'
        (Get-Command Get-OverlayMatrix).Parameters.Keys | Should -Not -Contain 'WhatIf'
    }

    It 'ends with an error where the only engine doesn''t answer, also under -WhatIf' {
        (Get-Failure { Invoke-OverlayProbe -DockerHost tcp://127.0.0.1:1 -WhatIf }).FullyQualifiedErrorId |
            Should -Be 'EngineUnreachable,NetAudit.PowerShell.InvokeOverlayProbeCommand'
    }

    It 'completes checks and solutions' {
        Get-Completion 'Invoke-OverlayProbe -Check NameS' | Should -Be 'NameService'
        Get-Completion 'Invoke-OverlayProbe -Solution W' | Should -Be 'Weave'
    }
}
