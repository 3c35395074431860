BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $before, $after = Get-RecordedHost 'plain-docker-before-swarm/sw1', 'overlay-swarm/sw1'
}

Describe 'Compare-OverlaySnapshot' {
    It 'gives a row a difference, area by area' {
        $rows = Compare-OverlaySnapshot $before $after
        ($rows | Where-Object Area -eq Solution).To | Should -BeLike '*swarm*'
        ($rows | Where-Object Area -ne Port | Group-Object Change).Name | Should -Be 'Added'
        ($rows | Where-Object Area -eq Port).Change | Should -Be 'NotSeen'
    }

    It 'gives nothing for a host that stayed as it was' {
        Compare-OverlaySnapshot $after $after | Should -BeNullOrEmpty
    }

    It 'compares snapshots, the later one from the pipeline' {
        $reference = Import-OverlaySnapshot $before
        $rows = Import-OverlaySnapshot $after | Compare-OverlaySnapshot $reference
        $rows.Count | Should -Be @(Compare-OverlaySnapshot $before $after).Count
    }

    It 'leaves out what -Ignore names by wildcards' {
        $rows = Compare-OverlaySnapshot $before $after -Ignore 'Network ov*', 'Endpoint *'
        $rows.Area | Should -Not -Contain 'Endpoint'
        ($rows | Where-Object Area -eq Network).Subject | Should -Not -Contain 'ov1'
        ($rows | Where-Object Area -eq Network).Subject | Should -Contain 'ingress'
    }

    It 'makes the body of a mail' {
        $body = Compare-OverlaySnapshot $before $after | Where-Object Area -eq Solution | Format-Table -Wrap | Out-String -Width 120
        $body | Should -Match '(?m)^   Hosts: sw1 to sw1'
        $body | Should -Match '(?m)^Solution +DockerOverlay +Added'
    }

    It 'shows both sides on 80 columns' {
        Compare-OverlaySnapshot $before $after | Out-String -Width 80 | Should -Match '(?m)^Area +Subject +Change +From +To'
    }

    It 'tells of a path that isn''t there' {
        Compare-OverlaySnapshot (Join-Path $TestDrive 'none') $after -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -Be 'PathNotFound,NetAudit.PowerShell.CompareOverlaySnapshotCommand'
    }

    It 'takes paths or snapshots, not one of each' {
        { Compare-OverlaySnapshot -ReferencePath $before -DifferenceObject (Import-OverlaySnapshot $after) } |
            Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }
}
