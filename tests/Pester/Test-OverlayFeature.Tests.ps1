BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $encrypted, $clear, $other = Get-RecordedHost 'weave-sleeve-encrypted/node1', 'weave-sleeve-plain/node1', 'flannel-vxlan/fl1'
    $expectation = New-ExpectationFile
}

Describe 'Test-OverlayFeature' {
    It 'gives one boolean: whether all hosts are as expected' {
        Test-OverlayFeature $expectation -Path $encrypted | Should -BeExactly $true
        Test-OverlayFeature $expectation -Path $encrypted, $clear | Should -BeExactly $false
    }

    It 'says no where it could not be seen' {
        Test-OverlayFeature $expectation -Path $other | Should -BeExactly $false
        Test-OverlayFeature $expectation -Path (Join-Path $TestDrive 'none') | Should -BeExactly $false
    }

    It 'takes recorded hosts from Get-ChildItem' {
        Get-ChildItem -LiteralPath $encrypted | Test-OverlayFeature $expectation | Should -BeExactly $true
    }

    It 'says with -Verbose why not' {
        $told = Test-OverlayFeature $expectation -Path $clear -Verbose 4>&1 | Where-Object { $_ -isnot [bool] }
        "$told" | Should -BeLike '*Contradicted: node1 Weave EncryptionChannel connection to *it is unencrypted*'
    }

    It 'ends with an error where the expectation is wrong, at the line' {
        $wrong = Join-Path $TestDrive 'wrong.json'
        Set-Content -LiteralPath $wrong -Value '{ "version": 1, "encrypton": [] }'
        $failure = Get-Failure { Test-OverlayFeature $wrong -Path $clear }
        $failure.FullyQualifiedErrorId | Should -Be 'ExpectationInvalid,NetAudit.PowerShell.TestOverlayFeatureCommand'
        "$failure" | Should -BeLike "*did you mean 'encryption'*"
    }

    It 'ends with an error where there is no expectation' {
        (Get-Failure { Test-OverlayFeature (Join-Path $TestDrive 'none.json') -Path $clear }).CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
