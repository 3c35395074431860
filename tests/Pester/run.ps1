#requires -Version 5.1
<#
.SYNOPSIS
Runs the Pester tests in this PowerShell. Its last line: "N passed, N failed, N skipped".
.DESCRIPTION
The module under test is the one in the folder $env:NETAUDIT_MODULE, or the one that the last build packed. If Pester 5 isn't
installed, this installs it from the PowerShell Gallery for the current user.
.PARAMETER Name
The files to run: Get-OverlayFeature for Get-OverlayFeature.Tests.ps1. Wildcards are allowed.
.PARAMETER PesterPath
The manifest of the Pester to use in place of an installed one.
.EXAMPLE
pwsh -NoProfile -File tests/Pester/run.ps1 Get-Overlay*
#>
param([string[]] $Name = '*', [string] $PesterPath)

$ErrorActionPreference = 'Stop'

function Install-Pester {
    $versions = [xml](Get-Content -Raw (Join-Path $PSScriptRoot '../../Directory.Packages.props'))
    $version = "$($versions.Project.PropertyGroup.PesterVersion)".Trim()
    "Installing Pester $version for $([Environment]::UserName)"
    try {
        # Windows ships Pester 3, which another publisher signed.
        Install-Module Pester -RequiredVersion $version -Scope CurrentUser -Force -SkipPublisherCheck
    }
    catch {
        throw "Pester 5 is not installed, and it can't be had from the PowerShell Gallery: $($_.Exception.Message)`n" +
            "Get it by hand: Install-Module Pester -RequiredVersion $version -Scope CurrentUser -Force -SkipPublisherCheck`n" +
            "Or from NuGet: dotnet restore tests/Pester/Tools.csproj, then tests/Pester/run.ps1 -PesterPath with what " +
            'dotnet msbuild tests/Pester/Tools.csproj -getProperty:PesterPath prints.'
    }
}

if ($PesterPath) {
    Import-Module $PesterPath
}
else {
    if (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 })) { Install-Pester }
    Import-Module Pester -MinimumVersion 5.0 -MaximumVersion 5.99
}

"Pester $((Get-Module Pester).Version), PowerShell $($PSVersionTable.PSVersion) ($($PSVersionTable.PSEdition))"
$configuration = New-PesterConfiguration
$configuration.Run.Path = @($Name | ForEach-Object { Join-Path $PSScriptRoot "$_.Tests.ps1" })
$configuration.Run.PassThru = $true
$result = Invoke-Pester -Configuration $configuration

# A failed setup of a file or block counts as a failure, as perhaps none of its tests is reported as failed.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
if ($result.TotalCount -eq 0) { $failed++ }
"$($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
if ($failed) { exit 1 }
