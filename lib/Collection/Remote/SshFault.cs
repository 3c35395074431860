namespace NetAudit.Collection.Remote;

/// <summary>What kept a host from being read over ssh.</summary>
internal enum SshFault
{
    Other,
    HostKeyChanged,
    HostKeyUnknown,
    NotAuthenticated,
    NameUnknown,
    Refused,
    NoRoute,
    CutOff,
    SudoRefused,
    NoShell,
}
