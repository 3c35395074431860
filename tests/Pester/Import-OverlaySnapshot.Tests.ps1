BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $swarm = Get-RecordedHost 'overlay-swarm/sw1'
}

Describe 'Import-OverlaySnapshot' {
    It 'reads a host, with its name and when it was seen' {
        $node = Import-OverlaySnapshot $swarm
        $node.Host | Should -Be 'sw1'
        $node.CollectedAt.Year | Should -BeGreaterThan 2024
        "$node" | Should -BeLike 'sw1 at 20*'
    }

    It 'reads several by wildcards, in order' {
        (Import-OverlaySnapshot (Join-Path $repository 'tests/Bundles/overlay-swarm/*.tar.gz')).Host | Should -Be 'sw1', 'sw2'
    }

    It 'takes paths and files from the pipeline' {
        ($swarm, (Get-RecordedHost 'overlay-swarm/sw2') | Import-OverlaySnapshot).Host | Should -Be 'sw1', 'sw2'
        (Get-ChildItem (Split-Path $swarm) -Filter *.tar.gz | Import-OverlaySnapshot).Host | Should -Be 'sw1', 'sw2'
    }

    It 'takes brackets as they are in -LiteralPath' {
        $copy = Join-Path $TestDrive '[a].tar.gz'
        [IO.File]::Copy($swarm, $copy)
        (Import-OverlaySnapshot -LiteralPath $copy).Host | Should -Be 'sw1'
        Import-OverlaySnapshot -Path $copy -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -Be 'PathNotFound,NetAudit.PowerShell.ImportOverlaySnapshotCommand'
    }

    It 'reads once what several cmdlets then look at' {
        $node = Import-OverlaySnapshot $swarm
        ($node | Get-OverlaySolution).Name | Should -Be 'DockerOverlay'
        ($node | Get-OverlayNetwork -Name ov1).Name | Should -Be 'ov1'
        (Get-OverlayFeature -InputObject $node).Count | Should -Be 10
    }

    It 'tells of a file that is no recorded host, and reads the others' {
        $broken = Join-Path $TestDrive 'broken.tar.gz'
        [IO.File]::WriteAllBytes($broken, [IO.File]::ReadAllBytes($swarm)[0..4999])
        $read = Import-OverlaySnapshot $broken, $swarm -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Host | Should -Be 'sw1'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $failed[0].TargetObject | Should -BeLike '*broken.tar.gz'
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'is a table of a line a host' {
        Import-OverlaySnapshot $swarm | Out-String -Width 120 | Should -Match '(?m)^sw1 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +20\.10'
    }

    It 'completes paths' {
        Get-Completion "Import-OverlaySnapshot '$(Join-Path (Split-Path $swarm) 'sw2')" | Should -BeLike '*sw2.tar.gz*'
    }
}
