BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $rows = Get-OverlayFeature -Path (Get-RecordedHost 'overlay-swarm/sw1')
}

Describe 'Export-OverlayReport' {
    BeforeEach {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    }

    It 'gives text where no path is given' {
        $rows | Export-OverlayReport Markdown | Should -BeLike '*sw1*NameService*'
        ($rows | Export-OverlayReport Json | ConvertFrom-Json) | Should -Not -BeNullOrEmpty
        ($rows | Export-OverlayReport Csv | ConvertFrom-Csv).Count | Should -Be 10
    }

    It 'tells the format by the file''s name: <name>' -ForEach @(
        @{ name = 'audit.xml'; begins = '<\?xml' }
        @{ name = 'audit.sarif'; begins = '\{' }
        @{ name = 'audit.md'; begins = '#' }
        @{ name = 'audit.csv'; begins = '"Host"' }
    ) {
        $file = $rows | Export-OverlayReport -Path (Join-Path $folder $name)
        $file | Should -BeOfType IO.FileInfo
        Get-Content -Raw -LiteralPath $file.FullName | Should -Match "^$begins"
    }

    It 'writes several formats to several files, or to a folder' {
        ($rows | Export-OverlayReport JUnit, Sarif -Path (Join-Path $folder 'a.xml'), (Join-Path $folder 'b.sarif')).Name |
            Should -Be 'a.xml', 'b.sarif'
        @($rows | Export-OverlayReport Json, Markdown -Path $folder).Count | Should -Be 2
    }

    It 'writes XML that PowerShell reads' {
        $file = $rows | Export-OverlayReport JUnit -Path (Join-Path $folder 'audit.xml')
        ([xml](Get-Content -Raw -LiteralPath $file.FullName)).testsuites | Should -Not -BeNullOrEmpty
    }

    It 'writes nothing with -WhatIf' {
        $rows | Export-OverlayReport -Path (Join-Path $folder 'audit.xml') -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'makes a report of no rows, too' {
        Get-OverlayFeature -Path (Get-RecordedHost 'overlay-swarm/sw1') | Where-Object Status -eq Nothing |
            Export-OverlayReport JUnit | Should -BeLike '*testsuites*'
    }

    It 'tells before the audit that a format isn''t there' {
        $failure = Get-Failure { $rows | Export-OverlayReport Papyrus }
        $failure.FullyQualifiedErrorId | Should -Be 'ReportFormatUnknown,NetAudit.PowerShell.ExportOverlayReportCommand'
        $failure.TargetObject | Should -Be 'Papyrus'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Sarif*'
    }

    It 'leaves a file alone under -NoClobber, and tells of a folder that isn''t there' {
        $file = Join-Path $folder 'audit.md'
        Set-Content -LiteralPath $file -Value 'mine'
        $rows | Export-OverlayReport -Path $file -NoClobber -ErrorAction SilentlyContinue -ErrorVariable failed
        $rows | Export-OverlayReport -Path (Join-Path $folder 'none/audit.md') -ErrorAction SilentlyContinue -ErrorVariable +failed
        $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be 'ReportExists', 'ReportNotWritten'
        Get-Content -LiteralPath $file | Should -Be 'mine'
    }

    It 'completes formats' {
        Get-Completion 'Export-OverlayReport -Format J' | Should -Be 'JUnit', 'Json'
    }

    It 'writes a page of snapshots, whose rows can be read back' {
        $file = Join-Path $TestDrive 'audit.html'
        Import-OverlaySnapshot (Get-RecordedHost 'overlay-swarm/sw1') | Export-OverlayReport -Path $file
        $part = '(?s)id="netaudit-data">(.+?)</script>'
        $data = [regex]::Match([IO.File]::ReadAllText($file), $part).Groups[1].Value | ConvertFrom-Json
        $data.format | Should -Be 'netaudit-html'
        $data.rows | Should -HaveCount 10
        $data.topology.Hosts | Should -Be 'sw1'
        ($data.findings | Where-Object Severity -eq Error).Rule | Should -Contain 'NetworkNotAllocated'
    }

    It 'takes the topology beside the rows' {
        $file = Join-Path $TestDrive 'rows.html'
        $node = Get-RecordedHost 'flannel-vxlan/fl1'
        & { Get-OverlayFeature -Path $node; Get-OverlayTopology -Path $node } | Export-OverlayReport -Path $file
        [IO.File]::ReadAllText($file) | Should -BeLike '*flannel.1*'
    }
}
