BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $examples = Join-Path $repository 'examples'
    $hosts = Join-Path $examples 'hosts/*.tar.gz'

    function Invoke-Example([string] $Name, [hashtable] $Parameters = @{ Path = $hosts }) {
        & (Join-Path $examples $Name) @Parameters 3>$null
    }
}

Describe 'The examples' {
    It 'each say what they are for, and how they are called' {
        foreach ($file in Get-ChildItem (Join-Path $examples '*.ps1')) {
            $help = Get-Help $file.FullName
            $help.Synopsis | Should -Not -BeLike "$($file.Name)*"
            $help.examples.example.Count | Should -BeGreaterThan 0 -Because $file.Name
        }
    }

    It 'tell what runs where, and what is wrong with it' {
        $rows = Invoke-Example what-runs-here.ps1
        $rows | Where-Object Name -eq Flannel | ForEach-Object { "$($_.Host) $($_.Backend) $($_.State)" } | Should -Be 'fl1 vxlan Running'
        ($rows | Where-Object Name -eq DockerOverlay).Trouble | Should -BeLike '*dup_unalloc*never allocated*'
    }

    It 'find the containers with two vNICs, and no other' {
        $rows = Invoke-Example two-vnics.ps1
        ($rows | Where-Object Container -eq a1).Links | Should -BeExactly 'eth0 172.17.0.3/16 on bridge; ethwe 10.44.0.3/12'
        $rows | ForEach-Object { $_.Vnics | Should -BeGreaterThan 1 }
        $rows.Host | Should -Not -Contain 'fl1'
    }

    It 'find who is not encrypted, with evidence, and leave out who is' {
        $rows = Invoke-Example not-encrypted.ps1
        ($rows | Where-Object Host -eq sw1).Observed | Should -BeLike '*IPsec*on 1 of 9 networks*unencrypted:*ov1*'
        $rows | ForEach-Object { $_.Evidence | Should -Not -BeNullOrEmpty }
        Invoke-Example not-encrypted.ps1 @{ Path = Get-RecordedHost 'weave-sleeve-encrypted/node1' } | Should -BeNullOrEmpty
    }

    It 'list every subnet once a network, in the order of the addresses' {
        $rows = Invoke-Example subnets.ps1 @{ Path = Join-Path $examples 'hosts/overlay-swarm-sw1.tar.gz' }
        $rows.Subnet | Select-Object -First 4 | Should -Be '10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24'
        ($rows | Where-Object Network -eq ov6).Subnet | Should -Be '10.30.0.0/24', 'fd00:30::/64'
    }

    Context 'mail what changed overnight' {
        BeforeAll {
            $baseline = Join-Path $TestDrive 'node1.json'
            function Invoke-Night([string] $Bundle, [hashtable] $More = @{}) {
                Invoke-Example nightly-drift.ps1 (@{ Baseline = $baseline; Path = Get-RecordedHost $Bundle } + $More)
            }
        }

        It 'nothing on the first night, the change on the second, nothing on the third' {
            Invoke-Night weave-stopped/node1 | Should -BeNullOrEmpty
            $body = (Invoke-Night weave-stopped/node1-after-reset) -join "`n"
            $body | Should -Match '^\S+: \d+ changes? since \d{4}-'
            $body | Should -BeLike '*Changed Weave: state Running -> state Leftover*'
            Invoke-Night weave-stopped/node1-after-reset | Should -BeNullOrEmpty
            Get-ChildItem $TestDrive | Should -HaveCount 1
        }

        It 'leave the baseline as it was where the host can''t be read' {
            $null = Invoke-Night weave-stopped/node1
            $before = Get-Content -Raw $baseline
            { Invoke-Example nightly-drift.ps1 @{ Baseline = $baseline; Path = 'nobody.tar.gz' } } | Should -Throw '*nobody.tar.gz*'
            Get-Content -Raw $baseline | Should -BeExactly $before
        }
    }

    Context 'gate a build' {
        It 'with <Code> for <Bundle>, and reports' -ForEach @(
            @{ Bundle = 'weave-sleeve-encrypted/node1'; Code = 0; Says = '^$' }
            @{ Bundle = 'weave-sleeve-plain/node1'; Code = 2; Says = '\d findings?' }
            @{ Bundle = 'nobody/node1'; Code = 3; Says = 'nobody' }
        ) {
            $path = "$(Get-RecordedHost $Bundle)"
            $run = Invoke-ScriptFile "& '$examples/gate.ps1' '$(New-ExpectationFile)' -Path '$path' -ReportFolder '$TestDrive'; exit `$LASTEXITCODE"
            $run.ExitCode | Should -Be $Code -Because $run.Output
            $run.Output | Should -Match $Says
            Join-Path $TestDrive audit.xml | Should -Exist
            Join-Path $TestDrive audit.md | Should -Exist
        }
    }
}
