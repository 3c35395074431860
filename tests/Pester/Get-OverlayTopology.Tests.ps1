BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $hosts = (Get-RecordedHost 'overlay-swarm/sw1'), (Get-RecordedHost 'overlay-swarm/sw2')
}

Describe 'Get-OverlayTopology' {
    It 'joins all hosts in one object' {
        $topology = Get-OverlayTopology -Path $hosts
        $topology | Should -HaveCount 1
        $topology.Hosts | Should -Be 'sw1', 'sw2'
        ($topology.Edges | Where-Object Kind -eq Wire).Networks | Should -Contain 'ovenc'
    }

    It 'gives diagrams as one string' {
        Get-OverlayTopology -Path $hosts -Format Mermaid | Should -BeLike 'flowchart LR*'
        Get-OverlayTopology -Path $hosts -Format Dot | Should -BeLike 'graph NetAudit {*'
    }

    It 'shows nodes and edges as tables that fit' {
        $topology = Get-OverlayTopology -Path $hosts[0]
        $topology | Out-String -Width 120 | Should -Match '(?m)^Hosts +: sw1'
        $topology.Nodes | Out-String -Width 120 | Should -Match '(?m)^Container +sw1 +c1 '
        $topology.Edges | Out-String -Width 120 | Should -Match '(?m)^Kind +From +To +Carrier'
    }

    It 'has names of kinds, not numbers, in JSON' {
        $json = Get-OverlayTopology -Path $hosts[0] -AsJson | ConvertFrom-Json
        $json.Nodes[0].Kind | Should -Be 'Host'
    }
}
