BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $encrypted, $clear, $other = Get-RecordedHost 'weave-sleeve-encrypted/node1', 'weave-sleeve-plain/node1', 'flannel-vxlan/fl1'
    $expectation = New-ExpectationFile
}

Describe 'Assert-OverlayFeature' {
    It 'says nothing where all is as expected' {
        Assert-OverlayFeature $expectation -Path $encrypted | Should -BeNullOrEmpty
    }

    It 'ends with one error that names the findings and holds the result' {
        $failure = Get-Failure { Assert-OverlayFeature $expectation -Path $clear }
        $failure.FullyQualifiedErrorId | Should -Be 'OverlayFindings,NetAudit.PowerShell.AssertOverlayFeatureCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidResult'
        "$failure" | Should -BeLike '2 findings:*- node1 Weave EncryptionChannel connection to *it is unencrypted*'
        $failure.TargetObject.Findings.Count | Should -Be 2
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*waive*'
    }

    It 'ends with another error where it could not be seen' {
        (Get-Failure { Assert-OverlayFeature $expectation -Path $other }).FullyQualifiedErrorId |
            Should -Be 'OverlayCouldNotAudit,NetAudit.PowerShell.AssertOverlayFeatureCommand'
        (Get-Failure { Assert-OverlayFeature $expectation -Path (Join-Path $TestDrive 'none') }).CategoryInfo.Category |
            Should -Be 'ResourceUnavailable'
    }

    It 'gives the findings with -PassThru, before the error' {
        $findings = Assert-OverlayFeature $expectation -Path $clear -PassThru -ErrorAction SilentlyContinue
        $findings.Count | Should -Be 2
        $findings[0].Rule | Should -Be 'ChannelEncrypted'
        ($findings | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv)[0].Evidence | Should -Not -Match 'System\.'
        $findings | Out-String -Width 80 | Should -Match '(?m)^Error +Contradicted +node1 Weave EncryptionChannel'
    }

    It 'lets a script go on with -ErrorAction Continue or SilentlyContinue' {
        Assert-OverlayFeature $expectation -Path $clear -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OverlayFindings,*'
        { Assert-OverlayFeature $expectation -Path $clear -ErrorAction Stop } | Should -Throw -ErrorId 'OverlayFindings,*'
    }

    It 'writes its reports before the error' {
        $report = Join-Path $TestDrive 'audit.xml'
        $null = Get-Failure { Assert-OverlayFeature $expectation -Path $clear -ReportPath $report }
        @(([xml](Get-Content -Raw -LiteralPath $report)).SelectNodes('//failure')).Count | Should -BeGreaterThan 0
    }

    It 'tells a waived finding as a warning' {
        $waiving = New-ExpectationFile '{ "version": 1, "encryption": [ { "solution": "Weave" } ],
            "waivers": [ { "host": "node1", "reason": "a lab", "expires": "9999-12-31" } ] }'
        Assert-OverlayFeature $waiving -Path $clear -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*Waived until 9999-12-31 (a lab): node1 Weave*'
        $null = New-ExpectationFile
    }

    It 'completes report formats' {
        Get-Completion 'Assert-OverlayFeature -ReportFormat G' | Should -Be 'GitHub'
    }

    Context 'in a script of its own' {
        It 'makes pwsh -File end with 1 on findings, and what follows is not run' {
            $run = Invoke-ScriptFile "Assert-OverlayFeature '$expectation' -Path '$clear'`n'went on'"
            $run.ExitCode | Should -Be 1
            $run.Output | Should -BeLike '*2 findings*'
            $run.Output | Should -Not -BeLike '*went on*'
        }

        It 'makes it end with 0 where all is as expected' {
            (Invoke-ScriptFile "Assert-OverlayFeature '$expectation' -Path '$encrypted'").ExitCode | Should -Be 0
        }

        It 'makes it end with what the script says, by the kind of error' {
            (Invoke-ScriptFile "
                try { Assert-OverlayFeature '$expectation' -Path '$other' }
                catch { exit `$(if (`$_.FullyQualifiedErrorId -like 'OverlayFindings*') { 2 } else { 3 }) }").ExitCode | Should -Be 3
        }

        It 'is not needed to look: findings as data end with 0' {
            $run = Invoke-ScriptFile "(Get-OverlayFeature -Path '$clear' -Edition current | Where-Object Status -eq Mismatch).Count
                Test-OverlayFeature '$expectation' -Path '$clear'"
            $run.ExitCode | Should -Be 0
            $run.Output | Should -BeLike '*False'
        }
    }
}
