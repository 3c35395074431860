# Loads the cmdlets. This file uses only Windows PowerShell 5.1's syntax and the engine's own commands, as netaudit's engine runs it too.
# PowerShell compiles method calls at the first one, which takes longer than all other work here. So a normal import has only one.
$ErrorActionPreference = 'Stop'

if ($PSEdition -ne 'Core') {
    # .NET Framework loads several versions of a signed assembly side by side.
    Microsoft.PowerShell.Core\Import-Module "$PSScriptRoot\NetAudit.PowerShell.dll"
    return
}

# PowerShell knows a cmdlet by its type's name. If two folders supplied the type, neither cmdlet could be used.
$loaded = 'NetAudit.PowerShell.CancellableCmdlet' -as [type]
if ($loaded -and [IO.Path]::GetDirectoryName($loaded.Assembly.Location) -ne $PSScriptRoot) {
    $message = "This session already has NetAudit from '$([IO.Path]::GetDirectoryName($loaded.Assembly.Location))', and PowerShell can't unload it. Start a new session to import the one in '$PSScriptRoot'."
    throw [Management.Automation.ErrorRecord]::new([InvalidOperationException]::new($message), 'LoadedFromElsewhere', 'ResourceExists', $PSScriptRoot)
}

# LoadFile gives a file its own load context, the same one each time. PowerShell finds types in it by name. At the import, OwnDependencies
# also loads our dependencies into it. So we don't see another module's Docker.DotNet or Newtonsoft.Json, and don't keep it from loading.
$assembly = [Reflection.Assembly]::LoadFile("$PSScriptRoot/NetAudit.PowerShell.dll")

# A second import of an assembly returns its module without the cmdlets (PowerShell issue 20710). So they are imported from that module.
Microsoft.PowerShell.Core\Import-Module -ModuleInfo (Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru)
