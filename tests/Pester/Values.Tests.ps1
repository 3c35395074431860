BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $rows = Get-OverlayFeature -Path (Get-RecordedHost 'overlay-swarm/sw1')
    $outdated = $rows | Where-Object Aspect -eq NameService
    $findings = Get-OverlayFinding -Path (Get-RecordedHost 'overlay-swarm/sw1') -InformationAction Ignore
}

Describe 'Statuses and severities are values that scripts compare with names' {
    It 'with -eq, -ne, -in, -like, -match and switch, in any case' {
        ($outdated.Status -eq 'Outdated') | Should -BeTrue
        ('outdated' -eq $outdated.Status) | Should -BeTrue
        ($outdated.Status -ne 'Match') | Should -BeTrue
        ($outdated.Status -eq 'NoSuchStatus') | Should -BeFalse
        ($outdated.Status -in 'Match', 'Outdated') | Should -BeTrue
        ($rows.Status -contains 'Outdated') | Should -BeTrue
        ($outdated.Status -like 'Out*') | Should -BeTrue
        ($outdated.Status -match '^out') | Should -BeTrue
        $(switch ($outdated.Status) { 'Outdated' { 'told' } }) | Should -Be 'told'
        ($findings[0].Severity -eq 'Error') | Should -BeTrue
    }

    It 'in Where-Object and Group-Object' {
        @($rows | Where-Object Status -eq Outdated).Aspect | Should -Contain 'NameService'
        @($rows | Where-Object Status -in Outdated, Mismatch).Aspect | Should -Contain 'NameService'
        @($rows | Where-Object { $_.Status -ne 'Match' }).Aspect | Should -Contain 'NameService'
        ($rows | Group-Object Status | Where-Object Name -eq Outdated).Group.Aspect | Should -Contain 'NameService'
        ($rows | Group-Object Status -AsHashTable -AsString)['Outdated'].Aspect | Should -Contain 'NameService'
    }

    It 'in texts, and as keys of hashtables by their text' {
        "$($outdated.Status), $($outdated.Today)" | Should -Be 'Outdated, Match'
        ('{0}' -f $findings[0].Severity) | Should -Be 'Error'
        @{ Outdated = 'told' }["$($outdated.Status)"] | Should -Be 'told'
    }

    It 'are their names in ConvertTo-Json, at any depth and within other objects' {
        ($outdated | ConvertTo-Json) | Should -Match '"Status": *"Outdated"'
        ($outdated | ConvertTo-Json) | Should -Match '"Today": *"Match"'
        ($rows | ConvertTo-Json -Compress -Depth 5) | Should -Match '"Status":"Outdated"'
        ($findings | ConvertTo-Json -Compress) | Should -Match '"Severity":"Error"'
        ([pscustomobject]@{ row = $outdated } | ConvertTo-Json -Compress -Depth 3) | Should -Match '"Status":"Outdated"'
        ([pscustomobject]@{ status = $outdated.Status } | ConvertTo-Json -Compress) | Should -Be '{"status":"Outdated"}'
        ($outdated | Select-Object Host, Status | ConvertTo-Json -Compress) | Should -Be '{"Host":"sw1","Status":"Outdated"}'
        ($outdated.Status | ConvertTo-Json) | Should -Be '"Outdated"'
    }

    It 'are their names in Export-Csv' {
        $file = Join-Path $TestDrive 'rows.csv'
        $rows | Export-Csv $file -NoTypeInformation
        (Import-Csv $file).Status | Should -Be @($rows | ForEach-Object { "$($_.Status)" })
        ($findings | ConvertTo-Csv -NoTypeInformation)[1] | Should -Match ',"Error",'
    }

    It 'are sorted as they weigh, not by the alphabet' {
        $severities = @($findings | Sort-Object Severity -Descending | ForEach-Object { "$($_.Severity)" } | Select-Object -Unique)
        $severities[0] | Should -Be 'Error'
        $severities | Should -Be @('Error', 'Warning', 'Information' | Where-Object { $_ -in $severities })
        $statuses = @($rows | Sort-Object Status | ForEach-Object { "$($_.Status)" } | Select-Object -Unique)
        $statuses | Should -Be @('Match', 'Mismatch', 'Outdated', 'NotInUse', 'Inconclusive', 'NotApplicable' | Where-Object { $_ -in $statuses })
    }
}
