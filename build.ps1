<#
.SYNOPSIS
Builds NetAudit, runs its tests, packs it, publishes its program, or removes what was built.
.DESCRIPTION
Needs the .NET 10 SDK, and Windows PowerShell 5.1 or PowerShell 7. After a build: Import-Module ./NetAudit.psd1
Pack fills the folder artifacts: NetAudit (the module, importable as it is), gallery (its package for the PowerShell Gallery), nuget
(the library NetAudit with its symbols, and the tool NetAudit.Tool). Without PowerShell: dotnet pack NetAudit.slnx -c Release
Publish writes netaudit as one file that needs no .NET: artifacts/linux-x64/netaudit and artifacts/linux-arm64/netaudit.
.EXAMPLE
./build.ps1
.EXAMPLE
./build.ps1 Test
.EXAMPLE
./build.ps1 Pack
.EXAMPLE
./build.ps1 Publish
#>
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Publish', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'

# Only .NET calls, as netaudit's own engine also runs this file and has no Join-Path.
function Invoke-Tool([string] $Program, [string[]] $Arguments) {
    & $Program $Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program $Arguments ended with exit code $LASTEXITCODE" }
}

$solution = [IO.Path]::Combine($PSScriptRoot, 'NetAudit.slnx')
switch ($Task) {
    'Build' {
        Invoke-Tool dotnet 'build', $solution, '-c', $Configuration, '-v', 'q'
    }
    'Test' {
        $tests = [IO.Path]::Combine($PSScriptRoot, 'tests')
        if ([Runtime.InteropServices.RuntimeInformation]::IsOSPlatform([Runtime.InteropServices.OSPlatform]::Linux)) { Invoke-Tool bash ([IO.Path]::Combine($tests, 'run.sh')) }
        else {
            Invoke-Tool dotnet 'test', $solution, '-c', $Configuration, '-v', 'q'
            # A process of its own, as this one would keep the module's files in use. It installs Pester from the Gallery if it is missing.
            $shell = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
            Invoke-Tool $shell '-NoProfile', '-File', ([IO.Path]::Combine($tests, 'Pester', 'run.ps1'))
        }
    }
    'Pack' {
        # Packages of another version must not be taken for this version's.
        foreach ($name in 'gallery', 'nuget') {
            $folder = [IO.Path]::Combine($PSScriptRoot, 'artifacts', $name)
            if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
        }
        Invoke-Tool dotnet 'pack', $solution, '-c', 'Release', '-v', 'q'
        [IO.Directory]::GetFiles([IO.Path]::Combine($PSScriptRoot, 'artifacts'), '*.*nupkg', 'AllDirectories')
    }
    'Publish' {
        foreach ($platform in 'linux-x64', 'linux-arm64') {
            $shell = [IO.Path]::Combine($PSScriptRoot, 'module', 'Shell')
            $folder = [IO.Path]::Combine($PSScriptRoot, 'artifacts', $platform)
            Invoke-Tool dotnet 'publish', $shell, '-c', 'Release', '-r', $platform, '-o', $folder, '-v', 'q'
            [IO.Directory]::GetFiles($folder)
        }
    }
    'Clean' {
        # Only folders beside a project, as a folder called bin may also be part of a recorded host.
        foreach ($project in [IO.Directory]::GetFiles($PSScriptRoot, '*.csproj', 'AllDirectories')) {
            foreach ($name in 'bin', 'obj') {
                $folder = [IO.Path]::Combine([IO.Path]::GetDirectoryName($project), $name)
                if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
            }
        }
        $artifacts = [IO.Path]::Combine($PSScriptRoot, 'artifacts')
        if ([IO.Directory]::Exists($artifacts)) { [IO.Directory]::Delete($artifacts, $true) }
    }
}
