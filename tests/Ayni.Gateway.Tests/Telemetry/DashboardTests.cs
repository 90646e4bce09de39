using Ayni.Gateway.Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>What dashboard and alerts name is what a gateway in use says of itself.</summary>
public sealed class DashboardTests
{
    /// <summary>Made by Prometheus itself at each scrape.</summary>
    private static readonly string[] OfPrometheus = ["up"];

    /// <summary>Set by Prometheus on what it scrapes.</summary>
    private static readonly string[] LabelsOfPrometheus = ["job", "instance"];

    /// <summary>Measured by the client of PostgreSQL, so not there on SQLite.</summary>
    private const string OfPostgres = "db_client_";

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Expressions_AfterTraffic_NameWhatIsMeasured(bool isPostgres)
    {
        Skip.If(isPostgres && TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES is not set");
        await using var database = isPostgres ? await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin!) : null;
        var shop = new TrainedShop(database is null ? [] : ClusterSettings.On(database));
        await shop.InitializeAsync();
        try
        {
            await UseAsync(shop.Client);
            var named = DeployFiles.DashboardExpressions().Concat(DeployFiles.AlertExpressions())
                .SelectMany(one => PromQl.MetricsIn(one.Expression).Select(metric => (one.Place, Metric: metric)))
                .Where(one => !OfPrometheus.Contains(one.Metric))
                .Where(one => isPostgres || !one.Metric.StartsWith(OfPostgres, StringComparison.Ordinal))
                .ToArray();

            var scrape = await Scrape.UntilHoldsAsync(shop.Client, [.. named.Select(one => one.Metric)]);

            var missing = named.Where(one => !scrape.Names.Contains(one.Metric)).ToArray();
            Assert.Empty(missing);
            if (isPostgres)
                AssertLabelsExist(scrape);
        }
        finally
        {
            await shop.DisposeAsync();
        }
    }

    [Fact]
    public void Dashboard_Panels_HaveTitlesUnitsAndPlacesOfTheirOwn()
    {
        using var dashboard = DeployFiles.Json("deploy/grafana/ayni.json");
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();

        Assert.Equal("ayni", dashboard.RootElement.GetProperty("uid").GetString());
        Assert.True(DeployFiles.DashboardExpressions().Count >= panels.Length / 2);
        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels, panel => Assert.NotEmpty(panel.GetProperty("title").GetString()!));
        Assert.All(
            panels.Where(panel => panel.TryGetProperty("targets", out _)),
            panel => Assert.NotEmpty(
                panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!));
        Assert.Equal(
            panels.Length,
            panels.Select(panel => panel.GetProperty("gridPos"))
                .Select(place => (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32()))
                .Distinct().Count());
    }

    [Fact]
    public void Alerts_Rules_SayWhatHappensAndWhatToDo()
    {
        var rules = DeployFiles.Items(DeployFiles.Yaml("deploy/prometheus-alerts.yml"), "groups")
            .SelectMany(group => DeployFiles.Items(group, "rules")).ToArray();

        Assert.Equal(rules.Length, rules.Select(rule => DeployFiles.Text(rule, "alert")).Distinct().Count());
        Assert.All(rules, rule =>
        {
            Assert.NotEmpty(DeployFiles.Text(rule, "for"));
            Assert.Contains(DeployFiles.Text(rule["labels"], "severity"), new[] { "page", "ticket" });
            Assert.NotEmpty(DeployFiles.Text(rule["annotations"], "summary"));
            Assert.NotEmpty(DeployFiles.Text(rule["annotations"], "description"));
        });
    }

    [Fact]
    public void Prometheus_Jobs_ReadTheMetricsWithTheKeyFromAFile()
    {
        var prometheus = DeployFiles.Yaml("deploy/prometheus.yml");
        var jobs = DeployFiles.Items(prometheus, "scrape_configs").ToArray();

        Assert.Equal(["ayni-gateway", "ayni-silo"], jobs.Select(job => DeployFiles.Text(job, "job_name")));
        Assert.All(jobs, job =>
        {
            Assert.Equal("/metrics", DeployFiles.Text(job, "metrics_path"));
            Assert.StartsWith(
                "/run/secrets/", DeployFiles.Text(job["authorization"], "credentials_file"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Compose_MonitoringServices_MountFilesThatExist()
    {
        var compose = DeployFiles.Yaml("docker-compose.yml");
        foreach (var name in new[] { "prometheus", "grafana" })
        {
            var service = compose["services"][name];
            Assert.Equal("monitoring", ((YamlScalarNode)Assert.Single(DeployFiles.Items(service, "profiles"))).Value);
            Assert.Matches(":[0-9.v]+$", DeployFiles.Text(service, "image"));
            var mounted = DeployFiles.Items(service, "volumes").Select(volume => ((YamlScalarNode)volume).Value!)
                .Where(volume => volume.StartsWith("./", StringComparison.Ordinal))
                .Select(volume => volume.Split(':')[0]).ToArray();
            Assert.NotEmpty(mounted);
            Assert.All(mounted, path => Assert.True(DeployFiles.Exists(path), path));
        }

        DeployFiles.Yaml("deploy/grafana/provisioning/dashboards/ayni.yml");
        DeployFiles.Yaml("deploy/grafana/provisioning/datasources/prometheus.yml");
    }

    private static void AssertLabelsExist(Scrape scrape)
    {
        var unknown =
            from one in DeployFiles.DashboardExpressions().Concat(DeployFiles.AlertExpressions())
            from label in PromQl.LabelsIn(one.Expression)
            where !scrape.Labels.Contains(label) && !LabelsOfPrometheus.Contains(label)
            select (one.Place, label);

        Assert.Empty(unknown);
    }

    private static async Task UseAsync(GatewayClient client)
    {
        const string Event =
            """{"event_id": "used", "user_id": "ana", "product_id": "tea-1", "interaction_type": "view"}""";
        (await client.PostAsync("/v1/events?wait=applied", Event)).AssertOk(System.Net.HttpStatusCode.Accepted);
        (await client.PostAsync("/v1/events", Event)).AssertOk(System.Net.HttpStatusCode.Accepted);
        (await client.PostAsync("/v1/events", "{}")).AssertRefused(400, "invalid");
        (await client.GetAsync("/v1/users/ana/recommendations?explain=true")).AssertOk();
        (await client.GetAsync("/v1/products/tea-1/similar")).AssertOk();
    }
}
