using NetAudit.Aspects;
using NetAudit.Model;
using NetAudit.Rows;
using NetAudit.Snapshots;

namespace NetAudit.Library.Tests.Rows;

/// <summary>Each fact, cause and doubt has a wording.</summary>
public sealed class ObservationWordingTests
{
    [Fact]
    public void Each_kind_of_facts_has_words()
    {
        var kinds = typeof(AspectFacts).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AspectFacts))).ToList();

        Assert.Equal(25, kinds.Count);
        Assert.All(
            kinds,
            kind =>
            {
                var facts = (AspectFacts)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(kind);

                // Empty facts may fail on a missing member. Only this exception shows that no file words them.
                var problem = Record.Exception(() => ObservationWording.Observed(new Observation { Facts = facts }));
                Assert.IsNotType<NotSupportedException>(problem);
            }
        );
    }

    [Fact]
    public void Each_cause_of_nothing_seen_says_why_and_what_settles_it() =>
        Assert.All(
            Enum.GetValues<NotSeenCause>(),
            cause =>
            {
                var observation = Observation.NotSeen(cause);
                Assert.Equal("Not seen", ObservationWording.Observed(observation));
                Assert.NotEqual("", ObservationWording.Reason(observation));
                var host = RecordedHosts.Read("flannel-vxlan/fl1");
                Assert.NotEqual("", ObservationWording.Advise(observation).Command("Flannel", "NetworkModel", host));
            }
        );

    [Fact]
    public void Each_doubt_says_why()
    {
        var record = new ProbeRecord
        {
            Check = ProbeCheck.NetworkModel,
            Solution = SolutionIds.Flannel,
            From = new ProbePeer { Kind = ProbePeerKind.ThisHost },
            Outcome = ProbeOutcome.Failed,
        };
        var reasons = Enum.GetValues<DoubtKind>().Select(kind => DoubtWording.Reason(new Doubt(kind, [record]))).ToList();

        Assert.DoesNotContain("", reasons);
        Assert.Equal(reasons.Count, reasons.Distinct().Count() + reasons.Count(reason => reason.Length == 0));
    }
}
