BeforeDiscovery {
    # The help's source pages mark the examples that need a live host, and hold the output of one.
    $pages = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'docs/help'
    $form = '(?m)^### (?<title>.+)\n+```powershell(?<live> live)?\n(?<script>[\s\S]+?)\n```(\n+```text\n(?<output>[\s\S]+?)\n```)?'
    $examples = foreach ($page in Get-ChildItem $pages -Filter '*-*.md') {
        $text = (Get-Content -LiteralPath $page.FullName -Raw) -replace "`r`n", "`n"
        foreach ($match in [regex]::Matches($text, $form)) {
            @{
                Cmdlet = $page.BaseName
                Title  = $match.Groups['title'].Value
                Live   = $match.Groups['live'].Success
                Script = $match.Groups['script'].Value
                Output = $match.Groups['output'].Value
            }
        }
    }
    $cmdlets = $examples.Cmdlet | Sort-Object -Unique | ForEach-Object { @{ Cmdlet = $_ } }
    $topics = Get-ChildItem $pages -Filter 'about_*.md' | ForEach-Object { @{ Topic = $_.BaseName } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')

    # A folder with the files that the examples name.
    function New-Desk {
        $desk = Join-Path $TestDrive ([guid]::NewGuid())
        $hosts = New-Item (Join-Path $desk 'hosts') -ItemType Directory
        Copy-Item (Join-Path $repository 'examples/hosts/*.tar.gz') $hosts
        Copy-Item (Join-Path $repository 'examples/editions/ours.json') $desk
        Copy-Item (Get-RecordedHost 'overlay-swarm/sw1') (Join-Path $desk 'node1.tar.gz')
        Copy-Item (Get-RecordedHost 'overlay-swarm/sw2') (Join-Path $desk 'node2.tar.gz')
        $null = New-OverlayExpectation (Join-Path $desk 'netaudit.json') -Path (Join-Path $desk 'node1.tar.gz')
        $desk
    }

    # Collapses whitespace, as line breaks depend on the screen's width.
    function Get-Words([string] $Text) { ($Text -replace '\s+', ' ').Trim() }
}

Describe 'The help of <Cmdlet>' -ForEach $cmdlets {
    It 'is found, and says what the cmdlet does, takes and gives' {
        $help = Get-Help $Cmdlet -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match "$Cmdlet \["
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.returnValues.returnValue.type.name | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
    }

    It 'explains each parameter' {
        foreach ($parameter in Get-Help $Cmdlet -Parameter *) {
            $parameter.description.Text | Should -Not -BeNullOrEmpty -Because "-$($parameter.name) has its text"
        }
    }

    It 'shows the syntax that the cmdlet has' {
        $told = (Get-Help $Cmdlet).syntax.syntaxItem | ForEach-Object { ($_.parameter.name | Sort-Object) -join ' ' }
        $common = [Management.Automation.Cmdlet]::CommonParameters
        $real = (Get-Command $Cmdlet).ParameterSets | ForEach-Object { ($_.Parameters.Name | Where-Object { $_ -notin $common } | Sort-Object) -join ' ' }
        $told | Sort-Object | Should -Be ($real | Sort-Object)
    }
}

Describe 'The example of <Cmdlet>: <Title>' -ForEach $examples {
    It 'is in Get-Help as it is in the page' {
        $shown = Get-Help $Cmdlet -Examples | ForEach-Object { $_.examples.example } | Where-Object { $_.title -like "*: $([wildcardpattern]::Escape($Title)) *" }
        (Get-Words $shown.code) | Should -Be (Get-Words "$Script $Output")
    }

    It 'names commands that are there' {
        $commands = [scriptblock]::Create($Script).Ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)
        foreach ($command in $commands) { Get-Command $command.GetCommandName() | Should -Not -BeNullOrEmpty }
    }

}

Describe 'The example of <Cmdlet>: <Title>' -ForEach ($examples | Where-Object { -not $_.Live }) {
    It 'runs as it stands' {
        $summary = $env:GITHUB_STEP_SUMMARY
        $env:GITHUB_STEP_SUMMARY = ''
        Push-Location (New-Desk)
        try { $printed = & ([scriptblock]::Create($Script)) 3> $null 4> $null | Out-String -Width 76 }
        finally {
            Pop-Location
            $env:GITHUB_STEP_SUMMARY = $summary
        }
        if ($Output) { Get-Words $printed | Should -Be (Get-Words $Output) }
    }
}

Describe 'The topic <Topic>' -ForEach $topics {
    It 'is found, and is no wider than a screen' {
        $text = Get-Help $Topic
        $text | Should -Match "^TOPIC\r?\n    $Topic\r?\n"
        $text -split '\r?\n' | ForEach-Object { $_.Length } | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
    }

    It 'is in the list of topics with what it is about' {
        (Get-Help about_NetAudit* | Where-Object Name -eq $Topic).Synopsis | Should -Not -BeNullOrEmpty
    }
}
