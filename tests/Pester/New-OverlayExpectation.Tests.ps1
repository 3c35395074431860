BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $encrypted = Get-RecordedHost 'weave-sleeve-encrypted/node1'
}

Describe 'New-OverlayExpectation' {
    BeforeEach {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        $file = Join-Path $folder 'netaudit.json'
    }

    It 'writes what a host shows, which the host then meets, and the schema beside it' {
        (New-OverlayExpectation $file -Path $encrypted).FullName | Should -Be $file
        (Get-Content -Raw -LiteralPath $file | ConvertFrom-Json).version | Should -Be 1
        Join-Path $folder 'netaudit.schema.json' | Should -Exist
        Test-OverlayFeature $file -Path $encrypted | Should -BeTrue
    }

    It 'writes netaudit.json to the current folder, where the gate looks for it' {
        Push-Location $folder
        try {
            $null = New-OverlayExpectation -Path $encrypted
            Test-OverlayFeature -Path $encrypted | Should -BeTrue
        }
        finally { Pop-Location }
    }

    It 'replaces a file with -Force only' {
        Set-Content -LiteralPath $file -Value 'mine'
        New-OverlayExpectation $file -Path $encrypted -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -Be 'ExpectationExists,NetAudit.PowerShell.NewOverlayExpectationCommand'
        $null = New-OverlayExpectation $file -Path $encrypted -Force
        Get-Content -Raw -LiteralPath $file | Should -Not -Be 'mine'
    }

    It 'writes nothing with -WhatIf' {
        New-OverlayExpectation $file -Path $encrypted -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'takes a snapshot from the pipeline' {
        (Import-OverlaySnapshot $encrypted | New-OverlayExpectation $file).Name | Should -Be 'netaudit.json'
    }
}
