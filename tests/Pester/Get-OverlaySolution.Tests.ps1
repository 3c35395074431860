BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $every = Get-OverlaySolution -Path (Join-Path $repository 'tests/Bundles/*/*.tar.gz') -WarningAction SilentlyContinue
}

Describe 'Get-OverlaySolution' {
    It 'tells <solution> with its backend and state' -ForEach @(
        @{ file = 'calico-libnetwork-v2.6/host1'; solution = 'Calico'; backend = 'bgp'; state = 'Running' }
        @{ file = 'flannel-hostgw/fl1'; solution = 'Flannel'; backend = 'host-gw'; state = 'Running' }
        @{ file = 'weave-sleeve-plain/node1'; solution = 'Weave'; backend = 'sleeve'; state = 'Running' }
        @{ file = 'overlay-kv/kv1'; solution = 'DockerOverlay'; backend = 'kv'; state = 'Running' }
        @{ file = 'overlay-swarm-worker-left/sx2'; solution = 'DockerOverlay'; backend = $null; state = 'Leftover' }
    ) {
        $row = Get-OverlaySolution -Path (Get-RecordedHost $file)
        $row.Name | Should -Be $solution
        $row.Backend | Should -Be $backend
        $row.State | Should -Be $state
        $row.Evidence.Count | Should -BeGreaterThan 0
    }

    It 'gives no row for a host that has none, and says so' {
        Get-OverlaySolution -Path (Get-RecordedHost 'plain-docker-bridge-only/sx1') -WarningVariable said -WarningAction SilentlyContinue |
            Should -BeNullOrEmpty
        "$said" | Should -Be "sx1: no multi-host network solution was found. Get-OverlayNetwork lists the host's networks."
    }

    It 'is narrowed by wildcards in -Name' {
        $hosts = Get-RecordedHost 'engine28-flannel/md1', 'overlay-swarm/sw1'
        (Get-OverlaySolution -Path $hosts -Name FLAN*).Name | Should -Be 'Flannel'
    }

    It 'shows a fleet by Group-Object and Sort-Object' {
        $names = ($every | Group-Object Name | Sort-Object Count -Descending).Name
        $names | Sort-Object | Should -Be 'Calico', 'DockerOverlay', 'Flannel', 'Weave'
        ($every | Where-Object State -eq Stopped | Sort-Object Host -Unique).Host | Should -Contain 'node2'
    }

    It 'gives its findings as text to Export-Csv' {
        $csv = $every | Where-Object { $_.Findings.Count -gt 1 } | ConvertTo-Csv -NoTypeInformation
        "$csv" | Should -Not -Match 'System\.'
        ($csv | ConvertFrom-Csv)[0].Findings | Should -BeLike '* | *'
    }

    It 'says of each finding what it rests on' {
        $withFindings = $every | Where-Object { $_.Findings.Count }
        $withFindings.Count | Should -BeGreaterThan 5
        foreach ($finding in $withFindings.Findings) { $finding | Should -Match '\(.+\)|: ' }
    }

    It 'is a table with the host above it' {
        $text = $every | Select-Object -First 1 | Out-String -Width 120
        $text | Should -Match '(?m)^   Host: host3'
        $text | Should -Match '(?m)^Name +Backend +Version +State +Confidence +Own findings +Networks'
    }

    It 'completes names' {
        Get-Completion 'Get-OverlaySolution -Name ' | Should -Be 'Calico', 'Flannel', 'Weave', 'DockerOverlay'
    }

    It 'says which hosts form one cluster, and who of it was not given' {
        $rows = Get-OverlaySolution -Cluster -Path (Get-RecordedHost overlay-swarm/sw1), (Get-RecordedHost flannel-vxlan/fl1), (Get-RecordedHost flannel-vxlan/fl2)
        $rows | ForEach-Object { "$($_.Solution): $($_.Hosts); $($_.Missing)" } | Should -Be 'Flannel: fl1 fl2; ', 'DockerOverlay: sw1; sw2 (10.99.0.2)'
        ($rows | Format-Table | Out-String -Width 80) | Should -BeLike '*DockerOverlay swarm*sw1*sw2 (10.99.0.2)*'
        Get-OverlaySolution -Cluster -Name Weave -Path (Get-RecordedHost overlay-swarm/sw1) | Should -BeNullOrEmpty
    }
}
