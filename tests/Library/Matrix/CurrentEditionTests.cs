using NetAudit.Matrix;
using NetAudit.Model;
using NetAudit.Rows;
using Newtonsoft.Json.Linq;

namespace NetAudit.Library.Tests.Matrix;

public sealed class CurrentEditionTests
{
    private static readonly Edition Blog = Editions.Load("blog-2015");
    private static readonly Edition Current = Editions.Load("current");

    [Fact]
    public void It_has_every_cell_that_the_post_has() =>
        Assert.Subset(
            Current.Cells.Select(cell => (cell.Solution, cell.Aspect)).ToHashSet(),
            Blog.Cells.Select(cell => (cell.Solution, cell.Aspect)).ToHashSet()
        );

    [Fact]
    public void Cells_are_born_wrong_changed_extended_and_the_same_as_often_as_the_facts_say()
    {
        string[] Of(CellRelation relation) =>
            [
                .. Current
                    .Cells.Where(cell => cell.Relation == relation && Blog.Find(cell.Solution, cell.Aspect) is not null)
                    .Select(cell => $"{cell.Solution} {cell.Aspect}")
                    .Order(StringComparer.Ordinal),
            ];

        Assert.Equal(
            [
                "DockerOverlay ApplicationIsolation",
                "DockerOverlay ProtocolSupport",
                "Flannel EncryptionChannel",
                "Flannel NetworkModel",
                "Flannel ProtocolSupport",
            ],
            Of(CellRelation.IncorrectAtPublication)
        );
        Assert.Equal(
            [
                "Calico ApplicationIsolation",
                "Calico EncryptionChannel",
                "DockerOverlay DistributedStorage",
                "DockerOverlay EncryptionChannel",
                "DockerOverlay IPOverlap",
                "DockerOverlay NameService",
                "DockerOverlay SubnetRestriction",
            ],
            Of(CellRelation.Changed)
        );
        Assert.Equal(
            [
                "Calico DistributedStorage",
                "Calico NetworkModel",
                "Calico ProtocolSupport",
                "Flannel ApplicationIsolation",
                "Flannel DistributedStorage",
                "Flannel IPOverlap",
                "Weave ApplicationIsolation",
                "Weave EncryptionChannel",
                "Weave IPOverlap",
            ],
            Of(CellRelation.Extended)
        );
        Assert.Equal(19, Of(CellRelation.Same).Length);
    }

    [Theory]
    [InlineData("NetworkModel", "Layer3 IPIP VXLAN WireGuard", "VXLAN HostGateway WireGuard UDP IPIP", "VXLAN UDP", "VXLAN")]
    [InlineData("ApplicationIsolation", "NetworkPolicy", "None NetworkPolicy", "CIDR NetworkPolicy", "Network")]
    [InlineData("NameService", "No", "No", "Yes optional", "Yes")]
    [InlineData("DistributedStorage", "Yes", "Yes", "No", "No")]
    [InlineData("EncryptionChannel", "WireGuard optional", "WireGuard IPsec optional", "NaCl IPsec optional", "IPsec No optional")]
    [InlineData("PartialConnectivity", "No", "No", "Yes optional", "No")]
    [InlineData("SeparateVnic", "No", "No", "Yes", "Yes")]
    [InlineData("IPOverlap", "No", "No", "No", "No")]
    public void Cells_are_normalised_in_the_posts_vocabulary(string aspect, string calico, string flannel, string weave, string docker)
    {
        string Normalised(string solution) =>
            string.Join(" ", Current.Find(solution, aspect)!.Values) + (Current.Find(solution, aspect)!.Optional ? " optional" : "");

        Assert.Equal(
            [calico, flannel, weave, docker],
            [Normalised("Calico"), Normalised("Flannel"), Normalised("Weave"), Normalised("DockerOverlay")]
        );
        Assert.All(
            Current.Cells.Where(cell => cell.Aspect == aspect),
            cell => Assert.Subset(Blog.Aspects.Single(one => one.Id == aspect).Values.ToHashSet(), cell.Values.ToHashSet())
        );
    }

