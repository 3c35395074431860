BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $swarm = Get-RecordedHost 'overlay-swarm/sw1'
    $plain = Get-RecordedHost 'plain-docker-bridge-only/sx1'
}

Describe 'Get-OverlayFinding' {
    It 'says what is wrong, with what repairs it and what shows it' {
        $finding = Get-OverlayFinding -Path $swarm -Rule NetworkNotAllocated -InformationAction Ignore
        $finding.Host | Should -Be 'sw1'
        $finding.Severity | Should -Be 'Error'
        $finding.Subject | Should -Be 'network dup_unalloc'
        $finding.Remediation | Should -Not -BeNullOrEmpty
        $finding.Evidence[0] | Should -BeLike 'docker network inspect dup_unalloc: *'
        $finding.Hosts | Should -Be 'sw1'
    }

    It 'gives nothing, and no warning, for a sound host without a multi-host network; a person sees that rules ran' {
        $null = Get-OverlayFinding -Path $plain -WarningVariable warnings
        Get-OverlayFinding -Path $plain | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        (Invoke-ScriptFile "Get-OverlayFinding -Path '$plain'").Output | Should -Match '(?m)^sx1: no findings\. NetAudit ran \d+ of its rules.*Rules that compare hosts need several in one call\.'
    }

    It 'says nothing to a program that reads a pipeline' {
        $null = Get-OverlayFinding -Path $swarm -InformationVariable shown | ForEach-Object Rule
        $shown | Should -BeNullOrEmpty
        $null = Get-OverlayFinding -Path $swarm -AsJson -InformationVariable shown
        $shown | Should -BeNullOrEmpty
    }

    It 'is narrowed by rule, severity and solution' {
        $hosts = Join-Path $repository 'tests/Bundles/weave*/*.tar.gz'
        $every = Get-OverlayFinding -Path $hosts -InformationAction Ignore
        (Get-OverlayFinding -Path $hosts -Severity Error -InformationAction Ignore).Severity | Sort-Object -Unique | Should -Be 'Error'
        Get-OverlayFinding -Path $hosts -Solution Calico -InformationAction Ignore | Should -BeNullOrEmpty
        $rules = $every.Rule | Sort-Object -Unique
        (Get-OverlayFinding -Path $hosts -Rule "$($rules[0].Substring(0, 5))*" -InformationAction Ignore).Rule | Should -Contain $rules[0]
    }

    It 'refuses a rule that is not there, and lists those that are' {
        $failure = Get-Failure { Get-OverlayFinding -Path $swarm -Rule NetworkNotAlocated }
        $failure.FullyQualifiedErrorId | Should -BeLike 'RuleUnknown*'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'NetworkNotAllocated'
    }

    It 'names the rules that are like an unknown one' {
        $failure = { Get-OverlayFinding -Path $swarm -Rule VxlanPort } | Should -Throw -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -BeLike 'Name one of these: VxlanPortFiltered. *'
    }

    It 'takes no solution that it does not know for one without findings' {
        $failure = { Get-OverlayFinding -Path $swarm -Solution Flanel } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -Be 'SolutionUnknown,NetAudit.PowerShell.GetOverlayFindingCommand'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Calico, *Flannel*'
    }

    It 'counts by host with -Summary, and tells what could not be looked at' {
        $summary = Get-OverlayFinding -Path $swarm, $plain -Summary
        $summary.Host | Should -Be 'sw1', 'sx1'
        $summary[0].Errors | Should -BeGreaterThan 0
        $summary[1].Errors | Should -Be 0
        $summary[1].Looked.Count | Should -BeGreaterThan 5
    }

    It 'gives one JSON array' {
        $json = Get-OverlayFinding -Path $swarm -AsJson | ConvertFrom-Json
        @($json).Rule | Should -Contain 'NetworkNotAllocated'
        Get-OverlayFinding -Path $plain -AsJson | Should -Match '^\[\s*\]$'
    }

    It 'is a table with the host above it, and a list with the repair' {
        $findings = Get-OverlayFinding -Path $swarm -InformationAction Ignore
        $text = $findings | Out-String -Width 120
        $text | Should -Match '(?m)^   Host: sw1'
        $text | Should -Match '(?m)^Severity +Rule, subject +Message'
        $findings | Format-List | Out-String -Width 120 | Should -Match '(?m)^Remediation : '
    }

    It 'completes rules, severities and solutions' {
        Get-Completion 'Get-OverlayFinding -Rule NetworkNot' | Should -Be 'NetworkNotAllocated'
        Get-Completion 'Get-OverlayFinding -Severity ' | Should -Be 'Error', 'Information', 'Warning'
        Get-Completion 'Get-OverlayFinding -Solution W' | Should -Be 'Weave'
    }

    It 'goes into every report format' -ForEach @(
        @{ format = 'Json' }, @{ format = 'Markdown' }, @{ format = 'JUnit' }, @{ format = 'NUnit' }, @{ format = 'Sarif' }, @{ format = 'Csv' },
        @{ format = 'GitHub' }, @{ format = 'Azure' }
    ) {
        $report = Get-OverlayFinding -Path $swarm | Export-OverlayReport $format
        $report | Should -Match 'dup.?_unalloc'
    }
}
