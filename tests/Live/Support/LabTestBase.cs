namespace NetAudit.Live.Tests.Support;

/// <summary>Tests on the hosts of a lab. If the lab can't be made, they are skipped with the reason.</summary>
public abstract class LabTestBase<TLab>
    where TLab : LabFixture
{
    private protected LabTestBase(TLab lab)
    {
        Lab = lab;
        Assert.SkipWhen(lab.Missing is not null, lab.Missing ?? "");
    }

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected TLab Lab { get; }
}
