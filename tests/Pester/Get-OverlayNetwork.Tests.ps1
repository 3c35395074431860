BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $swarm = Get-RecordedHost 'overlay-swarm/sw1'
}

Describe 'Get-OverlayNetwork' {
    It 'gives the host''s networks with what their drivers know' {
        $ov1 = Get-OverlayNetwork -Path $swarm | Where-Object Name -eq ov1
        $ov1.Driver | Should -Be 'overlay'
        $ov1.Solution | Should -Be 'DockerOverlay'
        $ov1.Subnets | Should -Be '10.0.1.0/24'
        $ov1.Vni | Should -Be 4097
        $ov1.Mtu | Should -Be 1450
    }

    It 'is narrowed by wildcards in -Name, -Driver and -Solution' {
        (Get-OverlayNetwork -Path $swarm -Name OV[12]).Name | Should -Be 'ov1', 'ov2'
        (Get-OverlayNetwork -Path $swarm -Driver mac*).Driver | Select-Object -Unique | Should -Be 'macvlan'
        (Get-OverlayNetwork -Path $swarm -Solution Docker* -Name ov6).Subnets.Count | Should -Be 2
        Get-OverlayNetwork -Path $swarm -Solution Weave | Should -BeNullOrEmpty
    }

    It 'finds who isn''t encrypted' {
        $clear = Get-OverlayNetwork -Path $swarm -Driver overlay | Where-Object Encryption -notlike 'IPsec*'
        $clear.Name | Should -Contain 'ov1'
        $clear.Name | Should -Not -Contain 'ovenc'
    }

    It 'gives numbers as numbers to Sort-Object and Measure-Object' {
        $sorted = Get-OverlayNetwork -Path $swarm | Where-Object Mtu | Sort-Object Mtu
        $sorted[0].Name | Should -Be 'ovvni'
        (Get-OverlayNetwork -Path $swarm | Measure-Object EndpointCount -Maximum).Maximum | Should -BeGreaterThan 1
    }

    It 'gives a list of subnets to Select-Object -ExpandProperty and to CSV' {
        Get-OverlayNetwork -Path $swarm -Name ov6 | Select-Object -ExpandProperty Subnets | Should -Be '10.30.0.0/24', 'fd00:30::/64'
        (Get-OverlayNetwork -Path $swarm -Name ov6 | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv).Subnets |
            Should -Be '10.30.0.0/24 | fd00:30::/64'
    }

    It 'shows encryption also where the screen is narrow' {
        $text = Get-OverlayNetwork -Path $swarm -Name ov1 | Out-String -Width 80
        $text | Should -Match '(?m)^Name +Driver +Subnets +MTU, VNI +Endpoints +Encryption'
        $text | Should -Match '(?m)^ov1 +overlay +10\.0\.1\.0/24 +1450 +5 here No *\r?\n +DockerOverlay +4097'
    }

    It 'takes snapshots from the pipeline' {
        (Import-OverlaySnapshot $swarm | Get-OverlayNetwork -Name ov1).Host | Should -Be 'sw1'
    }
}
