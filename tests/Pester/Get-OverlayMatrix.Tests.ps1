BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
}

Describe 'Get-OverlayMatrix' {
    It 'has four solutions times ten aspects, with a source each' {
        $cells = Get-OverlayMatrix
        $cells.Count | Should -Be 40
        $cells | Group-Object Solution | ForEach-Object Count | Should -Be 10, 10, 10, 10
        $cells | Where-Object { -not $_.Source } | Should -BeNullOrEmpty
    }

    It 'is narrowed by wildcards in -Solution and -Aspect' {
        (Get-OverlayMatrix -Solution doc* -Aspect separatevnic, SubnetR*).Documented | Should -Be 'yes', 'Yes, not configurable after start'
    }

    It 'makes a matrix again: a row an aspect' {
        $table = Get-OverlayMatrix | Group-Object Aspect | ForEach-Object {
            $row = [ordered]@{ Aspect = $_.Name }
            foreach ($cell in $_.Group) { $row[$cell.Solution] = $cell.Documented }
            [pscustomobject]$row
        }
        $table.Count | Should -Be 10
        ($table | Where-Object Aspect -eq EncryptionChannel).Weave | Should -Be 'NaCl Library'
    }

    It 'tells with -Compare what changed between two editions, and since when' {
        $changes = Get-OverlayMatrix -Compare blog-2015, current
        $names = $changes | Where-Object { $_.Solution -eq 'DockerOverlay' -and $_.Aspect -eq 'NameService' }
        $names.From | Should -Be 'No'
        $names.To | Should -Be 'Yes'
        $names.Since | Should -BeLike '1.10.0*'
        (Get-OverlayMatrix -Compare blog-2015, current -IncludeSame).Count | Should -Be 40
    }

    It 'reads an edition from a file, from the current folder' {
        Push-Location (Join-Path $repository 'examples/editions')
        try { (Get-OverlayMatrix ./ours.json).Count | Should -BeGreaterThan 0 } finally { Pop-Location }
    }

    It 'takes either one edition or two to compare' {
        (Get-Failure { Get-OverlayMatrix -Edition current -Compare blog-2015, current }).FullyQualifiedErrorId |
            Should -BeLike 'AmbiguousParameterSet,*'
        (Get-Failure { Get-OverlayMatrix -Compare current }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
    }

    It 'names in an error what it has' {
        $failure = Get-Failure { Get-OverlayMatrix -Edition nope }
        $failure.FullyQualifiedErrorId | Should -Be 'EditionNotFound,NetAudit.PowerShell.GetOverlayMatrixCommand'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -BeLike '*blog-2015*'
    }

    It 'is a table an aspect' {
        $text = Get-OverlayMatrix -Aspect EncryptionChannel | Out-String -Width 120
        $text | Should -Match 'Aspect: Encryption Channel \(EncryptionChannel\), blog-2015'
        $text | Should -Match '(?m)^Weave +NaCl Library +With a password'
    }

    It 'shows a comparison on 80 columns' {
        $text = Get-OverlayMatrix -Compare blog-2015, current -Aspect NameService | Out-String -Width 80
        $text | Should -Match '(?m)^DockerOverlay +No +Yes +Changed +1\.10\.0'
    }

    It 'completes editions by name' {
        Get-Completion 'Get-OverlayMatrix -Edition ' | Should -Be 'blog-2015', 'current'
        Get-Completion 'Get-OverlayMatrix -Compare blog-2015, cu' | Should -Be 'current'
    }
}
