using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Help;

/// <summary>One session that is shared by tests that only read help.</summary>
public sealed class HelpSession : IDisposable
{
    internal ModuleSession Session { get; } = new();

    public void Dispose() => Session.Dispose();
}
