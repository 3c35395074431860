# Loads the cmdlets. Windows PowerShell 5.1's syntax, and the engine's own commands only: netaudit's engine runs this file too.
# The first call of a method makes PowerShell compile what calls methods, which takes longer than all else here: so there is one.
$ErrorActionPreference = 'Stop'

if ($PSEdition -ne 'Core') {
    # .NET Framework loads several versions of a signed assembly side by side.
    Microsoft.PowerShell.Core\Import-Module "$PSScriptRoot\NetAudit.PowerShell.dll"
    return
}

# PowerShell knows a cmdlet by its type's name: of two, from two folders, neither could be used.
$loaded = 'NetAudit.PowerShell.CancellableCmdlet' -as [type]
if ($loaded -and [IO.Path]::GetDirectoryName($loaded.Assembly.Location) -ne $PSScriptRoot) {
    $message = "This session already has NetAudit from '$([IO.Path]::GetDirectoryName($loaded.Assembly.Location))', and PowerShell can't unload it. Start a new session to import the one in '$PSScriptRoot'."
    throw [Management.Automation.ErrorRecord]::new([InvalidOperationException]::new($message), 'LoadedFromElsewhere', 'ResourceExists', $PSScriptRoot)
}

# LoadFile gives a file a load context of its own, the same one each time, in which PowerShell finds types by name. At the import
# OwnDependencies loads our dependencies into it too: another module's Docker.DotNet or Newtonsoft.Json is neither seen by us nor
# kept from loading.
$assembly = [Reflection.Assembly]::LoadFile("$PSScriptRoot/NetAudit.PowerShell.dll")

# An assembly that was imported before gives its module, without its cmdlets (PowerShell issue 20710): so they are imported from that.
Microsoft.PowerShell.Core\Import-Module -ModuleInfo (Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru)