    [Fact]
    public void Every_cell_tells_since_when_where_it_is_written_and_how_far_it_can_be_seen() =>
        Assert.All(
            Current.Cells,
            cell =>
            {
                Assert.Matches(@"^\d{4}(-\d\d){0,2}$", cell.Since!.Date);
                Assert.StartsWith("https://", cell.Source, StringComparison.Ordinal);
                Assert.Matches("^(Declared|Observed|Probed): ", cell.Observable);
                Assert.EndsWith(".", cell.Meaning, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void What_changed_is_told_cell_by_cell()
    {
        var change = EditionChanges.Between(Blog, Current).Single(one => one.To is { Solution: "DockerOverlay", Aspect: "NameService" });

        Assert.Equal(("No", "Yes", CellRelation.Changed), (change.From.Text, change.To.Text, change.Relation!.Value));
        Assert.Equal("1.10.0 (2016-02-04)", change.To.Since!.ToString());
        Assert.Equal(40, EditionChanges.Between(Blog, Current).Count());
        Assert.All(EditionChanges.Between(Current, Blog), back => Assert.Null(back.Relation));
    }

    [Fact]
    public void A_row_that_contradicts_the_post_and_fits_today_says_so_and_since_when()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");
        var row = HostAudit.Compare(host, Blog, ["DockerOverlay"], ["NameService"]).Single();

        Assert.Equal(FeatureStatus.Outdated, row.Status);
        Assert.Equal(
            "Edition current: Yes. Since Docker 1.10.0 (2016-02-04) an embedded DNS server at 127.0.0.11 resolves "
                + "container names on user-defined networks. Docker 1.9 wrote the names of a network's containers to their "
                + "/etc/hosts.",
            row.Note
        );
        Assert.Equal(
            "Get-OverlayFeature -Solution DockerOverlay -Aspect NameService -Edition current # compares with today's " + "documentation",
            row.Recommendation
        );
        Assert.Equal(FeatureStatus.Match, HostAudit.Compare(host, Current, ["DockerOverlay"], ["NameService"]).Single().Status);
    }

    [Fact]
    public void A_row_tells_its_status_of_today_whatever_edition_it_is_compared_with()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");
        var today = HostAudit.Compare(host, Current, [], []).ToDictionary(row => row.Aspect, row => row.Status);

        Assert.All(HostAudit.Compare(host, Blog, [], []), row => Assert.Equal(today[row.Aspect], row.Today));
        Assert.All(HostAudit.Compare(host, Current, [], []), row => Assert.Equal(row.Status, row.Today));
    }

    [Fact]
    public void An_edition_as_new_as_todays_is_never_outdated()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");
        var ours = Blog with { Name = "ours", Date = Current.Date };
        var row = HostAudit.Compare(host, ours, ["DockerOverlay"], ["NameService"]).Single();

        Assert.Equal((FeatureStatus.Mismatch, FeatureStatus.Match), (row.Status, row.Today));
    }

    [Fact]
    public void A_row_whose_cell_was_wrong_when_published_says_that()
    {
        var host = RecordedHosts.Read("overlay-swarm/sw1");

        Assert.Equal(
            "Edition current: Network membership (VNI), already when the older edition was published. Docker "
                + "isolates by membership of a network, each with its own VNI, and did so already at 1.9.0 (2015-11-03); a "
                + "subnet is only what the network happens to have.",
            HostAudit.Compare(host, Blog, ["DockerOverlay"], ["ApplicationIsolation"]).Single().Note
        );
    }

    [Theory]
    [InlineData("relation", "Changd", "unknown relation 'Changd' (did you mean 'Changed'?)")]
    [InlineData("observable", "by looking", "begins with 'Declared: ', 'Observed: ', 'Probed: '")]
    [InlineData("since", "2016", "expected an object, found a text")]
    [InlineData("since.date", "4.2.2016", "expected a date as yyyy-MM-dd or yyyy-MM or yyyy, found '4.2.2016'")]
    [InlineData("since.versoin", "1.10", "unknown property 'versoin' (did you mean 'version'?)")]
    public void A_mistake_in_what_relates_a_cell_to_an_older_one_is_told(string path, string value, string expected) =>
        AssertInvalid(
            cell =>
            {
                if (path.StartsWith("since.", StringComparison.Ordinal))
                {
                    cell["since"]![path["since.".Length..]] = value;
                }
                else
                {
                    cell[path] = value;
                }
            },
            expected
        );

    [Theory]
    [InlineData("relation")]
    [InlineData("since")]
    [InlineData("observable")]
    public void An_edition_that_relates_to_another_tells_all_of_it_in_every_cell(string property) =>
        AssertInvalid(cell => cell.Remove(property), $"missing property '{property}'");

    private static void AssertInvalid(Action<JObject> change, string expected)
    {
        using var reader = new StreamReader(typeof(Editions).Assembly.GetManifestResourceStream("current.json")!);
        var json = JObject.Parse(reader.ReadToEnd());
        json["name"] = "mine";
        change((JObject)json["cells"]![3]!);
        var folder = Directory.CreateTempSubdirectory("netaudit-current-");
        try
        {
            var path = Path.Combine(folder.FullName, "mine.json");
            File.WriteAllText(path, json.ToString());

            var error = Assert.Throws<NetAuditException>(() => Editions.Load(path));
            Assert.Contains("cells[3]", error.Message, StringComparison.Ordinal);
            Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
