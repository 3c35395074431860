@{
    # The build writes the module's files to module/bin, and a package keeps that folder: one manifest for both. The packages'
    # version, description and tags are read from here too.
    RootModule             = 'module/bin/NetAudit.PowerShell.dll'
    TypesToProcess         = @('module/bin/NetAudit.Types.ps1xml')
    FormatsToProcess       = @('module/bin/NetAudit.Finding.Format.ps1xml', 'module/bin/NetAudit.Format.ps1xml', 'module/bin/NetAudit.Gate.Format.ps1xml', 'module/bin/NetAudit.Topology.Format.ps1xml')
    ModuleVersion          = '0.1.0'
    GUID                   = 'f2b7c1de-6a0f-4a53-9d0e-6d1d3a5c8b14'
    Author                 = 'NetAudit maintainers'
    CompanyName            = 'NetAudit maintainers'
    Copyright              = '(c) NetAudit maintainers. MIT licence.'
    Description            = 'Finds faults in the container networks of Docker hosts, with cause, repair and evidence. Checks whether Calico, Flannel, Weave and Docker overlay behave as documented.'
    CompatiblePSEditions   = @('Core', 'Desktop')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CmdletsToExport        = @(
        'Assert-OverlayFeature'
        'Compare-OverlaySnapshot'
        'Export-OverlayReport'
        'Export-OverlaySnapshot'
        'Get-OverlayEndpoint'
        'Get-OverlayFeature'
        'Get-OverlayFinding'
        'Get-OverlayMatrix'
        'Get-OverlayNetwork'
        'Get-OverlaySolution'
        'Get-OverlayTopology'
        'Import-OverlaySnapshot'
        'Invoke-OverlayProbe'
        'Measure-OverlayPath'
        'New-OverlayExpectation'
        'Test-OverlayFeature'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Docker', 'Network', 'Overlay', 'Audit', 'Calico', 'Flannel', 'Weave', 'VXLAN', 'Container',
                'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'CHANGELOG.md in the module folder says what is new.'
        }
    }
}
