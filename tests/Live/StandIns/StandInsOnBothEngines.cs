namespace NetAudit.Live.Tests.StandIns;

[Collection(nameof(InstalledStandIns))]
public sealed class FlannelOnInstalledEngine(InstalledStandIns hosts) : FlannelTests(hosts);

[Collection(nameof(SidStandIns))]
public sealed class FlannelOnSidEngine(SidStandIns hosts) : FlannelTests(hosts);

[Collection(nameof(InstalledStandIns))]
public sealed class WeaveOnInstalledEngine(InstalledStandIns hosts) : WeaveTests(hosts);

[Collection(nameof(SidStandIns))]
public sealed class WeaveOnSidEngine(SidStandIns hosts) : WeaveTests(hosts);

[Collection(nameof(InstalledStandIns))]
public sealed class CalicoOnInstalledEngine(InstalledStandIns hosts) : CalicoTests(hosts);

[Collection(nameof(SidStandIns))]
public sealed class CalicoOnSidEngine(SidStandIns hosts) : CalicoTests(hosts);

[Collection(nameof(InstalledStandIns))]
public sealed class PlainOnInstalledEngine(InstalledStandIns hosts) : PlainTests(hosts);

[Collection(nameof(SidStandIns))]
public sealed class PlainOnSidEngine(SidStandIns hosts) : PlainTests(hosts);
