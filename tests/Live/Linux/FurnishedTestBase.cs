using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Linux;

/// <summary>Tests on the furnished namespace; skipped with the reason where none can be made. They only look at it.</summary>
[Collection(nameof(FurnishedNamespace))]
public abstract class FurnishedTestBase
{
    private protected FurnishedTestBase(FurnishedNamespace furnished)
    {
        Furnished = furnished;
        Assert.SkipWhen(furnished.WhyNot is not null, furnished.WhyNot ?? "");
    }

    private protected FurnishedNamespace Furnished { get; }

    private protected NetworkNamespace Seen => Furnished.Seen;
}

[CollectionDefinition(nameof(FurnishedNamespace))]
public sealed class FurnishedNamespaceCollection : ICollectionFixture<FurnishedNamespace>;
