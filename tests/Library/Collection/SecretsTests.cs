using NetAudit.Collection;

namespace NetAudit.Library.Tests.Collection;

public class SecretsTests
{
    [Theory]
    [InlineData("CALICO_LIBNETWORK_ENABLED=true", "true")]
    [InlineData("WEAVE_CIDR=net:10.33.1.0/24 net:10.33.2.0/24", "net:10.33.1.0/24 net:10.33.2.0/24")]
    [InlineData("EXEC_IMAGE=weaveworks/weaveexec:2.8.1", "weaveworks/weaveexec:2.8.1")]
    [InlineData(
        "ETCD_ENDPOINTS=http://root:hunter2@10.0.0.1:2379,https://root:hunter2@10.0.0.2:2379",
        "http://10.0.0.1:2379,https://10.0.0.2:2379"
    )]
    [InlineData("ETCD_AUTHORITY=172.30.70.101:2379", "172.30.70.101:2379")]
    [InlineData("WEAVE_PASSWORD=", "")]
    [InlineData("WEAVE_PASSWORD", "")]
    [InlineData("WEAVE_PASSWORD=hunter2", null)]
    [InlineData("IPAM_LICENSE=hunter2", null)]
    [InlineData("NODENAME=***", null)]
    public void A_variable_keeps_its_value_only_where_its_name_is_known_to_be_harmless(string entry, string? value)
    {
        var variable = Secrets.Variable(entry);

        Assert.Equal(entry.Split('=')[0], variable.Name);
        Assert.Equal(value, variable.Value);
    }

    [Theory]
    [InlineData("weaver --password=hunter2 --plugin", "weaver --password=*** --plugin")]
    [InlineData("weaver --password hunter2 --plugin", "weaver --password *** --plugin")]
    [InlineData("weaver --password --plugin", "weaver --password --plugin")]
    [InlineData("flanneld -etcd-username=u -etcd-password hunter2", "flanneld -etcd-username=u -etcd-password ***")]
    [InlineData(
        "flanneld -etcd-keyfile=/etc/k.pem -etcd-endpoints=http://u:hunter2@h:2379",
        "flanneld -etcd-keyfile=/etc/k.pem -etcd-endpoints=http://h:2379"
    )]
    [InlineData(
        "confd -client-key= -client-cert= -node=http://172.30.70.100:2379",
        "confd -client-key= -client-cert= -node=http://172.30.70.100:2379"
    )]
    [InlineData("confd -client-key=/etc/calico/key.pem", "confd -client-key=/etc/calico/key.pem")]
    [InlineData("confd -client-key=MIIEhunter2", "confd -client-key=***")]
    [InlineData("etcdctl --user root:hunter2 get /", "etcdctl --user root:*** get /")]
    [InlineData("etcdctl --user=root:hunter2 get /", "etcdctl --user=root:*** get /")]
    [InlineData("dial a:b@c:3306,root:hunter2@10.0.0.1:3306", "dial a:***@c:3306,root:***@10.0.0.1:3306")]
    [InlineData("pull registry:5000/image@sha256:0 a@b:c@d", "pull registry:5000/image@sha256:0 a@b:c@d")]
    [InlineData("dockerd --cluster-store-opt=kv.password=hunter2", "dockerd --cluster-store-opt=kv.password=***")]
    [InlineData("docker run -e WEAVE_PASSWORD=hunter2 x", "docker run -e WEAVE_PASSWORD=*** x")]
    [InlineData("kubelet --token-auth-file=/etc/tokens.csv", "kubelet --token-auth-file=/etc/tokens.csv")]
    [InlineData(
        "dockerd --bip=10.1.54.1/24 --mtu=1472 --ip-masq=false -H unix:///var/run/docker.sock",
        "dockerd --bip=10.1.54.1/24 --mtu=1472 --ip-masq=false -H unix:///var/run/docker.sock"
    )]
    public void Arguments_that_speak_of_secrets_lose_their_values(string line, string kept) =>
        Assert.Equal(kept.Split(' '), Secrets.CommandLine(line.Split(' ')));

    [Theory]
    [InlineData("weave launch --password 'hunter2 and more' 10.0.0.2")]
    [InlineData("WEAVE_PASSWORD=hunter2; weave launch")]
    [InlineData("curl -H 'Authorization: Bearer hunter2' http://h/")]
    [InlineData("curl -u admin:hunter2 http://h/?token=hunter2")]
    [InlineData("echo '{\"password\": \"hunter2\"}'")]
    public void A_script_in_one_word_is_read_too(string script) =>
        Assert.DoesNotContain("hunter2", string.Join(" ", Secrets.CommandLine(["sh", "-c", script])), StringComparison.Ordinal);

    [Theory]
    [InlineData("dial https://user:hun/t@er2@etcd:2379/v2: refused", "dial https://etcd:2379/v2: refused")]
    [InlineData("http://proxy/path@1.2 and http://h:80/image@sha256", "http://proxy/path@1.2 and http://h:80/image@sha256")]
    [InlineData("etcd://[fd00::1]:2379", "etcd://[fd00::1]:2379")]
    [InlineData("registry:5000/image@sha256:0123", "registry:5000/image@sha256:0123")]
    [InlineData("root:hunter2@tcp(db:3306)", "root:***@tcp(db:3306)")]
    public void Credentials_leave_addresses_and_nothing_else_does(string text, string kept) => Assert.Equal(kept, Secrets.Text(text));

    [Fact]
    public void Settings_are_withheld_by_name()
    {
        var settings = Secrets.Settings(
            new Dictionary<string, string>
            {
                ["com.docker.network.driver.mtu"] = "1450",
                ["encrypted"] = "",
                ["plugins[0].policy.k8s_auth_token"] = "hunter2",
                ["plugins[0].etcd_key_file"] = "/calico-secrets/etcd-key",
                ["auths.registry.auth"] = "aHVudGVyMg==",
                ["psk"] = "hunter2",
                ["PublicKey"] = "aa",
                ["bypass"] = "yes",
            }
        );

        Assert.Equal("1450", settings["com.docker.network.driver.mtu"]);
        Assert.Equal("", settings["encrypted"]);
        Assert.Equal(Secrets.Withheld, settings["plugins[0].policy.k8s_auth_token"]);
        Assert.Equal("/calico-secrets/etcd-key", settings["plugins[0].etcd_key_file"]);
        Assert.Equal(Secrets.Withheld, settings["auths.registry.auth"]);
        Assert.Equal(Secrets.Withheld, settings["psk"]);
        Assert.Equal("aa", settings["PublicKey"]);
        Assert.Equal("yes", settings["bypass"]);
    }

    [Fact]
    public void Long_hostile_text_is_read_in_time()
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        foreach (var piece in new[] { "a:", ",a:", "://a", "?a=", "\"a\":", "bearer ", "--token ", "'" })
        {
            Secrets.CommandLine([string.Concat(Enumerable.Repeat(piece, 65536 / piece.Length))]);
        }

        Assert.True(started.Elapsed < TimeSpan.FromSeconds(10), $"took {started.Elapsed}");
    }

    [Fact]
    public void A_text_of_many_names_without_a_password_is_looked_through_once()
    {
        var text = string.Concat(Enumerable.Repeat("=a:", 200_000));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var withheld = Secrets.Text(text);

        Assert.Equal(text, withheld);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"it took {watch.Elapsed}"); // Once per name: minutes.
    }
}
