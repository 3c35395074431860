BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
    $readme = Get-Content -Raw (Join-Path $repository 'README.md')
    $walk = [regex]::Match($readme, '(?s)## From a first look to a gate\r?\n(.*?)\r?\n## ').Groups[1].Value
    $blocks = [regex]::Matches($walk, '(?s)```powershell\r?\n(.*?)```') | ForEach-Object { $_.Groups[1].Value }

    # A folder with the same files as the README's.
    $null = New-Item -ItemType Directory (Join-Path $TestDrive 'examples')
    Copy-Item (Join-Path $repository 'examples/hosts') (Join-Path $TestDrive 'examples') -Recurse
    function Invoke-Walk([string[]] $Text) { Invoke-ScriptFile (@("Set-Location '$TestDrive'") + $Text -join "`n") }
}

Describe 'The README''s way from a first look to a gate' {
    It 'tells what runs there, and passes what was kept of it' {
        $run = Invoke-Walk ($blocks | Select-Object -First 2)
        $run.ExitCode | Should -Be 0 -Because $run.Output
        $run.Output | Should -Match 'DockerOverlay'
        $run.Output | Should -Match 'Outdated'
        Join-Path $TestDrive 'netaudit.json' | Should -Exist
    }

    It 'ends with a gate that fails the script, names the networks, and wrote its report first' {
        Remove-Item (Join-Path $TestDrive 'netaudit.json')
        $run = Invoke-Walk ($blocks + '"never said"')
        $run.ExitCode | Should -Be 1
        $run.Output | Should -Match '\d+ findings?'
        $run.Output | Should -Match 'network ov1'
        $run.Output | Should -Not -Match 'never said'
        ([xml] (Get-Content -Raw (Join-Path $TestDrive 'audit.xml'))).SelectNodes('//failure').Count | Should -BeGreaterThan 0
    }
}
