BeforeAll {
    . (Join-Path $PSScriptRoot 'Setup.ps1')
}

Describe 'The module' {
    It 'has a manifest for both editions that names only files which are there' {
        $module = Test-ModuleManifest $manifest -ErrorAction Stop
        $module.CompatiblePSEditions | Should -Be 'Core', 'Desktop'
        $module.PowerShellVersion | Should -Be '5.1'
        $module.Description | Should -Not -BeNullOrEmpty
    }

    It 'exports what its manifest names, and nothing else' {
        $wanted = (Import-PowerShellDataFile $manifest).CmdletsToExport
        (Get-Command -Module NetAudit).Name | Sort-Object | Should -Be ($wanted | Sort-Object)
        (Get-Module NetAudit).ExportedVariables.Count | Should -Be 0
        (Get-Module NetAudit).ExportedAliases.Count | Should -Be 0
    }

    It 'uses approved verbs, and a noun that no other module has' {
        foreach ($command in Get-Command -Module NetAudit) {
            (Get-Verb).Verb | Should -Contain $command.Verb
            $command.Noun | Should -Match '^Overlay[A-Z]'
        }
    }

    It 'has its tests in one file a cmdlet' {
        $tested = (Get-ChildItem (Join-Path $PSScriptRoot '*-*.Tests.ps1')).Name -replace '\.Tests\.ps1$'
        $tested | Should -Be ((Get-Command -Module NetAudit).Name | Sort-Object)
    }

    It 'is imported twice with -Force, removed, and imported again' {
        $run = Invoke-ScriptFile "
            Import-Module '$manifest' -Force
            Import-Module '$manifest' -Force
            `"{0} cells`" -f @(Get-OverlayMatrix).Count
            Remove-Module NetAudit
            `"gone: {0}`" -f -not (Get-Module NetAudit)
            Import-Module '$manifest'
            `"{0} cells again`" -f @(Get-OverlayMatrix).Count"
        $run.Output | Should -Be "40 cells`ngone: True`n40 cells again"
        $run.ExitCode | Should -Be 0
    }

    It 'says nothing when it is imported' {
        $run = Invoke-ScriptFile '"only this"'
        $run.Output | Should -Be 'only this'
    }

    It 'shows rows of several kinds in one script by what matters of each' {
        $run = Invoke-ScriptFile "if (`$PSStyle) { `$PSStyle.OutputRendering = 'PlainText' }; Get-OverlaySolution -Path '$(Get-RecordedHost 'overlay-swarm/sw1')'; Get-OverlayNetwork -Path '$(Get-RecordedHost 'overlay-swarm/sw1')'; Import-OverlaySnapshot '$(Get-RecordedHost 'overlay-swarm/sw1')'"
        $run.Output | Should -Match '(?m)^Subnets +: '
        $run.Output | Should -Not -Match '(?m)^(Id|Gateways|HostNamespace) +: '
    }
}
