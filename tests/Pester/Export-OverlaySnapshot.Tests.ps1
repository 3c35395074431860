BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $nodes = Import-OverlaySnapshot (Get-RecordedHost 'overlay-swarm/sw1', 'overlay-swarm/sw2')
}

Describe 'Export-OverlaySnapshot' {
    BeforeEach {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    }

    It 'writes a file and gives it, which audits as the host did' {
        $file = $nodes[0] | Export-OverlaySnapshot (Join-Path $folder 'sw1.json')
        $file | Should -BeOfType IO.FileInfo
        # A repair names the file that was read.
        ($file | Get-OverlayFeature | Select-Object * -ExcludeProperty Recommendation | ConvertTo-Json) |
            Should -Be ($nodes[0] | Get-OverlayFeature | Select-Object * -ExcludeProperty Recommendation | ConvertTo-Json)
    }

    It 'writes a file a host to a folder' {
        ($nodes | Export-OverlaySnapshot $folder).Name | Should -Be 'sw1.snapshot.json', 'sw2.snapshot.json'
    }

    It 'writes relative to the session''s folder' {
        Push-Location $folder
        try { $null = $nodes[0] | Export-OverlaySnapshot here.json } finally { Pop-Location }
        Join-Path $folder 'here.json' | Should -Exist
    }

    It 'writes nothing with -WhatIf' {
        $nodes[0] | Export-OverlaySnapshot (Join-Path $folder 'sw1.json') -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'leaves a file alone under -NoClobber' {
        $file = Join-Path $folder 'mine.json'
        Set-Content -LiteralPath $file -Value 'mine'
        $nodes[0] | Export-OverlaySnapshot $file -NoClobber -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -Be 'SnapshotExists,NetAudit.PowerShell.ExportOverlaySnapshotCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        Get-Content -LiteralPath $file | Should -Be 'mine'
    }

    It 'puts no two hosts into one file' {
        $nodes | Export-OverlaySnapshot (Join-Path $folder 'all.json') -ErrorAction SilentlyContinue -ErrorVariable failed
        @($failed).FullyQualifiedErrorId | Should -Be 'SnapshotPathTaken,NetAudit.PowerShell.ExportOverlaySnapshotCommand'
    }

    It 'tells of a folder that isn''t there' {
        $nodes[0] | Export-OverlaySnapshot (Join-Path $folder 'none/sw1.json') -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -Be 'SnapshotNotWritten,NetAudit.PowerShell.ExportOverlaySnapshotCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'WriteError'
    }

    It 'says with -Verbose what it did under the name of -Confirm''s question' {
        $told = $nodes[0] | Export-OverlaySnapshot (Join-Path $folder 'sw1.json') -Verbose -Confirm:$false 4>&1
        "$told" | Should -BeLike '*Write the snapshot of sw1*'
    }
}
