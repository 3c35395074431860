BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $swarm = Get-RecordedHost 'overlay-swarm/sw1'
}

# tests/Live/Paths tests its measurements on running engines.
Describe 'Measure-OverlayPath' {
    It 'measures nothing on a recorded host, and says that it can''t' {
        Measure-OverlayPath -Path $swarm -Throughput -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'ProbeNotPossible,NetAudit.PowerShell.MeasureOverlayPathCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        $failed[0].TargetObject | Should -Be 'sw1'
    }

    It 'refuses what would send without a bound' {
        (Get-Failure { Measure-OverlayPath -Path $swarm -Count 1001 }).FullyQualifiedErrorId |
            Should -Be 'ParameterArgumentValidationError,NetAudit.PowerShell.MeasureOverlayPathCommand'
        (Get-Failure { Measure-OverlayPath -Path $swarm -Throughput -Seconds 31 }).FullyQualifiedErrorId |
            Should -Be 'ParameterArgumentValidationError,NetAudit.PowerShell.MeasureOverlayPathCommand'
    }

    It 'asks with -WhatIf and -Confirm, as what it does is more than reading' {
        (Get-Command Measure-OverlayPath).Parameters.Keys | Should -Contain 'WhatIf'
        (Get-Command Measure-OverlayPath).Parameters.Keys | Should -Contain 'Confirm'
    }

    It 'ends with an error where the only engine doesn''t answer, also under -WhatIf' {
        (Get-Failure { Measure-OverlayPath -DockerHost tcp://127.0.0.1:1 -WhatIf }).FullyQualifiedErrorId |
            Should -Be 'EngineUnreachable,NetAudit.PowerShell.MeasureOverlayPathCommand'
    }

    It 'completes solutions' {
        Get-Completion 'Measure-OverlayPath -Solution W' | Should -Be 'Weave'
    }
}
