using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>The files of <c>deploy/</c> that name metrics or start who reads them.</summary>
internal static class DeployFiles
{
    private static readonly string Root = FindRoot();

    /// <summary>Expressions of the dashboard, each with its panel or variable.</summary>
    public static IReadOnlyList<(string Place, string Expression)> DashboardExpressions()
    {
        using var dashboard = Json("deploy/grafana/ayni.json");
        return
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray().Select(target =>
                    (panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!))),
        ];
    }

    /// <summary>Alerts, each with its expression.</summary>
    public static IReadOnlyList<(string Place, string Expression)> AlertExpressions() =>
    [
        .. Items(Yaml("deploy/prometheus-alerts.yml"), "groups").SelectMany(group => Items(group, "rules"))
            .Select(rule => (Text(rule, "alert"), Text(rule, "expr"))),
    ];

    public static JsonDocument Json(string path) => JsonDocument.Parse(Read(path));

    public static YamlMappingNode Yaml(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Read(path)));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    public static IEnumerable<YamlNode> Items(YamlNode node, string name) => (YamlSequenceNode)node[name];

    public static string Text(YamlNode node, string name) => ((YamlScalarNode)node[name]).Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException(
            $"No folder above '{AppContext.BaseDirectory}' holds Orleans.sln; run these tests from the checkout.");
    }
}
