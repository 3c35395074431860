# Loads the module under test and a few helpers. Each test file dot-sources this in BeforeAll.
# The module is the packed one in the folder $env:NETAUDIT_MODULE, or the one that this repository's last build packed.
$repository = Split-Path (Split-Path $PSScriptRoot)
$moduleFolder = if ($env:NETAUDIT_MODULE) { $env:NETAUDIT_MODULE } else { Join-Path $repository 'artifacts/NetAudit' }
$manifest = Join-Path $moduleFolder 'NetAudit.psd1'
Import-Module $manifest -ErrorAction Stop

# An unexpected error ends a test.
$ErrorActionPreference = 'Stop'

# The path of a recorded host's file, by its name in tests/Bundles: 'overlay-swarm/sw1'.
function Get-RecordedHost([string[]] $Name) {
    foreach ($one in $Name) { Join-Path (Join-Path $repository 'tests/Bundles') "$one.tar.gz" }
}

# The error that ends a script block.
function Get-Failure([scriptblock] $Script) {
    try { $null = & $Script } catch { return $_ }
    throw "It didn't fail: $Script"
}

# The completions that the Tab key offers after a line.
function Get-Completion([string] $Line) {
    [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches |
        ForEach-Object CompletionText
}

# Runs a script as a file in a separate PowerShell of the same version.
function Invoke-ScriptFile([string] $Text) {
    $file = Join-Path $TestDrive 'a script.ps1'
    Set-Content -LiteralPath $file -Value "Import-Module '$manifest'", $Text
    $arguments = @('-NoProfile', '-NonInteractive', '-File', $file)
    $program = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    # As a .NET tool, PowerShell is a .dll that dotnet runs.
    if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { $arguments = @([Environment]::GetCommandLineArgs()[0]) + $arguments }
    # Its standard error is text, and no error of this session.
    $ErrorActionPreference = 'Continue'
    $output = & $program $arguments 2>&1 | ForEach-Object { "$_" }
    [pscustomobject]@{ ExitCode = $LASTEXITCODE; Output = $output -join "`n" }
}

# Writes an expectation file in the test's folder.
function New-ExpectationFile([string] $Text = '{ "version": 1, "encryption": [ { "solution": "Weave" } ] }') {
    $file = Join-Path $TestDrive 'netaudit.json'
    [IO.File]::WriteAllText($file, $Text)
    $file
}
