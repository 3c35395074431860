using NetAudit.Snapshots;

namespace NetAudit.Live.Tests.Linux;

/// <summary>Tests that only read the furnished namespace. If it can't be made, they are skipped with the reason.</summary>
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
