using NetAudit.Module.Tests.Support;

namespace NetAudit.Module.Tests.Help;

/// <summary>One session for tests that only ask for help.</summary>
public sealed class HelpSession : IDisposable
{
    internal ModuleSession Session { get; } = new();

    public void Dispose() => Session.Dispose();
}
