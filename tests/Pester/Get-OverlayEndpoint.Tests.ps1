BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $swarm = Get-RecordedHost 'overlay-swarm/sw1'
}

Describe 'Get-OverlayEndpoint' {
    It 'gives a row a vNIC, as seen inside the container' {
        $endpoint = Get-OverlayEndpoint -Path $swarm -Container c1 -Network ov1
        $endpoint.Link | Should -Be 'eth0'
        $endpoint.MacAddress | Should -Be '02:42:0a:00:01:02'
        $endpoint.Addresses | Should -Be '10.0.1.2/24'
        $endpoint.Basis | Should -Be 'Observed'
    }

    It 'finds containers that have two vNICs' {
        $two = Get-OverlayEndpoint -Path $swarm | Group-Object Container | Where-Object Count -gt 1
        $two.Name | Should -Contain 'c1'
        $two.Name | Should -Not -Contain 'b6'
    }

    It 'is narrowed by wildcards in -Container, -Network and -Solution' {
        (Get-OverlayEndpoint -Path $swarm -Container C1*).Container | Select-Object -Unique | Should -Be 'c1', 'c1b'
        (Get-OverlayEndpoint -Path $swarm -Network docker_gw*).Network | Select-Object -Unique | Should -Be 'docker_gwbridge'
        (Get-OverlayEndpoint -Path $swarm -Solution DockerOverlay).Network | Should -Not -Contain 'bridge'
    }

    It 'finds a container by its id' {
        $id = (Get-OverlayEndpoint -Path $swarm -Container c1)[0].ContainerId
        (Get-OverlayEndpoint -Path $swarm -Container $id).Container | Select-Object -Unique | Should -Be 'c1'
    }

    It 'says of a container that was never started only what was declared' {
        $created = Get-OverlayEndpoint -Path $swarm -Container created1
        $created.State | Should -Be 'created'
        $created.Basis | Should -Be 'Declared'
        $created.Link | Should -BeNullOrEmpty
    }

    It 'fits on 80 columns and says more on 120' {
        $rows = Get-OverlayEndpoint -Path $swarm -Container c1
        $rows | Out-String -Width 80 | Should -Match '(?m)^c1 +ov1 +eth0 +1450 +Observed +10\.0\.1\.2/24'
        $rows | Out-String -Width 120 | Should -Match '(?m)^Container +Network +Link +Mtu +Basis +Addresses, host link'
    }

    It 'goes through Export-Csv and Import-Csv' {
        $file = Join-Path $TestDrive 'endpoints.csv'
        Get-OverlayEndpoint -Path $swarm | Export-Csv $file -NoTypeInformation
        (Import-Csv $file | Where-Object { $_.Container -eq 'b6' }).Addresses | Should -BeLike '172.21.0.2/16 | fd00:dead::2/64 | fe80::*'
    }
}
